/**
 * How heavy one unit is, worked out as the server will: the mirror of bourse/goods/{weighing,materials,
 * plausible}.py. Grams, micrometres and billionths are whole; products are BigInt.
 */

import { readScaled, roundHalfUp } from "../till/number.js";

const NANO = 1_000_000_000n;
const METRE_UM = 1_000_000n;
const BASES = ["u", "m2", "m3"];
const SIDES = { m2: ["length", "width"], m3: ["length", "width", "thickness"] };
const GIVEN = { u: 0, ml: 1, m2: 2, m3: 3 };
const BY_WEIGHT = { kg: 1_000, t: 1_000_000 };
/** What a field's number counts: cm and mm in micrometres, kilograms in grams. */
const DECIMALS = { length: 4, width: 4, thickness: 3, unit_weight: 3, gross: 3, tare: 3, density: 3 };
const UNIT_NAMES = { u: "u", "m²": "m2", m2: "m2", "m³": "m3", m3: "m3" };

/** A field as a whole number; null when nothing readable is typed. */
export function read(name, text) {
  try {
    return text?.trim() ? readScaled(text.replace(/\s*kg$/i, ""), DECIMALS[name]) : null;
  } catch {
    return null;
  }
}

/** What the mass used for a lot in `unit` is per: "u", "m2" or "m3"; null when none fits. */
export function basisOf(material, unit) {
  const fits = (per) =>
    per === unit ||
    (per in SIDES && (unit === "l" ? per === "m3" : unit in GIVEN && GIVEN[unit] <= SIDES[per].length));
  return BASES.find((per) => per in material.grams && fits(per)) ?? null;
}

/** The dimensions of one unit that its weight still needs. */
export function sidesOf(material, unit) {
  return (SIDES[basisOf(material, unit)] ?? []).slice(GIVEN[unit] ?? 3);
}

/** Billionths of the basis that one unit holds; null while a dimension is missing. */
export function contentOf(material, unit, sizes) {
  const basis = basisOf(material, unit);
  if (basis === "u") return NANO;
  if (unit === "l") return NANO / 1_000n;
  const needed = sidesOf(material, unit);
  let content = 1n;
  for (const side of SIDES[basis]) {
    const size = needed.includes(side) ? sizes[side] : Number(METRE_UM);
    if (!(size > 0)) return null;
    content *= BigInt(size);
  }
  return BigInt(roundHalfUp(content * NANO, METRE_UM ** BigInt(SIDES[basis].length)));
}

/** "0,0441 m³" as billionths of the basis; null when it says nothing, or something else. */
export function readContent(text, basis) {
  const found = /^(.*?\d)\s*([^\W\d].*)$/su.exec(text.trim());
  if (!found || UNIT_NAMES[found[2].toLowerCase()] !== basis) return null;
  try {
    return BigInt(readScaled(found[1], 9));
  } catch {
    return null;
  }
}

/**
 * What the fields say of one unit: { grams, ...why }, or { fault } naming the sentence that says what
 * is wrong, or null while too little is typed. `said` are the form's fields by name.
 */
export function weigh(said, facts) {
  if (said.unit in BY_WEIGHT) return { grams: BY_WEIGHT[said.unit], why: "sold" };
  if (said.method === "declared") return given(said);
  if (said.method === "weighed") return said.gross?.trim() ? onScale(said) : given(said);
  if (said.method === "computed") return computed(said, facts);
  if (said.method === "category_default") return usual(said, facts);
  return null;
}

/** The usual { least, most } where this weight of one unit is odd, else null. */
export function doubt(usual, category, unit, grams) {
  const rule = (wanted) => usual.find((row) => row.category === wanted && row.unit === unit);
  const found = rule(category) ?? rule("");
  return found && (grams < found.least || grams > found.most) ? found : null;
}

function given(said) {
  const grams = read("unit_weight", said.unit_weight);
  return grams > 0 ? { grams, why: said.method } : null;
}

function onScale(said) {
  const gross = read("gross", said.gross);
  const tare = read("tare", said.tare) ?? 0;
  const milli = readMilli(said.counted?.trim() ? said.counted : said.quantity);
  if (gross === null || !(milli > 0)) return null;
  if (tare >= gross || tare < 0) return { fault: "tare" };
  const grams = roundHalfUp(BigInt(gross - tare) * 1_000n, BigInt(milli));
  return { grams, why: "scale", gross, tare, milli };
}

function computed(said, facts) {
  const material = materialOf(said, facts);
  if (!material) return null;
  const basis = basisOf(material, said.unit);
  if (!basis) return { fault: "unfit" };
  const sizes = {};
  for (const side of ["length", "width", "thickness"]) sizes[side] = read(side, said[side]);
  const isMeasured = Object.values(sizes).some((size) => size !== null);
  const content =
    !isMeasured && said.content?.trim() && sidesOf(material, said.unit).length
      ? readContent(said.content, basis)
      : contentOf(material, said.unit, sizes);
  if (content === null) return null;
  const grams = roundHalfUp(BigInt(material.grams[basis]) * content, NANO);
  return grams > 0 ? { grams, why: material.code ? "computed" : "own", material, basis, content } : null;
}

/** The chosen material, or one of the density that was typed; null or undefined without either. */
export function materialOf(said, facts) {
  if (said.material !== "own") return facts.materials.find(({ code }) => code === said.material);
  const density = read("density", said.density);
  const [least, most] = facts.density;
  return density >= least && density <= most ? { grams: { m3: density } } : null;
}

function usual(said, facts) {
  const found = facts.defaults[said.category];
  if (!found || found.unit !== said.unit) return { fault: "no_default" };
  return { grams: found.grams, why: "default" };
}

/** A quantity in thousandths; null when nothing readable is typed. */
export function readMilli(text) {
  try {
    return text?.trim() ? readScaled(text.replace(/[^\d\s,.'’+-].*$/u, ""), 3) : null;
  } catch {
    return null;
  }
}
