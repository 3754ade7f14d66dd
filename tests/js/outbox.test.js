/** Facts kept and delivered: whatever the network does, each reaches the server once, in its chain. */

import assert from "node:assert/strict";
import test from "node:test";

import { canonical, GENESIS, sha256 } from "../../app/static/till/canonical.js";
import { Ledger } from "../../app/static/till/ledger.js";
import { Outbox } from "../../app/static/till/outbox.js";
import { MemoryStore, queue, seeded } from "./memory_store.js";

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

/** A server that keeps each fact once, and answers as bourse/tills/recording.py does. */
function newServer() {
  const recorded = new Map();
  return {
    recorded,
    take(facts) {
      const outcomes = facts.map((fact) => {
        const result = recorded.has(fact.fact_id) ? "already" : "recorded";
        recorded.set(fact.fact_id, fact);
        return { fact_id: fact.fact_id, result, seq: recorded.size, reasons: [] };
      });
      return { outcomes, head: { seq: recorded.size, hash: "0" } };
    },
  };
}

function refused(status, retryAfterMs) {
  return Object.assign(new Error("no"), { status, code: "busy", retryAfterMs });
}

test("facts are numbered without a gap and chained, many at once too", async () => {
  const store = new MemoryStore();
  const ledger = newLedger(store);
  const kinds = [{ kind: "session_opened", float_cents: 0 }, SALE, SALE, { kind: "cash_movement", amount_cents: 1, reason: "other" }, SALE];
  const facts = await Promise.all(kinds.map((content) => ledger.keep(content, SELLER)));
  assert.deepEqual(facts.map((fact) => fact.till_seq), [1, 2, 3, 4, 5]);
  assert.deepEqual(facts.map((fact) => fact.receipt), [undefined, 1, 2, undefined, 3]);
  let previous = GENESIS;
  for (const fact of facts) {
    assert.equal(fact.prev, previous);
    previous = await sha256(canonical(fact));
  }
  assert.equal((await store.get("numbers")).prev, previous);
});

test("what goes with a fact is kept with it, and a slower tab keeps nothing", async () => {
  const store = new MemoryStore();
  const [one, other] = [newLedger(store), newLedger(store)];
  await one.keep(SALE, { ...SELLER, also: { basket: null, session: "s" } });
  assert.equal(await store.get("session"), "s");
  const results = await Promise.allSettled([one.keep(SALE, SELLER), other.keep(SALE, SELLER)]);
  assert.deepEqual(results.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
  assert.equal(store.records.length, 2);
});

test("numbers the server has and the device forgot are gone on from, never back to", async () => {
  const store = new MemoryStore();
  const ledger = newLedger(store);
  await ledger.adopt({ till_seq: 41, receipt: 17, prev: "f".repeat(64) });
  const fact = await ledger.keep(SALE, SELLER);
  assert.deepEqual([fact.till_seq, fact.receipt, fact.prev], [42, 18, "f".repeat(64)]);
  await ledger.adopt({ till_seq: 3, receipt: 1, prev: GENESIS });
  assert.equal((await ledger.keep(SALE, SELLER)).till_seq, 43);
});

test("random timeouts, refusals, lost answers and reloads: each fact arrives once and in order", async () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const random = seeded(seed);
    const store = new MemoryStore();
    const server = newServer();
    const send = async (facts) => {
      const luck = random();
      if (luck < 0.2) throw new Error("no network");
      if (luck < 0.3) throw refused([401, 429, 500, 503][Math.floor(random() * 4)]);
      const answer = server.take(structuredClone(facts));
      if (luck < 0.5) throw new Error("the answer was lost");
      return answer;
    };
    let outbox;
    const start = () => {
      outbox = new Outbox({ store, send, wait: soon(), random });
    };
    start();
    const ledger = newLedger(store);
    for (let count = 0; count < 40; count += 1) {
      await ledger.keep(SALE, SELLER);
      if (random() < 0.5) outbox.poke();
      if (random() < 0.1) start();
      if (random() < 0.3) await new Promise((resolve) => setImmediate(resolve));
    }
    await outbox.poke();
    assert.equal(server.recorded.size, 40);
    assert.equal(await store.count("recorded"), 40);
    const arrived = [...server.recorded.values()].map((fact) => fact.till_seq);
    assert.deepEqual(arrived, arrived.toSorted((one, other) => one - other), `seed ${seed}`);
  }
});

test("a fact kept in the last moment of a delivery is delivered too", async () => {
  const store = new MemoryStore();
  const server = newServer();
  const ledger = newLedger(store);
  const outbox = new Outbox({ store, send: async (facts) => server.take(facts), wait: soon() });
  const count = store.count.bind(store);
  store.count = async (status) => {
    if (!store.records.length) {
      await ledger.keep(SALE, SELLER);
      outbox.poke();
    }
    return count(status);
  };
  await outbox.poke();
  await outbox.working;
  assert.equal(server.recorded.size, 1);
});

test("waits grow, keep to what the server asks, and say what is the matter", async () => {
  const store = new MemoryStore();
  await newLedger(store).keep(SALE, SELLER);
  const [asked, told] = [[], []];
  const answers = [new Error("silence"), new Error("silence"), refused(503, 2000), refused(401), null];
  const server = newServer();
  const send = async (facts) => {
    const failure = answers.shift();
    if (failure) throw failure;
    return server.take(facts);
  };
  const outbox = new Outbox({ store, send, wait: soon(asked), random: () => 1, changed: (state) => told.push(state) });
  await outbox.poke();
  assert.deepEqual(asked, [1000, 2000, 2000, 8000]);
  assert.ok(told.some(({ isOnline, problem, pending }) => isOnline === false && problem === "offline" && pending === 1));
  assert.ok(told.some(({ isOnline, problem }) => isOnline && problem === "busy"));
  const { isOnline, pending, problem } = outbox.state;
  assert.deepEqual([isOnline, pending, problem], [true, 0, null]);
});

test("refused and flagged facts are marked, and are not sent again", async () => {
  const store = new MemoryStore();
  const ledger = newLedger(store);
  for (let count = 0; count < 3; count += 1) await ledger.keep(SALE, SELLER);
  const results = ["recorded", "conflict", "refused"];
  let sent = 0;
  const send = async (facts) => {
    sent += 1;
    const outcomes = facts.map((fact, index) => ({ fact_id: fact.fact_id, result: results[index], seq: null, reasons: [results[index]] }));
    return { outcomes, head: { seq: 3, hash: "abc" } };
  };
  const outbox = new Outbox({ store, send, wait: soon() });
  await outbox.poke();
  await outbox.poke();
  assert.equal(sent, 1);
  assert.deepEqual(store.records.map(({ status }) => status), results);
  assert.deepEqual(store.records[2].reasons, ["refused"]);
  assert.equal(outbox.state.refused, 1);
  assert.deepEqual(await store.get("head"), { seq: 3, hash: "abc" });
});
