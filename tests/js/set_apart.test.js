/** A stand's basket or a hold comes from the server, or from its QR without the network; once a tablet. */

import assert from "node:assert/strict";
import test from "node:test";

import { EMPTY, factLine } from "../../app/static/till/basket.js";
import { TillError } from "../../app/static/till/errors.js";
import { forgetCashed, rememberCashed, setApartOf, takeAlong, takeSetApart } from "../../app/static/till/set_apart.js";

const lot = (code, more = {}) => ({
  code, status: "offered", designation: code, exhibitor: "E01", category: "CAR", unit: "u", price_cents: 900,
  reference_price_cents: null, unit_weight_g: 1_000, weight_method: "declared", vat_regime: "normal",
  origin: "used", remaining_milli: 40_000, ...more,
});

const NOW = Date.parse("2026-06-13T10:00:00Z");

function tillWith({ answer, kept = {}, lines = [], payments = [], lots = {} } = {}) {
  return {
    basket: { ...EMPTY, lines, payments },
    store: { get: async (name) => kept[name] },
    catalogue: {
      known: async (code) => (code === "UNKNWN" ? undefined : lot(code, lots[code])),
      learn: async (learnt) => Object.assign(lots, Object.fromEntries(learnt.map((one) => [one.code, one]))),
      ask: async () => { throw new TillError("lot_nowhere"); },
    },
    api: { get: async (path) => { if (answer instanceof Error) throw answer; kept.path = path; return answer; } },
    now: () => NOW,
    setBasket(next) { this.basket = next; },
  };
}

const scan = { kind: "set_apart", code: "BC7K3PX", lines: [{ lot: "D2PY7H", milli: 3_000 }] };
const told = (state, receipt = null) => ({ number: 7, state, receipt, lines: [{ lot: "C7K3PX", quantity_milli: 2_000 }] });
const offline = new TillError("offline");
const refuses = (till, code, what = scan) => assert.rejects(takeSetApart(till, what), { code });

test("the server's lines go among the others, to be collected", async () => {
  const till = tillWith({ answer: told("open"), lines: [{ lot: lot("D2PY7H"), milli: 1_000 }] });
  assert.deepEqual(await takeSetApart(till, scan), { number: 7, name: null, until: null, count: 1, missing: [] });
  const facts = till.basket.lines.map(factLine);
  assert.deepEqual(facts.map((line) => [line.lot, line.quantity_milli, line.to_collect]), [
    ["D2PY7H", 1_000, undefined], ["C7K3PX", 2_000, true],
  ]);
  assert.equal(setApartOf(till.basket.lines), "BC7K3PX");
});

test("without the network the QR's own lines are taken", async () => {
  for (const answer of [offline, Object.assign(new TillError("busy"), { status: 503 })]) {
    const till = tillWith({ answer });
    assert.deepEqual(await takeSetApart(till, scan), { number: null, name: null, until: null, count: 1, missing: [] });
    assert.deepEqual(till.basket.lines.map(({ lot: { code }, milli }) => [code, milli]), [["D2PY7H", 3_000]]);
  }
  await refuses(tillWith({ answer: offline }), "stand_basket_offline", { ...scan, lines: [] });
});

test("what is paid, cancelled or unknown is said, and adds nothing", async () => {
  await refuses(tillWith({ answer: told("paid", "C1a-0004") }), "stand_basket_paid");
  await refuses(tillWith({ answer: told("cancelled") }), "stand_basket_cancelled");
  const unknown = Object.assign(new TillError("basket_unknown"), { status: 404 });
  const till = tillWith({ answer: unknown });
  await refuses(till, "basket_unknown");
  assert.deepEqual(till.basket.lines, []);
});

test("one basket a receipt, once a tablet, and never while one pays", async () => {
  const [mine, other] = ["BC7K3PX", "BX7K3PC"].map((code) => [{ lot: lot("C7K3PX"), milli: 1_000, stand_basket: code }]);
  await refuses(tillWith({ answer: told("open"), lines: mine }), "stand_basket_again");
  await refuses(tillWith({ answer: told("open"), lines: other }), "set_apart_second");
  await refuses(tillWith({ answer: offline, kept: { cashed: { BC7K3PX: true } } }), "stand_basket_cashed");
  await refuses(tillWith({ answer: told("open"), payments: [{ mode: "cash", amount_cents: 1 }] }), "payment_begun");
});

test("half a basket is never taken: an unknown lot stops all of it", async () => {
  const till = tillWith({ answer: offline });
  const lines = [...scan.lines, { lot: "UNKNWN", milli: 1_000 }];
  await assert.rejects(takeSetApart(till, { ...scan, lines }), { code: "lot_nowhere" });
  assert.deepEqual(till.basket.lines, []);
});

test("a tablet remembers what it cashed beside what it did before", async () => {
  const till = tillWith({ kept: { cashed: { BOLD: true } } });
  assert.deepEqual(await rememberCashed(till, "BNEW"), { cashed: { BOLD: true, BNEW: true } });
  assert.deepEqual(await rememberCashed(till, null), {});
});

const HOLD = { kind: "set_apart", code: "HC7K3PX", lines: [{ lot: "D2PY7H", milli: 3_000 }, { lot: "C7K3PX", milli: 1_000 }] };
const held = (state, more = {}) => ({
  state, receipt: null, name: "Jeanne Martin", until: "2026-06-13T14:00:00.000Z",
  lines: [{ lot: "D2PY7H", quantity_milli: 3_000 }, { lot: "C7K3PX", quantity_milli: 1_000 }], ...more,
});
const taken = (till) => till.basket.lines.map(({ lot: { code }, milli, stand_basket: by }) => [code, milli, by]);

test("a hold fills the basket in the visitor's name, to be collected or taken along at once", async () => {
  const kept = {};
  const till = tillWith({ answer: held("held"), kept });
  const said = { number: null, name: "Jeanne Martin", until: null, count: 2, missing: [] };
  assert.deepEqual(await takeSetApart(till, HOLD), said);
  assert.equal(kept.path, "holds/HC7K3PX");
  assert.deepEqual(taken(till), [["D2PY7H", 3_000, "HC7K3PX"], ["C7K3PX", 1_000, "HC7K3PX"]]);
  assert.ok(till.basket.lines.every((line) => line.to_collect));
  const along = takeAlong([...till.basket.lines, { lot: lot("F"), milli: 1_000, to_collect: true }], "HC7K3PX");
  assert.deepEqual(along.map((line) => line.to_collect), [undefined, undefined, true]);
  assert.equal(setApartOf(along), "HC7K3PX");
});

test("what of a hold is sold or withdrawn is told, and the rest is sold", async () => {
  const lots = { D2PY7H: { remaining_milli: 2_000 }, C7K3PX: { status: "withdrawn" } };
  const till = tillWith({ answer: held("held"), lots });
  const { missing, count } = await takeSetApart(till, HOLD);
  assert.deepEqual(missing.map(({ lot: { code }, milli, left }) => [code, milli, left]), [["D2PY7H", 3_000, 2_000], ["C7K3PX", 1_000, 0]]);
  assert.equal(count, 1);
  assert.deepEqual(taken(till), [["D2PY7H", 2_000, "HC7K3PX"]]);
  lots.D2PY7H.remaining_milli = -1;
  await refuses(tillWith({ answer: held("held"), lots }), "hold_gone", HOLD);
});

test("the server's answer brings its lots as they are now: today's price, and what is left", async () => {
  const lots = { D2PY7H: { price_cents: 100 } };
  const now = [lot("D2PY7H", { price_cents: 700, remaining_milli: 1_000 }), lot("C7K3PX")];
  const till = tillWith({ answer: held("held", { lots: now }), lots });
  const { missing } = await takeSetApart(till, HOLD);
  assert.deepEqual(missing.map(({ left }) => left), [1_000]);
  assert.deepEqual(till.basket.lines.map(factLine).map((line) => line.unit_price_cents), [700, 900]);
});

test("a hold that lapsed is sold all the same, and says since when; what is over is refused", async () => {
  const till = tillWith({ answer: held("expired", { until: "2026-06-13T09:00:00.000Z" }) });
  assert.equal((await takeSetApart(till, HOLD)).until, "2026-06-13T09:00:00.000Z");
  await refuses(tillWith({ answer: held("collected", { receipt: "C1a-0004" }) }), "hold_paid", HOLD);
  await refuses(tillWith({ answer: held("cancelled") }), "hold_cancelled", HOLD);
  await refuses(tillWith({ answer: offline, kept: { cashed: { HC7K3PX: true } } }), "hold_cashed", HOLD);
  await refuses(tillWith({ answer: offline }), "hold_offline", { ...HOLD, lines: [] });
  const mine = [{ lot: lot("C7K3PX"), milli: 1_000, stand_basket: "HC7K3PX" }];
  await refuses(tillWith({ answer: held("held"), lines: mine }), "hold_again", HOLD);
  await refuses(tillWith({ answer: told("open"), lines: mine }), "set_apart_second");
});

test("without the network this device's own clock says whether a hold lapsed", async () => {
  for (const [until, lapsed] of [["2026-06-13T09:59:59.000Z", true], ["2026-06-13T10:00:01.000Z", false]]) {
    const lots = { D2PY7H: { holds: [{ code: "HC7K3PX", milli: 3_000, until }] } };
    const till = tillWith({ answer: offline, lots });
    assert.equal((await takeSetApart(till, HOLD)).until, lapsed ? until : null);
    assert.equal(till.basket.lines.length, 2);
  }
});

test("what was given back whole may be paid again", async () => {
  const till = tillWith({ kept: { cashed: { BOLD: true, HC7K3PX: true } } });
  assert.deepEqual(await forgetCashed(till, { stand_basket: "HC7K3PX" }), { cashed: { BOLD: true } });
  assert.deepEqual(await forgetCashed(till, {}), {});
});
