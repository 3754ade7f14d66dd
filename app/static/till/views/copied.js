/** A receipt given once more: DUPLICATA n, with all that the first one said. */

import { button, h } from "../dom.js";
import { _ } from "../language.js";
import { numberOf } from "../giving_back.js";
import { paperWays } from "./paper_ways.js";
import { ticket } from "./ticket.js";

export function copied(till, { fact, copy, cancels }) {
  const paper = h("div");
  ticket(till, fact, { copy, cancels }).then((article) => paper.replaceChildren(article));
  const back = button("", () => till.goHome(), _("Back to the till"));
  return {
    title: _("Receipt %(number)s", { number: numberOf(fact) }),
    element: h(
      "section",
      { class: "till-start till-sold stack" },
      h("p", { class: "notice", role: "status" }, _("Duplicate number %(copy)s, noted in the journal.", { copy })),
      h("div", { class: "submit" }, back, paperWays(till, fact, copy)),
      paper,
    ),
    entered: () => back.focus(),
  };
}
