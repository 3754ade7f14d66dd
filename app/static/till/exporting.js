/**
 * The device's facts as a file, for the day when it can send no more: what is not sent, or all. The
 * organiser's desk reads it (bourse/desk/rescue_file.py). It holds no token: it opens nothing.
 */

import { canonical, sha256 } from "./canonical.js";
import { formerEnrolments } from "./former.js";

export const FORMAT = "bourse-till-facts";
const UNSENT = ["pending", "refused"];

/** Of these records, those that no server has recorded. */
export function unsentOf(records) {
  return records.filter(({ status }) => UNSENT.includes(status));
}

/** Of a former enrolment's records, those that its organiser still has to be brought. */
export function waitingOf(records) {
  return unsentOf(records).filter(({ put_away_at: at }) => !at);
}

/** How many facts no server has recorded, those that wait from former enrolments among them. */
export async function unsent(store) {
  const former = await formerEnrolments(store);
  const counts = await Promise.all(UNSENT.map((status) => store.count(status)));
  return counts.reduce((sum, count) => sum + count, former.flatMap(({ records }) => waitingOf(records)).length);
}

/**
 * The file's name and text, oldest fact first; `isWhole` for every fact rather than those not sent,
 * of this enrolment, or of a `former` one (former.js). The hash is over the canonical JSON of
 * `content`.
 */
export async function exported(till, { isWhole, former = null, now = new Date() }) {
  const { records, ...source } = former ? left(former) : await standing(till);
  const { series, edition } = source;
  const content = {
    format: FORMAT,
    v: 1,
    made_at: now.toISOString(),
    ...source,
    is_whole: isWhole,
    facts: (isWhole ? records : unsentOf(records)).map(({ fact }) => fact),
  };
  const text = `${JSON.stringify({ content, sha256: await sha256(canonical(content)) }, null, 1)}\n`;
  const moment = content.made_at.slice(0, 16).replaceAll(/[-:T]/g, "");
  const names = ["caisse", former && edition, series, moment].filter(Boolean);
  return { name: `${names.join("-")}.json`, text };
}

async function standing({ store, series, place }) {
  return {
    edition: place?.edition.slug ?? null,
    series,
    numbers: (await store.get("numbers")) ?? null,
    head: (await store.get("head")) ?? null,
    records: (await store.latest(Infinity)).reverse(),
  };
}

function left({ edition, series, records }) {
  return { edition: edition ?? null, series, numbers: null, head: null, records };
}
