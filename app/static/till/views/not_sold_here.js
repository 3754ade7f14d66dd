/** A code that is no lot on sale here: why, and the ways on. Nothing is ever just refused. */

import { button, h } from "../dom.js";
import { sentence } from "../errors.js";
import { _ } from "../language.js";
import { printed } from "../lot_code.js";
import { openSheet } from "../sheet.js";
import { askFreeLine } from "./free_line.js";

/** The TillErrors of addLot that lead here. */
export const NOT_SOLD = ["lot_withdrawn", "lot_awaited", "lot_nowhere", "lot_of_another_edition", "lot_not_held"];

/**
 * Say why, and ask: a free line, the lot all the same where there is one (`sell`), or nothing.
 * Resolves with the free line's lot if one was made.
 */
export async function offerWaysOn(till, error, code, sell) {
  const { lot = null } = error.params;
  const chosen = await openSheet(
    lot?.designation ?? _("Lot %(code)s", { code: printed(code) }),
    (close) => [
      h("p", { class: "error", role: "alert" }, sentence(error)),
      h(
        "div",
        { class: "till-menu" },
        button("", () => close(() => askFreeLine(till, { lot })), _("Sell as a free line")),
        ["lot_withdrawn", "lot_awaited"].includes(error.code) &&
          button("secondary", () => close(sell), _("Sell this lot all the same")),
        button("secondary", () => close(null), _("Leave it")),
      ),
    ],
    { yields: true },
  );
  return chosen?.();
}
