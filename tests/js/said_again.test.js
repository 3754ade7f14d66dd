/** The next lot like the one before, on the device as on the server. */

import assert from "node:assert/strict";
import test from "node:test";

import { saidAgain } from "../../app/static/lots/said_again.js";

const board = [["category", "PAN"], ["designation", "OSB"], ["price", "8"], ["method", "computed"], ["material", "osb"], ["thickness", "18"]];

test("what usually repeats is said again, the rest is asked", () => {
  assert.deepEqual(saidAgain(board), { category: "PAN", method: "computed", material: "osb", thickness: "18" });
});

test("the next lot was on no scale: its weight is asked as declared", () => {
  const weighed = [["category", "PAN"], ["method", "weighed"], ["gross", "272"], ["tare", "22"], ["unit_weight", "20"]];
  assert.deepEqual(saidAgain(weighed), { category: "PAN", method: "declared" });
});
