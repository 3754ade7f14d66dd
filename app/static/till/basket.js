/**
 * What a buyer takes: lines of lots and quantities. Pure: every function gives a new list.
 *
 * A line is { lot, milli } and, where the cashier said so, `price` { cents, catalogue_cents, reason,
 * approved_by } of one unit, `weighing` { gross_g, tare_g } of the whole line, `to_collect` when it
 * is handed over later, and `stand_basket`, the code it was set apart by: of a stand's basket or of
 * a visitor's hold. A free line's lot has no code but a `key` of its own.
 */

import { freeMilli, heldOf } from "./holds.js";
import { sum, times } from "./number.js";
import { gramsOf, milliOf, unitGrams } from "./weighing.js";

const ONE = 1000;
/** What plus and minus move, in thousandths: one of the unit. */

/** A basket that holds nothing. */
export const EMPTY = { lines: [], payments: [] };

/** What names a line while it stands in the basket. */
export function keyOf({ lot }) {
  return lot.code ?? lot.key;
}

/** Where the line of that name stands; -1 when it was removed. */
export function indexOf(lines, key) {
  return lines.findIndex((line) => keyOf(line) === key);
}

/** Whether a lot lies in several pieces that are sold together, whichever of them is scanned. */
export function isWhole(lot) {
  return lot.pieces > 1;
}

/**
 * The lines with this lot added, and where it stands. A piece scanned again counts one more; what
 * is sold by measure comes with all that is left and not held, for the cashier to cut down, and what
 * is sold whole with all of it, however many of its labels are scanned. `now` is in milliseconds.
 */
export function addLot(lines, lot, now) {
  const index = indexOf(lines, keyOf({ lot }));
  if (index < 0) return { lines: [...lines, { lot, milli: firstQuantity(lot, now) }], index: lines.length };
  const more = lot.unit === "u" && !isWhole(lot) ? ONE : 0;
  const line = { ...lines[index], lot };
  const added = more ? withQuantity(line, line.milli + more) : line;
  return { lines: replaced(lines, index, added), index };
}

/** The lines with so much of a lot (thousandths), set apart by that code, to be collected later. */
export function addSetApart(lines, lot, milli, code) {
  const index = indexOf(lines, keyOf({ lot }));
  const later = { to_collect: true, stand_basket: code };
  if (index < 0) return [...lines, { lot, milli, ...later }];
  const line = withQuantity({ ...lines[index], lot }, lines[index].milli + milli);
  return replaced(lines, index, { ...line, ...later });
}

/** The lines with the one at `index` collected later, or taken along now. */
export function setCollected(lines, index, isLater) {
  const { to_collect: _before, ...line } = lines[index];
  return replaced(lines, index, isLater ? { ...line, to_collect: true } : line);
}

/**
 * The lines with another quantity (thousandths, above zero) at `index`. What was weighed was
 * weighed for the quantity it had: another one goes back to the catalogue's weight.
 */
export function setQuantity(lines, index, milli) {
  return replaced(lines, index, withQuantity(lines[index], milli));
}

/** One more or one less of the unit at `index`; it never falls to nothing. */
export function stepQuantity(lines, index, direction) {
  const milli = lines[index].milli + direction * ONE;
  return milli > 0 ? setQuantity(lines, index, milli) : lines;
}

/**
 * The lines with another price of one unit at `index`; null goes back to the catalogue's. A free
 * line has no catalogue to differ from: its own price changes.
 */
export function setPrice(lines, index, price) {
  const { price: _before, ...line } = lines[index];
  if (line.lot.code === null) {
    return replaced(lines, index, { ...line, lot: { ...line.lot, price_cents: price.cents } });
  }
  return replaced(lines, index, price ? { ...line, price } : line);
}

/** The lines with what a scale said at `index`; null goes back to the catalogue's weight. */
export function setWeighing(lines, index, weighing) {
  const { weighing: _before, ...line } = lines[index];
  if (!weighing) return replaced(lines, index, line);
  const milli = unitGrams(line.lot.unit) ? milliOf(weighing, line.lot.unit) : line.milli;
  return replaced(lines, index, { ...line, milli, weighing });
}

/** The lines without the one at `index`. */
export function removeLine(lines, index) {
  return lines.filter((_line, position) => position !== index);
}

/**
 * The lines with what the server says now of a lot; a line remembers the price it had before. One of
 * which it says nothing new stays the same: on the screen it is not made again under a finger.
 */
export function refreshLot(lines, lot) {
  return lines.map((line) => {
    if (line.lot.code !== lot.code || JSON.stringify(line.lot) === JSON.stringify(lot)) return line;
    const isRepriced = line.lot.price_cents !== lot.price_cents;
    return { ...line, lot, ...(isRepriced ? { was_cents: line.lot.price_cents } : {}) };
  });
}

/** Price of one unit in cents: what the cashier gave, else the catalogue's. */
export function unitCents({ lot, price }) {
  return price?.cents ?? lot.price_cents;
}

/** Price of a line in cents, VAT included. */
export function lineCents(line) {
  return times(unitCents(line), line.milli);
}

/** Weight of a line in grams; null when nobody knows it. */
export function lineGrams({ lot, milli, weighing }) {
  if (weighing) return gramsOf(weighing);
  return lot.unit_weight_g === null ? null : times(lot.unit_weight_g, milli);
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

/** Whose goods they are, in the order they came: [{ code, name, cents }]. */
export function sellersOf(lines) {
  const sellers = new Map();
  for (const line of lines) {
    const { exhibitor: code, exhibitor_name: name } = line.lot;
    const cents = (sellers.get(code)?.cents ?? 0) + lineCents(line);
    sellers.set(code, { code, name, cents });
  }
  return [...sellers.values()];
}

/**
 * What to look at before selling a line at the moment `now` (milliseconds): `not_offered`,
 * `sold_out`, `oversold`, `held` for another buyer, or `repriced`.
 */
export function flagOf(line, now) {
  const { lot, milli, price, was_cents: was } = line;
  if (lot.code === null) return null;
  if (lot.status !== "offered") return "not_offered";
  if (milli > lot.remaining_milli) return lot.remaining_milli > 0 ? "oversold" : "sold_out";
  if (milli + (heldFromOthers(line, now)?.milli ?? 0) > lot.remaining_milli) return "held";
  return price || was === undefined || was === lot.price_cents ? null : "repriced";
}

/** What others than this line's buyer hold of its lot: { milli, until }, or null. */
export function heldFromOthers({ lot, stand_basket: own }, now) {
  return heldOf(lot, now, own);
}

/** The price that the lot's label says, when it is not the catalogue's and none was given yet. */
export function otherLabelCents({ lot, price }) {
  const label = lot.labelled_price_cents ?? null;
  return price || label === lot.price_cents ? null : label;
}

/** The line as a fact freezes it (bourse/tills/baskets.py, Line). */
export function factLine(line) {
  const { lot, price, weighing } = line;
  return {
    lot: lot.code,
    exhibitor: lot.exhibitor,
    category: lot.category,
    designation: lot.designation,
    quantity_milli: line.milli,
    unit: lot.unit,
    unit_price_cents: unitCents(line),
    total_cents: lineCents(line),
    vat_regime: lot.vat_regime,
    origin: lot.origin,
    reference_price_cents: lot.reference_price_cents,
    unit_weight_g: lot.unit_weight_g,
    weight_g: lineGrams(line),
    weight_method: weighing ? "weighed" : lot.weight_method,
    ...(weighing ?? {}),
    ...(line.to_collect ? { to_collect: true } : {}),
    ...(price && price.cents !== lot.price_cents ? priceWords(price) : {}),
  };
}

/** The catalogue's price stays the one that the cashier decided on, whatever became of it since. */
function priceWords({ catalogue_cents: cents, reason }) {
  return { catalogue_price_cents: cents, price_reason: reason };
}

function firstQuantity(lot, now) {
  if (lot.unit === "u" && !isWhole(lot)) return ONE;
  return (!isWhole(lot) && freeMilli(lot, now)) || Math.max(lot.remaining_milli, 0) || ONE;
}

function withQuantity({ weighing: _no_more, ...line }, milli) {
  return { ...line, milli };
}

function replaced(lines, index, line) {
  return lines.map((old, position) => (position === index ? line : old));
}
