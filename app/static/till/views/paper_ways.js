/** The ways a receipt leaves the tablet: the printer, a PDF, a mail. */

import { button, h, icon } from "../dom.js";
import { TillError } from "../errors.js";
import { numberOf } from "../giving_back.js";
import { _ } from "../language.js";
import { answering, complaint, endings, openSheet } from "../sheet.js";
import { downloadButton, receiptFile } from "./download.js";

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const MAIL_PATIENCE_MS = 20_000;

/** The buttons for a receipt; `copy` is n of DUPLICATA n, 0 for the first. */
export function paperWays(till, fact, copy = 0) {
  if (fact.kind === "training") return [printButton()];
  const mail = button("secondary", () => askAddress(till, fact, copy), icon("next"), _("By mail…"));
  return [
    printButton(),
    ...downloadButton(till, receiptFile(fact, copy)),
    till.place.mails && till.outbox.state.isOnline ? mail : null,
  ];
}

/** Print what the print style sheet leaves of the page. */
export function printButton() {
  return button("secondary", () => print(), icon("print"), _("Print"));
}

/** Ask for the buyer's address: it goes to the mail and nowhere else. */
function askAddress(till, fact, copy) {
  return openSheet(_("Receipt %(number)s by mail", { number: numberOf(fact) }), (close) => {
    const input = h("input", {
      id: "mail-address", type: "email", inputmode: "email", autocomplete: "off", autocapitalize: "off",
      spellcheck: "false", "data-first": true,
    });
    const said = h("p", { class: "notice good", role: "status", hidden: true });
    const submit = async () => {
      const address = input.value.trim();
      if (!ADDRESS.test(address)) throw new TillError("address_unreadable");
      await till.api.post(`receipts/${fact.fact_id}/mail`, { address, copy }, { patienceMs: MAIL_PATIENCE_MS });
      close(true);
    };
    return answering(
      submit,
      complaint(),
      h("p", {}, _("Only if the buyer wishes. The address serves for this mail and is kept nowhere.")),
      h("label", { class: "label", for: "mail-address" }, _("The buyer’s address")),
      input,
      said,
      endings(_("Send"), close),
    );
  });
}
