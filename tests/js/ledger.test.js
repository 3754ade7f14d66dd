/** The ledger numbers and chains each fact, and never goes back. */

import assert from "node:assert/strict";
import test from "node:test";

import { canonical, GENESIS, sha256 } from "../../app/static/till/canonical.js";
import { Ledger } from "../../app/static/till/ledger.js";
import { newStore, queue } from "./device_store.js";

const SELLER = { series: "C1a", session: "a-session", cashier: "K1" };
const SALE = { kind: "sale", lines: [], payments: [], total_cents: 0 };

function newLedger(store) {
  return new Ledger(store, { lock: queue() });
}

test("facts are numbered without a gap and chained, many at once too", async () => {
  const store = await newStore();
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

test("numbers the server has and the device forgot are gone on from, never back to", async () => {
  const store = await newStore();
  const ledger = newLedger(store);
  await ledger.adopt({ till_seq: 41, receipt: 17, prev: "f".repeat(64) });
  const fact = await ledger.keep(SALE, SELLER);
  assert.deepEqual([fact.till_seq, fact.receipt, fact.prev], [42, 18, "f".repeat(64)]);
  await ledger.adopt({ till_seq: 3, receipt: 1, prev: GENESIS });
  assert.equal((await ledger.keep(SALE, SELLER)).till_seq, 43);
});

test("a fact says for which edition it was made, and nothing of one where none is known", async () => {
  const ledger = newLedger(await newStore());
  assert.equal((await ledger.keep(SALE, { ...SELLER, edition: "here-2026" })).edition, "here-2026");
  assert.ok(!("edition" in (await ledger.keep(SALE, SELLER))));
});
