/** Exact numbers: whole cents, grams and thousandths. The mirror of bourse/values/{number,rate}.py. */

import { TillError } from "./errors.js";

const MAX_WHOLE_DIGITS = 9;
const MILLI = 1000n;

const WRITTEN = new RegExp(
  "^(?<sign>[+-]?)\\s?(?:" +
    "(?<whole>\\d{1,3}(?:[ '’]\\d{3})+|\\d+)(?:[.,](?<part>\\d+))?" + // 1 234,5  1234.5
    "|(?<dots>\\d{1,3}(?:\\.\\d{3})+),(?<afterComma>\\d+)" + // 1.234,5
    "|(?<commas>\\d{1,3}(?:,\\d{3})+)\\.(?<afterDot>\\d+)" + // 1,234.5
    ")$",
);

/**
 * The number in `text`, in units of 10^-decimals: readScaled("1 234,5", 2) is 123450.
 * Throws TillError `number_unreadable`, `number_too_precise` or `number_too_large`.
 */
export function readScaled(text, decimals) {
  const plain = text.trim().replace(/\s/g, " ").replace("−", "-");
  const found = WRITTEN.exec(plain)?.groups;
  if (!found) throw new TillError("number_unreadable");
  const grouped = found.whole ?? found.dots ?? found.commas;
  const units = grouped.replace(/\D/g, "").replace(/^0+/, "");
  const part = found.part ?? found.afterComma ?? found.afterDot ?? "";
  if (units.length > MAX_WHOLE_DIGITS) throw new TillError("number_too_large");
  if (part.length > decimals) throw new TillError("number_too_precise", { decimals });
  const scaled = Number((units + part.padEnd(decimals, "0")) || "0");
  return found.sign === "-" && scaled ? -scaled : scaled;
}

/** An amount typed by a person, in cents; a currency sign may stand at either end. */
export function readCents(text) {
  return readScaled(text.trim().replace(/^(?:€|EUR)|(?:€|EUR|euros?)$/i, ""), 2);
}

/** A quantity typed by a person, in thousandths; `quantity_not_whole` for a part of a piece. */
export function readMilli(text, unit) {
  const milli = unit === "u" ? readScaled(text, 2) * 10 : readScaled(text, 3);
  if (unit === "u" && milli % 1000 !== 0) throw new TillError("quantity_not_whole");
  return milli;
}

/** A mass typed by a person in kg or g, in grams. */
export function readGrams(text, unit) {
  return readScaled(text, unit === "kg" ? 3 : 0);
}

/** numerator / denominator (BigInt) to the nearest; ties go away from zero, so f(-x) = -f(x). */
export function roundHalfUp(numerator, denominator) {
  const size = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * size + denominator) / (2n * denominator);
  return Number(numerator < 0n ? -rounded : rounded);
}

/** What one unit costs or weighs × thousandths of it: cents or grams. */
export function times(perUnit, milli) {
  return roundHalfUp(BigInt(perUnit) * BigInt(milli), MILLI);
}

/** The VAT in an amount that includes it; both whole cents, the rate in basis points. */
export function vatWithin(cents, basisPoints) {
  return roundHalfUp(BigInt(cents) * BigInt(basisPoints), 10000n + BigInt(basisPoints));
}

/** The sum of whole numbers. */
export function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
