/**
 * What the device keeps: in `kept` by name (token, series, place, numbers, session, basket, head),
 * in `facts` every fact with what became of it. IndexedDB, each fact on the disk before it counts.
 */

import { TillError } from "./errors.js";

const VERSION = 1;
export const PENDING = "pending";

/** Open the device's store; throws what IndexedDB throws when the browser keeps nothing. */
export async function openStore(name = "bourse-till") {
  const request = indexedDB.open(name, VERSION);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("kept");
    const facts = request.result.createObjectStore("facts", { keyPath: "order", autoIncrement: true });
    facts.createIndex("fact_id", "fact.fact_id", { unique: true });
    facts.createIndex("status", "status");
    facts.createIndex("session", "fact.session");
  };
  return new Store(await answered(request));
}

/** The interface that the rest of the till knows; tests/js/memory_store.js is its twin in memory. */
class Store {
  constructor(database) {
    this.database = database;
    database.onversionchange = () => database.close();
  }

  /** What is kept under that name; undefined when nothing is. */
  get(name) {
    return answered(this.#read("kept").get(name));
  }

  /** Keep a value under that name; null forgets it. */
  put(name, value) {
    return this.putAll({ [name]: value });
  }

  /** Keep several values, all or none. */
  putAll(values) {
    const transaction = this.#write("kept");
    putInto(transaction.objectStore("kept"), values);
    return finished(transaction);
  }

  /** Keep what may go with the last second before a crash: quick, without waiting for the disk. */
  jot(name, value) {
    const transaction = this.database.transaction("kept", "readwrite", { durability: "relaxed" });
    putInto(transaction.objectStore("kept"), { [name]: value });
    return finished(transaction);
  }

  /**
   * Keep a sealed fact { fact, hash } and `puts`, all or none, if `numbers` are still the last
   * ones. Throws TillError `storage` when the disk is full or another tab was faster; then
   * nothing is written.
   */
  async append(record, numbers, puts) {
    const transaction = this.#write("kept", "facts");
    const kept = transaction.objectStore("kept");
    const last = kept.get("numbers");
    last.onsuccess = () => {
      if ((last.result?.till_seq ?? 0) !== numbers.till_seq) return transaction.abort();
      transaction.objectStore("facts").add({ ...record, status: PENDING, seq: null, reasons: [] });
      return putInto(kept, puts);
    };
    await finished(transaction);
  }

  /** The oldest facts that no server has answered for, at most `limit`. */
  pending(limit) {
    return answered(this.#read("facts").index("status").getAll(PENDING, limit));
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

  /** Note what became of facts: [{ fact_id, status, seq, reasons }]; and keep `puts` with it. */
  async settle(outcomes, puts = {}) {
    const transaction = this.#write("kept", "facts");
    const facts = transaction.objectStore("facts");
    for (const { fact_id: factId, ...became } of outcomes) {
      const found = facts.index("fact_id").get(factId);
      found.onsuccess = () => found.result && facts.put({ ...found.result, ...became });
    }
    putInto(transaction.objectStore("kept"), puts);
    await finished(transaction);
  }

  #read(store) {
    return this.database.transaction(store, "readonly").objectStore(store);
  }

  #write(...stores) {
    return this.database.transaction(stores, "readwrite", { durability: "strict" });
  }
}

function putInto(kept, values) {
  for (const [name, value] of Object.entries(values)) {
    if (value === null) kept.delete(name);
    else kept.put(value, name);
  }
}

function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function finished(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(new TillError("storage"));
  });
}
