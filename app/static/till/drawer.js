/** The drawer of a session: what its facts put into it, mode by mode. Pure. */

import { sum } from "./number.js";

/** What the session sold: by payment mode in cents, how many sales and reversals, cash moved. */
export function summary(facts) {
  const baskets = facts.filter(({ kind }) => kind === "sale" || kind === "reversal");
  const modes = new Map();
  for (const { mode, amount_cents: cents } of baskets.flatMap((fact) => fact.payments)) {
    modes.set(mode, (modes.get(mode) ?? 0) + cents);
  }
  return {
    modes,
    sales: baskets.filter(({ kind }) => kind === "sale").length,
    reversals: baskets.filter(({ kind }) => kind === "reversal").length,
    cents: sum(baskets.map((fact) => fact.total_cents)),
    moved: sum(facts.filter(({ kind }) => kind === "cash_movement").map((fact) => fact.amount_cents)),
  };
}

/** The cash the drawer should hold, from what it held at the start and the facts since. */
export function expectedCash(startCents, facts) {
  const { modes, moved } = summary(facts);
  return startCents + (modes.get("cash") ?? 0) + moved;
}
