/** Opening a session: the float is counted before the first sale. */

import { button, h } from "../dom.js";
import { _ } from "../language.js";
import { openSession } from "../session.js";
import { answering, complaint } from "../sheet.js";
import { cashCount } from "./cash_count.js";
import { deviceNotes } from "./device_notes.js";

export function opening(till) {
  const { currency } = till.place.edition;
  const cash = cashCount({ currency, label: _("Cash in the drawer"), byCoins: false });
  const form = answering(
    () => openSession(till, cash.read().cents),
    complaint(),
    cash.element,
    h("div", { class: "submit" }, h("button", { type: "submit" }, _("Open the till"))),
  );
  return {
    title: _("Float"),
    element: h(
      "section",
      { class: "slab till-start stack" },
      h("h2", {}, _("Count the float")),
      notOpen(till) ?? form,
      deviceNotes(till),
    ),
    entered: cash.focus,
  };
}

/** Why an edition that is not open sells nothing, and who opens it. */
function notOpen(till) {
  const { status } = till.place.edition;
  if (status === "open") return null;
  const sentence =
    status === "closed"
      ? _("The edition is closed: nothing is sold any more.")
      : _("The edition is not open yet: the organiser opens it at the end of the checklist.");
  const again = async () => {
    await till.refresh();
    till.goHome();
  };
  return [
    h("p", { class: "notice warn" }, sentence),
    h("div", { class: "submit" }, button("", again, _("Try again"))),
  ];
}
