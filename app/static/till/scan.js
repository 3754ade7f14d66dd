/**
 * What a scan is: a lot, a receipt, goods set apart, a code of enrolment, or nothing of ours. Pure.
 *
 *   lot         `C7K 3PX`, or any address ending in /l/C7K3PX
 *   receipt     `C2b-0041`, alone or at the end of an address, with `#` and the first 12 to 64
 *               digits of its fact's hash where the paper's QR says it
 *   set_apart   a stand's basket or a visitor's hold: an address ending in /b/CODE or /h/CODE, or
 *               the code typed (`B C7K 3PX`, `H C7K 3PX`); `lines` are those of the address's
 *               fragment: lots and thousandths, or none
 *   enrolment   the organiser's link, …/till/enrol#code=C7K3PXD2
 *   unknown     anything else; `reason` is `scan_page` (an address), `scan_foreign` (some other
 *               text), `set_apart_mistyped`, or what is wrong with the lot's code, with its `params`
 *
 * Whatever the case (Caps Lock), and as a scanner set to QWERTY types it on an AZERTY machine.
 */

import { parseLotCode } from "./lot_code.js";

// Keys of a French keyboard, and what the same keys say on an American one.
const AZERTY = "&é\"'(-è_çà)1234567890°aqzwAQZWmM,;:!?./§ù%";
const QWERTY = "1234567890-!@#$%^&*()_qawzQAWZ;:m,./M<>?'\"";
const KEYS = new Map([...AZERTY].map((key, index) => [key, QWERTY[index]]));

const ENROLMENT = /\/till\/enrol#code=([a-z0-9 ]{8,12})$/i;
const RECEIPT = /(?:^|[/\s])(C\d{1,4})([a-z]{1,4})-(\d{4,9})(?:#([0-9a-f]{12,64}))?$/i;
const SET_APART = /\/[bh]\/([a-z0-9-]{4,40})(?:#l=([a-z0-9*,]{1,400}))?$/i;
// The letters of a lot's code, and no others: "hourdis" is something to search for.
const TYPED_CODE = /^([bh])[ -]?([2-9c-hjknprtvxy]{3})[ -]?([2-9c-hjknprtvxy]{3})$/i;
const LINE = /^([2-9C-Y]{6})\*([1-9]\d{0,9})$/;
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\/\S+$|^www\.\S+$/i;
const LOT_ADDRESS = /[/!]l[/!][^/!]*$/i;
/** One letter too many for a lot, and the first says of what: read wrong, as no word is written. */
const MISTYPED_APART = /^[bh][ -]?(?=[a-z]*\d|[^aeiouy]*$)[0-9a-z]{3}[ -]?[0-9a-z]{3}$/i;
/** What is longer is no mistyped lot code. */
const LONGEST = 12;

/** { kind, … }: `code` of a lot, an enrolment or what is set apart; `number`, `hash` or null of a receipt. */
export function classify(text) {
  const typed = text.normalize("NFC").trim();
  const straight = [...typed].map((key) => KEYS.get(key) ?? key).join("");
  return ours(typed) ?? ours(straight) ?? lotOr(typed, straight);
}

function ours(text) {
  const enrolment = ENROLMENT.exec(text);
  if (enrolment) return { kind: "enrolment", code: enrolment[1].replaceAll(" ", "").toUpperCase() };
  const receipt = RECEIPT.exec(text);
  if (receipt) {
    const [, till, letters, count, hash] = receipt;
    const number = `${till.toUpperCase()}${letters.toLowerCase()}-${count}`;
    return { kind: "receipt", number, hash: hash?.toLowerCase() ?? null };
  }
  const typed = TYPED_CODE.exec(text);
  if (typed) return { kind: "set_apart", code: typed.slice(1).join("").toUpperCase(), lines: [] };
  const apart = SET_APART.exec(text);
  return apart && { kind: "set_apart", code: apart[1].toUpperCase(), lines: linesOf(apart[2]) };
}

/** `C7K3PX*2000,…`: what is unreadable leaves none at all, for half of it is worse. */
function linesOf(said) {
  const lines = (said?.toUpperCase().split(",") ?? []).map((line) => LINE.exec(line));
  if (lines.includes(null)) return [];
  return lines.map(([, lot, milli]) => ({ lot, milli: Number(milli) }));
}

function lotOr(typed, straight) {
  try {
    return { kind: "lot", code: parseLotCode(typed) };
  } catch ({ code, params }) {
    if (MISTYPED_APART.test(typed)) return nothing("set_apart_mistyped");
    if (LOT_ADDRESS.test(typed)) return nothing(code, params);
    if (ADDRESS.test(typed) || ADDRESS.test(straight)) return nothing("scan_page");
    return typed.length > LONGEST ? nothing("scan_foreign") : nothing(code, params);
  }
}

function nothing(reason, params = {}) {
  return { kind: "unknown", reason, params };
}
