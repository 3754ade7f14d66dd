/** A receipt leaves the tablet once: whatever the way, the next time it is a duplicate, and journalled. */

import assert from "node:assert/strict";
import test from "node:test";

import { giveAgain, Handing } from "../../app/static/till/copies.js";
import { Ledger } from "../../app/static/till/ledger.js";
import { Till } from "../../app/static/till/till.js";
import { newStore, queue, records } from "./device_store.js";

async function sold() {
  const store = await newStore();
  const till = new Till({
    store, ledger: new Ledger(store, { lock: queue() }), outbox: { poke() {}, state: { isOnline: false } }, api: {},
    catalogue: {}, signals: {}, language: "fr", changed() {},
  });
  const place = { edition: { slug: "here" } };
  Object.assign(till, { series: "C1a", session: { uuid: "s" }, cashier: { code: "K1" }, place });
  const fact = await till.record({ kind: "sale", lines: [], payments: [], total_cents: 0 });
  return { till, fact };
}

async function duplicates({ store }, { fact_id: id }) {
  const facts = (await records(store)).map(({ fact }) => fact).filter(({ kind }) => kind === "duplicate");
  assert.ok(facts.every(({ of }) => of === id));
  return facts.map(({ copy_number: copy }) => copy);
}

test("the first way hands over the original, and each after it the next duplicate", async () => {
  const { till, fact } = await sold();
  const [given, shown] = [[], []];
  const handing = new Handing(till, fact, { counted: async (copy) => shown.push(copy) });
  for (const way of ["printer", "pdf", "mail"]) await handing.over((copy) => given.push([way, copy]));
  assert.deepEqual(given, [["printer", 0], ["pdf", 1], ["mail", 2]]);
  assert.deepEqual([shown, await duplicates(till, fact)], [[1, 2], [1, 2]]);
});

test("what did not reach the buyer is the same copy at the next try", async () => {
  const { till, fact } = await sold();
  const handing = new Handing(till, fact);
  const fails = async () => {
    throw new Error("no network");
  };
  const given = [];
  const gives = (copy) => given.push(copy);
  await assert.rejects(handing.over(fails));
  await handing.over(gives);
  await assert.rejects(handing.over(fails));
  await handing.over(gives);
  assert.deepEqual([given, await duplicates(till, fact)], [[0, 1], [1]]);
});

test("a tap while one is being handed over is the same tap", async () => {
  const { till, fact } = await sold();
  const handing = new Handing(till, fact);
  const given = [];
  const slow = async (copy) => {
    await new Promise((resolve) => setImmediate(resolve));
    given.push(copy);
  };
  await Promise.all([handing.over(slow), handing.over(slow)]);
  await Promise.all([handing.over(slow), handing.over(slow)]);
  assert.deepEqual([given, await duplicates(till, fact)], [[0, 1], [1]]);
});

test("a receipt given again counts one duplicate however often it is tapped, and goes on from there", async () => {
  const { till, fact } = await sold();
  await Promise.all([giveAgain(till, fact), giveAgain(till, fact)]);
  assert.deepEqual([till.screen.name, till.screen.copy, await duplicates(till, fact)], ["copied", 1, [1]]);
  const given = [];
  const handing = new Handing(till, fact, { copy: till.screen.copy });
  for (let time = 0; time < 2; time += 1) await handing.over((copy) => given.push(copy));
  assert.deepEqual([given, await duplicates(till, fact)], [[1, 2], [1, 2]]);
});
