/** How a basket is paid: one payment or several, in cents. Pure. */

import { sum } from "./number.js";

const NOTES = [500, 1000, 2000, 5000, 10000, 20000];
const SUGGESTIONS = 4;

/** What is still to pay. */
export function dueOf(totalCents, payments) {
  return totalCents - sum(payments.map((paid) => paid.amount_cents));
}

/** A payment in cash of what was handed over; more than is due comes back as change. */
export function cashPayment(dueCents, tenderedCents) {
  return {
    mode: "cash",
    amount_cents: Math.min(dueCents, tenderedCents),
    tendered_cents: tenderedCents,
  };
}

/** A payment of an exact amount, at most what is due. */
export function exactPayment(mode, dueCents, amountCents) {
  return { mode, amount_cents: Math.min(dueCents, amountCents), tendered_cents: null };
}

/** What goes back to the buyer of a payment. */
export function changeOf(paid) {
  return paid.tendered_cents === null ? 0 : Math.max(paid.tendered_cents - paid.amount_cents, 0);
}

/** Amounts a buyer is likely to hand over for `dueCents`, smallest first, the exact one left out. */
export function likelyNotes(dueCents) {
  const rounded = NOTES.map((note) => Math.ceil(dueCents / note) * note);
  return [...new Set(rounded)]
    .filter((amount) => amount > dueCents)
    .sort((one, other) => one - other)
    .slice(0, SUGGESTIONS);
}
