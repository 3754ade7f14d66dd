/** The catalogue on the device's disk: a copy of the server's, found by code and by words. */

import { answered, finished } from "./database.js";

const LOOKED_AT = 32;
const MOST_LOOKED_AT = 512;

export class Shelf {
  /** `database` as database.js opens it. */
  constructor(database) {
    this.database = database;
  }

  /** The record of that code: { code, lot, words, upto }; undefined when the copy lacks it. */
  get(code) {
    return answered(this.#read().get(code));
  }

  /** Put lots there or in place of what was, as [{ code, lot, words, upto }]: `upto` as in taken.js. */
  async put(records) {
    const transaction = this.#write();
    for (const record of records) transaction.objectStore("lots").put(record);
    await finished(transaction);
  }

  /** Change the records of these codes, and note in the same breath that facts count up to `mark`. */
  async countUpTo(mark, codes, change) {
    const transaction = this.#write("lots", "kept");
    const lots = transaction.objectStore("lots");
    for (const code of codes) {
      const found = lots.get(code);
      found.onsuccess = () => found.result && lots.put(change(found.result));
    }
    transaction.objectStore("kept").put(mark, "counted");
    await finished(transaction);
  }

  /** Every code there is. */
  codes() {
    return answered(this.#read().getAllKeys());
  }

  /** Take these codes off. */
  async remove(codes) {
    const transaction = this.#write();
    for (const code of codes) transaction.objectStore("lots").delete(code);
    await finished(transaction);
  }

  /** Take everything off. */
  async clear() {
    const transaction = this.#write();
    transaction.objectStore("lots").clear();
    await finished(transaction);
  }

  /** How many lots there are. */
  count() {
    return answered(this.#read().count());
  }

  /** The records that have a word beginning with each of `words`, by code, as many as are looked at. */
  async *having(words) {
    const codes = await this.#codesHaving(words);
    for (let from = 0; from < Math.min(codes.length, MOST_LOOKED_AT); from += LOOKED_AT) {
      const lots = this.#read();
      const some = codes.slice(from, from + LOOKED_AT);
      const records = await Promise.all(some.map((code) => answered(lots.get(code))));
      for (const record of records) if (record) yield record;
    }
  }

  async #codesHaving(words) {
    const index = this.#read().index("words");
    const beginning = (word) => IDBKeyRange.bound(word, `${word}\uffff`);
    const found = await Promise.all(words.map((word) => answered(index.getAllKeys(beginning(word)))));
    const [fewest, ...others] = found.map((codes) => new Set(codes)).sort((one, other) => one.size - other.size);
    return [...fewest].filter((code) => others.every((codes) => codes.has(code))).sort();
  }

  #read() {
    return this.database.transaction("lots", "readonly").objectStore("lots");
  }

  /** A copy that is lost is read again: the disk is not waited for. */
  #write(...stores) {
    return this.database.transaction(stores.length ? stores : "lots", "readwrite", { durability: "relaxed" });
  }
}
