/** Who sells: a tile a cashier, then their PIN. */

import { h } from "../dom.js";
import { _ } from "../language.js";
import { answering, complaint, numberField } from "../sheet.js";
import { backToTill } from "./back_to_till.js";

const DIGITS = 6;

export function identifying(till) {
  const { cashiers } = till.place;
  const pin = numberField({ label: _("PIN of six digits"), keys: "", secret: true });
  pin.input.maxLength = DIGITS;
  const isLikely = ({ code }) => cashiers.length === 1 || code === till.cashier?.code;
  const choices = cashiers.map((cashier) => choice(cashier, isLikely(cashier)));
  const chosen = () => choices.map(({ firstChild }) => firstChild).find(({ checked }) => checked)?.value;
  const form = answering(
    async () => {
      try {
        await till.identify(chosen(), pin.input.value);
      } catch (error) {
        pin.put("");
        throw error;
      }
    },
    complaint(),
    h("fieldset", {}, h("legend", {}, _("Who is selling?")), h("div", { class: "choices" }, choices)),
    h("span", { class: "label" }, _("PIN of six digits")),
    pin.field,
    h("div", { class: "submit" }, h("button", { type: "submit" }, _("Start"))),
  );
  pin.input.addEventListener("input", () => {
    if (pin.input.value.length === DIGITS && chosen()) form.requestSubmit();
  });
  for (const label of choices) label.addEventListener("change", () => pin.input.focus());
  const advice = _("No cashier yet: the organiser creates them on the page “Cashiers”.");
  const nobody = h("p", { class: "notice warn" }, advice);
  return {
    title: _("Who is selling?"),
    element: h("section", { class: "slab till-start stack" }, cashiers.length ? form : nobody, leave(till)),
    entered: () => pin.input.focus(),
  };
}

function choice({ code, name }, isChosen) {
  const radio = h("input", { type: "radio", name: "cashier", value: code, checked: isChosen });
  return h("label", { class: "choice" }, radio, h("span", {}, name));
}

function leave(till) {
  if (!till.session || !till.cashier) return null;
  return backToTill(till);
}
