/** Cash counted by coins and notes. Pure. */

import { TillError } from "./errors.js";
import { sum } from "./number.js";

const VALUES = {
  EUR: [50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  CHF: [100000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5],
  XPF: [1000000, 500000, 100000, 50000, 20000, 10000, 5000, 2000, 1000, 500],
};

/** What the currency's notes and coins are worth in cents, the largest first; none if unknown. */
export function denominations(currency) {
  return VALUES[currency] ?? [];
}

/** What was typed beside each of `values`, as a fact has it: [{ value_cents, count }], no zeros. */
export function readCoins(values, texts) {
  return values
    .map((value, index) => ({ value_cents: value, count: readCount(texts[index]) }))
    .filter(({ count }) => count > 0);
}

/** What the coins and notes are worth together, in cents. */
export function worth(coins) {
  return sum(coins.map(({ value_cents: value, count }) => value * count));
}

function readCount(text) {
  const typed = text.trim();
  if (!/^\d{0,5}$/.test(typed)) throw new TillError("coins_unreadable");
  return Number(typed);
}
