/**
 * Receipts handed to the buyer: once, on paper, as a file or by mail. What is given once more is
 * counted, noted as a fact, and says DUPLICATA n.
 */

import { findSale, numberOf } from "./giving_back.js";
import { Single } from "./turns.js";

/** A receipt on its way to the buyer; `copy` is n of DUPLICATA n, 0 for the original. */
export class Handing {
  #single = new Single();
  #isHanded = false;

  /** `counted(copy)` hears that it has become the next duplicate, before that is handed over. */
  constructor(till, fact, { copy = 0, counted = async () => {} } = {}) {
    Object.assign(this, { till, fact, copy, counted });
  }

  /**
   * Hand it over by `way(copy)`, which throws where it does not reach the buyer. Whatever the ways,
   * only the first is this copy: the one after it is the next duplicate.
   */
  over(way) {
    return this.#single.take(async () => {
      if (this.#isHanded) await this.#countNext();
      await way(this.copy);
      this.#isHanded = true;
    });
  }

  async #countNext() {
    ({ copy: this.copy } = await countCopy(this.till, this.fact));
    this.#isHanded = false;
    await this.counted(this.copy);
  }
}

/** Count one more duplicate of a receipt and show it; `fact` is its sale or reversal. */
export function giveAgain(till, fact) {
  till.copying ??= new Single();
  return till.copying.take(async () => till.go("copied", { fact, ...(await countCopy(till, fact)) }));
}

async function countCopy(till, fact) {
  const { copies, cancels } = await findSale(till, numberOf(fact));
  const copy = copies + 1;
  await till.record({ kind: "duplicate", of: fact.fact_id, copy_number: copy });
  return { copy, cancels };
}

/** The last receipt that this device made, or null. */
export async function lastReceipt({ store, series }) {
  const { receipt = 0 } = (await store.get("numbers")) ?? {};
  return receipt ? ((await store.byNumber(series, receipt))?.fact ?? null) : null;
}
