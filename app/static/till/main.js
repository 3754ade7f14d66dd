/** The till's page: its parts put together, and the scanner listened to wherever the focus is. */

import { Api } from "./api.js";
import { Arrival } from "./arrival.js";
import { atRest } from "./calm.js";
import { Catalogue } from "./catalogue.js";
import { Device } from "./device.js";
import { h, loadIcons } from "./dom.js";
import { Idle } from "./idle.js";
import { _, loadMessages } from "./language.js";
import { Ledger } from "./ledger.js";
import { Neighbours } from "./neighbours.js";
import { Outbox } from "./outbox.js";
import { Pulse } from "./pulse.js";
import { Rest } from "./rest.js";
import { Scanner } from "./scanner.js";
import { lotsMoved } from "./selling.js";
import { Shelf } from "./shelf.js";
import { Signals } from "./signals.js";
import { tellTrouble } from "./sheet.js";
import { openStore } from "./store.js";
import { tabNumber } from "./tabs.js";
import { Till } from "./till.js";
import { Frame } from "./views/frame.js";

async function begin() {
  const shell = document.getElementById("till");
  const root = shell.parentElement;
  const { api, messages, worker } = shell.dataset;
  await Promise.all([loadMessages(messages), loadIcons().catch(console.warn)]);
  if (!globalThis.isSecureContext) return refuse(root, unsafe());
  try {
    const tab = await tabNumber(navigator.locks);
    const store = await openStore({ blocked: () => refuse(root, olderTab()), tab });
    return await start(root, { api, worker }, store);
  } catch (error) {
    console.error(error);
    return refuse(root, forgetful());
  }
}

async function start(root, addresses, store) {
  let frame = null;
  let till = null;
  const arrival = new Arrival(globalThis, (code) => frame.reception.scanned(code));
  const rest = new Rest();
  const api = new Api(addresses.api, () => till.token, rest);
  const changed = () => {
    frame?.draw();
    till?.device.tell();
    if (frame) arrival.serve(till);
  };
  till = new Till({
    store,
    api,
    ledger: new Ledger(store, { lock: (work) => navigator.locks.request("bourse-till", work) }),
    outbox: new Outbox({
      store,
      rest,
      send: (parcel, token) => api.post("facts", parcel, { token }),
      alone: (work) => navigator.locks.request("bourse-till-delivery", work),
      answered: (answer) => delivered(answer),
      changed,
    }),
    catalogue: new Catalogue({
      api,
      store,
      shelf: new Shelf(store.database),
      moved: (lots) => lotsMoved(till, lots),
      atRest,
    }),
    signals: new Signals(store),
    language: document.documentElement.lang,
    changed,
  });
  till.device = new Device(till, changed);
  till.neighbours = new Neighbours((news) => (news === "kept" ? till.takeNews() : till.outbox.recount()));
  const pulse = new Pulse(till, { isSeen: () => !document.hidden });
  const delivered = (answer) => {
    till.neighbours.tell("facts");
    pulse.heard(answer);
  };
  store.outdated = () => till.device.renewal?.replaced();
  frame = new Frame(till, root);
  new Scanner((text, how) => frame.reception.scanned(text, how)).listen(document);
  await till.signals.start(document);
  addEventListener("unhandledrejection", ({ reason }) => tellTrouble(reason));
  addEventListener("online", () => till.token && !rest.leftMs && till.refresh());
  addEventListener("offline", () => till.token && till.outbox.heard(false, "offline"));
  const idle = new Idle({ store, lock: () => till.lock() });
  idle.listen(document);
  arrival.brought = changed;
  arrival.listen();
  await till.start();
  await idle.begin();
  till.device.begin(addresses.worker);
  if (till.token) till.device.askToKeep();
  if (till.token) till.outbox.beat();
  pulse.begin();
}

function unsafe() {
  return _("Open this page by its https address: the browser keeps nothing safely otherwise.");
}

function forgetful() {
  return _("This browser keeps nothing for this page: leave private browsing, or free some space.");
}

function olderTab() {
  return _("Another tab of this till still works with an older version: finish its sale, then close it.");
}

function refuse(root, advice) {
  root.replaceChildren(h("p", { class: "notice bad", role: "alert" }, advice));
}

begin();
