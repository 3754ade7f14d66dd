/** Before a device is enrolled anew: what would be lost or left open is named, and agreed to. */

import { button, h } from "../dom.js";
import { moment } from "../format.js";
import { _, ngettext } from "../language.js";
import { atStake } from "../leaving.js";
import { endings, openSheet } from "../sheet.js";
import { nameOf } from "./held.js";

/** Whether nothing would be lost, or the cashier agrees that it is; they may go and count the till first. */
export async function agreesToLeave(till) {
  const stake = await atStake(till);
  const losses = lossesOf(stake);
  if (!losses.length) return true;
  const mayCount = stake.session && till.isSelling;
  const answer = await openSheet(_("Enrol this device again?"), (close) =>
    h(
      "form",
      { class: "till-answer", onsubmit: (event) => event.preventDefault() ?? close("agreed") },
      losses.map((words) => h("p", { class: "notice warn" }, words)),
      mayCount && button("", () => close("count"), _("Close the till first")),
      endings(_("Enrol all the same"), close, mayCount ? { class: "secondary" } : {}),
    ),
  );
  if (answer === "count") till.go("closing");
  return answer === "agreed";
}

function lossesOf({ held, inHand, session }) {
  const names = held.map(nameOf).join(", ");
  return [
    session &&
      _(
        "The till that %(name)s opened (%(moment)s) is not counted yet: once this device is enrolled again, its drawer is never compared with what was sold.",
        { name: session.name, moment: moment(session.opened_at) },
      ),
    held.length &&
      ngettext(
        "A basket put aside will be deleted: %(names)s.",
        "%(count)s baskets put aside will be deleted: %(names)s.",
        held.length,
        { names },
      ),
    inHand &&
      ngettext(
        "The basket in hand will be deleted.",
        "%(count)s baskets in hand, in the tabs of this till, will be deleted.",
        inHand,
      ),
  ].filter(Boolean);
}
