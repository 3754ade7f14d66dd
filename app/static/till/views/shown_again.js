/** A receipt shown again, marked as a duplicate, with the way to give goods back. */

import { button, h } from "../dom.js";
import { _, ngettext } from "../language.js";
import { leftToGiveBack } from "../reversal.js";
import { numberOf } from "../giving_back.js";
import { downloadButton, receiptFile } from "./download.js";
import { printButton } from "./sold.js";
import { ticket } from "./ticket.js";

export function shownAgain(till, { sale, reversals }) {
  const paper = h("div");
  ticket(till, sale, { isCopy: true }).then((article) => paper.replaceChildren(article));
  const isLeft = leftToGiveBack(sale, reversals).some((milli) => milli > 0);
  const giveBack = button("", () => till.go("givingBack", { sale, reversals }), _("Give back…"));
  giveBack.disabled = !isLeft;
  const back = button("secondary", () => till.go("receipts"), _("Back to the receipts"));
  return {
    title: _("Receipt %(number)s", { number: numberOf(sale) }),
    element: h(
      "section",
      { class: "till-start till-sold stack" },
      reversals.length > 0 && h("p", { class: "notice warn" }, history(reversals)),
      h("div", { class: "submit" }, giveBack, printButton(), downloadButton(till, receiptFile(sale))),
      paper,
      h("div", { class: "submit" }, back),
    ),
  };
}

function history(reversals) {
  const numbers = reversals.map(numberOf).join(", ");
  const count = reversals.length;
  return ngettext("One reversal: %(numbers)s", "%(count)s reversals: %(numbers)s", count, { numbers });
}
