/**
 * Keeping facts: each takes the next number of this device's series and the hash of the fact
 * before it, and is on the device's disk before anyone hears of it.
 */

import { canonical, GENESIS, sha256 } from "./canonical.js";

/** Where a series begins. */
export const FIRST_NUMBERS = { till_seq: 0, receipt: 0, prev: GENESIS, total_cents: 0 };

/** A fact with its number, chained to the last: `content` is what its kind asks for. */
export function seal(content, { series, session, cashier, edition, numbers, factId, now }) {
  const hasReceipt = content.kind === "sale" || content.kind === "reversal";
  return {
    v: 1,
    fact_id: factId,
    till: series,
    till_seq: numbers.till_seq + 1,
    prev: numbers.prev,
    happened_at: now,
    session,
    cashier,
    ...(edition ? { edition } : {}),
    ...content,
    ...(hasReceipt ? { receipt: numbers.receipt + 1 } : {}),
  };
}

/** Writes facts to the store, one at a time whatever the number of tabs. */
export class Ledger {
  /** `store` as in store.js; `lock(work)` runs `work` alone (a Web Lock in the browser). */
  constructor(store, { lock, newId = () => crypto.randomUUID(), now = () => new Date() }) {
    this.store = store;
    this.lock = lock;
    this.newId = newId;
    this.now = now;
  }

  /**
   * Keep a fact and, in the same breath, `also`: what else the device must remember with it (the
   * session opened, the basket emptied), if the device is still enrolled with this `token`. Gives the
   * fact, once it is on the disk.
   */
  keep(content, { series, session, cashier, edition = null, token = null, also = {} }) {
    return this.lock(async () => {
      const numbers = (await this.store.get("numbers")) ?? FIRST_NUMBERS;
      const fact = seal(content, {
        series,
        session,
        cashier,
        edition,
        numbers,
        factId: this.newId(),
        now: this.now().toISOString(),
      });
      const next = {
        till_seq: fact.till_seq,
        receipt: fact.receipt ?? numbers.receipt,
        prev: await sha256(canonical(fact)),
        ...counted(fact, numbers),
      };
      const record = { fact, hash: next.prev, edition };
      await this.store.append(record, { numbers, token }, { ...also, numbers: next });
      return fact;
    });
  }

  /** Go on from where the server has the series, when the device has forgotten some of it. */
  adopt(numbers) {
    return this.lock(async () => {
      const own = (await this.store.get("numbers")) ?? FIRST_NUMBERS;
      if (numbers.till_seq > own.till_seq) await this.store.put("numbers", numbers);
    });
  }
}

/** What the series sold in all, unless the device has forgotten a part of it. */
function counted(fact, { total_cents: before }) {
  if (before === undefined) return {};
  return { total_cents: before + (fact.receipt ? fact.total_cents : 0) };
}
