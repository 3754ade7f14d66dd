/** Who sells: a name and its PIN. */

import { h } from "../dom.js";
import { _ } from "../language.js";
import { backToTill } from "./back_to_till.js";
import { pinForm } from "./pin_form.js";

export function identifying(till) {
  const { cashiers } = till.place;
  const { form, focus } = pinForm({
    legend: _("Who is selling?"),
    cashiers,
    chosen: till.cashier?.code,
    submit: (code, pin) => till.identify(code, pin),
    buttons: h("div", { class: "submit" }, h("button", { type: "submit" }, _("Start"))),
  });
  const advice = _("No cashier yet: the organiser creates them on the page “Cashiers”.");
  const nobody = h("p", { class: "notice warn" }, advice);
  return {
    title: _("Who is selling?"),
    element: h("section", { class: "slab till-start stack" }, cashiers.length ? form : nobody, leave(till)),
    entered: focus,
  };
}

function leave(till) {
  if (!till.isSelling) return null;
  return backToTill(till);
}
