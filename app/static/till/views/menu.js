/** The menu: everything a cashier does now and then. */

import { button, h } from "../dom.js";
import { sentence } from "../errors.js";
import { _, ngettext } from "../language.js";
import { openSheet } from "../sheet.js";
import { askCash } from "./cash.js";
import { takeNewVersion } from "./device_notes.js";
import { askFreeLine } from "./free_line.js";

/** Open the menu and do what was chosen. */
export async function openMenu(till) {
  const chosen = await openSheet(_("Menu"), (close) => {
    const ways = choices(till).map(([label, act]) =>
      button("secondary", () => close(act), label),
    );
    const leave = button("quiet", () => close(null), _("Close"));
    return h("div", { class: "till-menu" }, ways, leave);
  });
  chosen?.();
}

function choices(till) {
  const { device } = till;
  if (till.training) return training(till);
  const selling = [
    [_("Sell goods without a label"), () => sellFreely(till)],
    [_("Receipts: show again, give back"), () => till.go("receipts")],
    [_("Cash in or out"), () => askCash(till)],
    [_("Another cashier"), () => till.go("identifying")],
    [_("Lock the screen"), () => till.lock()],
    [_("Train on this till"), () => till.train(true)],
    [_("Close the till"), () => till.go("closing")],
  ];
  return [
    ...(device.isNew ? [[_("Start the new version"), () => takeNewVersion(device)]] : []),
    ...(till.isSelling ? [[_("Sell"), () => till.goHome()], ...selling] : beforehand(till)),
    muting(till),
    [_("What was sent, and what was not"), () => till.go("tray")],
    ...(till.place ? [[_("Read the catalogue again"), () => readAgain(till)]] : []),
    ...(device.prompt ? [[_("Install the till"), () => device.install()]] : []),
    [_("Enrol this device again"), () => till.go("enrolling")],
  ];
}

/** One may train before the till is open. */
function beforehand(till) {
  return till.cashier ? [[_("Train on this till"), () => till.train(true)]] : [];
}

/** In training nothing real is within reach but the way back. */
function training(till) {
  return [
    [_("Leave the training"), () => till.train(false)],
    [_("Sell"), () => till.goHome()],
    [_("Sell goods without a label"), () => sellFreely(till)],
    [_("Lock the screen"), () => till.lock()],
    muting(till),
  ];
}

function sellFreely(till) {
  till.goHome();
  return askFreeLine(till);
}

/** One sheet from the asking to the answer: who scans meanwhile puts it away, and no other comes. */
function readAgain(till) {
  const line = h("p", { class: "notice", role: "status" }, _("The catalogue is being read again…"));
  const say = (kind, words) => {
    line.className = kind;
    line.textContent = words;
  };
  till.readAgain().then(
    (count) => say("notice good", onThisDevice(count)),
    (error) => say("error", sentence(error)),
  );
  return openSheet(_("Read the catalogue again"), (close) => [
    line,
    h("div", { class: "submit" }, button("", () => close(null), _("Close"))),
  ], { yields: true });
}

function onThisDevice(count) {
  return ngettext("%(count)s lot is on this device.", "%(count)s lots are on this device.", count);
}

function muting({ signals }) {
  const { isMuted } = signals;
  const label = isMuted ? _("Sound on: a scan is heard") : _("Sound off: a scan only vibrates");
  return [label, () => signals.mute(!isMuted)];
}
