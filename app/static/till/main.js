/** The till's page: its parts put together, and the scanner listened to wherever the focus is. */

import { Api } from "./api.js";
import { Catalogue } from "./catalogue.js";
import { Device } from "./device.js";
import { h } from "./dom.js";
import { Idle } from "./idle.js";
import { _, loadMessages } from "./language.js";
import { Ledger } from "./ledger.js";
import { Outbox } from "./outbox.js";
import { Scanner } from "./scanner.js";
import { Signals } from "./signals.js";
import { tellTrouble } from "./sheet.js";
import { openStore } from "./store.js";
import { Till } from "./till.js";
import { Frame } from "./views/frame.js";

const ASK_EVERY_MS = 60_000;

async function begin() {
  const shell = document.getElementById("till");
  const root = shell.parentElement;
  const { api, messages, worker } = shell.dataset;
  await loadMessages(messages);
  if (!globalThis.isSecureContext) return refuse(root, unsafe());
  try {
    return await start(root, { api, worker }, await openStore());
  } catch (error) {
    console.error(error);
    return refuse(root, forgetful());
  }
}

async function start(root, addresses, store) {
  let frame = null;
  let till = null;
  const api = new Api(addresses.api, () => till.token);
  const changed = () => {
    frame?.draw();
    till?.device.tell();
  };
  till = new Till({
    store,
    api,
    ledger: new Ledger(store, { lock: (work) => navigator.locks.request("bourse-till", work) }),
    outbox: new Outbox({ store, send: (facts) => api.post("facts", { facts }), changed }),
    catalogue: new Catalogue(api),
    signals: new Signals(store),
    language: document.documentElement.lang,
    changed,
  });
  till.device = new Device(till, changed);
  frame = new Frame(till, root);
  new Scanner((text, how) => frame.reception.scanned(text, how)).listen(document);
  await till.signals.start(document);
  addEventListener("unhandledrejection", ({ reason }) => tellTrouble(reason));
  addEventListener("online", () => till.refresh());
  addEventListener("offline", () => till.outbox.heard(false, "offline"));
  const idle = new Idle({ store, lock: () => till.lock() });
  idle.listen(document);
  await till.start();
  await idle.begin();
  till.device.begin(addresses.worker);
  if (till.token) till.device.askToKeep();
  till.outbox.poke();
  setInterval(() => till.token && till.refresh(), ASK_EVERY_MS);
}

function unsafe() {
  return _("Open this page by its https address: the browser keeps nothing safely otherwise.");
}

function forgetful() {
  return _("This browser keeps nothing for this page: leave private browsing, or free some space.");
}

function refuse(root, advice) {
  root.replaceChildren(h("p", { class: "notice bad", role: "alert" }, advice));
}

begin();
