/** The tray: what waits to be sent, what the server flagged, what it refused; none of it is lost. */

import { button, h } from "../dom.js";
import { _, ngettext } from "../language.js";
import { backToTill } from "./back_to_till.js";
import { deviceNotes } from "./device_notes.js";
import { factNotice } from "./fact_list.js";
import { FormerNotices } from "./former_notices.js";
import { rescue } from "./save_file.js";

export function tray(till) {
  const notes = h("div", { class: "stack" });
  const refused = h("div");
  const flagged = h("div");
  const pending = h("div");
  const former = new FormerNotices(till, () => screen.update());
  const retry = button("", () => till.refresh().then(() => till.outbox.poke({ isMeant: true })), _("Send now"));
  const screen = {
    title: _("What was sent, and what was not"),
    element: h(
      "section",
      { class: "slab till-start stack" },
      h("h2", {}, _("What was sent, and what was not")),
      refused,
      pending,
      flagged,
      former.element,
      notes,
      rescue(till),
      h("div", { class: "submit" }, retry, backToTill(till)),
    ),
    update: () => {
      notes.replaceChildren(...deviceNotes(till));
      return fill(till, { refused, flagged, pending }, former);
    },
  };
  screen.update();
  return screen;
}

async function fill(till, { refused, flagged, pending }, former) {
  const statuses = ["refused", "conflict", "pending"];
  const read = statuses.map((status) => till.store.withStatus(status));
  const [lost, odd, waiting, left] = await Promise.all([...read, former.filled]);
  const words = {
    lost: ngettext(
      "%(count)s refused by the server: show this page to the organiser. It is kept here and there.",
      "%(count)s refused by the server: show this page to the organiser. They are kept here and there.",
      lost.length,
    ),
    waiting: ngettext(
      "%(count)s waits for the network and will be sent by itself.",
      "%(count)s wait for the network and will be sent by themselves.",
      waiting.length,
    ),
    odd: ngettext(
      "%(count)s recorded, and flagged for the organiser.",
      "%(count)s recorded, and flagged for the organiser.",
      odd.length,
    ),
  };
  refused.replaceChildren(...factNotice(lost, "bad", words.lost));
  pending.replaceChildren(...factNotice(waiting, "warn", words.waiting));
  flagged.replaceChildren(...factNotice(odd, "", words.odd));
  if (lost.length || waiting.length || odd.length || left.isAny) return;
  pending.replaceChildren(h("p", { class: "notice good" }, left.isAway ? ownSent() : allSent()));
}

function allSent() {
  return _("Everything was sent and recorded.");
}

/** What was put away was brought to its organiser, and never recorded from here. */
function ownSent() {
  return _("Everything since this device was enrolled was sent and recorded.");
}
