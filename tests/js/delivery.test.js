/**
 * Delivery lived many times over by chance: selling in two tabs, requests and answers that get lost,
 * answers that come twice, refusals, reloads, a server restored from a backup. Afterwards the server
 * has each fact once, nothing else, and the numbers have no gap. A failing seed lives again alike.
 */

import assert from "node:assert/strict";
import test from "node:test";

import { canonical, GENESIS, sha256 } from "../../app/static/till/canonical.js";
import { Ledger } from "../../app/static/till/ledger.js";
import { Outbox } from "../../app/static/till/outbox.js";
import { openStore } from "../../app/static/till/store.js";
import { freshName, queue, records, seeded } from "./device_store.js";
import { newServer } from "./hall_server.js";

const SEEDS = 40;
const STEPS = 40;
const turn = () => new Promise((resolve) => setImmediate(resolve));
const soon = () => ({ done: turn(), cancel: () => {} });

/** A hall with its server, a device of two tabs, and all the ways the network fails, by chance. */
class Hall {
  constructor(seed) {
    Object.assign(this, { random: seeded(seed), server: newServer(), name: freshName(), made: [] });
    Object.assign(this, { backup: [], tabs: [], isCalm: false, lock: queue(), alone: queue() });
  }

  /** A tab as it starts: nothing of the one before but what is on the disk. */
  async start(index) {
    const store = await openStore({ name: this.name });
    const ledger = new Ledger(store, { lock: this.lock });
    const outbox = new Outbox({ store, send: (parcel) => this.#send(parcel), alone: this.alone, wait: soon, random: this.random });
    this.tabs[index] = { store, ledger, outbox };
  }

  async step() {
    const tab = this.tabs[Math.floor(this.random() * 2)];
    const luck = this.random();
    if (luck < 0.6) await this.#sell(tab);
    else if (luck < 0.75) tab.outbox.poke();
    else if (luck < 0.85) await this.start(this.tabs.indexOf(tab));
    else if (luck < 0.9) this.backup = this.server.backup(this.server.recorded.size);
    else if (luck < 0.93) this.server.restore(this.backup);
    else tab.outbox.beat();
    if (this.random() < 0.4) await turn();
  }

  async #sell({ ledger }) {
    const isSale = this.random() < 0.8;
    const cents = Math.floor(this.random() * 10_000);
    const content = isSale ? { kind: "sale", lines: [], payments: [], total_cents: cents } : { kind: "cash_movement", amount_cents: cents, reason: "other" };
    this.made.push(await ledger.keep(content, { series: "C1a", session: "s", cashier: "K1" }));
  }

  async #send(parcel) {
    const luck = this.isCalm ? 1 : this.random();
    const sent = structuredClone(parcel);
    if (luck < 0.15) throw new Error("no network");
    if (luck < 0.25) throw Object.assign(new Error("no"), { status: [401, 429, 500, 503][Math.floor(this.random() * 4)] });
    if (luck < 0.35) this.server.take(sent);
    const answer = this.server.take(sent);
    if (luck < 0.5) throw new Error("the answer was lost");
    return answer;
  }

  /** The network is well again: all that waits is delivered, once more after the last heartbeat. */
  async settle() {
    this.isCalm = true;
    for (const { outbox } of this.tabs) await outbox.poke();
    for (const { outbox } of this.tabs) await outbox.beat();
  }
}

async function live(seed) {
  const hall = new Hall(seed);
  await hall.start(0);
  await hall.start(1);
  for (let count = 0; count < STEPS; count += 1) await hall.step();
  await hall.settle();
  return hall;
}

test("whatever happens, each fact reaches the server once, alike, and numbers have no gap", async () => {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { server, made, tabs } = await live(seed);
    const why = `seed ${seed}`;
    const kept = await records(tabs[0].store);
    assert.deepEqual(kept.map(({ fact }) => fact.fact_id), made.map(({ fact_id }) => fact_id), why);
    assert.deepEqual(kept.filter(({ status }) => status !== "recorded"), [], why);
    assert.equal(server.recorded.size, made.length, why);
    assert.deepEqual(server.refused, [], why);
    for (const fact of made) assert.deepEqual(server.recorded.get(fact.fact_id), fact, why);
    assert.deepEqual(made.map(({ till_seq }) => till_seq), made.map((_, index) => index + 1), why);
    const receipts = made.flatMap(({ receipt }) => receipt ?? []);
    assert.deepEqual(receipts, receipts.map((_, index) => index + 1), why);
    let previous = GENESIS;
    for (const fact of made) {
      assert.equal(fact.prev, previous, why);
      previous = await sha256(canonical(fact));
    }
    const { total_cents: counted } = (await tabs[0].store.get("numbers")) ?? { total_cents: 0 };
    const sold = made.reduce((sum, fact) => sum + (fact.receipt ? fact.total_cents : 0), 0);
    assert.equal(counted, sold, why);
  }
});

test("a delivery that forgot a lost answer would be seen", async () => {
  const hall = new Hall(7);
  await hall.start(0);
  await hall.start(1);
  const { store } = hall.tabs[0];
  for (let count = 0; count < 5; count += 1) await hall.tabs[0].ledger.keep({ kind: "sale", lines: [], payments: [], total_cents: 1 }, { series: "C1a", session: "s", cashier: "K1" });
  const [{ fact }] = await records(store);
  await store.settle([{ fact_id: fact.fact_id, status: "recorded", seq: 1, reasons: [] }]);
  await hall.settle();
  assert.equal(hall.server.recorded.size, 4);
});
