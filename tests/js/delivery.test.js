/**
 * Delivery lived many times over by chance: selling in two tabs, requests and answers that get lost,
 * answers that come twice, refusals, reloads, a server restored from a backup, the device enrolled
 * anew on it or on another. Afterwards the server has each fact of the last enrolment once, and no
 * server has a fact of another's; the numbers have no gap. A failing seed lives again alike.
 */

import assert from "node:assert/strict";
import test from "node:test";

import { canonical, GENESIS, sha256 } from "../../app/static/till/canonical.js";
import { formerEnrolments } from "../../app/static/till/former.js";
import { Ledger } from "../../app/static/till/ledger.js";
import { Outbox } from "../../app/static/till/outbox.js";
import { openStore } from "../../app/static/till/store.js";
import { freshName, queue, records, seeded } from "./device_store.js";
import { newServer } from "./hall_server.js";

const SEEDS = 40;
const STEPS = 40;
const turn = () => new Promise((resolve) => setImmediate(resolve));
const soon = () => ({ done: turn(), cancel: () => {} });

/** A hall with its servers, a device of two tabs, and all the ways the network fails, by chance. */
class Hall {
  constructor(seed) {
    Object.assign(this, { random: seeded(seed), name: freshName(), made: new Map(), servers: new Map() });
    Object.assign(this, { backup: [], tabs: [], isCalm: false, lock: queue(), alone: queue() });
  }

  /** A tab as it starts: nothing of the one before but what is on the disk. */
  async start(index) {
    const store = await openStore({ name: this.name });
    const ledger = new Ledger(store, { lock: this.lock });
    const send = (parcel, token) => this.#send(parcel, token);
    const outbox = new Outbox({ store, send, alone: this.alone, wait: soon, random: this.random });
    this.tabs[index] = { store, ledger, outbox, who: await store.all(["token", "series"]) };
  }

  get server() {
    return this.servers.get(this.token);
  }

  async step() {
    const tab = this.tabs[Math.floor(this.random() * 2)];
    const luck = this.random();
    if (luck < 0.6) await this.#sell(tab);
    else if (luck < 0.72) tab.outbox.poke();
    else if (luck < 0.82) await this.start(this.tabs.indexOf(tab));
    else if (luck < 0.87) this.backup = this.server.backup(this.server.recorded.size);
    else if (luck < 0.9) this.server.restore(this.backup);
    else if (luck < 0.93) await this.enrol(tab);
    else tab.outbox.beat();
    if (this.random() < 0.4) await turn();
  }

  /** On the same server the series has the next letter; on another one, a first device begins alike. */
  async enrol(tab) {
    const isHere = this.server && this.random() < 0.5;
    const server = isHere ? this.server : newServer();
    const series = isHere ? `C1${String.fromCharCode(this.series.charCodeAt(2) + 1)}` : "C1a";
    const token = `token ${this.servers.size}`;
    await this.lock(() => tab.store.enrol({ token, series }, isHere ? ["head"] : []));
    if (!isHere) this.backup = [];
    Object.assign(this, { token, series });
    this.servers.set(token, server);
    this.made.set(token, []);
    tab.who = { token, series };
  }

  /** A tab that has not heard of the new enrolment keeps nothing, and hears of it then. */
  async #sell(tab) {
    const isSale = this.random() < 0.8;
    const cents = Math.floor(this.random() * 10_000);
    const content = isSale ? { kind: "sale", lines: [], payments: [], total_cents: cents } : { kind: "cash_movement", amount_cents: cents, reason: "other" };
    const keeping = tab.ledger.keep(content, { ...tab.who, session: "s", cashier: "K1" });
    if (tab.who.token === this.token) return this.made.get(this.token).push(await keeping);
    await assert.rejects(keeping, { code: "storage" });
    tab.who = await tab.store.all(["token", "series"]);
    return null;
  }

  async #send(parcel, token) {
    const luck = this.isCalm ? 1 : this.random();
    const sent = structuredClone(parcel);
    const server = this.servers.get(token);
    if (luck < 0.15) throw new Error("no network");
    if (luck < 0.25) throw Object.assign(new Error("no"), { status: [401, 429, 500, 503][Math.floor(this.random() * 4)] });
    if (luck < 0.35) server.take(sent);
    const answer = server.take(sent);
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

async function begun(seed) {
  const hall = new Hall(seed);
  await hall.start(0);
  await hall.enrol(hall.tabs[0]);
  await hall.start(1);
  return hall;
}

async function live(seed) {
  const hall = await begun(seed);
  for (let count = 0; count < STEPS; count += 1) await hall.step();
  await hall.settle();
  return hall;
}

async function hasNoGap(made, why) {
  assert.deepEqual(made.map(({ till_seq }) => till_seq), made.map((_, index) => index + 1), why);
  const receipts = made.flatMap(({ receipt }) => receipt ?? []);
  assert.deepEqual(receipts, receipts.map((_, index) => index + 1), why);
  let previous = GENESIS;
  for (const fact of made) {
    assert.equal(fact.prev, previous, why);
    previous = await sha256(canonical(fact));
  }
}

const ids = (facts) => facts.map(({ fact_id }) => fact_id);

test("whatever happens, each fact reaches its server once, alike, and numbers have no gap", async () => {
  let enrolments = 0;
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { server, servers, token, made, tabs } = await live(seed);
    const why = `seed ${seed}`;
    const kept = await records(tabs[0].store);
    const own = made.get(token);
    assert.deepEqual(ids(kept.map(({ fact }) => fact)), ids(own), why);
    assert.deepEqual(kept.filter(({ status }) => status !== "recorded"), [], why);
    for (const fact of own) assert.deepEqual(server.recorded.get(fact.fact_id), fact, why);
    for (const one of new Set(servers.values())) {
      const theirs = [...servers].flatMap(([whose, its]) => (its === one ? made.get(whose) : []));
      assert.deepEqual([...one.recorded.keys()].filter((id) => !ids(theirs).includes(id)), [], why);
      assert.deepEqual(one.refused, [], why);
    }
    for (const facts of made.values()) await hasNoGap(facts, why);

    const left = (await formerEnrolments(tabs[0].store)).reverse().flatMap((former) => former.records);
    assert.deepEqual(ids(left.map(({ fact }) => fact)), ids([...made].flatMap(([whose, facts]) => (whose === token ? [] : facts))), why);
    const { total_cents: counted } = (await tabs[0].store.get("numbers")) ?? { total_cents: 0 };
    assert.equal(counted, own.reduce((sum, fact) => sum + (fact.receipt ? fact.total_cents : 0), 0), why);
    enrolments += servers.size;
  }
  assert.ok(enrolments > 1.5 * SEEDS, `${enrolments} enrolments: the device is enrolled anew often enough to try it`);
});

test("a delivery that forgot a lost answer would be seen", async () => {
  const hall = await begun(7);
  const { store, ledger, who } = hall.tabs[0];
  for (let count = 0; count < 5; count += 1) await ledger.keep({ kind: "sale", lines: [], payments: [], total_cents: 1 }, { ...who, session: "s", cashier: "K1" });
  const [{ fact }] = await records(store);
  await store.settle([{ fact_id: fact.fact_id, status: "recorded", seq: 1, reasons: [] }], {}, who);
  await hall.settle();
  assert.equal(hall.server.recorded.size, 4);
});
