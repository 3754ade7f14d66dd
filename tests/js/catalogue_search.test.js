/** The catalogue on the device, searched in French. */

import assert from "node:assert/strict";
import test from "node:test";

import { wordsOf } from "../../app/static/till/plurals.js";
import { lot, names, newCatalogue, newHall } from "./catalogue_hall.js";

test("words are found in singular and plural, without accents, in any order", async () => {
  const hall = newHall();
  hall.set(
    lot("T1", "Tuiles mécaniques rouges"),
    lot("P1", "Panneau OSB 18 mm"),
    lot("M1", "Profilé en métal"),
    lot("C1", "Sac de chaux"),
    lot("Y1", "Tuyaux PVC"),
    lot("S1", "Panneau vendu", { remaining_milli: 0 }),
    lot("W1", "Panneau retiré", { status: "withdrawn" }),
  );
  const { catalogue } = await newCatalogue(hall);
  await catalogue.refresh("here");
  const found = async (text) => names(await catalogue.search(text));
  assert.deepEqual(await found("tuile"), ["Tuiles mécaniques rouges"]);
  assert.deepEqual(await found("ROUGE mecanique"), ["Tuiles mécaniques rouges"]);
  assert.deepEqual(await found("panneaux"), ["Panneau OSB 18 mm", "Panneau vendu"]);
  assert.deepEqual(await found("métaux"), ["Profilé en métal"]);
  assert.deepEqual(await found("chau"), ["Sac de chaux"]);
  assert.deepEqual(await found("chaux"), ["Sac de chaux"]);
  assert.deepEqual(await found("tuyau"), ["Tuyaux PVC"]);
  assert.deepEqual(await found("panneau tuile"), []);
  assert.deepEqual(await found("doubs osb"), ["Panneau OSB 18 mm"]);
  assert.deepEqual(await found(" , "), []);
  assert.deepEqual(wordsOf("Œuvres d’art, 60 × 60"), ["oeuvre", "d", "art", "60", "60"]);
});

test("plurals in -aux and after a vowel are found, however they are typed", async () => {
  const hall = newHall();
  hall.set(
    lot("A1", "Matériaux divers"),
    lot("B1", "Vitrail ancien"),
    lot("C1", "Éviers inox"),
    lot("D1", "Noix de coco"),
    lot("E1", "Poutre en bois"),
    lot("F1", "Boîte de clous"),
  );
  const { catalogue } = await newCatalogue(hall);
  await catalogue.refresh("here");
  const found = async (text) => names(await catalogue.search(text));
  for (const text of ["matériau", "materiau", "MATÉRIAUX"]) assert.deepEqual(await found(text), ["Matériaux divers"]);
  for (const text of ["vitraux", "vitrail", "vitrails"]) assert.deepEqual(await found(text), ["Vitrail ancien"]);
  assert.deepEqual(await found("evier"), ["Éviers inox"]);
  assert.deepEqual(await found("noix"), ["Noix de coco"]);
  assert.deepEqual(await found("bois"), ["Poutre en bois"]);
  assert.deepEqual(await found("clou"), ["Boîte de clous"]);
});

test("what an older till kept by its own rule is read again, and stays to be sold meanwhile", async () => {
  const hall = newHall();
  hall.set(lot("V1", "Vitrail ancien"));
  const { catalogue, store } = await newCatalogue(hall);
  await catalogue.refresh("here");
  const record = await catalogue.shelf.get("V1");
  await catalogue.shelf.put([{ ...record, words: ["vitrail"] }]);
  await store.jot("catalogue", { edition: "here", revision: 1 });

  const renewed = await newCatalogue(hall, store);
  hall.fails = new Error("silence");
  await assert.rejects(renewed.catalogue.refresh("here"));
  assert.equal((await renewed.catalogue.known("V1")).designation, "Vitrail ancien");
  hall.fails = null;
  await renewed.catalogue.refresh("here");
  assert.deepEqual(names(await renewed.catalogue.search("vitraux")), ["Vitrail ancien"]);
  await renewed.catalogue.refresh("here");
  assert.deepEqual(hall.asked.slice(-2), ["lots?", "lots?since=1"]);
});

test("eight hits at most, those with something left first", async () => {
  const hall = newHall();
  for (let count = 10; count < 30; count += 1) hall.set(lot(`L${count}`, "Brique", { remaining_milli: count < 25 ? 0 : 1_000 }));
  const { catalogue } = await newCatalogue(hall);
  await catalogue.refresh("here");
  const hits = await catalogue.search("briques");
  assert.equal(hits.length, 8);
  assert.deepEqual(hits.map(({ remaining_milli: left }) => left > 0), [true, true, true, true, true, false, false, false]);
});
