/** What a scale says of a line: gross less tare, in whole grams, and whether it can be so. Pure. */

import { roundHalfUp, times } from "./number.js";

const GRAMS = { kg: 1_000, t: 1_000_000 };
/** Where a unit is itself a mass, the scale says the quantity too. */
const ODD_FACTOR = 2;
const MOST_G = 3_000_000;
const LEAST_G = 20;

/** What one unit weighs where it is a mass (kg, t); undefined for every other unit. */
export function unitGrams(unit) {
  return GRAMS[unit];
}

/** The net mass in grams. */
export function gramsOf({ gross_g: gross, tare_g: tare }) {
  return gross - tare;
}

/** The quantity that a mass makes of goods sold by kg or t, in thousandths; at least one. */
export function milliOf(weighing, unit) {
  return Math.max(roundHalfUp(BigInt(gramsOf(weighing)) * 1000n, BigInt(GRAMS[unit])), 1);
}

/**
 * What is odd about a net mass for `milli` of a lot, or null: { kind: "light" | "heavy", expected }
 * beside what the catalogue makes of it, { kind: "tiny" | "huge" } where the catalogue knows
 * nothing. It is asked about, never refused.
 */
export function oddity(lot, milli, netGrams) {
  const isMass = Boolean(unitGrams(lot.unit));
  const expected = isMass || lot.unit_weight_g === null ? null : times(lot.unit_weight_g, milli);
  if (expected) {
    if (netGrams * ODD_FACTOR < expected) return { kind: "light", expected };
    return netGrams > expected * ODD_FACTOR ? { kind: "heavy", expected } : null;
  }
  if (netGrams < LEAST_G) return { kind: "tiny" };
  return netGrams > MOST_G ? { kind: "huge" } : null;
}
