/**
 * The device's database and its versions. Each step brings it one version further, in one transaction
 * that keeps every fact or changes nothing.
 */

import { TillError } from "./errors.js";

const STEPS = [keepFacts, keepLots, keepCopies, keepFormer];

/**
 * Open it at the newest version; `blocked()` hears that another tab still works with an older one,
 * which holds the upgrade back until it is done. Throws what IndexedDB throws.
 */
export function openDatabase(name, { blocked = () => {} } = {}) {
  const request = indexedDB.open(name, STEPS.length);
  request.onupgradeneeded = ({ oldVersion }) => {
    const steps = STEPS.slice(oldVersion);
    const next = () => steps.shift()?.(request.result, request.transaction, next);
    next();
  };
  request.onblocked = blocked;
  return answered(request);
}

/** The result of a request. */
export function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** The end of a transaction that writes; throws TillError `storage` when it wrote nothing. */
export function finished(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(new TillError("storage"));
  });
}

/* Each step says when it is done: the next one reads what it wrote. */

function keepFacts(database, _transaction, done) {
  database.createObjectStore("kept");
  const facts = database.createObjectStore("facts", { keyPath: "order", autoIncrement: true });
  facts.createIndex("fact_id", "fact.fact_id", { unique: true });
  facts.createIndex("status", "status");
  facts.createIndex("session", "fact.session");
  done();
}

/** The catalogue, found by code and by words; receipts by number; whose edition a fact is. */
function keepLots(database, transaction, done) {
  const lots = database.createObjectStore("lots", { keyPath: "code" });
  lots.createIndex("words", "words", { multiEntry: true });
  const facts = transaction.objectStore("facts");
  facts.createIndex("number", ["fact.till", "fact.receipt"]);
  facts.createIndex("reverses", "fact.reverses");
  const kept = transaction.objectStore("kept");
  const known = {};
  for (const name of ["place", "series", "numbers"]) {
    kept.get(name).onsuccess = ({ target }) => (known[name] = target.result);
  }
  const own = { count: 0, cents: 0 };
  facts.openCursor().onsuccess = ({ target: { result: cursor } }) => {
    if (!cursor) {
      if (own.count) keepTotal(kept, known.numbers, own);
      return done();
    }
    const { fact } = cursor.value;
    if (fact.till === known.series) {
      own.count += 1;
      own.cents += fact.receipt ? fact.total_cents : 0;
    }
    cursor.update({ ...cursor.value, edition: known.place?.edition.slug ?? null });
    return cursor.continue();
  };
}

/** Duplicates, found by the receipt they repeat. */
function keepCopies(_database, transaction, done) {
  transaction.objectStore("facts").createIndex("of", "fact.of");
  done();
}

/**
 * The facts of enrolments that were left (former.js). Older versions kept them among the others: from
 * the last fact back, an enrolment begins where the series changes or its count starts anew.
 */
function keepFormer(database, transaction, done) {
  const former = database.createObjectStore("former", { keyPath: "order" });
  former.createIndex("fact_id", "fact.fact_id", { unique: true });
  former.createIndex("status", "status");
  const kept = transaction.objectStore("kept");
  const enrolment = { endedAt: null };
  kept.get("series").onsuccess = ({ target }) => (enrolment.till = target.result);
  kept.get("numbers").onsuccess = ({ target }) => (enrolment.before = (target.result?.till_seq ?? 0) + 1);
  transaction.objectStore("facts").openCursor(null, "prev").onsuccess = ({ target: { result: cursor } }) => {
    if (!cursor) return done();
    const { till, till_seq: seq, happened_at: at } = cursor.value.fact;
    if (till !== enrolment.till || seq >= enrolment.before) Object.assign(enrolment, { till, endedAt: at });
    enrolment.before = seq;
    if (enrolment.endedAt !== null) {
      former.add({ ...cursor.value, ended_at: enrolment.endedAt });
      cursor.delete();
    }
    return cursor.continue();
  };
}

/** What the series sold so far, if every fact of it is here. */
function keepTotal(kept, numbers, { count, cents }) {
  if (numbers?.till_seq === count) kept.put({ ...numbers, total_cents: cents }, "numbers");
}
