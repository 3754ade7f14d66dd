/** How a basket is paid: one payment or several, in cents. Pure. */

import { TillError } from "./errors.js";
import { sum } from "./number.js";

const REFERENCE = /^[0-9A-Z][0-9A-Z ./-]{0,34}$/;
const NOTES = [500, 1000, 2000, 5000, 10000, 20000];
const SUGGESTIONS = 4;

/** What is still to pay. */
export function dueOf(totalCents, payments) {
  return totalCents - sum(payments.map((paid) => paid.amount_cents));
}

/** What each seller is still owed where each is paid apart: [{ code, name, cents, due }]. */
export function dueBySeller(sellers, payments) {
  const paid = ({ code }) => payments.filter(({ exhibitor }) => exhibitor === code);
  return sellers.map((seller) => ({ ...seller, due: dueOf(seller.cents, paid(seller)) }));
}

/**
 * A cheque's or a transfer's number as facts carry it, in capitals; null when none was typed.
 * Throws TillError `reference_unreadable`.
 */
export function readReference(text) {
  const reference = text.trim().replace(/\s+/g, " ").toUpperCase();
  if (reference && !REFERENCE.test(reference)) throw new TillError("reference_unreadable");
  return reference || null;
}

/** A payment in cash of what was handed over; more than is due comes back as change. */
export function cashPayment(dueCents, tenderedCents) {
  return {
    mode: "cash",
    amount_cents: Math.min(dueCents, tenderedCents),
    tendered_cents: tenderedCents,
  };
}

/** A payment of an exact amount, at most what is due, with its number if it has one. */
export function exactPayment(mode, dueCents, amountCents, reference = null) {
  const amount = Math.min(dueCents, amountCents);
  const paid = { mode, amount_cents: amount, tendered_cents: null };
  return reference ? { ...paid, reference } : paid;
}

/** What goes back to the buyer of a payment. */
export function changeOf(paid) {
  return paid.tendered_cents === null ? 0 : Math.max(paid.tendered_cents - paid.amount_cents, 0);
}

/** What the cashier hands over or pays back once a fact is recorded: [{ mode, cents }], a row a mode. */
export function handedBack({ payments }) {
  const back = new Map();
  for (const paid of payments) {
    const cents = changeOf(paid) || Math.max(-paid.amount_cents, 0);
    if (cents) back.set(paid.mode, (back.get(paid.mode) ?? 0) + cents);
  }
  return [...back].map(([mode, cents]) => ({ mode, cents }));
}

/** Amounts a buyer is likely to hand over for `dueCents`, smallest first, the exact one left out. */
export function likelyNotes(dueCents) {
  const rounded = NOTES.map((note) => Math.ceil(dueCents / note) * note);
  return [...new Set(rounded)]
    .filter((amount) => amount > dueCents)
    .sort((one, other) => one - other)
    .slice(0, SUGGESTIONS);
}
