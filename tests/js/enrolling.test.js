/** A device that is enrolled for another edition, or on another server: nothing of the two mixes. */

import assert from "node:assert/strict";
import test, { mock } from "node:test";

import { lastReceipt } from "../../app/static/till/copies.js";
import { formerEnrolments } from "../../app/static/till/former.js";
import { findSale } from "../../app/static/till/giving_back.js";
import { hold } from "../../app/static/till/held.js";
import { Ledger } from "../../app/static/till/ledger.js";
import { Outbox } from "../../app/static/till/outbox.js";
import { atStake } from "../../app/static/till/leaving.js";
import { openSession } from "../../app/static/till/session.js";
import { openStore } from "../../app/static/till/store.js";
import { Till } from "../../app/static/till/till.js";
import { lot, newCatalogue, newHall } from "./catalogue_hall.js";
import { freshName, queue, records } from "./device_store.js";
import { newServer } from "./hall_server.js";

mock.timers.enable({ apis: ["setTimeout"] }); // the patience of an enrolment, which nothing here needs

const NUMBERS = { till_seq: 0, receipt: 0, prev: "0".repeat(64) };

function silence() {
  return Promise.reject(Object.assign(new Error("no network"), { code: "offline" }));
}

function stranger() {
  return Promise.reject(Object.assign(new Error("no"), { code: "unauthorised", status: 401 }));
}

/** An edition on a server of its own, whose first device is always C1a: { server, lots, sent }. */
function anEdition(slug) {
  const lots = newHall();
  lots.set(lot("C7K3PX", `Porte ${slug}`, { remaining_milli: 1_000 }));
  const place = { edition: { slug, currency: "EUR", timezone: "Europe/Paris" }, numbers: NUMBERS, session: null, cashiers: [{ code: "K1" }] };
  const server = newServer();
  const sent = [];
  const take = async (parcel) => {
    sent.push(...parcel.facts);
    return server.take(parcel);
  };
  return { slug, token: `token of ${slug}`, server, lots, place, sent, take };
}

/** A device and the network around it: `net.editions` are those whose tokens are known, `net.next` enrols. */
function network(...editions) {
  const net = { editions, next: editions[0], isSilent: false };
  net.of = (token) => net.editions.find((one) => one.token === token);
  return net;
}

async function tabOf(net, { name = freshName(), lock = queue(), tab } = {}) {
  const store = await openStore({ name, tab });
  const asked = (token, answer) => (net.isSilent ? silence() : net.of(token) ? answer(net.of(token)) : stranger());
  let till = null;
  const api = {
    post: async () => ({ token: net.next.token, series: "C1a", edition: net.next.slug }),
    get: (path) => asked(till.token, async (edition) => (path === "state" ? edition.place : edition.lots.get(path))),
  };
  const outbox = new Outbox({
    store,
    send: (parcel, token) => asked(token, (edition) => edition.take(parcel)),
    wait: () => ({ done: net.isSilent ? new Promise(() => {}) : new Promise((resolve) => setImmediate(resolve)), cancel() {} }),
  });
  const { catalogue } = await newCatalogue(api, store);
  till = new Till({ store, api, outbox, catalogue, ledger: new Ledger(store, { lock }), signals: {}, language: "fr", changed() {} });
  await till.start();
  return till;
}

async function sell(till, cents, code = "C7K3PX") {
  Object.assign(till, { cashier: { code: "K1" }, session: till.session ?? { uuid: crypto.randomUUID() } });
  const lines = [{ lot: code, designation: "Porte", quantity_milli: 1_000, total_cents: cents }];
  const fact = await till.record({ kind: "sale", lines, payments: [], total_cents: cents });
  await till.catalogue.take(fact);
  return fact;
}

const totals = (facts) => facts.map(({ total_cents: cents }) => cents);

test("a device tried on one edition and enrolled for another finds only what it does there", async () => {
  const [trial, real] = [anEdition("demo"), anEdition("real")];
  const net = network(trial, real);
  const till = await tabOf(net);
  await till.enrol("CODE");
  for (const cents of [100, 101, 102]) await sell(till, cents, "OTHER");
  await till.outbox.poke();
  net.next = real;
  await till.enrol("CODE");
  assert.deepEqual([till.place.edition.slug, till.session, till.basket.lines], ["real", null, []]);
  assert.equal(await lastReceipt(till), null);
  const sale = await sell(till, 99_900);
  await till.outbox.poke();

  net.isSilent = true;
  assert.equal((await lastReceipt(till)).fact_id, sale.fact_id);
  assert.equal((await findSale(till, "C1a-0001")).sale.fact_id, sale.fact_id);
  await assert.rejects(findSale(till, "C1a-0002"), { code: "receipt_elsewhere" });
  assert.equal((await till.catalogue.known("C7K3PX")).remaining_milli, 0);
  assert.deepEqual([totals(trial.sent), totals(real.sent)], [[100, 101, 102], [99_900]]);
});

test("offline right after, the shelf holds nothing of the edition before", async () => {
  const [trial, real] = [anEdition("demo"), anEdition("real")];
  const net = network(trial, real);
  const till = await tabOf(net);
  await till.enrol("CODE");
  assert.equal((await till.catalogue.known("C7K3PX")).designation, "Porte demo");
  net.next = real;
  real.lots.fails = Object.assign(new Error("no network"), { code: "offline" });
  await till.enrol("CODE");
  assert.equal(await till.catalogue.known("C7K3PX"), undefined);
});

test("a new server under the same address gets nothing of the trial, sent then or not", async () => {
  const [trial, real] = [anEdition("here"), anEdition("here")];
  real.token = "token of the new server";
  const net = network(trial);
  const till = await tabOf(net);
  await till.enrol("CODE");
  for (const cents of [100, 101]) await sell(till, cents);
  await till.outbox.poke();
  Object.assign(net, { editions: [real], next: real });
  await sell(till, 102);
  while (till.outbox.state.problem !== "unauthorised") await new Promise((resolve) => setImmediate(resolve));
  const enrolling = till.enrol("CODE");
  mock.timers.tick(4_000);
  await enrolling;
  await sell(till, 500);
  await till.outbox.poke();
  await till.outbox.beat();
  assert.deepEqual(totals(real.sent), [500]);
  assert.deepEqual((await records(till.store)).map(({ status }) => status), ["recorded"]);
  const [{ records: left }] = await formerEnrolments(till.store);
  assert.deepEqual(left.map(({ fact, status }) => [fact.total_cents, status]), [[100, "recorded"], [101, "recorded"], [102, "pending"]]);
});

test("a server restored to before sends for this enrolment's own facts, and for no other's", async () => {
  const [trial, real] = [anEdition("demo"), anEdition("real")];
  const net = network(trial, real);
  const till = await tabOf(net);
  await till.enrol("CODE");
  await sell(till, 100);
  await till.outbox.poke();
  net.next = real;
  await till.enrol("CODE");
  for (const cents of [500, 501]) await sell(till, cents);
  await till.outbox.poke();
  real.server.restore([]);
  await till.outbox.beat();
  assert.deepEqual(totals([...real.server.recorded.values()]), [500, 501]);
});

test("facts that a server would still take go before the device is enrolled anew", async () => {
  const trial = anEdition("demo");
  const net = network(trial);
  const till = await tabOf(net);
  await till.enrol("CODE");
  net.isSilent = true;
  await sell(till, 100);
  const enrolling = till.enrol("CODE");
  mock.timers.tick(4_000);
  await assert.rejects(enrolling, { code: "undelivered" });
  assert.deepEqual([till.token, await till.store.count("pending")], [trial.token, 1]);
});

test("another tab drops what it held of the edition before, and keeps nothing under it", async () => {
  const [trial, real] = [anEdition("demo"), anEdition("real")];
  const net = network(trial, real);
  const device = { name: freshName(), lock: queue() };
  const one = await tabOf(net, device);
  await one.enrol("CODE");
  const other = await tabOf(net, device);
  await other.setBasket({ lines: [{ lot: lot("C7K3PX", "Porte", { price_cents: 900 }), milli: 1_000 }], payments: [] });
  net.next = real;
  await one.enrol("CODE");
  await assert.rejects(sell(other, 100), { code: "storage" });
  await other.takeNews();
  assert.deepEqual([other.token, other.basket.lines, other.session], [real.token, [], null]);
  assert.equal((await other.store.get("basket")) ?? null, null);
  await one.refresh();
  await other.takeNews();
  assert.equal((await sell(other, 500)).till_seq, 1);
  await other.outbox.poke();
  assert.deepEqual([totals(trial.sent), totals(real.sent)], [[], [500]]);
});

test("what the server before answers late is no news of the place any more", async () => {
  const [trial, real] = [anEdition("demo"), anEdition("real")];
  const net = network(trial, real);
  const till = await tabOf(net);
  await till.enrol("CODE");
  let answer;
  const late = new Promise((resolve) => (answer = resolve));
  const { get } = till.api;
  till.api.get = async () => {
    await late;
    return trial.place;
  };
  const asked = till.refresh();
  till.api.get = get;
  net.next = real;
  await till.enrol("CODE");
  answer();
  await asked;
  assert.equal((await till.store.get("place")).edition.slug, "real");
  assert.equal((await till.catalogue.known("C7K3PX")).designation, "Porte real");
});

test("pages of the catalogue before that come late do not reach the shelf", async () => {
  const [trial, real] = [anEdition("demo"), anEdition("real")];
  trial.lots.set(lot("DDDDDD", "Poutre du passé"));
  const net = network(trial, real);
  const till = await tabOf(net);
  await till.enrol("CODE");
  let answer;
  const late = new Promise((resolve) => (answer = resolve));
  const { get } = till.api;
  let asked;
  const isAsked = new Promise((resolve) => (asked = resolve));
  till.catalogue.api = { get: () => asked() ?? late };
  const reading = till.catalogue.readAgain("demo");
  await isAsked;
  till.catalogue.api = { get };
  net.next = real;
  await till.enrol("CODE");
  answer({ lots: [lot("DDDDDD", "Poutre du passé")], after: null, revision: 9 });
  await assert.rejects(reading, { code: "storage" });
  assert.equal(await till.catalogue.known("DDDDDD"), undefined);
  assert.equal((await till.store.get("catalogue")).edition, "real");
});

test("what cannot be read again is told, the till knows that it is alone, and the shelf stays full", async () => {
  const here = anEdition("here");
  const net = network(here);
  const till = await tabOf(net);
  await till.enrol("CODE");
  assert.equal(await till.readAgain(), 1);
  net.isSilent = true;
  await assert.rejects(till.readAgain(), { code: "offline" });
  assert.deepEqual([till.outbox.state.isOnline, await till.catalogue.shelf.count()], [false, 1]);
});

test("what a new enrolment would delete or leave open is known before: in every tab, in training too", async () => {
  const here = anEdition("here");
  here.place.cashiers = [{ code: "K1", name: "Camille" }];
  const device = { name: freshName(), lock: queue() };
  const net = network(here);
  const till = await tabOf(net, device);
  const nothing = { held: [], inHand: 0, session: null };
  assert.deepEqual(await atStake(till), nothing);
  await till.enrol("CODE");
  assert.deepEqual(await atStake(till), nothing);
  const other = await tabOf(net, { ...device, tab: 2 });
  const basket = { lines: [{ lot: lot("C7K3PX", "Porte", { price_cents: 900 }), milli: 1_000 }], payments: [] };
  till.cashier = { code: "K1" };
  await openSession(till, 10_000);
  await till.setBasket(basket);
  await hold(till, "camion rouge");
  await till.setBasket(basket);
  await other.setBasket({ ...basket });
  await till.train(true);
  const { held, inHand, session } = await atStake(till);
  assert.deepEqual([held.map(({ name }) => name), inHand, session.name], [["camion rouge"], 2, "Camille"]);
  till.place = { ...till.place, cashiers: [] };
  assert.equal((await atStake(till)).session.name, "K1", "who left is known by the code");
  till.session = null;
  assert.equal((await atStake(till)).session, null);
});
