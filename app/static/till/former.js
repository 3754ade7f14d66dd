/**
 * What a device made under enrolments that it has left: another edition, or a trial. It is kept for
 * their organiser, in files; nothing here finds it, counts it or sends it any more.
 */

import { answered } from "./database.js";

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

/** How many facts of enrolments that were left have that status. */
export function countFormer({ database }, status) {
  return answered(database.transaction("former", "readonly").objectStore("former").index("status").count(status));
}
