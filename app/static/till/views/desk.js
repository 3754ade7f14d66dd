/** The desk: what is to pay, the ways to pay it, and what was paid already. */

import { totals } from "../basket.js";
import { giveAgain, lastReceipt } from "../copies.js";
import { arrange, button, h, heard, icon, Kept, terms } from "../dom.js";
import { money, weight } from "../format.js";
import { _, ngettext } from "../language.js";
import { numberOf } from "../giving_back.js";
import { choosePayee, payeeOf, payees, sell, stillDue, unpay } from "../selling.js";
import { mode } from "../words.js";
import { takeCard, takeWritten } from "./cashless.js";
import { takeCash } from "./paying.js";

const TAKES = { cash: takeCash, card: takeCard };

export class Desk {
  constructor(till) {
    Object.assign(this, { till, refused: null, kept: new Kept() });
    this.element = h("section", { class: "till-desk", "aria-label": _("Payment") });
    this.last = h("div", { class: "till-last" });
    this.#showLast();
  }

  /** The last receipt again, in one tap, while nobody is being served. */
  async #showLast() {
    const fact = await lastReceipt(this.till);
    if (!fact) return;
    const words = _("Last receipt again: %(number)s", { number: numberOf(fact) });
    this.last.append(button("quiet", () => giveAgain(this.till, fact), icon("print"), words));
  }

  draw() {
    const { till } = this;
    const { count, cents, grams, unknown } = totals(till.basket.lines);
    const due = stillDue(till);
    if (this.refused !== till.basket) this.refused = null;
    const { payments } = till.basket;
    const rows = () => [
      [_("Lines"), String(count)],
      [_("Weight"), weightWords(weight(grams), unknown)],
      ...payments.map((paid, index) => [this.#named(paid), this.#paid(paid, index)]),
      [payments.length ? _("Still to pay") : _("To pay"), money(due)],
    ];
    const parts = [
      this.kept.keep("total", [count, grams, unknown, payments, due], () => terms("till-total", rows())),
      this.#sellers(),
      this.#refusal(),
      this.#ways(count, cents),
      count === 0 && !till.training && this.last,
    ];
    arrange(this.element, parts.filter(Boolean));
  }

  /** Where each seller is paid apart: who is still to be paid what; the next one is marked. */
  #sellers() {
    const owed = payees(this.till);
    if (owed.length < 2) return null;
    const next = payeeOf(this.till)?.code;
    const sellers = owed.map(({ code, name, cents, due }) => {
      const state = due > 0 ? money(due) : cents ? _("paid") : _("nothing to pay");
      const attributes = { type: "button", "aria-pressed": String(code === next), disabled: due <= 0 };
      const choose = () => choosePayee(this.till, code);
      const make = () => h("button", { ...attributes, onclick: choose }, h("span", {}, name), h("strong", {}, state));
      return this.kept.keep(`seller ${code}`, [name, state, attributes], make);
    });
    const named = { class: "till-payees", role: "group", "aria-label": _("Who is paid next") };
    const group = this.kept.keep("sellers", [], () => h("div", named));
    arrange(group, sellers);
    return group;
  }

  #refusal() {
    const words = _("The card was refused: it paid nothing. Choose another way.");
    return this.refused && h("p", { class: "notice bad", role: "alert" }, words);
  }

  async #take(code) {
    const answer = await (TAKES[code] ?? takeWritten)(this.till, code);
    if (answer !== "refused") return;
    this.refused = this.till.basket;
    this.draw();
  }

  #named(paid) {
    const seller = payees(this.till).find(({ code }) => code === paid.exhibitor);
    return [mode(paid.mode), seller && ` · ${seller.name}`, paid.reference && ` n°\u00a0${paid.reference}`];
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
    if (count && stillDue(till) === 0) {
      // Paid, and the device was cut off before the sale was kept: it is one tap away.
      const words = cents === 0 ? _("Nothing to pay: confirm") : _("All is paid: make the receipt");
      const confirm = () => h("div", { class: "till-pays" }, way("check", words, () => sell(till)));
      return this.kept.keep("ways", [words], confirm);
    }
    const { modes } = till.place.till;
    const take = (code) => way(code, mode(code), () => this.#take(code), !count);
    return this.kept.keep("ways", [modes, !count], () => h("div", { class: "till-pays" }, modes.map(take)));
  }
}

function weightWords(known, unknown) {
  if (!unknown) return known;
  return ngettext("%(known)s and one unknown", "%(known)s and %(count)s unknown", unknown, { known });
}

function way(name, label, act, isOff = false) {
  return h("button", { type: "button", class: "pay", onclick: act, disabled: isOff }, icon(name), label);
}
