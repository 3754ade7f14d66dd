/** A receipt found again: what it says and what came back of it; then a duplicate, or goods back. */

import { giveAgain } from "../copies.js";
import { button, h, icon, terms } from "../dom.js";
import { money, moment, quantity } from "../format.js";
import { _, ngettext } from "../language.js";
import { cashierCard } from "../identity.js";
import { leftToGiveBack } from "../reversal.js";
import { numberOf } from "../giving_back.js";
import { mode } from "../words.js";

export function shownAgain(till, { sale, reversals, copies = 0 }) {
  const isSale = sale.kind === "sale";
  const giveBack = button("", () => till.go("givingBack", { sale, reversals }), _("Give back…"));
  giveBack.disabled = !isSale || leftToGiveBack(sale, reversals).every((milli) => milli <= 0);
  const again = button("secondary", () => giveAgain(till, sale), icon("print"), _("Give a duplicate"));
  const back = button("secondary", () => till.go("receipts"), _("Back to the receipts"));
  return {
    title: _("Receipt %(number)s", { number: numberOf(sale) }),
    element: h(
      "section",
      { class: "slab till-start stack" },
      h("h2", {}, isSale ? numberOf(sale) : _("Credit note %(number)s", { number: numberOf(sale) })),
      h("p", { class: "muted" }, [moment(sale.happened_at), seller(till, sale)].join(" · ")),
      reversals.length > 0 && h("p", { class: "notice warn" }, history(reversals)),
      h("ul", { class: "ways" }, sale.lines.map(line)),
      terms("till-sums", [
        ...sale.payments.map((paid) => [mode(paid.mode), money(paid.amount_cents)]),
        [_("Total incl. VAT"), money(sale.total_cents), "strong"],
      ]),
      copies > 0 && h("p", { class: "muted" }, given(copies)),
      h("div", { class: "submit" }, giveBack, again, back),
    ),
  };
}

function seller(till, { cashier }) {
  return cashierCard(till, cashier)?.name ?? _("cashier %(cashier)s", { cashier });
}

function line({ designation, quantity_milli: milli, unit, total_cents: cents }) {
  const about = h("span", { class: "more" }, quantity(milli, unit));
  return h("li", {}, h("span", {}, designation, about), h("span", { class: "amount" }, money(cents)));
}

function given(copies) {
  return ngettext("%(count)s duplicate was given.", "%(count)s duplicates were given.", copies);
}

function history(reversals) {
  const numbers = reversals.map(numberOf).join(", ");
  const count = reversals.length;
  return ngettext("One reversal: %(numbers)s", "%(count)s reversals: %(numbers)s", count, { numbers });
}
