/** Numbers and moments as a reader writes them, from whole numbers. Mirrors reports/kit/formats.py. */

const NO_BREAK = "\u00a0";
const SYMBOLS = { m2: "m²", m3: "m³", ml: "ml", l: "l", t: "t", kg: "kg", u: "u" };

let language = "fr";
let currencyParts = [];
let zone = "Europe/Paris";
let hours = null;

/** Say once in which language, currency and time zone the till writes. */
export function speak({ language: spoken, currency = "EUR", timezone = "Europe/Paris" }) {
  language = spoken;
  zone = timezone;
  hours = null;
  currencyParts = new Intl.NumberFormat(language, { style: "currency", currency }).formatToParts(0);
}

/** `1 234,50 €` from cents. */
export function money(cents) {
  if (!currencyParts.length) speak({ language });
  const [whole, decimals] = split(Math.abs(cents), 2);
  const written = currencyParts.map(({ type, value }) => {
    if (type === "integer") return grouped(whole);
    return type === "fraction" ? decimals : value;
  });
  return (cents < 0 ? "-" : "") + written.join("");
}

/** `850 g`, `12,5 kg` below a tonne, `1,234 t` from there on. */
export function weight(grams) {
  const size = Math.abs(grams);
  if (size < 1_000) return `${decimal(grams, 0, 0)}${NO_BREAK}g`;
  if (size < 1_000_000) return `${decimal(grams, 3, 1)}${NO_BREAK}kg`;
  return `${decimal(grams, 6, 3)}${NO_BREAK}t`;
}

/** `12,5 m²` from thousandths; pieces carry no unit. */
export function quantity(milli, unit) {
  const number = decimal(milli, 3, 3);
  return unit === "u" ? number : `${number}${NO_BREAK}${SYMBOLS[unit]}`;
}

/** The unit's symbol: m², kg, u. */
export function unitSymbol(unit) {
  return SYMBOLS[unit];
}

/** `8,50 €/m²` from cents: a price of one unit; pieces carry no unit. */
export function unitPrice(cents, unit) {
  return money(cents) + (unit === "u" ? "" : `/${SYMBOLS[unit]}`);
}

/** What a field shows and a person types again: `12,5` from thousandths, `8,00` from cents. */
export function typed(number, scale, isFixed = false) {
  const [whole, part] = split(Math.abs(number), scale);
  const decimals = isFixed ? part : part.replace(/0+$/, "");
  return (number < 0 ? "-" : "") + whole + (decimals ? decimalMark() + decimals : "");
}

/** `13/06/2026 10:01`, in the edition's zone. */
export function moment(iso) {
  return new Intl.DateTimeFormat(language, {
    dateStyle: "short",
    timeStyle: "short",
    timeZone: zone,
  }).format(new Date(iso));
}

/** `10:01`, in the edition's zone. */
export function hour(iso) {
  hours ??= new Intl.DateTimeFormat(language, { timeStyle: "short", timeZone: zone });
  return hours.format(new Date(iso));
}

/** `lun. 10:01`: a moment of the days to come, in the edition's zone. */
export function weekday(iso) {
  const shown = { weekday: "short", hour: "2-digit", minute: "2-digit", timeZone: zone };
  return new Intl.DateTimeFormat(language, shown).format(new Date(iso));
}

/** A moment, or the minute before where it is a midnight of the edition's zone: that names the day which ends. */
export function dayEnd(iso) {
  const shown = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone };
  const isMidnight = new Intl.DateTimeFormat("en", shown).format(new Date(iso)) === "00:00";
  return isMidnight ? new Date(Date.parse(iso) - 60_000).toISOString() : iso;
}

/** `il y a 12 min`: how long ago a moment was, in minutes below an hour and a half, else hours. */
export function ago(iso, now = Date.now()) {
  const minutes = Math.max(Math.round((now - Date.parse(iso)) / 60_000), 0);
  const relative = new Intl.RelativeTimeFormat(language, { style: "short" });
  return minutes < 90 ? relative.format(-minutes, "minute") : relative.format(-Math.round(minutes / 60), "hour");
}

/** number × 10^-scale with at most `digits` decimals, ties to even as Babel rounds what it shows. */
function decimal(number, scale, digits) {
  const size = roundHalfEven(Math.abs(number), 10 ** (scale - digits));
  const [whole, part] = split(size, digits);
  const decimals = part.replace(/0+$/, "");
  const sign = number < 0 && size ? "-" : "";
  return sign + grouped(whole) + (decimals ? decimalMark() + decimals : "");
}

function roundHalfEven(number, divisor) {
  const low = (number - (number % divisor)) / divisor;
  const twice = (number % divisor) * 2;
  return twice > divisor || (twice === divisor && low % 2 === 1) ? low + 1 : low;
}

/** The digits before and after the decimal mark of a number ≥ 0 in units of 10^-scale. */
function split(number, scale) {
  const digits = String(number).padStart(scale + 1, "0");
  return [digits.slice(0, digits.length - scale), digits.slice(digits.length - scale)];
}

function grouped(digits) {
  return digits.replace(/\B(?=(\d{3})+$)/g, language === "fr" ? "\u202f" : ",");
}

function decimalMark() {
  return language === "fr" ? "," : ".";
}
