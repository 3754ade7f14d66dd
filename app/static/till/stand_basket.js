/**
 * A stand's basket: heavy goods set apart for a buyer, paid here and collected later. Its lines
 * come from the server, which knows whether it was paid; without the network, from its QR.
 */

import { addMeasured } from "./basket.js";
import { TillError } from "./errors.js";

const PATIENCE_MS = 2_500;

/**
 * Put the lines of a scanned basket ({ code, lines }, `lines` of its QR or none) among the others,
 * each to be collected; gives { number, count }. Throws its TillError: `payment_begun`,
 * `stand_basket_again`, `_second`, `_paid`, `_cashed`, `_cancelled`, `_offline`, or what a lot says.
 */
export async function takeStandBasket(till, { code, lines: scanned }) {
  if (till.basket.payments.length) throw new TillError("payment_begun");
  const standing = standBasketOf(till.basket.lines);
  if (standing === code) throw new TillError("stand_basket_again");
  if (standing) throw new TillError("stand_basket_second");
  if ((await cashedHere(till))[code]) throw new TillError("stand_basket_cashed");
  const { number, lines } = await told(till, code, scanned ?? []);
  let taken = till.basket.lines;
  for (const { lot: name, milli } of lines) {
    const lot = (await till.catalogue.known(name)) ?? (await till.catalogue.ask(name));
    taken = addMeasured(taken, lot, milli, code);
  }
  await till.setBasket({ ...till.basket, lines: taken });
  return { number, count: lines.length };
}

/** The stand's basket that these lines came from; null when none did. */
export function standBasketOf(lines) {
  return lines.find(({ stand_basket: code }) => code)?.stand_basket ?? null;
}

/** What a sale keeps of it on this device, so that it is told when it is scanned again. */
export async function rememberCashed(till, code) {
  return code ? { cashed: { ...(await cashedHere(till)), [code]: true } } : {};
}

async function cashedHere(till) {
  return (await till.store.get("cashed")) ?? {};
}

async function told(till, code, scanned) {
  let basket;
  try {
    basket = await till.api.get(`stand-baskets/${code}`, PATIENCE_MS);
  } catch (error) {
    if (error.code !== "offline" && !(error.status >= 500)) throw error;
    if (!scanned.length) throw new TillError("stand_basket_offline");
    return { number: null, lines: scanned };
  }
  const { state, receipt, number } = basket;
  if (state === "paid") throw new TillError("stand_basket_paid", { receipt });
  if (state === "cancelled") throw new TillError("stand_basket_cancelled");
  return { number, lines: basket.lines.map(({ lot, quantity_milli: milli }) => ({ lot, milli })) };
}
