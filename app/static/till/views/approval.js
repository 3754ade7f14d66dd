/** A supervisor approves on the spot what a cashier may not decide alone; with or without network. */

import { button, h } from "../dom.js";
import { isSupervisorSelling, prove, supervisors } from "../identity.js";
import { _ } from "../language.js";
import { endings, openSheet } from "../sheet.js";
import { pinForm } from "./pin_form.js";

/**
 * Ask a supervisor to approve `why` (a sentence): gives their cashier code, or null when nobody
 * did. A supervisor who sells approves by selling: nothing is asked.
 */
export async function askApproval(till, why) {
  if (isSupervisorSelling(till)) return till.cashier.code;
  const able = supervisors(till);
  return openSheet(_("A supervisor’s approval"), (close) => [
    h("p", {}, why),
    ...(able.length ? asked(till, able, close) : nobody(close)),
  ]);
}

function asked(till, able, close) {
  const { form } = pinForm({
    legend: _("Who approves?"),
    cashiers: able,
    chosen: null,
    submit: async (code, pin) => close((await prove(till, code, pin)).code),
    buttons: endings(_("Approve"), close),
  });
  return [form];
}

function nobody(close) {
  const advice = _("No supervisor yet: the organiser names one on the page “Cashiers”.");
  return [
    h("p", { class: "notice warn" }, advice),
    h("div", { class: "submit" }, button("", () => close(null), _("Close"))),
  ];
}
