/** Enrolling this device: the code comes by the link's fragment, the camera, a scanner, or is typed. */

import { button, focusQuietly, h, icon } from "../dom.js";
import { TillError } from "../errors.js";
import { _ } from "../language.js";
import { answering, complaint } from "../sheet.js";
import { closeCamera, openCamera, sayUnderCamera } from "./camera.js";
import { agreesToLeave } from "./leaving.js";

export function enrolling(till, _about, reception) {
  const input = h("input", {
    id: "enrolment-code", class: "number", type: "text", autocomplete: "off",
    autocapitalize: "characters", spellcheck: "false", value: codeOfLink(),
  });
  const wrong = complaint();
  const form = answering(
    async () => {
      const code = input.value; // a scanner takes out of the field what it typed there
      if (!(await agreesToLeave(till))) return;
      await till.enrol(code);
      history.replaceState(null, "", location.pathname.replace(/enrol$/, ""));
    },
    wrong,
    h("label", { class: "label", for: "enrolment-code" }, _("Code of this device")),
    h("div", { class: "till-display" }, input),
    h("div", { class: "submit" }, h("button", { type: "submit" }, _("Enrol this device"))),
  );

  /** The organiser's code was scanned, or something else was. */
  function take(scan) {
    const isCode = scan.kind === "enrolment";
    till.signals.say(isCode ? "yes" : "no");
    if (!isCode) {
      const error = new TillError("scan_no_enrolment");
      wrong.say(error);
      sayUnderCamera("bad", wrong.textContent);
      return true;
    }
    closeCamera();
    input.value = scan.code;
    form.requestSubmit();
    return true;
  }

  const isLinked = Boolean(input.value);
  const look = button("", () => openCamera((text) => reception.scanned(text)), icon("camera"), _("Scan the code"));
  return {
    title: _("Enrolment"),
    element: h(
      "section",
      { class: "slab till-start stack" },
      h("h2", {}, _("Which till is this?")),
      h("p", {}, advice()),
      !isLinked && h("div", { class: "submit" }, look, ownAccount()),
      isInSafari() && h("p", { class: "notice warn" }, installing()),
      form,
      till.token && button("quiet", () => till.goHome(), _("Keep the till it has")),
    ),
    take,
    entered: () => focusQuietly(input),
  };
}

function advice() {
  return _(
    "The organiser makes a code for each device on the page “Tills”: eight characters, for one use within 24 hours.",
  );
}

/** Who has an account of the software needs no code. */
function ownAccount() {
  return h("a", { class: "button secondary", href: "devices" }, _("Choose the till with my account"));
}

/** An iPad or iPhone, in the browser and not in the installed application. */
function isInSafari() {
  return navigator.standalone === false;
}

function installing() {
  return _(
    "On an iPad, install first: tap Share, then “Add to Home Screen”, open the till from there, and scan the code again inside it. The installed application does not see what Safari keeps: a device enrolled here would not be enrolled there.",
  );
}

/** The code in the address's fragment, which no server sees; taken out of the address at once. */
function codeOfLink() {
  const code = new URLSearchParams(location.hash.slice(1)).get("code") ?? "";
  if (code) history.replaceState(null, "", location.pathname);
  return code;
}
