/** A receipt given once more: DUPLICATA n, with all that the first one said. */

import { button, h } from "../dom.js";
import { _ } from "../language.js";
import { numberOf } from "../giving_back.js";
import { paperWays } from "./paper_ways.js";

export function copied(till, { fact, copy, cancels }) {
  const { ways, said, paper } = paperWays(till, fact, { copy, cancels });
  const back = button("", () => till.goHome(), _("Back to the till"));
  return {
    title: _("Receipt %(number)s", { number: numberOf(fact) }),
    element: h("section", { class: "till-start till-sold stack" }, said, h("div", { class: "submit" }, back, ways), paper),
    entered: () => back.focus(),
  };
}
