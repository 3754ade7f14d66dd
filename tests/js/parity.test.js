/** The scripts compute what Python computes: numbers, lot codes, canonical JSON, formats. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { canonical, sha256 } from "../../app/static/till/canonical.js";
import { MOST_LINES, MOST_PAYMENTS } from "../../app/static/till/caps.js";
import { money, quantity, speak, weight } from "../../app/static/till/format.js";
import { parseLotCode } from "../../app/static/till/lot_code.js";
import { readScaled, times, vatWithin } from "../../app/static/till/number.js";
import { singular } from "../../app/static/till/plurals.js";

const vectors = JSON.parse(readFileSync(process.env.VECTORS, "utf-8"));

function same(vector, compute) {
  if (vector.error) assert.throws(compute, { code: vector.error }, JSON.stringify(vector));
  else assert.equal(compute(), vector.result, JSON.stringify(vector));
}

test("numbers are read alike", () => {
  for (const vector of vectors.read_scaled) {
    same(vector, () => readScaled(vector.text, vector.decimals));
  }
});

test("prices and weights are multiplied alike", () => {
  for (const vector of vectors.times) same(vector, () => times(vector.unit, vector.milli));
});

test("VAT is found within a price alike", () => {
  for (const vector of vectors.vat_within) same(vector, () => vatWithin(vector.cents, vector.bp));
});

test("lot codes are read alike", () => {
  for (const vector of vectors.lot_codes) same(vector, () => parseLotCode(vector.text));
});

test("a receipt holds as much alike", () => {
  assert.deepEqual({ lines: MOST_LINES, payments: MOST_PAYMENTS }, vectors.caps);
});

test("words are brought to the singular alike", () => {
  for (const { word, result } of vectors.singulars) assert.equal(singular(word), result, word);
});

test("JSON is written and hashed alike", async () => {
  for (const vector of vectors.canonical) {
    assert.equal(canonical(vector.value), vector.canonical);
    assert.equal(await sha256(vector.canonical), vector.sha256);
  }
});

test("a float has no canonical form", () => {
  assert.throws(() => canonical({ n: 1.5 }), TypeError);
  assert.throws(() => canonical({ n: 2 ** 53 }), TypeError);
  assert.throws(() => canonical({ n: undefined }), TypeError);
});

test("numbers are shown alike", () => {
  for (const vector of vectors.formats) {
    speak({ language: vector.language });
    assert.equal(money(vector.number), vector.money);
    assert.equal(weight(vector.number), vector.weight);
    assert.equal(quantity(vector.number, vector.unit), vector.quantity);
  }
});
