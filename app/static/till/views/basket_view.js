/** The basket on screen: a line a lot; a tap on it leads to its quantity, price and weight. */

import { flagOf, indexOf, keyOf, lineCents, otherLabelCents, removeLine, stepQuantity, unitCents } from "../basket.js";
import { arrange, button, h, heard, icon } from "../dom.js";
import { sentence } from "../errors.js";
import { money, quantity, unitPrice } from "../format.js";
import { printed } from "../lot_code.js";
import { _ } from "../language.js";
import { setLines } from "../selling.js";
import { heldWords } from "./held_goods.js";
import { honourLabel, openLine, weightWords, whyPriced } from "./line.js";
import { askQuantity } from "./quantity.js";

export class BasketView {
  constructor(till, { say }) {
    Object.assign(this, { till, say, marked: null, items: new WeakMap(), none: nothing() });
    this.element = h("ol", { class: "till-basket", tabindex: "0", "aria-label": _("Basket") });
  }

  /** Show which lot was just added, and bring it into sight. */
  mark(code) {
    this.marked = code;
    this.draw();
    requestAnimationFrame(() => this.element.querySelector(".new")?.scrollIntoView({ block: "nearest" }));
  }

  /** Take a line out, with a way to put it back. */
  remove(key) {
    this.#remove(indexOf(this.till.basket.lines, key));
  }

  draw() {
    const { lines } = this.till.basket;
    const items = lines.map((line, index) => this.#item(line, index));
    arrange(this.element, items.length ? items : [this.none]);
  }

  /** A line that has not changed keeps its element: a scan draws one line, however long the basket. */
  #item(line, index) {
    const known = this.items.get(line);
    const item = known?.index === index ? known.item : this.#line(line, index);
    this.items.set(line, { index, item });
    item.classList.toggle("new", keyOf(line) === this.marked);
    return item;
  }

  #line(line, index) {
    const flag = flagWords(line, this.till.now());
    const label = otherLabelCents(line);
    const kinds = flag || label !== null ? "till-line flagged" : "till-line";
    return h(
      "li",
      { class: kinds },
      button("what", () => this.#open(line), line.lot.designation, about(line)),
      this.#quantity(line, index),
      h("div", { class: "amount" }, money(lineCents(line))),
      button(
        "remove",
        () => this.#remove(index),
        icon("cross"),
        heard(_("Remove %(lot)s", { lot: line.lot.designation })),
      ),
      flag && h("p", { class: "flag" }, flag),
      label !== null && this.#label(line, label),
    );
  }

  /** The label says another price: both are shown, and the label's is one tap away. */
  #label(line, cents) {
    const { lot } = line;
    const prices = { label: unitPrice(cents, lot.unit), catalogue: unitPrice(lot.price_cents, lot.unit) };
    const words = _("The label says %(label)s, the catalogue %(catalogue)s.", prices);
    const honour = () => !this.#isPaying() && honourLabel(this.till, keyOf(line));
    const take = button("secondary", honour, _("Sell at %(price)s", { price: prices.label }));
    return h("div", { class: "flag label" }, h("span", {}, words), take);
  }

  #open(line) {
    if (this.#isPaying()) return;
    openLine(this.till, keyOf(line), { remove: (index) => this.#remove(index) });
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
        () => !this.#isPaying() && askQuantity(till, keyOf(line)),
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
      if (!this.#change([...now.slice(0, index), removed, ...now.slice(index)])) return;
      this.say("good", _("Put back: %(lot)s", { lot: removed.lot.designation }));
    };
    if (!this.#change(removeLine(lines, index))) return;
    const undo = { label: _("Put back"), act: putBack };
    this.say("", _("Removed: %(lot)s", { lot: removed.lot.designation }), undo);
  }

  #change(lines) {
    if (this.#isPaying()) return false;
    try {
      setLines(this.till, lines);
    } catch (error) {
      this.say("bad", sentence(error));
      return false;
    }
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
function about(line) {
  const { lot } = line;
  const facts = [lot.code && printed(lot.code), unitPrice(unitCents(line), lot.unit), weightWords(line)];
  const later = line.to_collect && _("to collect later");
  const seller = [lot.exhibitor_name, lot.stand];
  const rows = [facts, [whyPriced(line)], [later], seller].map((words) => words.filter(Boolean)).filter(({ length }) => length);
  return rows.map((words) => h("span", { class: "more" }, words.join(" · ")));
}

function flagWords(line, now) {
  const left = quantity(Math.max(line.lot.remaining_milli, 0), line.lot.unit);
  return {
    not_offered: _("Withdrawn from sale: ask the exhibitor. The sale goes through."),
    sold_out: _("Sold out in the catalogue: check the label. The sale goes through."),
    repriced: _("The price has just changed: it was %(price)s.", { price: money(line.was_cents ?? 0) }),
    held: _("%(held)s. The sale goes through.", { held: heldWords(line, now) }),
    oversold: _("Only %(left)s left: check with the exhibitor. The sale goes through.", { left }),
  }[flagOf(line, now)];
}

function nothing() {
  return h("li", { class: "till-none" }, _("The basket is empty."), h("br"), _("Scan the first label."));
}
