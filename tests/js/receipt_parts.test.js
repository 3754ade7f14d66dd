/** A receipt shows the VAT that its lines were sold under, whatever its sellers' regime is by now. */

import assert from "node:assert/strict";
import test from "node:test";

import { partsOf } from "../../app/static/till/receipt_parts.js";

const VAT = {
  normal: { rate_bp: 2_000, mention: "" },
  franchise: { rate_bp: null, mention: "293 B" },
  margin: { rate_bp: null, mention: "297 E" },
};
const seller = (code, values = { vat: VAT }) => ({ code, name: `Firm ${code}`, ...values });
const line = (exhibitor, vat_regime, total_cents) => ({ exhibitor, vat_regime, total_cents });

test("what was sold without VAT stays so once its seller is liable to it", () => {
  const [part] = partsOf({ lines: [line("E01", "franchise", 1_200)] }, [seller("E01", { vat: VAT, vat_rate_bp: 2_000, vat_mention: "" })]);
  assert.deepEqual([part.vat.rate, part.vat.cents, part.vat.mention], [null, null, "293 B"]);
});

test("a seller whose regime changed between two lines has a part for each", () => {
  const lines = [line("E01", "franchise", 500), line("E02", "margin", 100), line("E01", "normal", 1_200), line("E01", "normal", 1)];
  const parts = partsOf({ lines }, [seller("E01"), seller("E02")]);
  assert.deepEqual(
    parts.map(({ code, total, lines: own, vat }) => [code, total, own.length, vat.rate, vat.cents]),
    [["E01", 500, 1, null, null], ["E02", 100, 1, null, null], ["E01", 1_201, 2, 2_000, 200]],
  );
});

test("a reversal gives the VAT back, and a seller that nobody knows has none shown", () => {
  const [back, stranger] = partsOf({ lines: [line("E01", "normal", -1_200), line("E09", "normal", 50)] }, [seller("E01")]);
  assert.equal(back.vat.cents, -200);
  assert.deepEqual([stranger.code, stranger.seller, stranger.vat, stranger.total], ["E09", null, null, 50]);
});

test("a place that was kept before it told of each regime shows its seller's own", () => {
  const old = seller("E01", { vat_rate_bp: 2_000, vat_mention: "" });
  assert.equal(partsOf({ lines: [line("E01", "normal", 1_200)] }, [old])[0].vat.cents, 200);
});
