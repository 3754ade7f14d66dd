/** The catalogue on the device: read by cursor, honest about what is left. */

import assert from "node:assert/strict";
import test from "node:test";

import { Ledger } from "../../app/static/till/ledger.js";
import { lot, names, newCatalogue, newHall } from "./catalogue_hall.js";
import { newStore, queue } from "./device_store.js";

test("all is read once, then only what moved, after a restart too", async () => {
  const hall = newHall();
  for (let count = 0; count < 8; count += 1) hall.set(lot(`L${count}`, `Tuile ${count}`));
  const { catalogue, store } = await newCatalogue(hall);
  await catalogue.refresh("here");
  assert.equal(hall.asked.length, 3);
  assert.equal((await catalogue.known("L7")).designation, "Tuile 7");
  assert.equal(await catalogue.known("none"), undefined);

  hall.set(lot("L2", "Tuile 2", { remaining_milli: 1_000 }), lot("L9", "Tuile neuve"));
  const again = await newCatalogue(hall, store);
  await again.catalogue.refresh("here");
  assert.deepEqual(hall.asked.slice(3), ["lots?since=8"]);
  assert.equal((await again.catalogue.known("L2")).remaining_milli, 1_000);
  assert.deepEqual(names(again.moved), ["Tuile 2", "Tuile neuve"]);
  assert.equal(again.catalogue.isBehind(10), false);
  assert.equal(again.catalogue.isBehind(11), true);
});

test("a reading that breaks off begins again, and what is gone goes", async () => {
  const hall = newHall();
  for (let count = 0; count < 8; count += 1) hall.set(lot(`L${count}`, `Tuile ${count}`));
  const { catalogue } = await newCatalogue(hall);
  const whole = hall.get;
  hall.get = async (path) => (path.includes("after=6") ? Promise.reject(new Error("silence")) : whole(path));
  await assert.rejects(catalogue.refresh("here"));
  assert.equal((await catalogue.known("L1")).designation, "Tuile 1");
  hall.drop("L1");
  hall.get = whole;
  await catalogue.refresh("here");
  assert.equal(await catalogue.known("L1"), undefined);
  assert.equal((await catalogue.known("L7")).designation, "Tuile 7");
});

test("read again, it is read whole: what changed without a word comes, and what is gone goes", async () => {
  const hall = newHall();
  for (let count = 0; count < 8; count += 1) hall.set(lot(`L${count}`, `Tuile ${count}`));
  const { catalogue } = await newCatalogue(hall);
  await catalogue.refresh("here");
  hall.drop("L1");
  await catalogue.shelf.remove(["L2"]); // as a damaged copy lacks it
  await catalogue.refresh("here");
  assert.deepEqual([(await catalogue.known("L1")).code, await catalogue.known("L2")], ["L1", undefined]);
  hall.asked.length = 0;
  await catalogue.readAgain("here");
  assert.deepEqual(hall.asked, ["lots?", "lots?after=3", "lots?after=6"]);
  assert.deepEqual([await catalogue.known("L1"), (await catalogue.known("L2")).code], [undefined, "L2"]);
});

test("read again while it is being read, it is read whole all the same", async () => {
  const hall = newHall();
  hall.set(lot("L1", "Tuile"));
  const { catalogue } = await newCatalogue(hall);
  await catalogue.refresh("here");
  hall.asked.length = 0;
  await Promise.all([catalogue.refresh("here"), catalogue.readAgain("here"), catalogue.refresh("here")]);
  assert.deepEqual(hall.asked, ["lots?since=1", "lots?"]);
});

test("reading again that breaks off midway leaves the shelf as full as it was", async () => {
  const hall = newHall();
  for (let count = 0; count < 8; count += 1) hall.set(lot(`L${count}`, `Tuile ${count}`));
  const { catalogue } = await newCatalogue(hall);
  await catalogue.refresh("here");
  const whole = hall.get;
  hall.get = async (path) => (path.includes("after=6") ? Promise.reject(new Error("silence")) : whole(path));
  await assert.rejects(catalogue.readAgain("here"), /silence/);
  assert.equal(await catalogue.shelf.count(), 8);
  hall.get = whole;
  hall.asked.length = 0;
  await catalogue.refresh("here");
  assert.deepEqual(hall.asked, ["lots?since=8"]);
});

test("another edition begins from nothing", async () => {
  const hall = newHall();
  hall.set(lot("OLD", "Poutre"));
  const { catalogue, store } = await newCatalogue(hall);
  await catalogue.refresh("one");
  const elsewhere = newHall();
  elsewhere.set(lot("NEW", "Solive"));
  const other = await newCatalogue(elsewhere, store);
  await other.catalogue.refresh("two");
  assert.equal(await other.catalogue.known("OLD"), undefined);
  assert.deepEqual(names(await other.catalogue.search("solives")), ["Solive"]);
});

test("what this device sold and has not delivered is not left, whatever the server says", async () => {
  const hall = newHall();
  hall.set(lot("L1", "Tuile"));
  const { catalogue, store } = await newCatalogue(hall);
  await catalogue.refresh("here");
  const lines = [{ lot: "L1", quantity_milli: 2_000 }, { lot: null, quantity_milli: 1_000 }];
  const ledger = new Ledger(store, { lock: queue() });
  const fact = await ledger.keep({ kind: "sale", lines, payments: [], total_cents: 0 }, { series: "C1a", session: "s", cashier: "K1" });
  const { fact_id } = fact;
  await catalogue.take(fact);
  assert.equal((await catalogue.known("L1")).remaining_milli, 3_000);
  hall.set(lot("L1", "Tuile", { remaining_milli: 4_000 }));
  await catalogue.refresh("here");
  assert.equal((await catalogue.known("L1")).remaining_milli, 2_000);
  await store.settle([{ fact_id, status: "recorded", seq: 1, reasons: [] }]);
  hall.set(lot("L1", "Tuile", { remaining_milli: 2_000 }));
  await catalogue.refresh("here");
  assert.equal((await catalogue.known("L1")).remaining_milli, 2_000);
});

test("a sale counts at once for who asks, on the shelf when the till is at rest, and once in all", async () => {
  const hall = newHall();
  hall.set(lot("L1", "Tuile"), lot("L2", "Tuile plate"));
  let rest;
  const resting = new Promise((resolve) => (rest = resolve));
  const { catalogue, store } = await newCatalogue(hall, undefined, { atRest: () => resting });
  await catalogue.refresh("here");
  const lines = ["L1", "L2"].map((code) => ({ lot: code, quantity_milli: 1_000 }));
  const ledger = new Ledger(store, { lock: queue() });
  const sold = (some) => ledger.keep({ kind: "sale", lines: some, payments: [], total_cents: 0 }, { series: "C1a", session: "s", cashier: "K1" });
  const counted = [catalogue.take(await sold(lines)), catalogue.take(await sold([{ lot: "L1", quantity_milli: 500 }]))];
  assert.equal((await catalogue.known("L1")).remaining_milli, 3_500);
  assert.deepEqual((await catalogue.search("tuile")).map((found) => found.remaining_milli), [3_500, 4_000]);
  assert.equal((await catalogue.shelf.get("L1")).lot.remaining_milli, 5_000);
  hall.get = async () => lot("L2", "Tuile plate");
  assert.equal((await catalogue.ask("L2")).remaining_milli, 4_000);
  rest();
  await Promise.all(counted);
  assert.equal((await catalogue.shelf.get("L1")).lot.remaining_milli, 3_500);
  assert.equal((await catalogue.known("L1")).remaining_milli, 3_500);
  assert.equal((await catalogue.known("L2")).remaining_milli, 4_000);
});

/** A tab that is killed before it counted what it sold; gives what opens in its place. */
async function killedBeforeItCounts(...sales) {
  const hall = newHall();
  hall.set(lot("L1", "Tuile"), lot("L2", "Tuile plate"));
  const { catalogue, store } = await newCatalogue(hall, undefined, { atRest: () => new Promise(() => {}) });
  await catalogue.refresh("here");
  await catalogue.known("L1");
  const ledger = new Ledger(store, { lock: queue() });
  const facts = [];
  for (const lines of sales) {
    const fact = await ledger.keep({ kind: "sale", lines, payments: [], total_cents: 0 }, { series: "C1a", session: "s", cashier: "K1" });
    facts.push(fact);
    catalogue.take(fact);
  }
  hall.fails = new Error("offline");
  return { hall, store, facts, opened: (await newCatalogue(hall, store)).catalogue };
}

test("a tab that was killed before it counted a sale counts it once when it opens again, offline too", async () => {
  const { store, hall, opened } = await killedBeforeItCounts([{ lot: "L1", quantity_milli: 2_000 }], [{ lot: "L1", quantity_milli: 500 }]);
  assert.equal((await opened.known("L1")).remaining_milli, 2_500);
  assert.deepEqual((await opened.search("tuile")).map((found) => found.remaining_milli), [2_500, 5_000]);
  const again = (await newCatalogue(hall, store)).catalogue;
  assert.equal((await again.known("L1")).remaining_milli, 2_500);
});

test("what the server says of a lot counts sales that were not counted before, and none twice", async () => {
  const { store, hall, facts, opened } = await killedBeforeItCounts([{ lot: "L1", quantity_milli: 2_000 }]);
  hall.fails = null;
  hall.get = async () => lot("L1", "Tuile");
  assert.equal((await opened.ask("L1")).remaining_milli, 3_000, "not delivered yet");
  assert.equal((await opened.known("L1")).remaining_milli, 3_000);
  await store.settle([{ fact_id: facts[0].fact_id, status: "recorded", seq: 1, reasons: [] }]);
  assert.equal((await (await newCatalogue(hall, store)).catalogue.known("L1")).remaining_milli, 3_000);
});

test("one tab counts what another had no time to", async () => {
  const { store, hall } = await killedBeforeItCounts([{ lot: "L1", quantity_milli: 2_000 }]);
  const { catalogue } = await newCatalogue(hall, store);
  const ledger = new Ledger(store, { lock: queue() });
  const lines = [{ lot: "L2", quantity_milli: 1_000 }];
  await catalogue.take(await ledger.keep({ kind: "sale", lines, payments: [], total_cents: 0 }, { series: "C1a", session: "s", cashier: "K1" }));
  assert.equal((await catalogue.shelf.get("L1")).lot.remaining_milli, 3_000);
  assert.equal((await catalogue.shelf.get("L2")).lot.remaining_milli, 4_000);
});

test("a device whose shelf counted before marks were kept goes on from its last fact", async () => {
  const hall = newHall();
  hall.set(lot("L1", "Tuile"));
  const store = await newStore();
  const ledger = new Ledger(store, { lock: queue() });
  const lines = [{ lot: "L1", quantity_milli: 2_000 }];
  const sold = () => ledger.keep({ kind: "sale", lines, payments: [], total_cents: 0 }, { series: "C1a", session: "s", cashier: "K1" });
  await sold();
  const { catalogue } = await newCatalogue(hall, store);
  await catalogue.shelf.put([{ code: "L1", lot: lot("L1", "Tuile", { remaining_milli: 3_000 }), words: ["tuile"] }]);
  assert.equal((await catalogue.known("L1")).remaining_milli, 3_000);
  await catalogue.take(await sold());
  assert.equal((await catalogue.known("L1")).remaining_milli, 1_000);
});

test("a hold that was cashed here is held no more, on the shelf and in what the server says of before", async () => {
  const holds = [{ code: "HC7K3PX", milli: 2_000, until: "2026-06-13T14:00:00.000Z" }];
  const hall = newHall();
  hall.set(lot("L1", "Tuile", { holds }), lot("L2", "Brique", { holds }));
  const { catalogue, store } = await newCatalogue(hall);
  await catalogue.refresh("here");
  const content = { kind: "sale", lines: [{ lot: "L1", quantity_milli: 2_000 }], payments: [], total_cents: 0, stand_basket: "HC7K3PX" };
  const ledger = new Ledger(store, { lock: queue() });
  await catalogue.take(await ledger.keep(content, { series: "C1a", session: "s", cashier: "K1" }));
  assert.deepEqual((await catalogue.shelf.get("L1")).lot.holds, []);
  hall.set(lot("L1", "Tuile", { holds }), lot("L2", "Brique", { holds }));
  await catalogue.refresh("here");
  for (const code of ["L1", "L2"]) assert.deepEqual((await catalogue.known(code)).holds, []);
});

test("two askings at once are one reading", async () => {
  const hall = newHall();
  hall.set(lot("L1", "Tuile"));
  const { catalogue } = await newCatalogue(hall);
  await Promise.all([catalogue.refresh("here"), catalogue.refresh("here")]);
  assert.equal(hall.asked.length, 1);
});
