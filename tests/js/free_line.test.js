/** A free line says all that a fact asks for, and no more than is known. */

import assert from "node:assert/strict";
import test from "node:test";

import { addLot, factLine, flagOf, keyOf, totals } from "../../app/static/till/basket.js";
import { amountOf, freeLot, sellersOf, startOf } from "../../app/static/till/free_line.js";

const place = {
  sellers: [
    { code: "E01", name: "Carrelages du Doubs", vat_regime: "margin", may_sell: true },
    { code: "E02", name: "Parti", vat_regime: "normal", may_sell: false },
    { code: "E03", name: "Toitures", vat_regime: "normal", may_sell: true },
  ],
  categories: [{ code: "CAR", name: "Carrelage", unit: "m2" }, { code: "MIN", name: "Menuiserie", unit: "u" }],
};
const said = {
  designation: " Fenêtre sans étiquette ", exhibitor: "E01", category: "MIN", origin: "dismantled",
  unit: "u", price_cents: 4_000, unit_weight_g: 21_500, reference_price_cents: null,
};

test("a free line freezes what the cashier said, with the seller's VAT regime", () => {
  const lot = freeLot(said, place, "a-key");
  const { lines } = addLot([], lot);
  assert.deepEqual(factLine({ ...lines[0], milli: 2_000 }), {
    lot: null, exhibitor: "E01", category: "MIN", designation: "Fenêtre sans étiquette",
    quantity_milli: 2_000, unit: "u", unit_price_cents: 4_000, total_cents: 8_000, vat_regime: "margin",
    origin: "dismantled", reference_price_cents: null, unit_weight_g: 21_500, weight_g: 43_000,
    weight_method: "declared",
  });
  assert.equal(flagOf(lines[0]), null);
});

test("a weight nobody knows stays unknown, and a kilogram weighs a kilogram", () => {
  const unknown = freeLot({ ...said, unit_weight_g: null }, place, "k");
  assert.deepEqual([unknown.unit_weight_g, unknown.weight_method], [null, "unknown"]);
  const heap = freeLot({ ...said, unit: "kg", unit_weight_g: null }, place, "k");
  assert.deepEqual([heap.unit_weight_g, heap.weight_method], [1_000, "declared"]);
});

test("two free lines are two lines, each by its own name", () => {
  const first = addLot([], freeLot(said, place, "one")).lines;
  const both = addLot(first, freeLot(said, place, "two")).lines;
  assert.deepEqual(both.map(keyOf), ["one", "two"]);
  assert.equal(totals(both).cents, 8_000);
});

test("what is missing is said, one thing at a time", () => {
  for (const name of ["designation", "exhibitor", "category", "origin"]) {
    assert.throws(() => freeLot({ ...said, [name]: " " }, place, "k"), { code: `${name}_missing` });
  }
  assert.throws(() => freeLot({ ...said, price_cents: -1 }, place, "k"), { code: "price_negative" });
});

test("the sheet starts with what is known of the lot and sold here", () => {
  const lot = {
    designation: "Porte", exhibitor: "E03", category: "MIN", origin: "used", unit: "u",
    price_cents: 2_500, unit_weight_g: null, reference_price_cents: 9_000,
  };
  assert.deepEqual(startOf(lot, place), lot);
  const gone = startOf({ ...lot, exhibitor: "E02", category: "TUI" }, place);
  assert.deepEqual([gone.exhibitor, gone.category], ["", ""]);
  assert.deepEqual(sellersOf(place).map(({ code }) => code), ["E01", "E03"]);
  const alone = { ...place, sellers: place.sellers.slice(0, 2) };
  assert.equal(startOf(null, alone).exhibitor, "E01");
  assert.equal(startOf(null, place).unit, "u");
});

test("an amount waits for its price and its quantity", () => {
  assert.equal(amountOf({ price_cents: 850 }, 12_500), 10_625);
  assert.equal(amountOf({ price_cents: null }, 1_000), null);
  assert.equal(amountOf({ price_cents: 850 }, null), null);
});

test("a name is cut between characters, never in the middle of one", () => {
  const { designation } = freeLot({ ...said, designation: `${"x".repeat(199)}🪟🪟 \ud83d` }, place, "k");
  assert.equal(designation, `${"x".repeat(199)}🪟`);
  assert.equal(freeLot({ ...said, designation: "a\ud83db" }, place, "k").designation, "ab");
});
