/** A session's account: what each mode should hold, what was counted, who may take a sale back. */

import assert from "node:assert/strict";
import test from "node:test";

import { denominations, readCoins, worth } from "../../app/static/till/coins.js";
import { compared, differs, expected, modesToCount, summary } from "../../app/static/till/drawer.js";
import { findSale, needsApproval } from "../../app/static/till/giving_back.js";
import { newStore } from "./device_store.js";

function basket(kind, ...payments) {
  const paid = payments.map(([mode, amount_cents]) => ({ mode, amount_cents }));
  return { kind, payments: paid, total_cents: paid.reduce((sum, one) => sum + one.amount_cents, 0) };
}

const FACTS = [
  { kind: "session_opened", float_cents: 10_000 },
  basket("sale", ["cash", 2_000], ["card", 500]),
  basket("sale", ["cheque", 700]),
  basket("reversal", ["card", -900]),
  basket("training", ["cash", 99_999]),
  { kind: "cash_movement", amount_cents: -1_500, reason: "bank_deposit" },
  { kind: "duplicate", of: "a", copy_number: 1 },
];

test("every mode is expected to hold what its facts say, training left out", () => {
  const { sales, reversals, copies, cents } = summary(FACTS);
  assert.deepEqual([sales, reversals, copies, cents], [2, 1, 1, 2_300]);
  const sums = expected({ start_cents: 10_000 }, FACTS);
  assert.deepEqual(Object.fromEntries(sums), { cash: 10_500, card: -400, cheque: 700 });
});

test("a session taken up again goes on from what the server knew", () => {
  const sums = expected({ start_cents: 4_000, start_modes: { card: 1_000, transfer: 5 } }, FACTS);
  assert.deepEqual(Object.fromEntries(sums), { cash: 4_500, card: 600, cheque: 700, transfer: 5 });
});

test("the modes switched on are counted, and those that took something all the same", () => {
  const sums = expected({ start_cents: 0 }, FACTS);
  assert.deepEqual(modesToCount(["card"], sums), ["cash", "card", "cheque"]);
  assert.deepEqual(modesToCount(["transfer", "cash"], new Map()), ["cash", "transfer"]);
});

test("what was counted stands beside what was expected", () => {
  const counts = compared(new Map([["cash", 100], ["card", 0]]), new Map([["cash", 150]]));
  assert.deepEqual(counts, [
    { mode: "cash", expected_cents: 150, counted_cents: 100 },
    { mode: "card", expected_cents: 0, counted_cents: 0 },
  ]);
  assert.equal(differs(counts), true);
  assert.equal(differs(counts.slice(1)), false);
});

test("coins and notes are counted by what they are worth", () => {
  for (const currency of ["EUR", "CHF", "XPF"]) {
    const values = denominations(currency);
    assert.deepEqual(values, values.toSorted((one, other) => other - one), currency);
  }
  assert.deepEqual(denominations("USD"), []);
  const coins = readCoins([5_000, 200, 1], ["2", " 3 ", ""]);
  assert.deepEqual(coins, [{ value_cents: 5_000, count: 2 }, { value_cents: 200, count: 3 }]);
  assert.equal(worth(coins), 10_600);
  for (const text of ["1,5", "-1", "x", "100000"]) {
    assert.throws(() => readCoins([100], [text]), { code: "coins_unreadable" });
  }
});

const minute = (minutes) => Date.parse("2026-06-13T08:00:00.000Z") + minutes * 60_000;

/** A fact of this device by the hour that its clock showed, in minutes. */
function made(seq, minutes) {
  return { fact_id: `s${seq}`, till: "C1a", till_seq: seq, cashier: "K1", happened_at: new Date(minute(minutes)).toISOString() };
}

/** A store that has these facts, as this device sealed them. */
async function kept(...facts) {
  const store = await newStore();
  const writing = store.database.transaction("facts", "readwrite").objectStore("facts");
  for (const fact of facts) writing.add({ fact, status: "pending" });
  return store;
}

test("one's own sale within five minutes is taken back alone", async () => {
  const sale = made(1, 0);
  const store = await kept(sale);
  const at = (minutes, cashier = "K1") => needsApproval({ cashier: { code: cashier }, store }, sale, minute(minutes));
  assert.deepEqual([await at(0), await at(5), await at(5.01), await at(1, "K2")], [false, false, true, true]);
  assert.deepEqual([await at(-1), await at(-1.01), await at(-60)], [false, true, true], "a clock put back makes no sale fresh");
});

test("a clock put back to just after a sale makes it fresh for nobody: the device knows what it made since", async () => {
  const sale = made(2, 60);
  const at = async (minutes, ...facts) =>
    needsApproval({ cashier: { code: "K1" }, store: await kept(...facts) }, sale, minute(minutes));
  const after = [made(3, 240), made(4, 62)];
  assert.equal(await at(63, made(1, 0), sale, ...after), true, "even where another sale was made since");
  assert.equal(await at(63, made(1, 0), sale, made(3, 64)), false);
  assert.equal(await at(63, made(1, 180), sale, made(3, 62)), false, "a clock that was fast and was put right");
  const elsewhere = (one) => ({ ...one, till: "C2a" });
  assert.equal(await at(63, ...after.map(elsewhere)), true, "of a sale on another till, all that this one made counts");
});

const SALE = { kind: "sale", fact_id: "s", till: "C1a", receipt: 1 };
const BACK = { kind: "reversal", fact_id: "r", till: "C1a", receipt: 2, reverses: "s" };
const COPY = { kind: "duplicate", fact_id: "d", of: "s", copy_number: 2 };

test("what this device has not sent yet counts beside what the server says", async () => {
  const api = { get: async () => ({ facts: [SALE], copies: 1, cancels: null }) };
  const found = await findSale({ api, store: await kept(SALE, BACK, COPY) }, "c1a-0001");
  assert.deepEqual(found, { sale: SALE, reversals: [BACK], copies: 2, cancels: null });
});

test("without network only this device's own receipts are found", async () => {
  const silent = { get: async () => { throw Object.assign(new Error(), { code: "offline" }); } };
  const own = await findSale({ api: silent, store: await kept(SALE, BACK) }, " C1a-0001");
  assert.deepEqual(own, { sale: SALE, reversals: [BACK], copies: 0, cancels: null });
  await assert.rejects(findSale({ api: silent, store: await kept(SALE) }, "C9a-0001"), { code: "receipt_elsewhere" });
});
