/** A price that a cashier may not give says who allowed it, whoever cashes the basket in the end. */

import assert from "node:assert/strict";
import test from "node:test";

import { hold, recall } from "../../app/static/till/held.js";
import { Ledger } from "../../app/static/till/ledger.js";
import { cashPayment } from "../../app/static/till/payment.js";
import { pay } from "../../app/static/till/selling.js";
import { Till } from "../../app/static/till/till.js";
import { givePrice } from "../../app/static/till/views/price.js";
import { newStore, queue, records } from "./device_store.js";

const LOT = {
  code: "AAA", exhibitor: "E01", exhibitor_name: "Firm", status: "offered", designation: "Door", unit: "u",
  category: "CAR", vat_regime: "normal", origin: "used", price_cents: 1_000, reference_price_cents: null,
  unit_weight_g: null, weight_method: "unknown", remaining_milli: 9_000, labelled_price_cents: null,
};
const CASHIERS = [
  { code: "K1", name: "Camille", is_supervisor: false },
  { code: "K2", name: "Ali", is_supervisor: true },
];

async function sellingAs(code) {
  const store = await newStore();
  const till = new Till({
    store, ledger: new Ledger(store, { lock: queue() }), outbox: { poke() {}, state: {} }, api: {},
    catalogue: { take() {}, known: async () => LOT }, signals: {}, language: "fr", changed() {},
  });
  const place = {
    edition: { slug: "here", sales_mode: "central_till" }, till: { cashier_markdown_bp: 2_000 }, cashiers: CASHIERS,
  };
  Object.assign(till, { series: "C1a", session: { uuid: "s" }, cashier: { code }, place });
  await till.setBasket({ lines: [{ lot: LOT, milli: 1_000 }], payments: [] });
  return till;
}

async function soldBy(till, cents) {
  await pay(till, cashPayment(cents, cents));
  const [{ fact }] = await records(till.store);
  return [fact.cashier, fact.total_cents, fact.approved_by];
}

test("a supervisor's own price names them, though another takes the basket up and cashes it", async () => {
  const till = await sellingAs("K2");
  await givePrice(till, "AAA", 500, { reason: "damaged" });
  await hold(till);
  till.cashier = { code: "K1" };
  await recall(till, till.held[0].id);
  assert.deepEqual(await soldBy(till, 500), ["K1", 500, "K2"]);
});

test("within the limit nobody is named, supervisor or not", async () => {
  for (const code of ["K1", "K2"]) {
    const till = await sellingAs(code);
    await givePrice(till, "AAA", 800, { reason: "negotiated" });
    assert.deepEqual(await soldBy(till, 800), [code, 800, undefined]);
  }
});
