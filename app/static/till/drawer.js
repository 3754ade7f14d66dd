/** A session's account: what its facts put into the drawer and elsewhere, mode by mode. Pure. */

import { sum } from "./number.js";

/** Why what was counted differs: the codes of bourse/tills/facts.py, SessionClosed. */
export const DIFFERENCES = ["change_error", "unrecorded", "miscounted", "unknown", "other"];

/** What the session sold: by payment mode in cents, how many receipts, copies and cash moved. */
export function summary(facts) {
  const ofKind = (kind) => facts.filter((fact) => fact.kind === kind);
  const [sales, reversals, movements] = [ofKind("sale"), ofKind("reversal"), ofKind("cash_movement")];
  const modes = new Map();
  for (const { mode, amount_cents: cents } of [...sales, ...reversals].flatMap((fact) => fact.payments)) {
    modes.set(mode, (modes.get(mode) ?? 0) + cents);
  }
  return {
    modes,
    movements,
    sales: sales.length,
    reversals: reversals.length,
    copies: ofKind("duplicate").length,
    cents: sum([...sales, ...reversals].map((fact) => fact.total_cents)),
    moved: sum(movements.map((fact) => fact.amount_cents)),
  };
}

/**
 * What should be there at the end, in cents by mode, from the facts since the session's start:
 * `start_cents` is the drawer's, `start_modes` what the other modes had taken by then.
 */
export function expected({ start_cents: start, start_modes: others = {} }, facts) {
  const { modes, moved } = summary(facts);
  const sums = new Map(Object.entries(others));
  for (const [mode, cents] of modes) sums.set(mode, (sums.get(mode) ?? 0) + cents);
  return sums.set("cash", start + (modes.get("cash") ?? 0) + moved);
}

/** The modes to count: cash, those switched on, and those that took something all the same. */
export function modesToCount(switchedOn, sums) {
  const used = [...sums].filter(([, cents]) => cents !== 0).map(([mode]) => mode);
  return [...new Set(["cash", ...switchedOn, ...used])];
}

/** What was counted beside what was expected: as the fact says it. */
export function compared(counted, sums) {
  return [...counted].map(([mode, cents]) => ({
    mode,
    expected_cents: sums.get(mode) ?? 0,
    counted_cents: cents,
  }));
}

/** Whether any mode differs. */
export function differs(counts) {
  return counts.some((count) => count.counted_cents !== count.expected_cents);
}
