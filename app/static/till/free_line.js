/**
 * Goods that the catalogue does not have, or has no more: a lot without a code, made of what the
 * cashier says of them. Pure.
 */

import { TillError } from "./errors.js";
import { times } from "./number.js";
import { unitGrams } from "./weighing.js";

/** In what goods are counted: the codes of bourse/values/quantity.py. */
export const UNITS = ["u", "m2", "m3", "ml", "l", "kg", "t"];

/** Where goods come from: the codes of bourse/lots/models.py, Origin. */
export const ORIGINS = ["new_surplus", "end_of_line", "downgraded", "dismantled", "used"];

const NEEDED = ["designation", "exhibitor", "category", "origin"];

/**
 * What the sheet starts with: all that is known of `lot` and sold here, else nothing. Where one
 * firm sells alone, the goods are its own.
 */
export function startOf(lot, { sellers, categories }) {
  const selling = sellersOf({ sellers });
  const only = selling.length === 1 ? selling[0].code : "";
  const among = (list, code) => (list.some((one) => one.code === code) ? code : "");
  return {
    designation: lot?.designation ?? "",
    exhibitor: among(selling, lot?.exhibitor) || only,
    category: among(categories, lot?.category),
    origin: lot?.origin ?? "",
    unit: lot?.unit ?? "u",
    price_cents: lot?.price_cents ?? null,
    unit_weight_g: lot?.unit_weight_g ?? null,
    reference_price_cents: lot?.reference_price_cents ?? null,
  };
}

/** Those who may sell here today. */
export function sellersOf({ sellers }) {
  return sellers.filter(({ may_sell: maySell }) => maySell !== false);
}

/**
 * The lot of a free line, named by `key` while it stands in the basket. Throws TillError
 * `designation_missing`, `exhibitor_missing`, `category_missing`, `origin_missing`, `price_negative`.
 */
export function freeLot(said, { sellers }, key) {
  for (const name of NEEDED) if (!said[name].trim()) throw new TillError(`${name}_missing`);
  if (said.price_cents < 0) throw new TillError("price_negative");
  const seller = sellers.find(({ code }) => code === said.exhibitor);
  const grams = weightOf(said);
  return {
    code: null,
    key,
    status: "offered",
    designation: designationOf(said),
    exhibitor: said.exhibitor,
    exhibitor_name: seller.name,
    stand: "",
    category: said.category,
    unit: said.unit,
    price_cents: said.price_cents,
    reference_price_cents: said.reference_price_cents,
    unit_weight_g: grams,
    weight_method: grams === null ? "unknown" : "declared",
    vat_regime: seller.vat_regime,
    origin: said.origin,
    remaining_milli: 0,
  };
}

/** What a line of `milli` costs in cents; null while no price is typed. */
export function amountOf({ price_cents: cents }, milli) {
  return cents === null || milli === null ? null : times(cents, milli);
}

/** At most 200 characters, all of them whole: half an emoji is no text, and the server refuses it. */
function designationOf({ designation }) {
  return [...designation.trim().replaceAll(/\p{Cs}/gu, "")].slice(0, 200).join("");
}

/** Grams of one unit: a kilogram weighs a kilogram; else what was typed, or null. */
function weightOf({ unit, unit_weight_g: typed }) {
  return unitGrams(unit) ?? typed;
}
