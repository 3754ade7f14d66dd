/** The desk: what is to pay, the ways to pay it, and what was paid already. */

import { totals } from "../basket.js";
import { button, h, heard, icon, terms } from "../dom.js";
import { money, weight } from "../format.js";
import { _, ngettext } from "../language.js";
import { sell, stillDue, unpay } from "../selling.js";
import { mode } from "../words.js";
import { takeCash, takeExact } from "./paying.js";

export class Desk {
  constructor(till) {
    this.till = till;
    this.element = h("section", { class: "till-desk", "aria-label": _("Payment") });
  }

  draw() {
    const { till } = this;
    const { count, cents, grams, unknown } = totals(till.basket.lines);
    const due = stillDue(till);
    const rows = [
      [_("Lines"), String(count)],
      [_("Weight"), weightWords(weight(grams), unknown)],
      ...till.basket.payments.map((paid, index) => [mode(paid.mode), this.#paid(paid, index)]),
      [till.basket.payments.length ? _("Still to pay") : _("To pay"), money(due)],
    ];
    this.element.replaceChildren(terms("till-total", rows), this.#ways(count, cents));
  }

  #paid(paid, index) {
    const giveBack = button(
      "quiet",
      () => unpay(this.till, index),
      icon("cross"),
      heard(_("Give this payment back")),
    );
    return [money(paid.amount_cents), giveBack];
  }

  #ways(count, cents) {
    const { till } = this;
    if (count && cents === 0) {
      const confirm = way("check", _("Nothing to pay: confirm"), () => sell(till));
      return h("div", { class: "till-pays" }, confirm);
    }
    const ways = till.place.till.modes.map((code) =>
      way(code, mode(code), () => (code === "cash" ? takeCash(till) : takeExact(till, code)), !count),
    );
    return h("div", { class: "till-pays" }, ways);
  }
}

function weightWords(known, unknown) {
  if (!unknown) return known;
  return ngettext("%(known)s and one unknown", "%(known)s and %(count)s unknown", unknown, { known });
}

function way(name, label, act, isOff = false) {
  return h("button", { type: "button", class: "pay", onclick: act, disabled: isOff }, icon(name), label);
}
