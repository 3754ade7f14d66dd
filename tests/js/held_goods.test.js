/** What a cashier reads of goods that others hold: how much, and until an hour, a day or a date. */

import assert from "node:assert/strict";
import test from "node:test";

import { speak } from "../../app/static/till/format.js";
import { heldWords } from "../../app/static/till/views/held_goods.js";

const NOW = Date.parse("2026-06-12T08:00:00Z");
const hold = (milli, until, code = "HC7K3PX") => ({ code, milli, until });
const words = (holds, more = {}) => heldWords({ lot: { unit: "u", holds }, ...more }, NOW)?.replaceAll(/[\u00a0\u202f]/g, " ");

test("the hour alone, the day too, or the date: as little as says it", () => {
  speak({ language: "fr", timezone: "Europe/Paris" });
  assert.equal(words([hold(2_000, "2026-06-12T14:00:00.000Z")]), "2 reserved until 16:00");
  assert.match(words([hold(2_000, "2026-06-13T14:00:00.000Z")]), /until sam\. 16:00$/);
  assert.match(words([hold(2_000, "2026-06-19T14:00:00.000Z")]), /until 19\/06\/2026 16:00$/);
});

test("midnight is the end of the day that people mean, not the start of the next", () => {
  speak({ language: "fr", timezone: "Europe/Paris" });
  assert.equal(words([hold(2_000, "2026-06-12T22:00:00.000Z")]), "2 reserved until ven. 23:59");
  assert.match(words([hold(2_000, "2026-06-13T22:00:00.000Z")]), /until sam\. 23:59$/);
});

test("several holds are one sum until the last of them, less what is over and one's own", () => {
  const holds = [hold(1_000, "2026-06-12T10:00:00.000Z"), hold(2_000, "2026-06-12T14:00:00.000Z", "HD2R9TV")];
  assert.equal(words(holds), "3 reserved until 16:00");
  assert.equal(words(holds, { stand_basket: "HD2R9TV" }), "1 reserved until 12:00");
  assert.equal(words([hold(1_000, "2026-06-12T08:00:00.000Z")]), undefined);
  assert.equal(words(undefined), undefined);
});
