/**
 * Goods set apart by a code, paid here and collected later: heavy ones by their stand (B…), or held
 * for a visitor (H…). Their lines come from the server, which knows what became of them; without the
 * network, from the code's QR.
 */

import { addSetApart, setCollected } from "./basket.js";
import { refuseTooManyLines } from "./caps.js";
import { TillError } from "./errors.js";

const PATIENCE_MS = 2_500;

/**
 * Put the lines of a scanned code ({ code, lines }, `lines` of its QR or none) among the others,
 * each to be collected; gives { number, name, count, until, missing }: `until` is when a hold has
 * lapsed, `missing` [{ lot, milli, left }] what of it is not there any more. Throws its TillError:
 * `payment_begun`, `set_apart_second`, `too_many_lines`; of a basket `stand_basket_again`, `_paid`, `_cashed`,
 * `_cancelled`, `_offline`, of a hold `hold_…` likewise and `hold_gone`; or what a lot says.
 */
export async function takeSetApart(till, { code, lines: scanned }) {
  if (till.basket.payments.length) throw new TillError("payment_begun");
  const standing = setApartOf(till.basket.lines);
  if (standing === code) throw refusal(code, "again");
  if (standing) throw new TillError("set_apart_second");
  if ((await cashedHere(till))[code]) throw refusal(code, "cashed");
  const { lines, ...said } = await told(till, code, scanned ?? []);
  const wanted = [];
  for (const { lot: name, milli } of lines) {
    const lot = (await till.catalogue.known(name)) ?? (await till.catalogue.ask(name));
    wanted.push({ lot, milli, left: isHold(code) ? leftOf(lot, milli) : milli });
  }
  const there = wanted.filter(({ left }) => left > 0);
  if (!there.length) throw new TillError("hold_gone");
  const taken = there.reduce((all, { lot, left }) => addSetApart(all, lot, left, code), till.basket.lines);
  refuseTooManyLines(taken, till.basket.lines);
  await till.setBasket({ ...till.basket, lines: taken });
  const missing = wanted.filter(({ milli, left }) => left < milli);
  return { ...said, until: said.until ?? lapsed(code, wanted, till.now()), count: there.length, missing };
}

/** The code that these lines were set apart by; null when none was. */
export function setApartOf(lines) {
  return lines.find(({ stand_basket: code }) => code)?.stand_basket ?? null;
}

/** The lines with those of this code taken along now, where the goods stand beside the till. */
export function takeAlong(lines, code) {
  return lines.reduce(
    (all, { stand_basket: own }, index) => (own === code ? setCollected(all, index, false) : all),
    lines,
  );
}

/** Whether a code is a visitor's hold, rather than a stand's basket. */
export function isHold(code) {
  return code.startsWith("H");
}

/** What a sale keeps of it on this device, so that it is told when it is scanned again. */
export async function rememberCashed(till, code) {
  return code ? { cashed: { ...(await cashedHere(till)), [code]: true } } : {};
}

/** What a sale given back whole leaves: its goods may be paid again. */
export async function forgetCashed(till, { stand_basket: code }) {
  if (!code) return {};
  const { [code]: _again, ...cashed } = await cashedHere(till);
  return { cashed };
}

async function cashedHere(till) {
  return (await till.store.get("cashed")) ?? {};
}

/** What is on the stand belongs to its buyer; what is only promised may have gone to another. */
function leftOf({ status, remaining_milli: left }, milli) {
  return status === "offered" ? Math.max(Math.min(milli, left), 0) : 0;
}

/** When a hold lapsed, as far as this device knows without asking; null when it did not. */
function lapsed(code, wanted, now) {
  const own = wanted.flatMap(({ lot }) => lot.holds ?? []).find((hold) => hold.code === code);
  return own && Date.parse(own.until) <= now ? own.until : null;
}

async function told(till, code, scanned) {
  let found;
  try {
    found = await till.api.get(`${isHold(code) ? "holds" : "stand-baskets"}/${code}`, PATIENCE_MS);
  } catch (error) {
    if (error.code !== "offline" && !(error.status >= 500)) throw error;
    if (!scanned.length) throw refusal(code, "offline");
    return { number: null, name: null, lines: scanned };
  }
  const { state, receipt, number = null, name = null, until } = found;
  if (state === "paid" || state === "collected") throw refusal(code, "paid", { receipt });
  if (state === "cancelled") throw refusal(code, "cancelled");
  await till.catalogue.learn(found.lots ?? []);
  const lines = found.lines.map(({ lot, quantity_milli: milli }) => ({ lot, milli }));
  return { number, name, until: state === "expired" ? until : null, lines };
}

function refusal(code, why, params = {}) {
  return new TillError(`${isHold(code) ? "hold" : "stand_basket"}_${why}`, params);
}
