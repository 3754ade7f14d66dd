/** A line's own sheet: how much of it, at what price, of what weight; each in one tap more. */

import { indexOf, keyOf, lineCents, lineGrams, otherLabelCents, setCollected, setPrice, unitCents } from "../basket.js";
import { button, h, terms } from "../dom.js";
import { money, quantity, unitPrice, weight } from "../format.js";
import { _ } from "../language.js";
import { lineOf, setLines } from "../selling.js";
import { openSheet } from "../sheet.js";
import { priceReason, weightMethod } from "../words.js";
import { heldWords } from "./held_goods.js";
import { askPrice } from "./price.js";
import { askQuantity } from "./quantity.js";
import { askWeight } from "./weight.js";

/** Open the sheet of the line named `key`, and do what was chosen. */
export async function openLine(till, key, { remove }) {
  const line = lineOf(till, key);
  const held = heldWords(line, till.now());
  const chosen = await openSheet(
    line.lot.designation,
    (close) => [
      held && h("p", { class: "notice warn" }, held),
      h("div", { class: "till-menu" }, ways(till, line, remove).map((way) => choice(way, close))),
      terms("till-sums", [[_("Amount"), money(lineCents(line)), "strong"]]),
      h("div", { class: "submit" }, button("secondary", () => close(null), _("Close"))),
    ],
    { yields: true },
  );
  if (lineOf(till, key)) await chosen?.();
}

/** Sell the line at the price that its label says. */
export function honourLabel(till, key) {
  const { lines } = till.basket;
  const { lot } = lineOf(till, key);
  const price = { cents: lot.labelled_price_cents, catalogue_cents: lot.price_cents, reason: "label" };
  return setLines(till, setPrice(lines, indexOf(lines, key), price));
}

/** `Damaged, catalogue 8,50 €/m²`: why a line's price is not the catalogue's; null when it is. */
export function whyPriced({ lot, price }) {
  if (!price) return null;
  const catalogue = _("catalogue %(price)s", { price: unitPrice(lot.price_cents, lot.unit) });
  return `${priceReason(price.reason)}, ${catalogue}`;
}

/** `225 kg · weighed`: a line's weight and how it is known. */
export function weightWords(line) {
  const grams = lineGrams(line);
  const method = line.weighing ? "weighed" : line.lot.weight_method;
  return grams === null ? weightMethod("unknown") : `${weight(grams)} · ${weightMethod(method)}`;
}

function ways(till, line, remove) {
  const key = keyOf(line);
  const { lot } = line;
  const label = otherLabelCents(line);
  const honour = [_("Price on the label"), unitPrice(label ?? 0, lot.unit), () => honourLabel(till, key)];
  return [
    [_("Quantity"), quantity(line.milli, lot.unit), () => askQuantity(till, key)],
    ...(label === null ? [] : [honour]),
    [_("Price"), unitPrice(unitCents(line), lot.unit), () => askPrice(till, key), whyPriced(line)],
    [_("Weight"), weightWords(line), () => askWeight(till, key)],
    [_("Collected later, at the exit"), line.to_collect ? _("Yes") : _("No"), () => collectLater(till, key)],
    [_("Remove"), "", () => remove(indexOf(till.basket.lines, key)), null, "danger"],
  ];
}

/** Paid here and handed over later against the receipt, or taken along now. */
function collectLater(till, key) {
  const { lines } = till.basket;
  return setLines(till, setCollected(lines, indexOf(lines, key), !lineOf(till, key).to_collect));
}

function choice([label, value, act, more, kind], close) {
  const said = h("span", {}, label, more && h("span", { class: "more" }, more));
  return button(`till-choice ${kind ?? "secondary"}`, () => close(act), said, h("strong", {}, value));
}
