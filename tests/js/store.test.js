/** The device's store: each fact on the disk, whole or not at all, and kept by every new version. */

import assert from "node:assert/strict";
import test from "node:test";

import { FIRST_NUMBERS, Ledger } from "../../app/static/till/ledger.js";
import { openStore } from "../../app/static/till/store.js";
import { freshName, newStore, queue, records, watched } from "./device_store.js";

const SELLER = { series: "C1a", session: "a-session", cashier: "K1", edition: "here-2026" };
const SALE = { kind: "sale", lines: [], payments: [], total_cents: 700 };

function ledgerOf(store) {
  return new Ledger(store, { lock: queue() });
}

test("every write of a fact, and of what became of it, waits for the disk", async () => {
  const store = await newStore();
  const asked = watched(store);
  const { fact_id } = await ledgerOf(store).keep(SALE, { ...SELLER, also: { basket: null } });
  await store.settle([{ fact_id, status: "recorded", seq: 1, reasons: [] }], { head: { seq: 1, hash: "0" } });
  await store.settle([], {}, { isMissing: true });
  await store.put("session", { uuid: "a-session" });
  const writes = asked.filter(({ mode }) => mode === "readwrite");
  assert.equal(writes.length, 4);
  assert.deepEqual(writes.filter(({ durability }) => durability !== "strict"), []);
  await store.jot("basket", { lines: [] });
  assert.equal(asked.at(-1).durability, "relaxed");
});

test("a fact and what goes with it are kept together, or neither is", async () => {
  const store = await newStore();
  const [one, other] = [ledgerOf(store), ledgerOf(store)];
  await one.keep(SALE, { ...SELLER, also: { session: "s" } });
  assert.equal(await store.get("session"), "s");
  const slower = { ...SELLER, also: { session: "lost" } };
  const results = await Promise.allSettled([one.keep(SALE, SELLER), other.keep(SALE, slower)]);
  assert.deepEqual(results.map(({ status }) => status), ["fulfilled", "rejected"]);
  assert.equal(results[1].reason.code, "storage");
  assert.equal((await records(store)).length, 2);
  assert.equal(await store.get("session"), "s");
});

test("a tab that missed the new enrolment keeps nothing under the old one", async () => {
  const store = await newStore();
  await store.putAll({ series: "C1b", numbers: null });
  await assert.rejects(ledgerOf(store).keep(SALE, SELLER), { code: "storage" });
  assert.equal((await records(store)).length, 0);
});

test("the till's own count goes on fact by fact, and stops where it forgot some", async () => {
  const store = await newStore();
  const ledger = ledgerOf(store);
  await ledger.keep({ kind: "session_opened", float_cents: 9_999 }, SELLER);
  await ledger.keep(SALE, SELLER);
  await ledger.keep({ ...SALE, kind: "reversal", total_cents: -200 }, SELLER);
  const { till_seq, receipt, total_cents } = await store.get("numbers");
  assert.deepEqual([till_seq, receipt, total_cents], [3, 2, 500]);
  await ledger.adopt({ till_seq: 9, receipt: 4, prev: FIRST_NUMBERS.prev });
  await ledger.keep(SALE, SELLER);
  assert.equal((await store.get("numbers")).total_cents, undefined);
});

test("own receipts are found by number, with what came back of them", async () => {
  const store = await newStore();
  const ledger = ledgerOf(store);
  const sale = await ledger.keep(SALE, SELLER);
  const back = await ledger.keep({ ...SALE, kind: "reversal", reverses: sale.fact_id }, SELLER);
  assert.equal((await store.byNumber("C1a", 1)).fact.fact_id, sale.fact_id);
  assert.deepEqual((await store.reversalsOf(sale.fact_id)).map(({ fact }) => fact.fact_id), [back.fact_id]);
  assert.equal(await store.byNumber("C1b", 1), undefined);
});

test("version 1, full of facts that wait, becomes the newest and loses none", async () => {
  const name = freshName();
  await writeVersion1(name, [
    { fact: fact(1, { kind: "session_opened", float_cents: 0 }), status: "recorded" },
    { fact: fact(2, { ...SALE, receipt: 1 }), status: "recorded" },
    { fact: fact(3, { ...SALE, receipt: 2 }), status: "pending" },
    { fact: fact(4, { ...SALE, receipt: 3 }), status: "refused" },
  ]);
  const store = await openStore({ name });
  assert.equal(store.database.version, 3);
  const kept = await records(store);
  assert.deepEqual(kept.map(({ fact: { till_seq }, status }) => [till_seq, status]), [[1, "recorded"], [2, "recorded"], [3, "pending"], [4, "refused"]]);
  assert.ok(kept.every(({ edition }) => edition === "here-2026"));
  assert.equal((await store.byNumber("C1a", 2)).fact.till_seq, 3);
  const { till_seq, receipt, prev, total_cents } = await store.get("numbers");
  assert.deepEqual([till_seq, receipt, prev, total_cents], [4, 3, "f".repeat(64), 2_100]);
  assert.equal((await ledgerOf(store).keep(SALE, SELLER)).receipt, 4);
});

test("a version 1 that forgot its beginning gets no count of its own", async () => {
  const name = freshName();
  await writeVersion1(name, [{ fact: fact(4, { ...SALE, receipt: 3 }), status: "pending" }]);
  const { total_cents } = await (await openStore({ name })).get("numbers");
  assert.equal(total_cents, undefined);
});

test("an empty version 1 becomes the newest too", async () => {
  const name = freshName();
  await writeVersion1(name, []);
  assert.equal((await ledgerOf(await openStore({ name })).keep(SALE, { ...SELLER, series: "C1a" })).till_seq, 5);
});

test("each tab keeps a basket of its own, and shares everything else", async () => {
  const name = freshName();
  const [one, two] = [await openStore({ name }), await openStore({ name, tab: 2 })];
  await one.putAll({ basket: "one's", held: ["shared"] });
  await two.jot("basket", "two's");
  assert.deepEqual(await two.all(["basket", "held"]), { basket: "two's", held: ["shared"] });
  await two.put("basket", null);
  assert.equal(await one.get("basket"), "one's");
});

function fact(till_seq, content) {
  return { fact_id: `fact-${till_seq}`, till: "C1a", till_seq, session: "s", ...content };
}

/** The database as the first version made it, written out here so that it never changes. */
function writeVersion1(name, facts) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onerror = () => reject(request.error);
    request.onupgradeneeded = () => {
      const kept = request.result.createObjectStore("kept");
      const store = request.result.createObjectStore("facts", { keyPath: "order", autoIncrement: true });
      store.createIndex("fact_id", "fact.fact_id", { unique: true });
      store.createIndex("status", "status");
      store.createIndex("session", "fact.session");
      kept.put("C1a", "series");
      kept.put({ edition: { slug: "here-2026" } }, "place");
      kept.put({ till_seq: 4, receipt: 3, prev: "f".repeat(64) }, "numbers");
      for (const record of facts) store.add({ hash: "0", seq: null, reasons: [], ...record });
    };
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
}
