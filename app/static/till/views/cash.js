/** Cash put into the drawer or taken out of it, outside sales. */

import { h } from "../dom.js";
import { TillError } from "../errors.js";
import { money } from "../format.js";
import { _ } from "../language.js";
import { readCents } from "../number.js";
import { moveCash } from "../session.js";
import { answering, complaint, endings, numberField, openSheet } from "../sheet.js";
import { cashReason } from "../words.js";

const REASONS = ["change_fund", "bank_deposit", "expense", "other"];

/** Ask which way, how much and why; record it, and say that it is. */
export async function askCash(till) {
  const cents = await askMovement(till);
  if (cents === null) return;
  const moved = { amount: money(Math.abs(cents)) };
  const news = cents < 0 ? _("%(amount)s taken out of the drawer.", moved) : _("%(amount)s put into the drawer.", moved);
  till.go("selling", { news });
}

/** Resolves with the cents that moved, negative when they left the drawer; null when none did. */
function askMovement(till) {
  return openSheet(_("Cash in or out"), (close) => {
    const amount = numberField({ label: _("Amount") });
    const reasons = REASONS.map((code) => h("option", { value: code }, cashReason(code)));
    const reason = h("select", { id: "cash-reason" }, reasons);
    const out = h("input", { type: "radio", name: "way", checked: true });
    const submit = async () => {
      const cents = readCents(amount.input.value);
      if (cents <= 0) throw new TillError("amount_not_positive");
      const moved = out.checked ? -cents : cents;
      await moveCash(till, moved, reason.value);
      close(moved);
    };
    return answering(
      submit,
      complaint(),
      h(
        "div",
        { class: "choices" },
        way(out, _("Taken out")),
        way(h("input", { type: "radio", name: "way" }), _("Put in")),
      ),
      h("label", { class: "label", for: "cash-reason" }, _("Reason")),
      reason,
      h("span", { class: "label" }, _("Amount")),
      amount.field,
      endings(_("Record"), close),
    );
  });
}

function way(radio, words) {
  return h("label", { class: "choice" }, radio, h("span", {}, words));
}
