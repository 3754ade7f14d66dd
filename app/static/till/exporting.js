/**
 * The device's facts as a file, for the day when it can send no more: what is not sent, or all. The
 * organiser's desk reads it (bourse/desk/rescue.py). It holds no token: it opens nothing.
 */

import { canonical, sha256 } from "./canonical.js";

export const FORMAT = "bourse-till-facts";
const UNSENT = ["pending", "refused"];

/** How many facts the server has not recorded. */
export async function unsent(store) {
  const counts = await Promise.all(UNSENT.map((status) => store.count(status)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * The file's name and text, oldest fact first; `isWhole` for every fact rather than those not sent.
 * The hash is over the canonical JSON of `content`.
 */
export async function exported({ store, series, place }, { isWhole, now = new Date() }) {
  const records = (await store.latest(Infinity)).reverse();
  const content = {
    format: FORMAT,
    v: 1,
    made_at: now.toISOString(),
    edition: place?.edition.slug ?? null,
    series,
    numbers: (await store.get("numbers")) ?? null,
    head: (await store.get("head")) ?? null,
    is_whole: isWhole,
    facts: records.filter(({ status }) => isWhole || UNSENT.includes(status)).map(({ fact }) => fact),
  };
  const text = `${JSON.stringify({ content, sha256: await sha256(canonical(content)) }, null, 1)}\n`;
  const moment = content.made_at.slice(0, 16).replaceAll(/[-:T]/g, "");
  return { name: `caisse-${series}-${moment}.json`, text };
}
