/** Asking how much of a lot: 12,5 of 40 m², or all that is left. */

import { indexOf, setQuantity, unitCents } from "../basket.js";
import { button, h, terms } from "../dom.js";
import { money, quantity, typed, unitPrice, unitSymbol } from "../format.js";
import { _ } from "../language.js";
import { readMilli, times } from "../number.js";
import { TillError } from "../errors.js";
import { lineOf, setLines } from "../selling.js";
import { answering, complaint, endings, numberField, openSheet } from "../sheet.js";
import { heldWords } from "./held_goods.js";

/**
 * Ask for the quantity of the basket's line named `key`, and change it. What was only just scanned
 * may be taken out again: `remove()` does it.
 */
export function askQuantity(till, key, remove = null) {
  const line = lineOf(till, key);
  const { lot, milli } = line;
  return openSheet(
    lot.designation,
    (close) => {
      const label = _("Quantity in %(unit)s", { unit: unitSymbol(lot.unit) });
      const number = numberField({ label, value: typed(milli, 3), keys: lot.unit === "u" ? "" : "," });
      const sums = h("div");
      const amount = () => rows(line, read(number.input.value, lot.unit));
      const draw = () => sums.replaceChildren(terms("till-sums", amount()));
      number.input.addEventListener("input", draw);
      draw();
      const submit = async () => {
        const wanted = readMilli(number.input.value, lot.unit);
        if (wanted <= 0) throw new TillError("quantity_not_positive");
        const { lines } = till.basket;
        await setLines(till, setQuantity(lines, indexOf(lines, key), wanted));
        close(wanted);
      };
      return answering(
        submit,
        complaint(),
        h("span", { class: "label" }, label),
        number.field,
        all(lot, number),
        heldNotice(line, till.now()),
        sums,
        remove ? orNot(close, remove) : endings(_("Confirm"), close),
      );
    },
    { yields: true },
  );
}

function orNot(close, remove) {
  const takeOut = () => {
    close(null);
    remove();
  };
  const confirm = h("button", { type: "submit" }, _("Confirm"));
  return h("div", { class: "submit" }, confirm, button("secondary", takeOut, _("Take it out")));
}

/** All that is left, in one tap. */
function all(lot, number) {
  if (!(lot.remaining_milli > 0)) return null;
  const words = _("All that is left: %(quantity)s", { quantity: quantity(lot.remaining_milli, lot.unit) });
  const fill = () => number.put(typed(lot.remaining_milli, 3));
  return button("secondary", fill, words);
}

/** What of it is held for others, before more is sold. */
function heldNotice(line, now) {
  const held = heldWords(line, now);
  return held && h("p", { class: "notice warn" }, held);
}

function rows(line, milli) {
  const cents = unitCents(line);
  return [
    [_("Price"), unitPrice(cents, line.lot.unit)],
    [_("Amount"), milli === null ? "–" : money(times(cents, milli)), "strong"],
  ];
}

function read(text, unit) {
  try {
    return readMilli(text, unit);
  } catch {
    return null;
  }
}
