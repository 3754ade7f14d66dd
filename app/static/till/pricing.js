/** Prices that are not the catalogue's: markdowns and their limit. The mirror of bourse/tills/pricing.py. */

import { roundHalfUp, times } from "./number.js";

/** Why a cashier gives another price; the label's own (`label`) is honoured without choosing. */
export const REASONS = ["damaged", "negotiated", "bulk", "other"];

/** The markdowns of one tap, in basis points. */
export const STEPS_BP = [1_000, 2_000, 5_000];

const WHOLE_BP = 10_000n;

/** A price with a part taken off, in cents: 20 % (2,000 basis points) off 9,99 € is 7,99 €. */
export function lessBy(cents, basisPoints) {
  return roundHalfUp(BigInt(cents) * (WHOLE_BP - BigInt(basisPoints)), WHOLE_BP);
}

/** Whether a price is one that the limit (basis points off the catalogue's) leaves to a cashier. */
export function isWithin(catalogueCents, cents, limitBp) {
  return cents >= lessBy(catalogueCents, limitBp);
}

/** What is taken off the catalogue's price, in whole percents; below zero when it is dearer. */
export function percentOff(catalogueCents, cents) {
  if (!catalogueCents) return 0;
  return roundHalfUp(100n * BigInt(catalogueCents - cents), BigInt(catalogueCents));
}

/**
 * The price of one unit that makes `milli` of it cost `lineCents`; where no whole cent does, the
 * one that comes nearest from below: nobody pays more than what was agreed.
 */
export function unitFor(lineCents, milli) {
  if (!lineCents) return 0;
  const nearest = roundHalfUp(BigInt(lineCents) * 1000n, BigInt(milli));
  if (times(nearest, milli) <= lineCents) return nearest;
  return Number(((2n * BigInt(lineCents) + 1n) * 1000n - 1n) / (2n * BigInt(milli)));
}
