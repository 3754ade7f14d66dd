/** The file of a tablet that sends no more: what it holds, and that it holds no secret. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { canonical, sha256 } from "../../app/static/till/canonical.js";
import { exported, unsent, waitingOf } from "../../app/static/till/exporting.js";
import { formerEnrolments, noteSaved, putAway } from "../../app/static/till/former.js";
import { Ledger } from "../../app/static/till/ledger.js";
import { newStore, queue } from "./device_store.js";

const PLACE = { edition: { slug: "morteau-2026" } };

async function tablet() {
  const store = await newStore();
  await store.putAll({ token: "a bearer token", head: { seq: 4, hash: "ab" } });
  const ledger = new Ledger(store, { lock: queue() });
  const token = "a bearer token";
  const sealed = { series: "C1a", session: crypto.randomUUID(), cashier: "K1", edition: "morteau-2026", token };
  const facts = [];
  for (const amount of [100, 200, 300]) {
    facts.push(await ledger.keep({ kind: "cash_movement", amount_cents: amount, reason: "other" }, sealed));
  }
  await store.settle([{ fact_id: facts[0].fact_id, status: "recorded", seq: 5, reasons: [] }], {}, { token });
  await store.settle([{ fact_id: facts[1].fact_id, status: "refused", seq: null, reasons: [] }], {}, { token });
  return { till: { store, series: "C1a", place: PLACE, token: "a bearer token" }, facts };
}

test("what is not sent is what the server has not recorded, oldest first", async () => {
  const { till, facts } = await tablet();
  const { text } = await exported(till, { isWhole: false });
  assert.deepEqual(JSON.parse(text).content.facts, facts.slice(1));
  assert.equal(await unsent(till.store), 2);
});

test("everything is every fact", async () => {
  const { till, facts } = await tablet();
  const { text } = await exported(till, { isWhole: true });
  assert.deepEqual(JSON.parse(text).content.facts, facts);
});

test("the hash covers the content, and the file opens nothing", async () => {
  const { till } = await tablet();
  const { name, text } = await exported(till, { isWhole: true, now: new Date("2026-06-13T09:05:00Z") });
  const { content, sha256: hash } = JSON.parse(text);
  assert.equal(hash, await sha256(canonical(content)));
  assert.deepEqual([content.series, content.edition, content.numbers.till_seq], ["C1a", "morteau-2026", 3]);
  assert.ok(!text.includes("bearer"));
  assert.equal(name, "caisse-C1a-202606130905.json");
});

test("a tablet that never met its server has a file all the same", async () => {
  const { till } = await tablet();
  const { text } = await exported({ ...till, place: null }, { isWhole: false });
  assert.equal(JSON.parse(text).content.edition, null);
});

test("what an enrolment left behind is a file of its own, under its own edition, and in no other", async () => {
  const { till, facts } = await tablet();
  await till.store.enrol({ token: "another", series: "C1a" });
  const place = { edition: { slug: "besancon-2026" } };
  const anew = { ...till, place, token: "another" };
  assert.equal(await unsent(till.store), 2, "they are on this tablet alone, as before");
  const { text: own } = await exported(anew, { isWhole: true });
  assert.deepEqual([JSON.parse(own).content.edition, JSON.parse(own).content.facts], ["besancon-2026", []]);
  const [former] = await formerEnrolments(till.store);
  const left = async (isWhole) => JSON.parse((await exported(anew, { isWhole, former })).text).content;
  const { edition, series, facts: all } = await left(true);
  assert.deepEqual([edition, series, all], ["morteau-2026", "C1a", facts]);
  assert.deepEqual((await left(false)).facts, facts.slice(1));
  assert.match((await exported(anew, { isWhole: true, former })).name, /^caisse-morteau-2026-C1a-\d{12}\.json$/);
});

test("what an enrolment left behind waits until it is put away, and stays on the device", async () => {
  const { till, facts } = await tablet();
  await till.store.enrol({ token: "another", series: "C1a" });
  const formerly = async () => (await formerEnrolments(till.store))[0];
  const waiting = async () => waitingOf((await formerly()).records).map(({ fact }) => fact);
  const content = async () => JSON.parse((await exported(till, { isWhole: false, former: await formerly() })).text).content;
  assert.deepEqual(await waiting(), facts.slice(1));
  await noteSaved(till.store, (await formerly()).records, new Date("2026-06-13T09:05:00Z"));
  assert.deepEqual(await waiting(), facts.slice(1), "a file that was saved may still be on the tablet alone");
  assert.ok((await formerly()).records.every(({ saved_at: at }) => at === "2026-06-13T09:05:00.000Z"));

  const { records } = await formerly();
  await till.store.settle([{ fact_id: facts[2].fact_id, status: "refused", seq: null, reasons: [] }], {}, { token: "of before" });
  await putAway(till.store, records);
  assert.deepEqual([await waiting(), await unsent(till.store)], [[], 0]);
  assert.deepEqual((await content()).facts, facts.slice(1), "they can be saved again");
  assert.equal((await formerly()).records[2].status, "refused", "what came of them meanwhile is kept");
  assert.equal((await formerly()).records.length, 3);
});
