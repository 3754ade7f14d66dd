/** Giving back: finding a sale again, and its negative twin. */

import { canonical, sha256 } from "./canonical.js";
import { TillError } from "./errors.js";
import * as reversal from "./reversal.js";

/** The number of a sale or a reversal as printed: C2b-0041. */
export function numberOf(fact) {
  return `${fact.till}-${String(fact.receipt).padStart(4, "0")}`;
}

/** A receipt by its number: { sale, reversals }; this device's own where the server is silent. */
export async function findSale({ api, store }, number) {
  try {
    const { facts } = await api.get(`receipts/${encodeURIComponent(number)}`);
    const [sale, ...reversals] = facts;
    return { sale, reversals };
  } catch (error) {
    const own = await ownSale(store, number);
    if (own) return own;
    throw error;
  }
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
export async function giveBack(till, { sale, reversals }, picked, { reason, mode }) {
  const lines = reversal.negativeLines(sale, picked);
  const owed = reversal.owedFor(lines);
  const fact = await till.record({
    kind: "reversal",
    lines,
    payments: reversal.payBack(lines, sale, reversals, mode),
    total_cents: -owed,
    reverses: sale.fact_id,
    reason,
  });
  till.catalogue.take(lines);
  till.go("sold", { fact, reversed: sale });
}

async function ownSale(store, number) {
  const [, series, receipt] = /^(\w+)-(\d+)$/.exec(number.replaceAll(/\s/g, "")) ?? [];
  if (!series) return null;
  const written = series[0].toUpperCase() + series.slice(1).toLowerCase();
  const fact = (await store.byNumber(written, Number(receipt)))?.fact;
  if (fact?.kind !== "sale") return null;
  const reversals = (await store.reversalsOf(fact.fact_id)).map((record) => record.fact);
  return { sale: fact, reversals };
}
