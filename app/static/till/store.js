/**
 * What the device keeps: in `kept` by name (token, series, place, numbers, session, basket, head),
 * in `facts` every fact of this enrolment with what became of it, in `former` those of enrolments
 * that it has left. IndexedDB, each fact on the disk before it counts.
 */

import { answered, finished, openDatabase } from "./database.js";
import { putAllAside } from "./former.js";
import { isAfter } from "./taken.js";

export const PENDING = "pending";
const DELIVERED = ["recorded", "conflict"];
/** What is of the device, whoever enrols it; all else is forgotten with the enrolment. */
const OF_THE_DEVICE = ["muted", "active_at"];

/** Open the device's store, as database.js does; throws when the browser keeps nothing. */
export async function openStore({ name = "bourse-till", blocked, tab = 1 } = {}) {
  return new Store(await openDatabase(name, { blocked }), tab);
}

export class Store {
  /**
   * Each tab keeps a basket of its own, the first under the plain name: two tabs never sell the
   * same one. `outdated()` hears that another tab wants to bring the database to a newer version.
   */
  constructor(database, tab) {
    Object.assign(this, { database, tab });
    this.outdated = () => database.close();
    database.onversionchange = () => this.outdated();
    database.onclose = () => this.outdated();
  }

  /** What is kept under that name; undefined when nothing is. */
  get(name) {
    return answered(this.#read("kept").get(this.#own(name)));
  }

  /** What is kept under these names, in one reading: { name: value }. */
  async all(names) {
    const kept = this.#read("kept");
    const values = await Promise.all(names.map((name) => answered(kept.get(this.#own(name)))));
    return Object.fromEntries(names.map((name, index) => [name, values[index]]));
  }

  /** The baskets in hand, one a tab. */
  baskets() {
    return answered(this.#read("kept").getAll(IDBKeyRange.bound("basket", "basket\uffff")));
  }

  /** Keep a value under that name; null forgets it. */
  put(name, value) {
    return this.putAll({ [name]: value });
  }

  /** Keep several values, all or none. */
  putAll(values) {
    const transaction = this.#write("kept");
    this.#putInto(transaction.objectStore("kept"), values);
    return finished(transaction);
  }

  /**
   * Keep what may go with the last second before a crash: quick, without waiting for the disk. It is
   * committed at once, for a page that is left before the browser has answered keeps what it asked.
   */
  jot(name, value) {
    const transaction = this.database.transaction("kept", "readwrite", { durability: "relaxed" });
    this.#putInto(transaction.objectStore("kept"), { [name]: value });
    transaction.commit();
    return finished(transaction);
  }

  /**
   * Begin a new enrolment with its `values`, all or none: the facts of the one before are put aside,
   * its lots and what it kept are forgotten, but for what is named as `staying`.
   */
  async enrol(values, staying = []) {
    const transaction = this.#write("kept", "facts", "former", "lots");
    const kept = transaction.objectStore("kept");
    putAllAside(transaction, new Date().toISOString());
    transaction.objectStore("lots").clear();
    kept.getAllKeys().onsuccess = ({ target: { result: names } }) => {
      const stays = new Set([...OF_THE_DEVICE, ...staying]);
      for (const name of names) if (!stays.has(name)) kept.delete(name);
      this.#putInto(kept, values);
    };
    await finished(transaction);
  }

  /**
   * Keep a sealed fact { fact, hash, edition } and `puts`, all or none, if `numbers` are still the
   * last ones of its series, and `token` the device's. Throws TillError `storage` when the disk is
   * full, another tab was faster, or enrolled this device anew; then nothing is written.
   */
  async append(record, { numbers, token }, puts) {
    const transaction = this.#write("kept", "facts");
    const kept = transaction.objectStore("kept");
    const series = kept.get("series");
    const held = kept.get("token");
    const last = kept.get("numbers");
    last.onsuccess = () => {
      const isOther = (series.result ?? record.fact.till) !== record.fact.till || !isSame(held.result, token);
      if (isOther || (last.result?.till_seq ?? 0) !== numbers.till_seq) return transaction.abort();
      transaction.objectStore("facts").add({ ...record, status: PENDING, seq: null, reasons: [] });
      return this.#putInto(kept, puts);
    };
    await finished(transaction);
  }

  /**
   * What to send next, in one reading: the oldest `records` that no server has answered for, how
   * many there are in all, what is sent with them, and the `token` of the enrolment that they are of.
   */
  async parcel(limit) {
    const transaction = this.database.transaction(["kept", "facts"], "readonly");
    const waiting = transaction.objectStore("facts").index("status");
    const kept = transaction.objectStore("kept");
    const asked = [waiting.getAll(PENDING, limit), waiting.count(PENDING)];
    const [records, count, head, numbers, token] = await Promise.all(
      [...asked, ...["head", "numbers", "token"].map((name) => kept.get(name))].map(answered),
    );
    return { records, count, head: head ?? null, numbers: numbers ?? null, token: token ?? null };
  }

  /** The facts that no server has answered for, and the last of all, in one reading. */
  async undelivered() {
    const facts = this.#read("facts");
    const last = facts.openCursor(null, "prev");
    const [records, cursor] = await Promise.all([facts.index("status").getAll(PENDING), last].map(answered));
    return { facts: records.map(({ fact }) => fact), last: cursor?.value.fact };
  }

  /** The facts after that mark (taken.js), and the last of all; none of them without a mark. */
  since(mark) {
    const found = [];
    const cursor = this.#read("facts").openCursor(null, "prev");
    return new Promise((resolve, reject) => {
      let last;
      cursor.onerror = () => reject(cursor.error);
      cursor.onsuccess = () => {
        const fact = cursor.result?.value.fact;
        last ??= fact;
        if (!fact || !mark || !isAfter(fact, mark)) return resolve({ facts: found, last });
        found.push(fact);
        return cursor.result.continue();
      };
    });
  }

  /** How many facts have that status. */
  count(status) {
    return answered(this.#read("facts").index("status").count(status));
  }

  /** The facts of that status, oldest first. */
  withStatus(status) {
    return answered(this.#read("facts").index("status").getAll(status));
  }

  /** The facts of a session, oldest first. */
  ofSession(session) {
    return answered(this.#read("facts").index("session").getAll(session));
  }

  /** One fact's record by its id; undefined when this device did not make it. */
  byId(factId) {
    return answered(this.#read("facts").index("fact_id").get(factId));
  }

  /** The record of this device's receipt by its series and count; undefined when it made none. */
  byNumber(series, receipt) {
    return answered(this.#read("facts").index("number").get([series, receipt]));
  }

  /** This device's reversals of a fact, oldest first. */
  reversalsOf(factId) {
    return answered(this.#read("facts").index("reverses").getAll(factId));
  }

  /** What this device noted of duplicates given of a receipt, oldest first. */
  copiesOf(factId) {
    return answered(this.#read("facts").index("of").getAll(factId));
  }

  /** The last facts kept, latest first. */
  latest(limit) {
    const found = [];
    const cursor = this.#read("facts").openCursor(null, "prev");
    return new Promise((resolve, reject) => {
      cursor.onerror = () => reject(cursor.error);
      cursor.onsuccess = () => {
        if (!cursor.result || found.push(cursor.result.value) >= limit) return resolve(found);
        return cursor.result.continue();
      };
    });
  }

  /**
   * Note what became of facts: [{ fact_id, status, seq, reasons }]; and keep `puts` with it. With
   * `isMissing` the server has lost some: all that was delivered is to be sent again. What answers
   * another `token` than the device has by now is noted of those facts, and of nothing else.
   */
  async settle(outcomes, puts = {}, { isMissing = false, token = null } = {}) {
    const transaction = this.#write("kept", "facts", "former");
    const kept = transaction.objectStore("kept");
    const facts = transaction.objectStore("facts");
    kept.get("token").onsuccess = ({ target: { result: held } }) => {
      const isOwn = isSame(held, token);
      if (isOwn && isMissing) eachDelivered(facts, (cursor) => cursor.update({ ...cursor.value, status: PENDING }));
      for (const outcome of outcomes) note(isOwn ? facts : transaction.objectStore("former"), outcome);
      if (isOwn) this.#putInto(kept, puts);
    };
    await finished(transaction);
  }

  #own(name) {
    return name === "basket" && this.tab > 1 ? `basket ${this.tab}` : name;
  }

  #putInto(kept, values) {
    for (const [name, value] of Object.entries(values)) {
      if (value === null) kept.delete(this.#own(name));
      else kept.put(value, this.#own(name));
    }
  }

  #read(store) {
    return this.database.transaction(store, "readonly").objectStore(store);
  }

  #write(...stores) {
    return this.database.transaction(stores, "readwrite", { durability: "strict" });
  }
}

/** Note in that store what became of a fact, if it is there. */
function note(facts, { fact_id: factId, ...became }) {
  const found = facts.index("fact_id").get(factId);
  found.onsuccess = () => found.result && facts.put({ ...found.result, ...became });
}

/** Whether two tokens are of one enrolment; a device that has none yet has null or undefined. */
function isSame(one, other) {
  return (one ?? null) === (other ?? null);
}

/** Do `act` at each delivered fact. */
function eachDelivered(facts, act) {
  for (const status of DELIVERED) {
    facts.index("status").openCursor(status).onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return;
      act(cursor);
      cursor.continue();
    };
  }
}
