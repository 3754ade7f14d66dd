/** What the cashier should know of this device, in plain words and with what to do. */

import { button, h } from "../dom.js";
import { TillError } from "../errors.js";
import { _, ngettext } from "../language.js";
import { tellTrouble } from "../sheet.js";

const TOLERATED_MS = 60_000;

/** Notices about this device; none when all is well. */
export function deviceNotes({ device, outbox }) {
  const { skewMs } = outbox.state;
  return [
    Math.abs(skewMs ?? 0) > TOLERATED_MS && wrongClock(skewMs),
    device.isKept === false && mayBeErased(device),
    device.isNew && newVersion(device),
  ].filter(Boolean);
}

/** Start the new version, if no other tab is in the middle of a sale. */
export async function takeNewVersion({ renewal }) {
  if (!(await renewal.takeOver())) await tellTrouble(new TillError("serving_elsewhere"));
}

/** Facts carry the device's time: a clock that is wrong makes wrong receipts. */
function wrongClock(skewMs) {
  const minutes = Math.round(Math.abs(skewMs) / 60_000);
  const words =
    skewMs > 0
      ? ngettext("The clock of this device is %(count)s minute fast.", "The clock of this device is %(count)s minutes fast.", minutes)
      : ngettext("The clock of this device is %(count)s minute slow.", "The clock of this device is %(count)s minutes slow.", minutes);
  const advice = _("Switch on automatic date and time in its settings: receipts carry its time.");
  return h("p", { class: "notice warn" }, `${words} ${advice}`);
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
