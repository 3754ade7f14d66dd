/** Lot codes as scanned and typed. The mirror of bourse/values/lot_code.py. */

import { TillError } from "./errors.js";

const ALPHABET = "23456789CDEFGHJKNPRTVXY";
export const LENGTH = 6;
const WEIGHTS = [6, 5, 4, 3, 2, 1];

// What a French keyboard's digit row gives without Shift, in capitals (Caps Lock) too.
const FROM = "&é\"'(è_çàÉÈÇÀ";
const TO = "1234578902790";
const AZERTY = new Map([...FROM].map((character, index) => [character, TO[index]]));
// A scanner set to QWERTY on an AZERTY machine writes "/" as "!".
const URL_END = /[/!]l[/!]([^/!?#]+)[/!]?(?:[?#].*)?$/is;
const SEPARATORS = /[\s\u2010-\u2015]/g;

/**
 * The code in `text`, compact and in capitals: any case, spaces and dashes, AZERTY digits, a whole
 * URL ending in /l/CODE. Throws TillError `lot_code_length`, `_character` or `_check`.
 */
export function parseLotCode(text) {
  const composed = text.normalize("NFC");
  const url = URL_END.exec(composed);
  const written = [...(url ? url[1] : composed).replace(SEPARATORS, "")]
    .map((character) => AZERTY.get(character) ?? character)
    .join("")
    .toUpperCase();
  const without = written.replaceAll("-", "");
  return checked([...without].length === LENGTH ? without : written.replaceAll("-", "6"));
}

/** The code in `text`, or null when it is none. */
export function findLotCode(text) {
  try {
    return parseLotCode(text);
  } catch {
    return null;
  }
}

/** The code as people read it: two groups of three. */
export function printed(code) {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

function checked(code) {
  const characters = [...code];
  if (characters.length !== LENGTH) throw new TillError("lot_code_length");
  let total = 0;
  characters.forEach((character, position) => {
    const value = ALPHABET.indexOf(character);
    if (value < 0) throw new TillError("lot_code_character", { character });
    total += value * WEIGHTS[position];
  });
  if (total % ALPHABET.length !== 0) throw new TillError("lot_code_check");
  return code;
}
