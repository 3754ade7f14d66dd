/** Another price for a line: typed or marked down, of one unit or of the line, and why. */

import { indexOf, setPrice, unitCents } from "../basket.js";
import { button, h, terms } from "../dom.js";
import { TillError } from "../errors.js";
import { money, typed, unitPrice, unitSymbol } from "../format.js";
import { _ } from "../language.js";
import { readCents, times } from "../number.js";
import { isWithin, lessBy, percentOff, REASONS, STEPS_BP, unitFor } from "../pricing.js";
import { lineOf, setLines } from "../selling.js";
import { answering, complaint, endings, numberField, openSheet } from "../sheet.js";
import { priceReason } from "../words.js";
import { askApproval } from "./approval.js";

/** Ask for another price of the line named `key`; resolves once it has one, or keeps its own. */
export function askPrice(till, key) {
  const line = lineOf(till, key);
  const { lot, milli } = line;
  const isFree = lot.code === null;
  return openSheet(
    lot.designation,
    (close) => {
      const ofLine = radio("price-of", false);
      const amount = numberField({ label: _("Price"), value: typed(unitCents(line), 2, true) });
      const reasons = REASONS.map((code) => [code, radio("price-reason", line.price?.reason === code)]);
      const read = () => readUnit(amount.input.value, milli, ofLine.checked);
      const show = (cents) => amount.put(typed(ofLine.checked ? times(cents, milli) : cents, 2, true));
      const sums = h("div");
      const draw = () => sums.replaceChildren(terms("till-sums", rows(line, read)));
      const submit = async () => {
        const reason = reasons.find(([, { checked }]) => checked)?.[0];
        await givePrice(till, key, read(), { reason, isFree });
        close(true);
      };
      const form = answering(
        submit,
        complaint(),
        milli !== 1000 && perUnitOrLine(ofLine, lot.unit),
        amount.field,
        !isFree && markdowns(lot.price_cents, show),
        !isFree && h("fieldset", { class: "choices" }, h("legend", {}, _("Why?")), reasons.map(([code, input]) => choice(input, priceReason(code)))),
        sums,
        endings(_("Confirm"), close),
      );
      form.addEventListener("input", draw);
      draw();
      return form;
    },
    { yields: true },
  );
}

/**
 * Give the line named `key` its price of one unit: back to the catalogue's, within the limit, or
 * approved. Throws `price_negative`, `price_reason_missing` or `approval_missing`.
 */
export async function givePrice(till, key, cents, { reason, isFree }) {
  if (cents < 0) throw new TillError("price_negative");
  const { lot } = lineOf(till, key);
  const isOther = isFree || cents !== lot.price_cents;
  if (isOther && !isFree && !reason) throw new TillError("price_reason_missing");
  const approved = isOther && !isFree ? await approval(till, lot, cents) : {};
  const { lines } = till.basket;
  const price = { cents, catalogue_cents: lot.price_cents, reason, ...approved };
  await setLines(till, setPrice(lines, indexOf(lines, key), isOther ? price : null));
}

/**
 * Who approved a price below the cashier's limit; above it nobody has to. A supervisor who sells is
 * named too: another may take the basket over and cash it.
 */
async function approval(till, lot, cents) {
  const limit = till.place.till.cashier_markdown_bp ?? 0; // read before the till knew of limits
  if (isWithin(lot.price_cents, cents, limit)) return {};
  const words = { lot: lot.designation, price: unitPrice(cents, lot.unit), catalogue: unitPrice(lot.price_cents, lot.unit) };
  const why = _("“%(lot)s” at %(price)s instead of %(catalogue)s.", words);
  const approver = await askApproval(till, why);
  if (!approver) throw new TillError("approval_missing");
  return { approved_by: approver };
}

/** The price of one unit, in cents; throws its TillError. */
function readUnit(text, milli, isOfLine) {
  const cents = readCents(text);
  return isOfLine && cents > 0 ? unitFor(cents, milli) : cents;
}

function rows({ lot, milli }, read) {
  try {
    const cents = read();
    const off = lot.code === null ? 0 : lot.price_cents - cents;
    const percent = off > 0 ? `−${percentOff(lot.price_cents, cents)}\u00a0%` : null;
    const told = [unitPrice(cents, lot.unit), percent].filter(Boolean).join(" · ");
    return [[told, money(times(cents, milli)), "strong"]];
  } catch {
    return [[_("Amount"), "–", "strong"]];
  }
}

/** The catalogue's price and what is often taken off it, one tap each. */
function markdowns(cents, show) {
  const less = (bp) => button("secondary", () => show(lessBy(cents, bp)), `−${bp / 100}\u00a0%`);
  const back = button("secondary", () => show(cents), _("Catalogue"), h("br"), money(cents));
  return h("div", { class: "till-quick four" }, back, STEPS_BP.map(less));
}

function perUnitOrLine(ofLine, unit) {
  const words = unit === "u" ? _("Each") : _("Per %(unit)s", { unit: unitSymbol(unit) });
  const ofUnit = choice(radio("price-of", true), words);
  return h("div", { class: "choices" }, ofUnit, choice(ofLine, _("The line")));
}

function choice(input, words) {
  return h("label", { class: "choice" }, input, h("span", {}, words));
}

function radio(name, checked) {
  return h("input", { type: "radio", name, checked });
}
