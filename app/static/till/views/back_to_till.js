/** The way back to selling, from any screen. */

import { h } from "../dom.js";
import { _ } from "../language.js";

export function backToTill(till) {
  return h("button", { type: "button", class: "secondary", onclick: () => till.goHome() }, _("Back to the till"));
}
