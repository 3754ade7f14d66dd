/** Facts kept and delivered: whatever the network does, each reaches the server once, in its chain. */

import assert from "node:assert/strict";
import test from "node:test";

import { Ledger } from "../../app/static/till/ledger.js";
import { Outbox } from "../../app/static/till/outbox.js";
import { Rest } from "../../app/static/till/rest.js";
import { newStore, queue, records } from "./device_store.js";
import { newServer } from "./hall_server.js";

const SELLER = { series: "C1a", session: "a-session", cashier: "K1" };
const SALE = { kind: "sale", lines: [], payments: [], total_cents: 0 };

function newLedger(store) {
  return new Ledger(store, { lock: queue() });
}

/** A wait that lasts as long as a turn of the event loop, and notes what was asked. */
function soon(asked = []) {
  return (ms) => {
    asked.push(ms);
    return { done: new Promise((resolve) => setImmediate(resolve)), cancel: () => {} };
  };
}

function refused(status, restMs = 0) {
  return Object.assign(new Error("no"), { status, code: "busy", restMs });
}

test("a fact kept in the last moment of a delivery is delivered too", async () => {
  const store = await newStore();
  const server = newServer();
  const ledger = newLedger(store);
  const outbox = new Outbox({ store, send: async (parcel) => server.take(parcel), wait: soon() });
  const parcel = store.parcel.bind(store);
  let isLate = true;
  store.parcel = async (limit) => {
    const before = await parcel(limit);
    if (isLate) {
      isLate = false;
      await ledger.keep(SALE, SELLER);
      outbox.poke();
    }
    return before;
  };
  await outbox.poke();
  await outbox.working;
  assert.equal(server.recorded.size, 1);
});

test("a fact kept while an earlier one waits for its answer counts at once", async () => {
  const store = await newStore();
  const server = newServer();
  const ledger = newLedger(store);
  let answer;
  const silence = new Promise((resolve) => (answer = resolve));
  const send = async (parcel) => {
    await silence;
    return server.take(parcel);
  };
  let heard;
  const counted = new Promise((resolve) => (heard = resolve));
  const outbox = new Outbox({ store, send, wait: soon(), changed: ({ pending }) => pending === 2 && heard() });
  await ledger.keep(SALE, SELLER);
  outbox.poke();
  await ledger.keep(SALE, SELLER);
  outbox.poke();
  await counted;
  assert.equal(server.recorded.size, 0);
  answer();
  await outbox.working;
  assert.deepEqual([server.recorded.size, outbox.state.pending], [2, 0]);
});

test("who asks while an attempt fails does not wait for the next one", async () => {
  const store = await newStore();
  await newLedger(store).keep(SALE, SELLER);
  const server = newServer();
  const asked = [];
  let isFirst = true;
  const send = async (parcel) => {
    if (!isFirst) return server.take(parcel);
    isFirst = false;
    outbox.poke();
    throw new Error("silence");
  };
  const outbox = new Outbox({ store, send, wait: soon(asked) });
  await outbox.poke();
  assert.deepEqual([server.recorded.size, asked], [1, []]);
});

test("waits grow, keep to what the server asks, and say what is the matter", async () => {
  const store = await newStore();
  await newLedger(store).keep(SALE, SELLER);
  const [asked, told] = [[], []];
  const answers = [new Error("silence"), new Error("silence"), refused(503, 2000), refused(401), null];
  const server = newServer();
  let now = 0;
  const rest = new Rest(() => now);
  const send = async (parcel) => {
    const failure = answers.shift();
    if (!failure) return server.take(parcel);
    rest.ask(failure.restMs);
    throw failure;
  };
  const wait = (ms) => soon(asked)(ms, (now += ms));
  const outbox = new Outbox({ store, send, rest, wait, random: () => 1, changed: (state) => told.push(state) });
  await outbox.poke();
  assert.deepEqual(asked, [1000, 2000, 2000, 8000]);
  assert.ok(told.some(({ isOnline, problem, pending }) => isOnline === false && problem === "offline" && pending === 1));
  assert.ok(told.some(({ isOnline, problem }) => isOnline && problem === "busy"));
  const { isOnline, pending, problem } = outbox.state;
  assert.deepEqual([isOnline, pending, problem], [true, 0, null]);
});

test("refused and flagged facts are marked, and are not sent again", async () => {
  const store = await newStore();
  const ledger = newLedger(store);
  for (let count = 0; count < 3; count += 1) await ledger.keep(SALE, SELLER);
  const results = ["recorded", "conflict", "refused"];
  let sent = 0;
  const send = async ({ facts }) => {
    sent += 1;
    const outcomes = facts.map((fact, index) => ({ fact_id: fact.fact_id, result: results[index], seq: null, reasons: [results[index]] }));
    return { outcomes, head: { seq: 3, hash: "abc" } };
  };
  const outbox = new Outbox({ store, send, wait: soon() });
  await outbox.poke();
  await outbox.poke();
  assert.equal(sent, 1);
  const kept = await records(store);
  assert.deepEqual(kept.map(({ status }) => status), results);
  assert.deepEqual(kept[2].reasons, ["refused"]);
  assert.equal(outbox.state.refused, 1);
  assert.deepEqual(await store.get("head"), { seq: 3, hash: "abc" });
});

test("while nobody answers one fact knocks for all, and the rest follow in batches", async () => {
  const store = await newStore();
  const server = newServer();
  const sent = [];
  const send = async (parcel) => {
    sent.push(parcel.facts.map(({ till_seq }) => till_seq));
    if (sent.length < 3) throw new Error("silence");
    return server.take(parcel);
  };
  const ledger = newLedger(store);
  for (let count = 0; count < 60; count += 1) await ledger.keep({ ...SALE, total_cents: 100 }, SELLER);
  await new Outbox({ store, send, wait: soon() }).poke();
  const upTo = (from, to) => Array.from({ length: to - from + 1 }, (_none, index) => from + index);
  assert.deepEqual(sent, [upTo(1, 50), [1], [1], upTo(2, 51), upTo(52, 60)]);
  assert.equal(await store.count("pending"), 0);
});

test("what is said beside the facts: the clock, the witness, and the books once all is sent", async () => {
  const store = await newStore();
  const server = newServer();
  const sent = [];
  const send = async (parcel) => {
    sent.push(parcel);
    return server.take(parcel);
  };
  const ledger = newLedger(store);
  const outbox = new Outbox({ store, send, wait: soon(), now: () => new Date("2026-06-13T10:00:00Z") });
  for (let count = 0; count < 60; count += 1) await ledger.keep({ ...SALE, total_cents: 100 }, SELLER);
  await outbox.poke();
  assert.deepEqual(sent.map(({ facts }) => facts.length), [50, 10]);
  assert.deepEqual(sent.map(({ sent_at }) => sent_at), Array(2).fill("2026-06-13T10:00:00.000Z"));
  assert.equal(sent[0].witness, null);
  assert.equal(sent[1].witness.seq, 50);
  assert.equal(sent[0].books, undefined);
  assert.deepEqual(sent[1].books, { till_seq: 60, receipts: 60, total_cents: 6_000 });
  await outbox.beat();
  assert.deepEqual([sent[2].facts, sent[2].witness.seq, sent[2].books.till_seq], [[], 60, 60]);
  assert.equal(outbox.state.syncedAt, "2026-06-13T10:00:00.000Z");
  const next = new Outbox({ store, send, wait: soon() });
  await next.start();
  assert.equal(next.state.syncedAt, "2026-06-13T10:00:00.000Z");
});

test("a heartbeat goes on until somebody hears it, and nothing else is sent meanwhile", async () => {
  const store = await newStore();
  const server = newServer();
  const failures = [new Error("silence"), refused(503), null];
  const send = async (parcel) => {
    const failure = failures.shift();
    if (failure) throw failure;
    return { ...server.take(parcel), skew_ms: 90_000 };
  };
  const outbox = new Outbox({ store, send, wait: soon() });
  await outbox.poke();
  assert.equal(failures.length, 3);
  await outbox.heard(false, "offline");
  await outbox.working;
  assert.deepEqual([failures.length, outbox.state.isOnline, outbox.state.skewMs], [0, true, 90_000]);
});

test("a server that lost facts gets all of them again, and what it flagged stays flagged", async () => {
  const store = await newStore();
  const server = newServer();
  const ledger = newLedger(store);
  const flags = new Set();
  const send = async (parcel) => server.take(parcel, flags);
  const outbox = new Outbox({ store, send, wait: soon() });
  const facts = [];
  for (let count = 0; count < 5; count += 1) facts.push(await ledger.keep(SALE, SELLER));
  flags.add(facts[1].fact_id).add(facts[4].fact_id);
  await outbox.poke();
  const backup = server.backup(3);
  await ledger.keep(SALE, SELLER);
  server.restore(backup);
  flags.clear();
  await outbox.poke();
  assert.equal(server.recorded.size, 6);
  const kept = await records(store);
  assert.deepEqual(kept.map(({ status }) => status), ["recorded", "conflict", "recorded", "recorded", "recorded", "recorded"]);
  assert.equal(outbox.state.pending, 0);
});

test("two tabs deliver one after the other, and each fact is sent once", async () => {
  const store = await newStore();
  const server = newServer();
  const ledger = newLedger(store);
  const alone = queue();
  let sent = 0;
  const send = async (parcel) => {
    sent += parcel.facts.length;
    await new Promise((resolve) => setImmediate(resolve));
    return server.take(parcel);
  };
  for (let count = 0; count < 120; count += 1) await ledger.keep(SALE, SELLER);
  const tabs = [1, 2].map(() => new Outbox({ store, send, alone, wait: soon() }));
  await Promise.all(tabs.map((tab) => tab.poke()));
  assert.equal(sent, 120);
  await tabs[0].recount();
  assert.equal(tabs[0].state.pending, 0);
});

test("nobody is told of a change when there is none", async () => {
  const store = await newStore();
  const told = [];
  const outbox = new Outbox({ store, send: async () => assert.fail(), changed: (state) => told.push(state), wait: soon() });
  await outbox.poke();
  await outbox.poke();
  await outbox.recount();
  assert.equal(told.length, 0);
});
