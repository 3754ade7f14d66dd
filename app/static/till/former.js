/**
 * What a device made under enrolments that it has left: another edition, or a trial. It is kept for
 * their organiser, in files; nothing here finds it, counts it or sends it any more.
 */

import { answered, finished } from "./database.js";

/** Put every fact aside, in a transaction that writes `facts` and `former`: the enrolment ends then. */
export function putAllAside(transaction, endedAt) {
  const facts = transaction.objectStore("facts");
  facts.getAll().onsuccess = ({ target: { result: records } }) => {
    for (const record of records) transaction.objectStore("former").add({ ...record, ended_at: endedAt });
    facts.clear();
  };
}

/**
 * The enrolments that this device has left and made facts under, the last first:
 * [{ series, edition, ended_at, records }], the records oldest first.
 */
export async function formerEnrolments({ database }) {
  const former = database.transaction("former", "readonly").objectStore("former");
  const found = new Map();
  for (const record of await answered(former.getAll())) {
    const { fact, edition, ended_at } = record;
    if (!found.has(ended_at)) found.set(ended_at, { series: fact.till, edition, ended_at, records: [] });
    found.get(ended_at).records.push(record);
  }
  return [...found.values()].reverse();
}

/** These records of former enrolments are in a file since `at`. */
export function noteSaved(store, records, at = new Date()) {
  return note(store, records, { saved_at: at.toISOString() });
}

/** Nobody is reminded of these records any more, since `at`; they stay. */
export function putAway(store, records, at = new Date()) {
  return note(store, records, { put_away_at: at.toISOString() });
}

/** What came of a record meanwhile stays as it is. */
function note({ database }, records, said) {
  const transaction = database.transaction("former", "readwrite", { durability: "strict" });
  const former = transaction.objectStore("former");
  for (const { order } of records) {
    former.get(order).onsuccess = ({ target: { result } }) => former.put({ ...result, ...said });
  }
  return finished(transaction);
}
