/** Receipts given once more: each is counted, noted as a fact, and says DUPLICATA n. */

import { findSale, numberOf } from "./giving_back.js";

/** Count one more duplicate of a receipt and show it; `fact` is its sale or reversal. */
export async function giveAgain(till, fact) {
  const { copies, cancels } = await findSale(till, numberOf(fact));
  const copy = copies + 1;
  await till.record({ kind: "duplicate", of: fact.fact_id, copy_number: copy });
  till.go("copied", { fact, copy, cancels });
}

/** The last receipt that this device made, or null. */
export async function lastReceipt({ store, series }) {
  const { receipt = 0 } = (await store.get("numbers")) ?? {};
  return receipt ? ((await store.byNumber(series, receipt))?.fact ?? null) : null;
}
