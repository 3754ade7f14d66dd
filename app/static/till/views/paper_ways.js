/** How a receipt leaves the tablet: the printer, a PDF, a mail; each time after the first a duplicate. */

import { Handing } from "../copies.js";
import { button, h, icon } from "../dom.js";
import { TillError } from "../errors.js";
import { numberOf } from "../giving_back.js";
import { _ } from "../language.js";
import { answering, complaint, endings, openSheet } from "../sheet.js";
import { downloadButton, receiptFile } from "./download.js";
import { ticket } from "./ticket.js";

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const MAIL_PATIENCE_MS = 20_000;

/**
 * A receipt on the screen: { ways, said, paper }, its buttons, what became of it, and itself. `copy`
 * is n of DUPLICATA n, 0 for the first; `cancels` the number that it reverses.
 */
export function paperWays(till, fact, { copy = 0, cancels = null } = {}) {
  const paper = h("div");
  const said = h("p", { class: "notice", role: "status", hidden: copy === 0 }, copyWords(copy));
  const draw = async (number) => paper.isConnected && paper.replaceChildren(await ticket(till, fact, { copy: number, cancels }));
  requestAnimationFrame(() => setTimeout(() => draw(handing.copy))); // what to do first; the next scan waits for neither
  const counted = (number) => {
    said.hidden = false;
    said.replaceChildren(copyWords(number));
    return draw(number);
  };
  const handing = new Handing(till, fact, { copy, counted });
  return { ways: ways(till, fact, handing), said, paper };
}

function copyWords(copy) {
  return _("Duplicate number %(copy)s, noted in the journal.", { copy });
}

function ways(till, fact, handing) {
  if (fact.kind === "training") return [printButton()];
  const hand = (way) => handing.over(way);
  const mail = button("secondary", () => askAddress(till, fact, hand), icon("next"), _("By mail…"));
  return [
    printButton(hand),
    ...downloadButton(till, (copy) => receiptFile(fact, copy), hand),
    till.place.mails && till.outbox.state.isOnline ? mail : null,
  ];
}

/** Print what the print style sheet leaves of the page. */
export function printButton(hand = (way) => way()) {
  return button("secondary", () => hand(() => print()), icon("print"), _("Print"));
}

/** Ask for the buyer's address: it goes to the mail and nowhere else. */
function askAddress(till, fact, hand) {
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
