/** What a buyer takes: lines of lots and quantities. Pure: every function gives a new list. */

import { sum, times } from "./number.js";

const ONE = 1000;
/** What plus and minus move, in thousandths: one of the unit. */

/**
 * The lines with this lot added, and where it stands. A piece scanned again counts one more; what
 * is sold by measure comes with all that is left, for the cashier to cut down.
 */
export function addLot(lines, lot) {
  const index = lines.findIndex((line) => line.lot.code === lot.code);
  if (index < 0) return { lines: [...lines, { lot, milli: firstQuantity(lot) }], index: lines.length };
  const more = lot.unit === "u" ? ONE : 0;
  return { lines: replaced(lines, index, { lot, milli: lines[index].milli + more }), index };
}

/** The lines with another quantity (thousandths, above zero) at `index`. */
export function setQuantity(lines, index, milli) {
  return replaced(lines, index, { ...lines[index], milli });
}

/** One more or one less of the unit at `index`; it never falls to nothing. */
export function stepQuantity(lines, index, direction) {
  const milli = lines[index].milli + direction * ONE;
  return milli > 0 ? setQuantity(lines, index, milli) : lines;
}

/** The lines without the one at `index`. */
export function removeLine(lines, index) {
  return lines.filter((_line, position) => position !== index);
}

/** The lines with what the server says now of a lot; a line remembers the price it had before. */
export function refreshLot(lines, lot) {
  return lines.map((line) => {
    if (line.lot.code !== lot.code) return line;
    const isRepriced = line.lot.price_cents !== lot.price_cents;
    return { ...line, lot, ...(isRepriced ? { was_cents: line.lot.price_cents } : {}) };
  });
}

/** Price of a line in cents, VAT included. */
export function lineCents(line) {
  return times(line.lot.price_cents, line.milli);
}

/** Weight of a line in grams; null when nobody knows it. */
export function lineGrams(line) {
  return line.lot.unit_weight_g === null ? null : times(line.lot.unit_weight_g, line.milli);
}

/** What the desk shows: cents, grams of what is known, and how many lines have no weight. */
export function totals(lines) {
  const grams = lines.map(lineGrams);
  return {
    count: lines.length,
    cents: sum(lines.map(lineCents)),
    grams: sum(grams.filter((known) => known !== null)),
    unknown: grams.filter((known) => known === null).length,
  };
}

/** What to look at before selling a line: `not_offered`, `sold_out`, `oversold` or `repriced`. */
export function flagOf({ lot, milli, was_cents: was }) {
  if (lot.status !== "offered") return "not_offered";
  if (milli > lot.remaining_milli) return lot.remaining_milli > 0 ? "oversold" : "sold_out";
  return was === undefined || was === lot.price_cents ? null : "repriced";
}

/** The line as a fact freezes it (bourse/tills/facts.py, Line). */
export function factLine(line) {
  const { lot } = line;
  return {
    lot: lot.code,
    exhibitor: lot.exhibitor,
    category: lot.category,
    designation: lot.designation,
    quantity_milli: line.milli,
    unit: lot.unit,
    unit_price_cents: lot.price_cents,
    total_cents: lineCents(line),
    vat_regime: lot.vat_regime,
    origin: lot.origin,
    reference_price_cents: lot.reference_price_cents,
    unit_weight_g: lot.unit_weight_g,
    weight_g: lineGrams(line),
    weight_method: lot.weight_method,
  };
}

function firstQuantity(lot) {
  return lot.unit === "u" ? ONE : Math.max(lot.remaining_milli, 0) || ONE;
}

function replaced(lines, index, line) {
  return lines.map((old, position) => (position === index ? line : old));
}
