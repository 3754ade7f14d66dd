/** Before the first answer of the server. */

import { button, h } from "../dom.js";
import { _ } from "../language.js";

export function waiting(till) {
  return {
    title: _("Till"),
    element: h(
      "section",
      { class: "slab till-start stack" },
      h("h2", {}, _("Looking for the server")),
      h("p", {}, _("This device is enrolled, but has not read its till yet. It needs the network once.")),
      h("div", { class: "submit" }, button("", () => till.refresh(), _("Try again"))),
    ),
  };
}
