/** What the cashier should know of this device, in plain words and with what to do. */

import { button, h } from "../dom.js";
import { TillError } from "../errors.js";
import { _ } from "../language.js";
import { tellTrouble } from "../sheet.js";

/** Notices about this device; none when all is well. */
export function deviceNotes({ device }) {
  return [device?.isKept === false && mayBeErased(device), device?.isNew && newVersion(device)].filter(Boolean);
}

/** Start the new version, if no other tab is in the middle of a sale. */
export async function takeNewVersion({ renewal }) {
  if (!(await renewal.takeOver())) await tellTrouble(new TillError("serving_elsewhere"));
}

function mayBeErased(device) {
  return h(
    "div",
    { class: "notice warn" },
    h("p", {}, _("This browser may erase what it holds when the device runs short of space.")),
    h("p", {}, _("Install the till on the home screen, and do not clear the browser’s data before everything is sent.")),
    device.prompt && button("", () => device.install(), _("Install the till")),
  );
}

function newVersion(device) {
  return h(
    "div",
    { class: "notice" },
    h("p", {}, _("A new version is ready. It starts by itself between two customers; nothing is lost.")),
    button("", () => takeNewVersion(device), _("Start it now")),
  );
}
