/** Giving back: what of a sale may still be, and its negative twin. Pure. */

import { roundHalfUp, sum, times } from "./number.js";

/** Why a sale is reversed: the codes of bourse/tills/facts.py, Reversed. */
export const REASONS = ["returned", "mistake", "defective", "price", "payment", "other"];

/** What of each line of `sale` was not given back yet, in thousandths, in the order of its lines. */
export function leftToGiveBack(sale, reversals) {
  const back = new Map();
  for (const line of reversals.flatMap((reversal) => reversal.lines)) {
    back.set(keyOf(line), (back.get(keyOf(line)) ?? 0) - line.quantity_milli);
  }
  return sale.lines.map((line) => {
    const given = Math.min(back.get(keyOf(line)) ?? 0, line.quantity_milli);
    back.set(keyOf(line), (back.get(keyOf(line)) ?? 0) - given);
    return line.quantity_milli - given;
  });
}

/** The negative twin of a line for `milli` thousandths of it. */
export function negativeLine(line, milli) {
  return {
    ...line,
    quantity_milli: -milli,
    total_cents: times(line.unit_price_cents, -milli),
    weight_g: negativeWeight(line, milli),
  };
}

/** The lines given back: `picked` holds the thousandths of each line of the sale, 0 for none. */
export function negativeLines(sale, picked) {
  return sale.lines
    .map((line, index) => (picked[index] > 0 ? negativeLine(line, picked[index]) : null))
    .filter(Boolean);
}

/**
 * What is owed for `lines` (negative twins) paid back as the sale was paid, or all in `mode`. What
 * each seller was paid apart, each pays back.
 */
export function payBack(lines, sale, reversals, mode = null) {
  if (!sale.payments.some(({ exhibitor }) => exhibitor)) {
    return shareOut(owedFor(lines), [sale, ...reversals], mode);
  }
  return [...new Set(lines.map(({ exhibitor }) => exhibitor))].flatMap((exhibitor) => {
    const own = lines.filter((line) => line.exhibitor === exhibitor);
    const facts = [sale, ...reversals].map(({ payments }) => ({
      payments: payments.filter((paid) => paid.exhibitor === exhibitor),
    }));
    return shareOut(owedFor(own), facts, mode).map((paid) => ({ ...paid, exhibitor }));
  });
}

/** The first payments first; what earlier reversals gave back in a mode is no longer there. */
function shareOut(owedCents, [sale, ...reversals], mode) {
  if (!owedCents) return [];
  if (mode) return [{ mode, amount_cents: -owedCents, tendered_cents: null }];
  let owed = owedCents;
  const payments = [];
  for (const [paidMode, cents] of paidByMode(sale, reversals)) {
    const amount = Math.min(Math.max(cents, 0), owed);
    if (amount) payments.push({ mode: paidMode, amount_cents: -amount, tendered_cents: null });
    owed -= amount;
  }
  if (!owed) return payments;
  return shareOut(owedCents, [sale], sale.payments[0]?.mode ?? "cash");
}

/** What the buyer gets back, in cents. */
export function owedFor(lines) {
  return -sum(lines.map((line) => line.total_cents));
}

function paidByMode(sale, reversals) {
  const paid = new Map();
  for (const { mode, amount_cents: cents } of [sale, ...reversals].flatMap((fact) => fact.payments)) {
    paid.set(mode, (paid.get(mode) ?? 0) + cents);
  }
  return paid;
}

function negativeWeight(line, milli) {
  if (line.weight_g === null) return null;
  if (line.weight_method !== "weighed") return times(line.unit_weight_g, -milli);
  return roundHalfUp(-BigInt(line.weight_g) * BigInt(milli), BigInt(line.quantity_milli));
}

/** What a line and its twin both say: two free lines of one name may be of two sellers or prices. */
function keyOf({ lot, designation, exhibitor, unit, unit_price_cents: price }) {
  return JSON.stringify([lot, designation, exhibitor, unit, price]);
}
