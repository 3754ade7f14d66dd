/** A payment at a time: a second tap is the first again, and no sale is empty or paid with too much. */

import assert from "node:assert/strict";
import test from "node:test";

import { MOST_LINES, MOST_PAYMENTS } from "../../app/static/till/caps.js";
import { Ledger } from "../../app/static/till/ledger.js";
import { cashPayment, exactPayment } from "../../app/static/till/payment.js";
import { addLot, dueNow, lotsMoved, pay, sell, sellFree, setLines, stillDue, unpay } from "../../app/static/till/selling.js";
import { Till } from "../../app/static/till/till.js";
import { newStore, queue, records } from "./device_store.js";

function line(code, exhibitor, cents) {
  const lot = {
    code, exhibitor, exhibitor_name: `Firm ${exhibitor}`, status: "offered", designation: code, unit: "u",
    category: "CAR", vat_regime: "normal", origin: "used", price_cents: cents, reference_price_cents: null,
    unit_weight_g: null, weight_method: "unknown", remaining_milli: 9_000,
  };
  return { lot, milli: 1_000 };
}

async function selling(lines, { mode = "central_till" } = {}) {
  const store = await newStore();
  const till = new Till({
    store, ledger: new Ledger(store, { lock: queue() }), outbox: { poke() {}, state: {} }, api: {},
    catalogue: { take() {} }, signals: {}, language: "fr", changed() {},
  });
  const place = { edition: { slug: "here-2026", sales_mode: mode } };
  Object.assign(till, { series: "C1a", session: { uuid: "s" }, cashier: { code: "K1" }, place });
  await till.setBasket({ lines, payments: [] });
  return till;
}

async function sales({ store }) {
  return (await records(store)).map(({ fact }) => [fact.receipt, fact.lines.length, fact.total_cents, fact.payments.length]);
}

test("two taps on the exact amount make one payment and one sale", async () => {
  const till = await selling([line("AAA", "E01", 1_000)]);
  const due = dueNow(till);
  await Promise.all([pay(till, cashPayment(due, due)), pay(till, cashPayment(due, due))]);
  assert.deepEqual([await sales(till), till.screen.name, stillDue(till)], [[[1, 1, 1_000, 1]], "sold", 0]);
});

test("a tap while the sale is being written makes no second, empty one", async () => {
  const till = await selling([line("AAA", "E01", 1_000)]);
  const append = till.store.append.bind(till.store);
  const late = [];
  till.store.append = (...parts) => {
    const done = append(...parts);
    till.store.append = append;
    late.push(pay(till, cashPayment(1_000, 1_000)), unpay(till, 0), sell(till));
    return done;
  };
  await pay(till, cashPayment(1_000, 1_000));
  await Promise.all(late);
  assert.deepEqual(await sales(till), [[1, 1, 1_000, 1]]);
});

test("where each seller is paid apart, a second tap does not pay the next one", async () => {
  const till = await selling([line("AAA", "E01", 1_000), line("BBB", "E02", 700)], { mode: "exhibitor_cashes" });
  await Promise.all([pay(till, cashPayment(1_000, 1_000)), pay(till, cashPayment(1_000, 1_000))]);
  assert.deepEqual(till.basket.payments.map(({ exhibitor, amount_cents }) => [exhibitor, amount_cents]), [["E01", 1_000]]);
  assert.deepEqual([dueNow(till), stillDue(till)], [700, 700]);
});

test("a payment is more than zero and at most what is due; cash handed over may be more", async () => {
  const till = await selling([line("AAA", "E01", 1_000)]);
  for (const cents of [0, -1_000]) {
    await assert.rejects(pay(till, { mode: "cash", amount_cents: cents, tendered_cents: cents }), { code: "amount_not_positive" });
  }
  const card = { mode: "card", amount_cents: 1_001, tendered_cents: null };
  await assert.rejects(pay(till, card), { code: "more_than_due" });
  assert.deepEqual(till.basket.payments, []);
  await pay(till, exactPayment("card", 1_000, 400));
  await pay(till, cashPayment(600, 2_000));
  assert.deepEqual(await sales(till), [[1, 1, 1_000, 2]]);
  await assert.rejects(pay(till, cashPayment(600, 600)), { code: "nothing_due" });
});

test("no sale is made of an empty basket, nor of one that is not paid", async () => {
  const till = await selling([]);
  await assert.rejects(sell(till), { code: "basket_empty" });
  await till.setBasket({ lines: [line("AAA", "E01", 1_000)], payments: [] });
  await assert.rejects(sell(till), { code: "still_due" });
  assert.deepEqual(await sales(till), []);
  await till.setBasket({ lines: [line("AAA", "E01", 0)], payments: [] });
  await sell(till);
  assert.deepEqual(await sales(till), [[1, 1, 0, 0]]);
});

test("a line too many is refused before it is sold, and a basket that is full may shrink", async () => {
  const full = Array.from({ length: MOST_LINES }, (_none, index) => line(`L${index}`, "E01", 100));
  const till = await selling(full);
  till.catalogue.known = async (code) => line(code, "E01", 100).lot;
  till.catalogue.ask = async (code) => line(code, "E01", 100).lot;
  await assert.rejects(addLot(till, "MORE"), { code: "too_many_lines", params: { most: MOST_LINES } });
  await assert.rejects(sellFree(till, { ...full[0].lot, code: null, key: "k" }, 1_000), { code: "too_many_lines" });
  assert.throws(() => setLines(till, [...full, line("MORE", "E01", 100)]), { code: "too_many_lines" });
  await addLot(till, "L7");
  await setLines(till, full.slice(1));
  await addLot(till, "MORE");
  assert.equal(till.basket.lines.length, MOST_LINES);
});

test("the last payment that a receipt holds settles it, or is refused", async () => {
  const till = await selling([line("AAA", "E01", 100_000)]);
  const taken = Array.from({ length: MOST_PAYMENTS - 1 }, () => exactPayment("card", 1, 1));
  await till.setBasket({ ...till.basket, payments: taken });
  const due = dueNow(till);
  await assert.rejects(pay(till, cashPayment(due, due - 1)), { code: "too_many_payments", params: { most: MOST_PAYMENTS } });
  await pay(till, cashPayment(due, due));
  assert.deepEqual(await sales(till), [[1, 1, 100_000, MOST_PAYMENTS]]);
});

test("what could not be kept stays paid, and is kept by the next try", async () => {
  const till = await selling([line("AAA", "E01", 1_000)]);
  const append = till.store.append.bind(till.store);
  till.store.append = async () => {
    throw Object.assign(new Error("full"), { code: "storage" });
  };
  await assert.rejects(pay(till, cashPayment(1_000, 1_000)), { code: "storage" });
  assert.deepEqual([till.basket.payments.length, stillDue(till)], [1, 0]);
  till.store.append = append;
  await sell(till);
  assert.deepEqual(await sales(till), [[1, 1, 1_000, 1]]);
});

test("a basket of which the server says nothing new stays, and with it what is said of a refused card", async () => {
  const till = await selling([line("AAA", "E01", 1_000)]);
  const { basket } = till;
  await lotsMoved(till, [{ ...basket.lines[0].lot }]);
  assert.equal(till.basket, basket);
  await lotsMoved(till, [{ ...basket.lines[0].lot, price_cents: 900 }]);
  assert.equal(dueNow(till), 900);
});
