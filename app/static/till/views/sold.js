/** A sale is made: what to give back, the receipt, and the next one. */

import { button, h } from "../dom.js";
import { money, quantity } from "../format.js";
import { _ } from "../language.js";
import { handedBack } from "../payment.js";
import { numberOf } from "../giving_back.js";
import { mode } from "../words.js";
import { paperWays } from "./paper_ways.js";

export function sold(till, { fact, reversed = null }) {
  const { ways, said, paper } = paperWays(till, fact, { cancels: reversed && numberOf(reversed) });
  const next = button("", () => till.goHome(), _("Next sale"));
  return {
    title: _("Receipt %(number)s", { number: numberOf(fact) }),
    element: h(
      "section",
      { class: "till-start till-sold stack" },
      h("p", { class: "notice good", role: "status" }, headline(fact)),
      pickupNotice(fact),
      h("div", { class: "submit" }, next, ways),
      said,
      paper,
    ),
    entered: () => next.focus(),
  };
}

/** What the buyer collects later, and with what; null when everything leaves now. */
function pickupNotice({ kind, lines }) {
  const later = kind === "sale" ? lines.filter((line) => line.to_collect) : [];
  if (!later.length) return null;
  const items = later.map((line) => h("li", {}, `${quantity(line.quantity_milli, line.unit)} · ${line.designation}`));
  return h(
    "div",
    { class: "notice warn till-pickup" },
    h("p", {}, h("strong", {}, _("Pickup slip")), h("br"), _("Give the receipt to the buyer: the goods are handed over against it.")),
    h("ul", {}, items),
  );
}

/** What the cashier does with their hands now. */
function headline(fact) {
  const done = {
    sale: _("Sale recorded."),
    reversal: _("Reversal recorded."),
    training: _("Training: nothing was sold."),
  }[fact.kind];
  const rest = handedBack(fact).map((back) => h("span", { class: "till-change" }, backWords(back)));
  return [h("strong", {}, done), " ", ...rest];
}

/** Only cash leaves the drawer: the rest is paid back as it came. */
function backWords({ mode: code, cents }) {
  const amount = money(cents);
  return code === "cash" ? _("Give back %(amount)s", { amount }) : _("Pay back %(amount)s: %(mode)s", { amount, mode: mode(code) });
}
