/** The weight that shows while one types is the one that the server will write. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { search } from "../../app/static/lots/material_search.js";
import { like } from "../../app/static/lots/suggestions.js";
import { doubt, weigh } from "../../app/static/lots/weighing.js";

const { facts, weights } = JSON.parse(readFileSync(process.env.VECTORS, "utf-8")).weighing;

test("weights are worked out alike, and questioned alike", () => {
  let known = 0;
  for (const { said, grams, odd } of weights) {
    const found = weigh(said, facts)?.grams ?? null;
    assert.equal(found, grams, JSON.stringify(said));
    if (found === null) continue;
    known += 1;
    assert.equal(doubt(facts.usual, said.category, said.unit, found) !== null, odd, JSON.stringify(said));
  }
  assert.ok(known > 300);
});

const materials = [
  { code: "ba13", label: "Plaque de plâtre BA13", grams: { m2: 10_600, m3: 850_000 } },
  { code: "osb", label: "Panneau OSB", grams: { m3: 605_000 } },
  { code: "contreplaque", label: "Contreplaqué", grams: { m3: 500_000 } },
  { code: "tole", label: "Tôle d'acier galvanisé", grams: { m3: 7_850_000 } },
];
const codes = (asked) => search(materials, asked).map(({ code }) => code);

test("a material is found by its words, by their beginnings, and by how dense it is", () => {
  assert.deepEqual(codes("BA13"), ["ba13"]);
  assert.deepEqual(codes("plat pla"), ["ba13"]);
  assert.deepEqual(codes("tole galva"), ["tole"]);
  assert.deepEqual(codes("600 kg/m³"), ["osb"]);
  assert.deepEqual(codes("540"), ["contreplaque", "osb"]);
  assert.deepEqual(codes("zinc"), []);
  assert.deepEqual(codes("  "), []);
});

test("what was written before is found by the beginning of each word", () => {
  const known = [{ designation: "Porte chêne 83 cm" }, { designation: "Fenêtre PVC" }];
  assert.deepEqual(like(known, "CHENE por"), [known[0]]);
  assert.deepEqual(like(known, "êne"), []);
});
