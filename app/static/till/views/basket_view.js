/** The basket on screen: a line a lot, with its quantity, price, weight and what to look at. */

import { flagOf, lineCents, lineGrams, removeLine, stepQuantity } from "../basket.js";
import { button, h, heard, icon } from "../dom.js";
import { money, quantity, unitSymbol, weight } from "../format.js";
import { printed } from "../lot_code.js";
import { _ } from "../language.js";
import { setLines } from "../selling.js";
import { askQuantity } from "./quantity.js";

export class BasketView {
  constructor(till, { say }) {
    Object.assign(this, { till, say, marked: null });
    this.element = h("ol", { class: "till-basket", tabindex: "0", "aria-label": _("Basket") });
  }

  /** Show which lot was just added, and bring it into sight. */
  mark(code) {
    this.marked = code;
    this.draw();
    this.element.querySelector(".new")?.scrollIntoView({ block: "nearest" });
  }

  draw() {
    const { lines } = this.till.basket;
    const items = lines.map((line, index) => this.#line(line, index));
    this.element.replaceChildren(...(items.length ? items : [nothing()]));
  }

  #line(line, index) {
    const flag = flagWords(line);
    const kinds = ["till-line", line.lot.code === this.marked && "new", flag && "flagged"].filter(Boolean);
    return h(
      "li",
      { class: kinds.join(" ") },
      h("div", { class: "what" }, line.lot.designation, about(line)),
      this.#quantity(line, index),
      h("div", { class: "amount" }, money(lineCents(line))),
      button(
        "remove",
        () => this.#remove(index),
        icon("cross"),
        heard(_("Remove %(lot)s", { lot: line.lot.designation })),
      ),
      flag && h("p", { class: "flag" }, flag),
    );
  }

  #quantity(line, index) {
    const { till } = this;
    const step = (direction) => this.#change(stepQuantity(till.basket.lines, index, direction));
    return h(
      "div",
      { class: "quantity" },
      button("", () => step(-1), icon("minus"), heard(_("Less"))),
      button(
        "",
        () => !this.#isPaying() && askQuantity(till, index),
        quantity(line.milli, line.lot.unit),
      ),
      button("", () => step(1), icon("plus"), heard(_("More"))),
    );
  }

  #remove(index) {
    const { lines } = this.till.basket;
    const removed = lines[index];
    const putBack = () => {
      const now = this.till.basket.lines;
      this.#change([...now.slice(0, index), removed, ...now.slice(index)]);
      this.say("good", _("Put back: %(lot)s", { lot: removed.lot.designation }));
    };
    if (!this.#change(removeLine(lines, index))) return;
    const undo = { label: _("Put back"), act: putBack };
    this.say("", _("Removed: %(lot)s", { lot: removed.lot.designation }), undo);
  }

  #change(lines) {
    if (this.#isPaying()) return false;
    setLines(this.till, lines);
    return true;
  }

  /** Once a payment is taken the basket is what was paid for. */
  #isPaying() {
    const isPaying = this.till.basket.payments.length > 0;
    if (isPaying) this.say("bad", _("A payment is taken: give it back before you change the basket."));
    return isPaying;
  }
}

/** Code, price of one and weight; then whose it is and where it stands. */
function about({ lot, milli }) {
  const grams = lineGrams({ lot, milli });
  const price = money(lot.price_cents) + (lot.unit === "u" ? "" : `/${unitSymbol(lot.unit)}`);
  const mass = grams === null ? _("unknown weight") : weight(grams);
  const seller = [lot.exhibitor_name, lot.stand].filter(Boolean);
  const rows = [[printed(lot.code), price, mass], seller];
  return rows.map((words) => h("span", { class: "more" }, words.join(" · ")));
}

function flagWords(line) {
  const left = quantity(Math.max(line.lot.remaining_milli, 0), line.lot.unit);
  return {
    not_offered: _("Withdrawn from sale: ask the exhibitor. The sale goes through."),
    sold_out: _("Sold out in the catalogue: check the label. The sale goes through."),
    repriced: _("The price has just changed: it was %(price)s.", { price: money(line.was_cents ?? 0) }),
    oversold: _("Only %(left)s left: check with the exhibitor. The sale goes through.", { left }),
  }[flagOf(line)];
}

function nothing() {
  return h("li", { class: "till-none" }, _("The basket is empty."), h("br"), _("Scan the first label."));
}
