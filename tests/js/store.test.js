/** The device's store: each fact on the disk, whole or not at all, and kept by every new version. */

import assert from "node:assert/strict";
import test from "node:test";

import { formerEnrolments } from "../../app/static/till/former.js";
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

test("what is noted is committed at once: a page that is left in the next moment keeps it", async () => {
  const store = await newStore();
  const begun = [];
  const transaction = store.database.transaction.bind(store.database);
  store.database.transaction = (...asked) => begun.push(transaction(...asked)) && begun.at(-1);
  const noted = store.jot("basket", { lines: [1] });
  assert.throws(() => begun[0].objectStore("kept").put(2, "more"), { name: "InvalidStateError" });
  await noted;
  assert.deepEqual(await store.get("basket"), { lines: [1] });
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
  await store.enrol({ series: "C1a", token: "of the same series in another edition" });
  await assert.rejects(ledgerOf(store).keep(SALE, { ...SELLER, token: "of before" }), { code: "storage" });
  assert.equal((await records(store)).length, 0);
});

test("an enrolment begins from nothing, and what was made before stays, to be found nowhere but aside", async () => {
  const store = await newStore();
  const ledger = ledgerOf(store);
  await store.putAll({ token: "one", series: "C1a", muted: true, held: ["a basket"], counted: { till: "C1a", seq: 2 } });
  const sale = await ledger.keep(SALE, { ...SELLER, token: "one" });
  const waiting = await ledger.keep(SALE, { ...SELLER, token: "one" });
  await store.settle([{ fact_id: sale.fact_id, status: "recorded", seq: 1, reasons: [] }], { head: { seq: 1, hash: "a" } }, { token: "one" });
  await store.enrol({ token: "two", series: "C1a" });
  const names = ["token", "series", "muted", "held", "counted", "numbers", "head"];
  const nothing = { held: undefined, counted: undefined, numbers: undefined, head: undefined };
  assert.deepEqual(await store.all(names), { token: "two", series: "C1a", muted: true, ...nothing });
  assert.deepEqual([await records(store), await store.byNumber("C1a", 1), await store.count("pending")], [[], undefined, 0]);
  assert.deepEqual((await store.parcel(50)).records, []);
  const [former] = await formerEnrolments(store);
  assert.deepEqual(former.records.map(({ fact, status }) => [fact.fact_id, status]), [[sale.fact_id, "recorded"], [waiting.fact_id, "pending"]]);
  assert.deepEqual([former.series, former.edition], ["C1a", "here-2026"]);

  const anew = await ledger.keep({ ...SALE, total_cents: 5 }, { ...SELLER, edition: "there-2026", token: "two" });
  assert.deepEqual([anew.till_seq, anew.receipt, (await store.byNumber("C1a", 1)).fact.fact_id], [1, 1, anew.fact_id]);
  await store.enrol({ token: "three", series: "C2a" }, ["muted"]);
  assert.deepEqual((await formerEnrolments(store)).map(({ edition }) => edition), ["there-2026", "here-2026"]);
});

test("the head of the journal stays where the edition does", async () => {
  const store = await newStore();
  await store.putAll({ token: "one", head: { seq: 9, hash: "a" } });
  await store.enrol({ token: "two", series: "C1b" }, ["head"]);
  assert.deepEqual(await store.get("head"), { seq: 9, hash: "a" });
});

test("an answer that comes after the next enrolment is noted of its facts, and of nothing else", async () => {
  const store = await newStore();
  await store.putAll({ token: "one", series: "C1a" });
  const sale = await ledgerOf(store).keep(SALE, { ...SELLER, token: "one" });
  await store.enrol({ token: "two", series: "C1a" });
  const own = await ledgerOf(store).keep(SALE, { ...SELLER, token: "two" });
  await store.settle([{ fact_id: own.fact_id, status: "recorded", seq: 1, reasons: [] }], {}, { token: "two" });
  const late = [{ fact_id: sale.fact_id, status: "recorded", seq: 7, reasons: [] }];
  await store.settle(late, { head: { seq: 7, hash: "b" } }, { isMissing: true, token: "one" });
  assert.equal(await store.get("head"), undefined);
  assert.deepEqual((await records(store)).map(({ status }) => status), ["recorded"]);
  const [former] = await formerEnrolments(store);
  assert.deepEqual(former.records.map(({ status, seq }) => [status, seq]), [["recorded", 7]]);
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
  assert.equal(store.database.version, 4);
  const kept = await records(store);
  assert.deepEqual(kept.map(({ fact: { till_seq }, status }) => [till_seq, status]), [[1, "recorded"], [2, "recorded"], [3, "pending"], [4, "refused"]]);
  assert.ok(kept.every(({ edition }) => edition === "here-2026"));
  assert.equal((await store.byNumber("C1a", 2)).fact.till_seq, 3);
  const { till_seq, receipt, prev, total_cents } = await store.get("numbers");
  assert.deepEqual([till_seq, receipt, prev, total_cents], [4, 3, "f".repeat(64), 2_100]);
  assert.equal((await ledgerOf(store).keep(SALE, SELLER)).receipt, 4);
});

test("facts that an older version mixed go aside, those that wait too, whatever their series", async () => {
  const name = freshName();
  const made = (till, till_seq, day, status) => ({
    fact: { ...fact(till_seq, SALE), fact_id: `${day}-${till_seq}`, till, happened_at: day }, status,
  });
  await writeVersion1(name, [
    made("C2a", 1, "1st", "recorded"),
    made("C1a", 1, "2nd", "recorded"), made("C1a", 2, "2nd", "pending"),
    made("C1a", 1, "3rd", "refused"),
    ...[1, 2, 3, 4].map((seq) => made("C1a", seq, "4th", seq > 2 ? "pending" : "recorded")),
  ]);
  const store = await openStore({ name });
  assert.deepEqual((await records(store)).map(({ fact: { fact_id }, status }) => [fact_id, status]), [
    ["4th-1", "recorded"], ["4th-2", "recorded"], ["4th-3", "pending"], ["4th-4", "pending"],
  ]);
  const former = await formerEnrolments(store);
  const told = former.map(({ series, records: some }) => [series, some.map(({ fact: { fact_id }, status }) => [fact_id, status])]);
  assert.deepEqual(told, [
    ["C1a", [["3rd-1", "refused"]]],
    ["C1a", [["2nd-1", "recorded"], ["2nd-2", "pending"]]],
    ["C2a", [["1st-1", "recorded"]]],
  ]);
  assert.deepEqual((await store.parcel(50)).records.map(({ fact: { fact_id } }) => fact_id), ["4th-3", "4th-4"]);
});

test("a version 1 enrolled anew that sold nothing since keeps all that it made before aside", async () => {
  const name = freshName();
  await writeVersion1(name, [{ fact: { ...fact(1, SALE), happened_at: "before" }, status: "pending" }], null);
  const store = await openStore({ name });
  assert.deepEqual([await store.count("pending"), (await formerEnrolments(store)).length], [0, 1]);
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
function writeVersion1(name, facts, numbers = { till_seq: 4, receipt: 3, prev: "f".repeat(64) }) {
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
      if (numbers) kept.put(numbers, "numbers");
      for (const record of facts) store.add({ hash: "0", seq: null, reasons: [], ...record });
    };
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
}
