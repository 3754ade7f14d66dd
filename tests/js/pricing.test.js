/** Prices given at the till, and goods weighed there: exact, within limits, odd ones asked about. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import * as basket from "../../app/static/till/basket.js";
import { readGrams, times } from "../../app/static/till/number.js";
import { isWithin, lessBy, percentOff, unitFor } from "../../app/static/till/pricing.js";
import { milliOf, oddity } from "../../app/static/till/weighing.js";
import { seeded } from "./device_store.js";

const vectors = JSON.parse(readFileSync(process.env.VECTORS, "utf-8"));

function lot(values = {}) {
  return {
    code: "C7K3PX", status: "offered", designation: "Carrelage", exhibitor: "E01",
    exhibitor_name: "Carrelages du Doubs", stand: "A1", category: "CAR", unit: "m2",
    price_cents: 850, reference_price_cents: 3000, unit_weight_g: 18_000,
    weight_method: "declared", vat_regime: "normal", origin: "new_surplus",
    remaining_milli: 40_000, labelled_price_cents: null, ...values,
  };
}
const only = (values, milli = 1000) => [{ lot: lot(values), milli }];
const price = (cents, values = {}) => ({ cents, catalogue_cents: 850, reason: "damaged", ...values });

test("a markdown is what Python makes of it, and the limit's own markdown is within the limit", () => {
  for (const { cents, bp, result } of vectors.less_by) {
    assert.equal(lessBy(cents, bp), result);
    assert.ok(isWithin(cents, result, bp));
    assert.equal(isWithin(cents, result - 1, bp), false);
  }
});

test("a price for the line becomes the unit price nearest from below", () => {
  assert.equal(unitFor(10_000, 12_500), 800);
  assert.equal(unitFor(1_000, 250), 4_000);
  assert.equal(unitFor(2_000, 3_000), 666);
  assert.equal(unitFor(0, 3_000), 0);
  const random = seeded(11);
  for (let run = 0; run < 500; run += 1) {
    const [cents, milli] = [1 + Math.floor(random() * 500_000), 1 + Math.floor(random() * 90_000)];
    const unit = unitFor(cents, milli);
    assert.ok(times(unit, milli) <= cents);
    assert.ok(times(unit + 1, milli) > cents || times(unit, milli) === cents);
  }
});

test("a markdown is told in whole percents", () => {
  assert.deepEqual([percentOff(850, 680), percentOff(850, 900), percentOff(0, 0)], [20, -6, 0]);
});

test("another price counts in the line, the total and the fact, with what it was and why", () => {
  const lines = basket.setPrice(only({}, 12_500), 0, price(680));
  assert.equal(basket.totals(lines).cents, 8_500);
  const fact = basket.factLine(lines[0]);
  assert.deepEqual(
    [fact.unit_price_cents, fact.total_cents, fact.catalogue_price_cents, fact.price_reason],
    [680, 8_500, 850, "damaged"],
  );
  const [back] = basket.setPrice(lines, 0, null);
  assert.equal(basket.lineCents(back), 10_625);
  assert.equal("price_reason" in basket.factLine(back), false);
});

test("a price that the catalogue has caught up with is no other price", () => {
  const priced = basket.setPrice(only(), 0, price(700));
  const [same] = basket.refreshLot(priced, lot({ price_cents: 700 }));
  assert.equal("price_reason" in basket.factLine(same), false);
  const [moved] = basket.refreshLot(priced, lot({ price_cents: 900 }));
  assert.equal(basket.factLine(moved).catalogue_price_cents, 850);
  assert.equal(basket.flagOf(moved), null);
});

test("the label's price stands beside the catalogue's until it is the line's", () => {
  assert.equal(basket.otherLabelCents(only({ labelled_price_cents: 850 })[0]), null);
  const [line] = only({ labelled_price_cents: 700 });
  assert.equal(basket.otherLabelCents(line), 700);
  assert.equal(basket.otherLabelCents(basket.setPrice([line], 0, price(700, { reason: "label" }))[0]), null);
});

test("a free line changes its own price and is never flagged", () => {
  const lines = basket.setPrice(only({ code: null, key: "x", price_cents: 500 }), 0, price(300));
  assert.equal(basket.flagOf(lines[0]), null);
  const fact = basket.factLine(lines[0]);
  assert.deepEqual([fact.lot, fact.unit_price_cents, "price_reason" in fact], [null, 300, false]);
});

test("weighed goods weigh gross less tare, until the quantity moves", () => {
  const lines = basket.setWeighing(only({}, 12_500), 0, { gross_g: 231_400, tare_g: 11_400 });
  assert.equal(basket.totals(lines).grams, 220_000);
  const fact = basket.factLine(lines[0]);
  assert.deepEqual(
    [fact.weight_g, fact.weight_method, fact.gross_g, fact.tare_g, fact.unit_weight_g],
    [220_000, "weighed", 231_400, 11_400, 18_000],
  );
  const [moved] = basket.stepQuantity(lines, 0, 1);
  assert.equal(basket.factLine(moved).weight_method, "declared");
  assert.equal(basket.lineGrams(basket.setWeighing(lines, 0, null)[0]), 225_000);
});

test("what is sold by the kilogram takes its quantity from the scale", () => {
  const [line] = basket.setWeighing(only({ unit: "kg", price_cents: 40 }), 0, { gross_g: 18_350, tare_g: 1_000 });
  assert.deepEqual([line.milli, basket.lineCents(line), basket.lineGrams(line)], [17_350, 694, 17_350]);
  assert.equal(milliOf({ gross_g: 1_234_500, tare_g: 0 }, "t"), 1_235);
});

test("odd masses are asked about, plausible ones are not", () => {
  assert.equal(oddity(lot(), 10_000, 170_000), null);
  assert.deepEqual(oddity(lot(), 10_000, 170), { kind: "light", expected: 180_000 });
  assert.equal(oddity(lot(), 10_000, 361_000).kind, "heavy");
  assert.equal(oddity(lot({ unit_weight_g: null }), 1000, 5).kind, "tiny");
  assert.equal(oddity(lot({ unit: "kg", unit_weight_g: 1000 }), 1000, 17_000), null);
  assert.equal(oddity(lot({ unit_weight_g: null }), 1000, 4_000_000).kind, "huge");
});

test("masses are read in kilograms or grams, never in parts of a gram", () => {
  assert.equal(readGrams("12,5", "kg"), 12_500);
  assert.equal(readGrams("850", "g"), 850);
  assert.throws(() => readGrams("0,5", "g"), { code: "number_too_precise" });
});
