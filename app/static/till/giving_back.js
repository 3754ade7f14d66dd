/** Giving back: finding a sale again, and its negative twin. */

import { canonical, sha256 } from "./canonical.js";
import { TillError } from "./errors.js";
import * as reversal from "./reversal.js";
import { forgetCashed } from "./set_apart.js";
import { markOf } from "./taken.js";
import { dummyNumber } from "./training.js";

/** How long after their own sale a cashier takes it back alone (bourse/tills/approvals.py). */
const ALONE_MS = 300_000;
/** How much earlier than now a clock that was just put right may stand; a sale from later is not fresh. */
const SKEW_MS = 60_000;
const PATIENCE_MS = 4_000;

/** The number of a sale or a reversal as printed: C2b-0041; of a training sale C2b-F0003. */
export function numberOf(fact) {
  if (fact.kind === "training") return dummyNumber(fact);
  return `${fact.till}-${String(fact.receipt).padStart(4, "0")}`;
}

/**
 * A receipt by its number: { sale, reversals, copies, cancels }, with what this device has not sent
 * yet; its own alone where the server is silent. `copies` counts the duplicates given, as far as
 * known; `cancels` is the number that a reversal reverses, null for a sale.
 */
export async function findSale({ api, store, outbox }, number) {
  const own = await ownReceipt(store, number);
  if (own && outbox?.state.isOnline === false) return own;
  try {
    const path = `receipts/${encodeURIComponent(number)}`;
    const { facts, copies, cancels } = await api.get(path, PATIENCE_MS);
    const [sale, ...reversals] = facts;
    const known = new Set(facts.map((fact) => fact.fact_id));
    const unsent = (own?.reversals ?? []).filter((fact) => !known.has(fact.fact_id));
    const given = Math.max(copies, own?.copies ?? 0);
    return { sale, reversals: [...reversals, ...unsent], copies: given, cancels };
  } catch (error) {
    if (own) return own;
    throw error.code === "offline" ? new TillError("receipt_elsewhere") : error;
  }
}

/** Open the receipt with this number; throws what findSale throws. */
export async function openReceipt(till, number) {
  till.go("shownAgain", await findSale(till, number));
}

/**
 * Whether a supervisor must approve that this cashier gives back of a sale, `now` in milliseconds. The
 * clock put back makes no old sale fresh: what this device kept since tells the hour too.
 */
export async function needsApproval({ cashier, store }, sale, now = Date.now()) {
  const soldAt = Date.parse(sale.happened_at);
  const isLate = (moment) => moment - soldAt > ALONE_MS;
  if (sale.cashier !== cashier.code || isLate(now) || now - soldAt < -SKEW_MS) return true;
  const { facts } = await store.since(markOf(sale));
  return facts.some((fact) => isLate(Date.parse(fact.happened_at)));
}

/** The receipt that a scan names; throws `receipt_differs` when its hash is another's. */
export async function findScanned(till, { number, hash }) {
  const found = await findSale(till, number);
  if (hash && !(await sha256(canonical(found.sale))).startsWith(hash)) {
    throw new TillError("receipt_differs", { number });
  }
  return found;
}

/** Give back what was `picked` (thousandths of each line), repaid in `mode` or as it was paid. */
export async function giveBack(till, { sale, reversals }, picked, { reason, mode, approvedBy }) {
  const lines = reversal.negativeLines(sale, picked);
  const owed = reversal.owedFor(lines);
  const content = {
    kind: "reversal",
    lines,
    payments: reversal.payBack(lines, sale, reversals, mode),
    total_cents: -owed,
    reverses: sale.fact_id,
    reason,
    ...(approvedBy ? { approved_by: approvedBy } : {}),
  };
  const isAllBack = !reversal.leftToGiveBack(sale, [...reversals, content]).some(Boolean);
  const fact = await till.record(content, isAllBack ? await forgetCashed(till, sale) : {});
  till.catalogue.take(fact);
  till.go("sold", { fact, reversed: sale });
}

function numberIf(fact) {
  return fact ? numberOf(fact) : null;
}

async function ownReceipt(store, number) {
  const [, series, receipt] = /^(\w+)-(\d+)$/.exec(number.replaceAll(/\s/g, "")) ?? [];
  if (!series) return null;
  const written = series[0].toUpperCase() + series.slice(1).toLowerCase();
  const sale = (await store.byNumber(written, Number(receipt)))?.fact;
  if (!sale) return null;
  const facts = (records) => records.map(({ fact }) => fact);
  const copies = facts(await store.copiesOf(sale.fact_id));
  return {
    sale,
    reversals: facts(await store.reversalsOf(sale.fact_id)),
    cancels: sale.reverses ? numberIf((await store.byId(sale.reverses))?.fact) : null,
    copies: Math.max(0, ...copies.map((fact) => fact.copy_number)),
  };
}
