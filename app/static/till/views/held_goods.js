/** What a cashier reads of goods that visitors hold: how much and until when, and what is missing. */

import { heldFromOthers } from "../basket.js";
import { button, h } from "../dom.js";
import { dayEnd, hour, moment, quantity, weekday } from "../format.js";
import { _, ngettext } from "../language.js";
import { printed } from "../lot_code.js";
import { openSheet } from "../sheet.js";

const HOUR_MS = 3_600_000;
/** An hour alone means the next one of that name; a day's name the next day of it. */
const SOON_MS = 12 * HOUR_MS;
const WEEK_MS = 144 * HOUR_MS;

/** `2 réservés jusqu’à 16:00`: what others hold of a line's lot at the moment `now`; null if nothing. */
export function heldWords(line, now) {
  const held = heldFromOthers(line, now);
  if (!held) return null;
  const words = { held: quantity(held.milli, line.lot.unit), until: when(dayEnd(held.until), now) };
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

/** The hour, the day too, or the date: as little as says it. */
function when(iso, now) {
  const ahead = Date.parse(iso) - now;
  if (ahead < SOON_MS) return hour(iso);
  return ahead < WEEK_MS ? weekday(iso) : moment(iso);
}
