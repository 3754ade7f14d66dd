/** Who is paid what, with which number; and baskets that wait: nothing is lost between two buyers. */

import assert from "node:assert/strict";
import test from "node:test";

import { EMPTY, sellersOf, totals } from "../../app/static/till/basket.js";
import { forget, hold, nextNumber, recall, restore, summaryOf } from "../../app/static/till/held.js";
import { cashPayment, dueBySeller, exactPayment, handedBack, readReference } from "../../app/static/till/payment.js";
import * as reversal from "../../app/static/till/reversal.js";
import { newStore, queue, seeded } from "./device_store.js";

function line(code, exhibitor, cents, milli = 1000) {
  const lot = {
    code, exhibitor, exhibitor_name: `Firm ${exhibitor}`, status: "offered", designation: code, unit: "m2",
    price_cents: cents, unit_weight_g: 1000, remaining_milli: 90_000,
  };
  return { lot, milli };
}

async function till(lots = []) {
  const known = new Map(lots.map((lot) => [lot.code, lot]));
  return {
    store: await newStore(), ledger: { lock: queue() }, basket: EMPTY, changed() {},
    catalogue: { known: async (code) => known.get(code) },
  };
}

test("each seller is owed its lines less what it was paid, to the cent", () => {
  const random = seeded(5);
  for (let run = 0; run < 200; run += 1) {
    const lines = [1, 2, 3, 4, 5].map((n) =>
      line(`L${n}`, `E0${1 + Math.floor(random() * 3)}`, 1 + Math.floor(random() * 9000), 1 + Math.floor(random() * 9000)),
    );
    const sellers = sellersOf(lines);
    assert.equal(sellers.reduce((sum, { cents }) => sum + cents, 0), totals(lines).cents);
    const payments = sellers.map(({ code, cents }) => ({ ...exactPayment("card", cents, cents), exhibitor: code }));
    assert.deepEqual(dueBySeller(sellers, payments).map(({ due }) => due), sellers.map(() => 0));
    assert.deepEqual(dueBySeller(sellers, payments.slice(1)).map(({ due }) => due > 0), sellers.map(({ cents }, n) => n === 0 && cents > 0));
  }
});

test("a number is kept in capitals; a name with accents is none", () => {
  assert.equal(readReference("  vir 12/b "), "VIR 12/B");
  assert.equal(readReference(" "), null);
  assert.throws(() => readReference("Hélène"), { code: "reference_unreadable" });
  assert.equal(exactPayment("cheque", 500, 500, "0012345").reference, "0012345");
  assert.equal("reference" in exactPayment("cheque", 500, 500), false);
});

test("what each seller was paid apart, each pays back as it was paid", () => {
  const sold = (exhibitor, cents) => ({
    lot: exhibitor, exhibitor, designation: exhibitor, quantity_milli: 2000, unit_price_cents: cents,
    total_cents: 2 * cents, unit_weight_g: 10, weight_g: 20, weight_method: "declared",
  });
  const paid = (exhibitor, mode, cents) => ({ mode, amount_cents: cents, tendered_cents: null, exhibitor });
  const sale = {
    lines: [sold("E01", 500), sold("E02", 300)],
    payments: [paid("E01", "cheque", 1000), paid("E02", "card", 400), paid("E02", "cash", 200)],
  };
  const back = reversal.negativeLines(sale, [1000, 2000]);
  assert.deepEqual(reversal.payBack(back, sale, []), [
    paid("E01", "cheque", -500), paid("E02", "card", -400), paid("E02", "cash", -200),
  ]);
  const first = { lines: back, payments: reversal.payBack(back, sale, []) };
  const rest = reversal.negativeLines(sale, [1000, 0]);
  assert.deepEqual(reversal.payBack(rest, sale, [first]), [paid("E01", "cheque", -500)]);
});

test("a basket put aside comes back as it was, and what was in hand takes its place", async () => {
  const here = await till();
  here.basket = { lines: [line("AAA", "E01", 500)], payments: [] };
  await hold(here, "  red van ");
  assert.deepEqual([here.basket, here.held.length, await here.store.get("basket")], [EMPTY, 1, undefined]);
  here.basket = { lines: [line("BBB", "E01", 700)], payments: [] };
  const [held] = here.held;
  assert.deepEqual([held.name, held.number, summaryOf(held).cents], ["red van", 1, 500]);
  await recall(here, held.id);
  assert.deepEqual([here.basket.lines[0].lot.code, here.held.length, here.held[0].number], ["AAA", 1, 2]);
  assert.equal((await here.store.get("basket")).lines[0].lot.code, "AAA");
  assert.equal(nextNumber(here.held), 3);
});

test("a basket taken up again has today's price", async () => {
  const aside = line("AAA", "E01", 500);
  const here = await till([{ ...aside.lot, price_cents: 450 }]);
  here.basket = { lines: [aside], payments: [] };
  await hold(here);
  await recall(here, here.held[0].id);
  assert.deepEqual([totals(here.basket.lines).cents, here.basket.lines[0].was_cents], [450, 500]);
});

test("a deletion is undone in its place, and a payment begun keeps the basket in hand", async () => {
  const here = await till();
  for (const code of ["AAA", "BBB"]) {
    here.basket = { lines: [line(code, "E01", 500)], payments: [] };
    await hold(here);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const deleted = await forget(here, here.held[0].id);
  assert.equal(here.held.length, 1);
  await restore(here, deleted);
  assert.deepEqual(here.held.map(({ number }) => number), [1, 2]);
  here.basket = { lines: [line("CCC", "E01", 5)], payments: [exactPayment("card", 5, 2)] };
  assert.throws(() => hold(here), { code: "payment_begun" });
  await assert.rejects(recall(here, here.held[0].id), { code: "payment_begun" });
  assert.equal(here.held.length, 2);
});

test("what another page of the till took up is not taken twice", async () => {
  const here = await till();
  here.basket = { lines: [line("AAA", "E01", 500)], payments: [] };
  await hold(here);
  const { id } = here.held[0];
  await here.store.putAll({ held: [] });
  await assert.rejects(recall(here, id), { code: "held_elsewhere" });
  assert.deepEqual(here.basket, EMPTY);
});

test("what was paid by card is paid back by card: the drawer gives only cash and change", () => {
  const card = exactPayment("card", 5000, 5000);
  assert.deepEqual(handedBack({ payments: [card] }), []);
  assert.deepEqual(handedBack({ payments: [card, cashPayment(2866, 3000)] }), [{ mode: "cash", cents: 134 }]);
  const back = (mode, cents) => ({ mode, amount_cents: -cents, tendered_cents: null });
  assert.deepEqual(handedBack({ payments: [back("card", 9000), back("card", 6400), back("cash", 50)] }), [
    { mode: "card", cents: 15400 },
    { mode: "cash", cents: 50 },
  ]);
});
