/** A stand's basket comes from the server, or from its QR without the network; once a tablet. */

import assert from "node:assert/strict";
import test from "node:test";

import { EMPTY, factLine } from "../../app/static/till/basket.js";
import { TillError } from "../../app/static/till/errors.js";
import { rememberCashed, standBasketOf, takeStandBasket } from "../../app/static/till/stand_basket.js";

const lot = (code, more = {}) => ({
  code, status: "offered", designation: code, exhibitor: "E01", category: "CAR", unit: "u", price_cents: 900,
  reference_price_cents: null, unit_weight_g: 1_000, weight_method: "declared", vat_regime: "normal",
  origin: "used", remaining_milli: 40_000, ...more,
});

function tillWith({ answer, kept = {}, lines = [], payments = [] } = {}) {
  return {
    basket: { ...EMPTY, lines, payments },
    store: { get: async (name) => kept[name] },
    catalogue: { known: async (code) => (code === "UNKNWN" ? undefined : lot(code)), ask: async () => { throw new TillError("lot_nowhere"); } },
    api: { get: async () => { if (answer instanceof Error) throw answer; return answer; } },
    setBasket(next) { this.basket = next; },
  };
}

const scan = { kind: "basket", code: "BC7K3PX", lines: [{ lot: "D2PY7H", milli: 3_000 }] };
const told = (state, receipt = null) => ({ number: 7, state, receipt, lines: [{ lot: "C7K3PX", quantity_milli: 2_000 }] });
const offline = new TillError("offline");
const refuses = (till, code, what = scan) => assert.rejects(takeStandBasket(till, what), { code });

test("the server's lines go among the others, to be collected", async () => {
  const till = tillWith({ answer: told("open"), lines: [{ lot: lot("D2PY7H"), milli: 1_000 }] });
  assert.deepEqual(await takeStandBasket(till, scan), { number: 7, count: 1 });
  const facts = till.basket.lines.map(factLine);
  assert.deepEqual(facts.map((line) => [line.lot, line.quantity_milli, line.to_collect]), [
    ["D2PY7H", 1_000, undefined], ["C7K3PX", 2_000, true],
  ]);
  assert.equal(standBasketOf(till.basket.lines), "BC7K3PX");
});

test("without the network the QR's own lines are taken", async () => {
  for (const answer of [offline, Object.assign(new TillError("busy"), { status: 503 })]) {
    const till = tillWith({ answer });
    assert.deepEqual(await takeStandBasket(till, scan), { number: null, count: 1 });
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
  await refuses(tillWith({ answer: told("open"), lines: other }), "stand_basket_second");
  await refuses(tillWith({ answer: offline, kept: { cashed: { BC7K3PX: true } } }), "stand_basket_cashed");
  await refuses(tillWith({ answer: told("open"), payments: [{ mode: "cash", amount_cents: 1 }] }), "payment_begun");
});

test("half a basket is never taken: an unknown lot stops all of it", async () => {
  const till = tillWith({ answer: offline });
  const lines = [...scan.lines, { lot: "UNKNWN", milli: 1_000 }];
  await assert.rejects(takeStandBasket(till, { ...scan, lines }), { code: "lot_nowhere" });
  assert.deepEqual(till.basket.lines, []);
});

test("a tablet remembers what it cashed beside what it did before", async () => {
  const till = tillWith({ kept: { cashed: { BOLD: true } } });
  assert.deepEqual(await rememberCashed(till, "BNEW"), { cashed: { BOLD: true, BNEW: true } });
  assert.deepEqual(await rememberCashed(till, null), {});
});
