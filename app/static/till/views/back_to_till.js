/** The way back to selling, from any screen. */

import { button } from "../dom.js";
import { _ } from "../language.js";

export function backToTill(till) {
  return button("secondary", () => till.goHome(), _("Back to the till"));
}
