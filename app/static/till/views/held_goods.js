/** What a cashier reads of goods that visitors hold: how much and until when, and what is missing. */

import { heldFromOthers } from "../basket.js";
import { button, h } from "../dom.js";
import { hour, moment, quantity } from "../format.js";
import { _, ngettext } from "../language.js";
import { printed } from "../lot_code.js";
import { openSheet } from "../sheet.js";

const TODAY_MS = 12 * 3_600_000;

/** `2 réservés jusqu’à 16:00`: what others hold of a line's lot at the moment `now`; null if nothing. */
export function heldWords(line, now) {
  const held = heldFromOthers(line, now);
  if (!held) return null;
  const words = { held: quantity(held.milli, line.lot.unit), until: when(held.until, now) };
  return ngettext("%(held)s reserved until %(until)s", "%(held)s reserved until %(until)s", Math.trunc(held.milli / 1000), words);
}

/** Say what of a hold is not in the basket, beside the label that the cashier may still scan. */
export function tellMissing(missing) {
  return openSheet(
    _("Missing of this reservation"),
    (close) => [
      h("p", {}, _("The catalogue says that these are sold or withdrawn. If they are here all the same, scan their labels.")),
      h("ul", { class: "till-missing" }, missing.map((one) => h("li", {}, ...missingWords(one)))),
      h("div", { class: "submit" }, button("", () => close(null), _("Close"))),
    ],
    { yields: true },
  );
}

function missingWords({ lot, milli, left }) {
  const asked = { left: quantity(left, lot.unit), asked: quantity(milli, lot.unit) };
  const more = left ? _("%(left)s of %(asked)s left", asked) : _("none of %(asked)s left", asked);
  return [lot.designation, h("span", { class: "more" }, `${printed(lot.code)} · ${more}`)];
}

/** The hour of today, or the day too. */
function when(iso, now) {
  return Math.abs(Date.parse(iso) - now) < TODAY_MS ? hour(iso) : moment(iso);
}
