/** While the server asks for rest, the till asks it nothing by itself, and nothing it keeps is lost. */

import assert from "node:assert/strict";
import test, { afterEach } from "node:test";

import { Api } from "../../app/static/till/api.js";
import { Ledger } from "../../app/static/till/ledger.js";
import { Outbox } from "../../app/static/till/outbox.js";
import { Pulse } from "../../app/static/till/pulse.js";
import { Rest } from "../../app/static/till/rest.js";
import { addLot } from "../../app/static/till/selling.js";
import { newStore, queue } from "./device_store.js";
import { newServer } from "./hall_server.js";

const SELLER = { series: "C1a", session: "a-session", cashier: "K1" };
const SALE = { kind: "sale", lines: [], payments: [], total_cents: 0 };

const asked = globalThis.fetch;
afterEach(() => (globalThis.fetch = asked));

/** A server that answers with this status and these headers. */
function answering(status, headers = {}) {
  globalThis.fetch = async () => new Response("{}", { status, headers });
}

/** A clock that stands still but for what is waited, and waits that a test ends by itself. */
function clock() {
  const time = { now: 0, waits: [] };
  time.wait = (ms) => {
    let end;
    const done = new Promise((resolve) => (end = resolve));
    const wait = { ms, done, cancel: () => end(), over: () => end((time.now += ms)) };
    time.waits.push(wait);
    return wait;
  };
  return time;
}

const turns = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

test("every answer may ask for a rest, in seconds or by a date", async () => {
  let now = 0;
  const rest = new Rest(() => now);
  const api = new Api("/till/api/", () => "token", rest);
  answering(200);
  await api.get("state");
  assert.equal(rest.leftMs, 0);
  answering(503, { "Retry-After": "30" });
  await assert.rejects(api.get("lots/AAA"), { code: "busy", status: 503 });
  assert.equal(rest.leftMs, 30_000);
  answering(503, { "Retry-After": "2" });
  await assert.rejects(api.post("facts", {}), { code: "busy" });
  assert.equal(rest.leftMs, 30_000, "a shorter one does not end it");
  now = 30_000;
  answering(429, { "Retry-After": new Date(Date.now() + 60_000).toUTCString() });
  await assert.rejects(api.get("state"), { status: 429 });
  assert.ok(rest.leftMs > 55_000 && rest.leftMs <= 60_000);
  now = 10 ** 9;
  answering(503, { "Retry-After": "soon" });
  await assert.rejects(api.get("state"), { status: 503 });
  assert.equal(rest.leftMs, 0);
});

test("neither the stock, nor the place, nor a lot that is known is asked for meanwhile", async () => {
  const heard = [];
  const lot = { code: "AAA", status: "offered", unit: "u", price_cents: 100, remaining_milli: 9_000 };
  const till = {
    token: "token", screen: { name: "selling" }, place: { edition: { slug: "here" } },
    basket: { lines: [], payments: [] }, now: () => 0,
    outbox: { state: { isOnline: true }, isResting: true, heard() {} },
    refresh: async () => heard.push("place"),
    catalogue: {
      isBehind: () => true,
      refresh: async () => heard.push("stock"),
      known: async () => lot,
      ask: async () => (heard.push("lot"), lot),
    },
    async setBasket(next) {
      this.basket = next;
    },
  };
  const pulse = new Pulse(till, { isSeen: () => true });
  const all = async () => {
    await pulse.stock();
    await pulse.heard({ revision: 7 });
    await pulse.place();
    await addLot(till, "AAA");
  };
  await all();
  assert.deepEqual([heard, till.basket.lines.length], [[], 1]);
  till.outbox.isResting = false;
  await all();
  assert.deepEqual(heard, ["stock", "stock", "place", "lot"]);
});

test("while the server asks for rest every sale waits, and a person may send all the same", async () => {
  const store = await newStore();
  const ledger = new Ledger(store, { lock: queue() });
  const server = newServer();
  const time = clock();
  const rest = new Rest(() => time.now);
  let [calls, isBusy] = [0, true];
  const send = async (parcel) => {
    calls += 1;
    if (!isBusy) return server.take(parcel);
    rest.ask(30_000);
    throw Object.assign(new Error("no"), { status: 503, code: "busy" });
  };
  const outbox = new Outbox({ store, send, rest, wait: time.wait });
  const sellFive = async () => {
    for (let count = 0; count < 5; count += 1) {
      await ledger.keep(SALE, SELLER);
      outbox.poke();
      outbox.beat();
      await turns();
    }
  };
  await sellFive();
  assert.deepEqual([calls, outbox.isResting, time.waits.map(({ ms }) => ms)], [1, true, [30_000]]);
  outbox.poke({ isMeant: true });
  await turns();
  assert.deepEqual([calls, time.waits.length], [2, 2]);
  time.waits.at(-1).over();
  await turns();
  assert.deepEqual([calls, time.waits.length], [3, 3]);
  isBusy = false;
  await sellFive();
  assert.equal(calls, 3);
  const done = outbox.poke({ isMeant: true });
  await done;
  assert.deepEqual([server.recorded.size, outbox.state.pending, outbox.isResting], [10, 0, true]);
});

test("a rest asked for elsewhere is kept by what is delivered too, and ends at last", async () => {
  const store = await newStore();
  const server = newServer();
  const time = clock();
  const rest = new Rest(() => time.now);
  const outbox = new Outbox({ store, send: async (parcel) => server.take(parcel), rest, wait: time.wait });
  rest.ask(10 ** 12);
  await new Ledger(store, { lock: queue() }).keep(SALE, SELLER);
  const done = outbox.poke();
  await turns();
  assert.deepEqual([server.recorded.size, time.waits.map(({ ms }) => ms)], [0, [3_600_000]]);
  time.waits[0].over();
  await done;
  assert.equal(server.recorded.size, 1);
});
