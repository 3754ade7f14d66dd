/** Choosing a name and typing its PIN: who sells, who takes over, who approves. */

import { h } from "../dom.js";
import { _ } from "../language.js";
import { answering, complaint, numberField } from "../sheet.js";

const DIGITS = 6;
/** A scanner types faster and takes its text back: six of its digits are no PIN. */
const LONGER_THAN_A_SCAN_MS = 80;

/**
 * The form: `cashiers` to choose from, the code `chosen` at first, `submit(code, pin)` once six
 * digits stand there. `buttons` end it; `focus()` puts the cursor where the PIN goes.
 */
export function pinForm({ legend, cashiers, chosen, submit, buttons }) {
  const pin = numberField({ label: _("PIN of six digits"), keys: "", secret: true });
  pin.input.maxLength = DIGITS;
  const isLikely = ({ code }) => cashiers.length === 1 || code === chosen;
  const choices = cashiers.map((cashier) => choice(cashier, isLikely(cashier)));
  const code = () => choices.map(({ firstChild }) => firstChild).find(({ checked }) => checked)?.value;
  const isComplete = () => pin.input.value.length === DIGITS && code();
  const wrong = complaint();
  const form = answering(
    async () => {
      const typed = pin.input.value;
      pin.put("");
      await submit(code(), typed);
    },
    wrong,
    h("fieldset", {}, h("legend", {}, legend), h("div", { class: "choices" }, choices)),
    h("span", { class: "label" }, _("PIN of six digits")),
    pin.field,
    buttons,
  );
  const focus = () => pin.input.focus();
  let timer = null;
  pin.input.addEventListener("input", () => {
    wrong.say(null);
    clearTimeout(timer);
    timer = setTimeout(() => isComplete() && form.requestSubmit(), LONGER_THAN_A_SCAN_MS);
  });
  for (const label of choices) label.addEventListener("click", (event) => event.detail && setTimeout(focus));
  return { form, focus };
}

function choice({ code, name }, isChosen) {
  const radio = h("input", { type: "radio", name: "cashier", value: code, checked: isChosen });
  return h("label", { class: "choice" }, radio, h("span", {}, name));
}
