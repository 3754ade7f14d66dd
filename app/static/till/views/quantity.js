/** Asking how much of a lot: 12,5 of 40 m², or all that is left. */

import { setQuantity } from "../basket.js";
import { button, h, terms } from "../dom.js";
import { money, quantity, typed, unitSymbol } from "../format.js";
import { _ } from "../language.js";
import { readMilli, times } from "../number.js";
import { TillError } from "../errors.js";
import { setLines } from "../selling.js";
import { answering, complaint, endings, numberField, openSheet } from "../sheet.js";

/** Ask for the quantity of the basket's line at `index`, and change it. */
export function askQuantity(till, index) {
  const { lot, milli } = till.basket.lines[index];
  return openSheet(
    lot.designation,
    (close) => {
      const label = _("Quantity in %(unit)s", { unit: unitSymbol(lot.unit) });
      const number = numberField({ label, value: typed(milli, 3), keys: lot.unit === "u" ? "" : "," });
      const sums = h("div");
      const amount = () => rows(lot, read(number.input.value, lot.unit));
      const draw = () => sums.replaceChildren(terms("till-sums", amount()));
      number.input.addEventListener("input", draw);
      draw();
      const submit = async () => {
        const wanted = readMilli(number.input.value, lot.unit);
        if (wanted <= 0) throw new TillError("quantity_not_positive");
        await setLines(till, setQuantity(till.basket.lines, lineOf(till, lot), wanted));
        close(wanted);
      };
      return answering(
        submit,
        complaint(),
        h("span", { class: "label" }, label),
        number.field,
        all(lot, number),
        sums,
        endings(_("Confirm"), close),
      );
    },
    { yields: true },
  );
}

/** All that is left, in one tap. */
function all(lot, number) {
  if (lot.remaining_milli <= 0) return null;
  const words = _("All that is left: %(quantity)s", { quantity: quantity(lot.remaining_milli, lot.unit) });
  const fill = () => number.put(typed(lot.remaining_milli, 3));
  return button("secondary", fill, words);
}

function rows(lot, milli) {
  const unit = lot.unit === "u" ? "" : `/${unitSymbol(lot.unit)}`;
  return [
    [_("Price"), money(lot.price_cents) + unit],
    [_("Amount"), milli === null ? "–" : money(times(lot.price_cents, milli)), "strong"],
  ];
}

function read(text, unit) {
  try {
    return readMilli(text, unit);
  } catch {
    return null;
  }
}

/** The basket may have moved while the sheet was open. */
function lineOf(till, lot) {
  return till.basket.lines.findIndex((line) => line.lot.code === lot.code);
}
