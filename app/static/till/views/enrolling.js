/** Enrolling this device: the code comes by the link's fragment, or is typed. */

import { button, focusQuietly, h } from "../dom.js";
import { _ } from "../language.js";
import { answering, complaint } from "../sheet.js";

export function enrolling(till) {
  const input = h("input", {
    id: "enrolment-code",
    class: "number",
    type: "text",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    value: codeOfLink(),
  });
  const form = answering(
    async () => {
      await till.enrol(input.value);
      history.replaceState(null, "", location.pathname.replace(/enrol$/, ""));
    },
    complaint(),
    h("label", { class: "label", for: "enrolment-code" }, _("Code of this device")),
    h("div", { class: "till-display" }, input),
    h("div", { class: "submit" }, h("button", { type: "submit" }, _("Enrol this device"))),
  );
  return {
    title: _("Enrolment"),
    element: h(
      "section",
      { class: "slab till-start stack" },
      h("h2", {}, _("Which till is this?")),
      h("p", {}, advice()),
      form,
      till.token && button("quiet", () => till.goHome(), _("Keep the till it has")),
    ),
    entered: () => focusQuietly(input),
  };
}

function advice() {
  return _(
    "The organiser makes a code for each device on the page “Tills”: eight characters, for one use within 24 hours.",
  );
}

/** The code in the address's fragment, which no server sees; taken out of the address at once. */
function codeOfLink() {
  const code = new URLSearchParams(location.hash.slice(1)).get("code") ?? "";
  if (code) history.replaceState(null, "", location.pathname);
  return code;
}
