/** The tray: what waits to be sent, what the server flagged, what it refused; none of it is lost. */

import { button, h } from "../dom.js";
import { unsentOf } from "../exporting.js";
import { formerEnrolments } from "../former.js";
import { money, moment } from "../format.js";
import { _, ngettext } from "../language.js";
import { numberOf } from "../giving_back.js";
import { outcome } from "../words.js";
import { backToTill } from "./back_to_till.js";
import { deviceNotes } from "./device_notes.js";
import { rescue, saveButton, whichWas } from "./save_file.js";

const SHOWN = 50;

export function tray(till) {
  const notes = h("div", { class: "stack" });
  const refused = h("div");
  const flagged = h("div");
  const pending = h("div");
  const left = h("div", { class: "stack" });
  const isLeft = fillLeft(till, left);
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
      left,
      notes,
      rescue(till),
      h("div", { class: "submit" }, retry, backToTill(till)),
    ),
    update: () => {
      notes.replaceChildren(...deviceNotes(till));
      return fill(till, { refused, flagged, pending }, isLeft);
    },
  };
  screen.update();
  return screen;
}

async function fill(till, { refused, flagged, pending }, isLeft) {
  const statuses = ["refused", "conflict", "pending"];
  const [lost, odd, waiting] = await Promise.all(statuses.map((status) => till.store.withStatus(status)));
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
  refused.replaceChildren(...part(lost, "bad", words.lost));
  pending.replaceChildren(...part(waiting, "warn", words.waiting));
  flagged.replaceChildren(...part(odd, "", words.odd));
  if (!lost.length && !waiting.length && !odd.length && !(await isLeft)) {
    pending.replaceChildren(h("p", { class: "notice good" }, _("Everything was sent and recorded.")));
  }
}

/** What no server recorded under an enrolment that was left, and no other may send; says if there is any. */
async function fillLeft(till, left) {
  const parts = (await formerEnrolments(till.store)).flatMap((former) => {
    const records = unsentOf(former.records);
    if (!records.length) return [];
    const words = ngettext(
      "%(count)s was made before this device was enrolled anew (%(which)s), and never recorded. It is not sent from here: save it for the organiser of that edition.",
      "%(count)s were made before this device was enrolled anew (%(which)s), and never recorded. They are not sent from here: save them for the organiser of that edition.",
      records.length,
      { which: whichWas(former) },
    );
    return [...part(records, "warn", words), ...saveButton(till, { isWhole: false, former })];
  });
  left.replaceChildren(...parts);
  return parts.length > 0;
}

function part(records, kind, words) {
  if (!records.length) return [];
  const latest = records.slice(-SHOWN).reverse();
  return [h("p", { class: `notice ${kind}` }, words), h("ul", { class: "ways" }, latest.map(factItem))];
}

/** A fact in a list: its number or its kind, when, its amount, and why it was flagged. */
export function factItem({ fact, reasons }) {
  const name = fact.receipt ? numberOf(fact) : kindWords(fact);
  const about = [moment(fact.happened_at), ...reasons.map(outcome)].join(" · ");
  return h(
    "li",
    {},
    h("span", {}, name, h("span", { class: "more" }, about)),
    fact.total_cents === undefined ? null : h("span", { class: "amount" }, money(fact.total_cents)),
  );
}

function kindWords({ kind }) {
  return {
    session_opened: _("Till opened"),
    session_closed: _("Till closed"),
    cash_movement: _("Cash in or out"),
    duplicate: _("Duplicate receipt"),
    training: _("Training sale"),
  }[kind];
}
