/** Closing a session: the drawer is counted first, then compared; a difference is said, not refused. */

import { button, h, terms } from "../dom.js";
import { money } from "../format.js";
import { _, ngettext } from "../language.js";
import { readCents } from "../number.js";
import { accountOf, closeSession } from "../session.js";
import { answering, complaint, endings, numberField, openSheet } from "../sheet.js";
import { mode } from "../words.js";
import { backToTill } from "./back_to_till.js";
import { heldNotice } from "./held.js";

export function closing(till) {
  const counted = numberField({ label: _("Cash counted in the drawer") });
  const form = answering(
    () => compare(till, readCents(counted.input.value)),
    complaint(),
    h("span", { class: "label" }, _("Cash counted in the drawer")),
    counted.field,
    h("div", { class: "submit" }, h("button", { type: "submit" }, _("Compare")), backToTill(till)),
  );
  return {
    title: _("Closing"),
    element: h(
      "section",
      { class: "slab till-start stack" },
      h("h2", {}, _("Count the drawer")),
      unsent(till.outbox.state.pending),
      heldNotice(till),
      unfinished(till) ?? form,
    ),
    entered: () => counted.input.focus(),
  };
}

/** The session as it ended: what it sold by mode, and what the drawer held. */
export function closed(till, { account, countedCents }) {
  const next = button("", () => till.goHome(), _("Another session"));
  return {
    title: _("Till closed"),
    element: h(
      "section",
      { class: "slab till-start stack" },
      h("h2", {}, _("Till closed")),
      h("p", {}, sales(account)),
      terms("till-sums", [
        ...[...account.modes].map(([code, cents]) => [mode(code), money(cents)]),
        [_("Sold in all"), money(account.cents), "strong"],
        ...comparison(account, countedCents),
      ]),
      h("div", { class: "submit" }, next),
    ),
    entered: () => next.focus(),
  };
}

async function compare(till, countedCents) {
  const account = await accountOf(till);
  await openSheet(_("Close the till?"), (close) =>
    answering(
      async () => {
        close(true);
        await closeSession(till, countedCents);
      },
      complaint(),
      terms("till-sums", comparison(account, countedCents)),
      endings(_("Close the till"), close),
    ),
  );
}

function comparison(account, countedCents) {
  const difference = countedCents - account.expected;
  const said = difference > 0 ? `+${money(difference)}` : money(difference);
  return [
    [_("Expected in the drawer"), money(account.expected)],
    [_("Counted"), money(countedCents)],
    [_("Difference"), said, difference ? "strong wrong" : "strong"],
  ];
}

function sales({ sales: made, reversals }) {
  const words = ngettext("%(count)s sale", "%(count)s sales", made);
  const back = ngettext("%(count)s reversal", "%(count)s reversals", reversals);
  return reversals ? `${words}, ${back}` : words;
}

/** Closing waits for no network, but nobody should switch the tablet off unaware. */
function unsent(pending) {
  if (!pending) return null;
  const words = ngettext(
    "%(count)s operation is not sent yet: leave this device on until it is.",
    "%(count)s operations are not sent yet: leave this device on until they are.",
    pending,
  );
  return h("p", { class: "notice warn" }, words);
}

/** A basket that waits is sold or emptied first. */
function unfinished(till) {
  if (!till.basket.lines.length) return null;
  return [
    h("p", { class: "notice warn" }, _("The basket is not empty: sell it or remove its lines first.")),
    h("div", { class: "submit" }, backToTill(till)),
  ];
}
