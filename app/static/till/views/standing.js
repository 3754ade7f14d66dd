/** How the till stands with the server, in two lines that are always in sight. */

import { h } from "../dom.js";
import { hour } from "../format.js";
import { _, ngettext } from "../language.js";

/** Write it on the bar's button. */
export function drawStanding(element, state) {
  const { pending, refused, isOnline, problem } = state;
  const isLost = refused || problem === "unauthorised";
  const kind = isLost ? "bad" : isOnline && !pending ? "good" : "warn";
  const words = [weightiest(state), beside(state)];
  if (element.dataset.said === String([kind, words])) return;
  element.dataset.said = String([kind, words]);
  element.className = `till-state ${kind}`;
  element.replaceChildren(h("span", {}, words[0]), h("small", {}, words[1]));
}

/** What the cashier should know first. */
function weightiest({ pending, refused, isOnline, problem }) {
  if (refused) return ngettext("%(count)s refused", "%(count)s refused", refused);
  if (problem === "unauthorised") return _("Device revoked");
  if (pending) return ngettext("%(count)s to send", "%(count)s to send", pending);
  if (isOnline === null) return _("Connecting");
  return isOnline ? _("Online") : _("Offline");
}

/** Whether the network is there, when the first line does not say, and when all was last sent. */
function beside({ pending, refused, isOnline, problem, syncedAt }) {
  const isUnsaid = pending || refused;
  const network = isUnsaid ? (isOnline ? (problem ? _("server busy") : _("sending")) : isOnline === false ? _("no network") : null) : null;
  const last = syncedAt && _("sync. %(hour)s", { hour: hour(syncedAt) });
  return [network, last].filter(Boolean).join(" · ") || _("never synchronised");
}
