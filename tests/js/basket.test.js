/** What a buyer takes and how it is paid and given back: whole numbers, nothing lost on the way. */

import assert from "node:assert/strict";
import test from "node:test";

import * as basket from "../../app/static/till/basket.js";
import { cashPayment, changeOf, dueOf, exactPayment, likelyNotes } from "../../app/static/till/payment.js";
import * as reversal from "../../app/static/till/reversal.js";
import { seeded } from "./device_store.js";

function lot(values = {}) {
  return {
    code: "C7K3PX", status: "offered", designation: "Carrelage", exhibitor: "E01",
    exhibitor_name: "Carrelages du Doubs", stand: "A1", category: "CAR", unit: "m2",
    price_cents: 850, reference_price_cents: 3000, unit_weight_g: 18_000,
    weight_method: "declared", vat_regime: "normal", origin: "new_surplus",
    remaining_milli: 40_000, ...values,
  };
}
const door = lot({ code: "D2R9TV", unit: "u", price_cents: 2500, unit_weight_g: null, weight_method: "unknown", remaining_milli: 1000 });

test("a piece scanned twice counts two, a measure comes with all that is left", () => {
  let { lines } = basket.addLot([], door);
  ({ lines } = basket.addLot(lines, lot()));
  assert.deepEqual(lines.map(({ milli }) => milli), [1000, 40_000]);
  const again = basket.addLot(lines, door);
  assert.equal(again.index, 0);
  assert.deepEqual(again.lines.map(({ milli }) => milli), [2000, 40_000]);
  assert.deepEqual(basket.addLot(lines, lot()).lines.map(({ milli }) => milli), [1000, 40_000]);
});

test("a lot in several pieces comes whole, and once whichever of them is scanned", () => {
  for (const whole of [lot({ pieces: 3 }), lot({ code: "D2R9TV", unit: "u", remaining_milli: 2000, pieces: 2 })]) {
    const { lines } = basket.addLot([], whole);
    assert.deepEqual(lines.map(({ milli }) => milli), [whole.remaining_milli]);
    assert.deepEqual(basket.addLot(lines, whole), { lines, index: 0 });
  }
  assert.equal(basket.isWhole(lot()), false);
  assert.equal(basket.isWhole(lot({ pieces: 1 })), false);
});

test("12,5 of 40 m² has its price and weight, and the total says what has no weight", () => {
  const lines = basket.setQuantity(basket.addLot(basket.addLot([], lot()).lines, door).lines, 0, 12_500);
  assert.equal(basket.lineCents(lines[0]), 10_625);
  assert.equal(basket.lineGrams(lines[0]), 225_000);
  assert.deepEqual(basket.totals(lines), { count: 2, cents: 13_125, grams: 225_000, unknown: 1 });
});

test("a quantity never falls to nothing by minus", () => {
  const { lines } = basket.addLot([], door);
  assert.equal(basket.stepQuantity(lines, 0, -1), lines);
  assert.equal(basket.stepQuantity(lines, 0, 1)[0].milli, 2000);
});

test("lines that want a look are flagged", () => {
  const line = (values, milli) => ({ lot: lot(values), milli });
  assert.equal(basket.flagOf(line({}, 40_000)), null);
  assert.equal(basket.flagOf(line({}, 40_001)), "oversold");
  assert.equal(basket.flagOf(line({ remaining_milli: 0 }, 1000)), "sold_out");
  assert.equal(basket.flagOf(line({ remaining_milli: -5 }, 1000)), "sold_out");
  assert.equal(basket.flagOf(line({ status: "withdrawn" }, 1000)), "not_offered");
  assert.equal(basket.addLot([], lot({ remaining_milli: 0 })).lines[0].milli, 1000);
});

test("what others hold of a lot is flagged until its hour, and never against its own buyer", () => {
  const [before, after] = ["2026-06-13T13:59:59Z", "2026-06-13T14:00:00Z"].map(Date.parse);
  const holds = [
    { code: "HC7K3PX", milli: 6_000, until: "2026-06-13T14:00:00.000Z" },
    { code: "HD2R9TV", milli: 4_000, until: "2026-06-13T13:00:00.000Z" },
  ];
  const reserved = lot({ holds });
  const flagged = (milli, now, by) => basket.flagOf({ lot: reserved, milli, stand_basket: by }, now);
  assert.deepEqual([flagged(34_000, before), flagged(34_001, before), flagged(40_000, after)], [null, "held", null]);
  assert.equal(flagged(40_001, before), "oversold");
  assert.equal(flagged(40_000, before, "HC7K3PX"), null);
  assert.equal(flagged(30_001, Date.parse("2026-06-13T12:00:00Z")), "held");
  assert.equal(flagged(36_001, Date.parse("2026-06-13T12:00:00Z"), "HC7K3PX"), "held");
  assert.equal(basket.addLot([], reserved, before).lines[0].milli, 34_000, "by measure all that is free");
  const all = lot({ holds, remaining_milli: 6_000 });
  assert.equal(basket.addLot([], all, before).lines[0].milli, 6_000, "and what is left where nothing is free");
});

test("news of a lot reach its line and leave the quantity", () => {
  const lines = basket.setQuantity(basket.addLot([], lot()).lines, 0, 5000);
  const [line] = basket.refreshLot(lines, lot({ price_cents: 700, remaining_milli: 4000 }));
  assert.equal(basket.lineCents(line), 3500);
  assert.equal(basket.flagOf(line), "oversold");
  const [repriced] = basket.refreshLot(lines, lot({ price_cents: 700 }));
  assert.deepEqual([repriced.was_cents, basket.flagOf(repriced)], [850, "repriced"]);
  const [back] = basket.refreshLot([repriced], lot());
  assert.equal(basket.flagOf({ ...back, was_cents: 850 }), null);
});

test("a lot of which nothing is new leaves its line the same, for its buttons to stay under a finger", () => {
  const lines = basket.addLot([], lot()).lines;
  const [same] = basket.refreshLot(lines, lot());
  assert.equal(same, lines[0]);
  const [fewer] = basket.refreshLot(lines, lot({ remaining_milli: 4000 }));
  assert.notEqual(fewer, lines[0]);
});

test("cash gives change, the rest is exact, and both may pay one basket", () => {
  const card = exactPayment("card", 13_125, 3_125);
  assert.equal(dueOf(13_125, [card]), 10_000);
  const cash = cashPayment(10_000, 12_000);
  assert.deepEqual([cash.amount_cents, changeOf(cash)], [10_000, 2_000]);
  assert.equal(dueOf(13_125, [card, cash]), 0);
  assert.equal(changeOf(card), 0);
  assert.equal(exactPayment("card", 500, 900).amount_cents, 500);
  const part = cashPayment(10_000, 4_000);
  assert.deepEqual([part.amount_cents, changeOf(part)], [4_000, 0]);
});

test("likely notes are above the due, rising and few", () => {
  assert.deepEqual(likelyNotes(3_720), [4_000, 5_000, 10_000, 20_000]);
  assert.deepEqual(likelyNotes(500), [1_000, 2_000, 5_000, 10_000]);
  assert.deepEqual(likelyNotes(20_000), []);
});

test("parts given back never exceed the sale, and the money goes back as it came", () => {
  const random = seeded(7);
  for (let run = 0; run < 300; run += 1) {
    const lines = [lot(), door, lot({ code: "F3N7JC", price_cents: 333, unit_weight_g: 77 })]
      .map((one) => basket.factLine({ lot: one, milli: one.unit === "u" ? 1000 : 1 + Math.floor(random() * 30_000) }));
    const total = lines.reduce((sum, { total_cents: cents }) => sum + cents, 0);
    const cash = Math.floor(random() * total);
    const sale = {
      kind: "sale", lines, total_cents: total,
      payments: [exactPayment("card", total, total - cash), cashPayment(cash, cash)].filter((paid) => paid.amount_cents),
    };
    const reversals = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const left = reversal.leftToGiveBack(sale, reversals);
      const picked = left.map((milli, index) => (turn === 2 || lines[index].unit === "u" ? milli : Math.floor(random() * milli)));
      const back = reversal.negativeLines(sale, picked);
      if (!back.length) continue;
      const owed = reversal.owedFor(back);
      const payments = reversal.payBack(back, sale, reversals);
      assert.equal(payments.reduce((sum, paid) => sum - paid.amount_cents, 0), owed);
      assert.ok(payments.every((paid) => paid.amount_cents < 0));
      reversals.push({ kind: "reversal", lines: back, payments, total_cents: -owed });
    }
    assert.deepEqual(reversal.leftToGiveBack(sale, reversals), [0, 0, 0]);
  }
});

test("a whole return is the sale's negative twin, to the cent and the gram", () => {
  const line = basket.factLine({ lot: lot(), milli: 12_345 });
  const sale = { lines: [line], payments: [exactPayment("card", line.total_cents, line.total_cents)] };
  const [twin] = reversal.negativeLines(sale, [12_345]);
  assert.deepEqual(twin, { ...line, quantity_milli: -12_345, total_cents: -line.total_cents, weight_g: -line.weight_g });
  assert.deepEqual(reversal.payBack([twin], sale, []), [
    { mode: "card", amount_cents: -line.total_cents, tendered_cents: null },
  ]);
  assert.equal(reversal.payBack([twin], sale, [], "cash")[0].mode, "cash");
});

test("a line sold twice over in one basket gives back each part once", () => {
  const line = basket.factLine({ lot: door, milli: 1000 });
  const sale = { lines: [line, line] };
  const once = [{ lines: [reversal.negativeLine(line, 1000)] }];
  assert.deepEqual(reversal.leftToGiveBack(sale, once), [0, 1000]);
});

test("of two lines of one name, the one of that seller or price comes back", () => {
  const line = { ...basket.factLine({ lot: door, milli: 1000 }), lot: null };
  for (const other of [{ exhibitor: "E99" }, { unit_price_cents: line.unit_price_cents + 100 }]) {
    const sale = { lines: [line, { ...line, ...other }] };
    const once = [{ lines: reversal.negativeLines(sale, [0, 1000]) }];
    assert.deepEqual(reversal.leftToGiveBack(sale, once), [1000, 0]);
  }
});
