/** Lots on a device, on a real IndexedDB for Node: kept, sent once, whatever the network does. */

import "fake-indexeddb/auto";

import assert from "node:assert/strict";
import test from "node:test";

import { firmOf, formOf, openDrafts } from "../../app/static/lots/drafts.js";
import { sendAll } from "../../app/static/lots/sending.js";

let serial = 0;

function draft(number, more = {}) {
  return {
    uuid: `00000000-0000-4000-8000-00000000000${number}`,
    account: "7",
    place: "morteau/E01",
    to: { lots: "/lots/sending", photos: "/lots/CODE/photos" },
    fields: [["designation", `Porte ${number}`], ["price", "45"]],
    photos: [],
    state: "waiting",
    at: number,
    saved: true,
    revised: false,
    errors: {},
    ...more,
  };
}

async function device(...drafts) {
  serial += 1;
  const store = await openDrafts(`lots-${serial}`);
  for (const one of drafts) await store.put(one);
  return store;
}

/** A server that keeps lots by UUID and photos by theirs; `fails(asked)` cuts before or after. */
function server({ fails = () => null, account = 7 } = {}) {
  const lots = new Map();
  const photos = new Map();
  const asked = [];
  const answer = (status, said) => ({ ok: status < 400, status, type: "basic", json: async () => said });
  async function ask(address, { method = "GET", body } = {}) {
    const request = { address, method, said: body ? Object.fromEntries(body) : null, turn: asked.length };
    asked.push(request);
    const failure = fails(request);
    if (failure === "before") throw new TypeError("network");
    if (failure?.status) return answer(failure.status, failure.said ?? {});
    if (failure === "sign-in") return { ok: false, status: 0, type: "opaqueredirect" };
    if (method === "GET") return answer(200, { token: "t", account });
    let said = {};
    if (address.endsWith("photos")) photos.set(request.said.uuid, address);
    else {
      const held = lots.get(request.said.uuid);
      if (!held || request.said.revised) lots.set(request.said.uuid, request.said);
      said = { code: `C${request.said.uuid.at(-1)}`, address: "/lots/C", is_new: !held };
    }
    if (failure === "after") throw new TypeError("the answer was lost");
    return answer(200, said);
  }
  return { ask, lots, photos, asked };
}

const bytes = () => new Uint8Array([255, 216, 1]).buffer;

test("what is sent is gone from the device, photos with it", async () => {
  const photographed = draft(2, { photos: [{ uuid: "p1", bytes: bytes() }, { uuid: "p2", bytes: bytes() }] });
  const drafts = await device(draft(1), photographed);
  const hall = server();
  const { sent, halt } = await sendAll(drafts, "7", { ask: hall.ask });
  assert.equal(halt, null);
  assert.deepEqual(sent.map(({ code }) => code), ["C1", "C2"]);
  assert.deepEqual([...hall.photos], [["p1", "/lots/C2/photos"], ["p2", "/lots/C2/photos"]]);
  assert.deepEqual(await drafts.of("7"), []);
});

test("whichever letter is lost, before it arrives or after, each lot and photo is there once", async () => {
  const whole = () => [draft(1, { photos: [{ uuid: "p1", bytes: bytes() }] }), draft(2)];
  const clean = server();
  await sendAll(await device(...whole()), "7", { ask: clean.ask });
  for (let cut = 0; cut < clean.asked.length; cut += 1) {
    for (const when of ["before", "after"]) {
      const drafts = await device(...whole());
      const hall = server({ fails: ({ turn }) => (turn === cut ? when : null) });
      const first = await sendAll(drafts, "7", { ask: hall.ask });
      if (when === "before") assert.equal(first.halt, "offline");
      await sendAll(drafts, "7", { ask: hall.ask });
      assert.equal(hall.lots.size, 2, `${cut} ${when}`);
      assert.equal(hall.photos.size, 1, `${cut} ${when}`);
      assert.deepEqual(await drafts.of("7"), [], `${cut} ${when}`);
    }
  }
});

test("what its author changed after it was saved is sent as changed", async () => {
  const drafts = await device(draft(1));
  const hall = server({ fails: ({ turn }) => (turn === 1 ? "after" : null) });
  assert.equal((await sendAll(drafts, "7", { ask: hall.ask })).halt, "offline");
  await drafts.put(draft(1, { fields: [["price", "30"]], revised: true }));
  await sendAll(drafts, "7", { ask: hall.ask });
  assert.equal(hall.lots.get(draft(1).uuid).price, "30");
});

test("a lot that is being written, or another's, stays", async () => {
  const drafts = await device(draft(1, { state: "writing" }), draft(2, { account: "8" }), draft(3, { state: "refused" }));
  const hall = server();
  await sendAll(drafts, "7", { ask: hall.ask });
  assert.equal(hall.asked.length, 0);
  assert.equal((await drafts.of("7")).length, 2);
  assert.equal((await drafts.of("8")).length, 1);
  assert.equal(await drafts.count(), 2);
});

test("somebody else is signed in: nothing of theirs takes our lots", async () => {
  const drafts = await device(draft(1));
  const hall = server({ account: 8 });
  assert.equal((await sendAll(drafts, "7", { ask: hall.ask })).halt, "signed_out");
  assert.equal(hall.lots.size, 0);
  assert.equal((await drafts.of("7"))[0].state, "waiting");
});

for (const [failure, halt] of [["sign-in", "signed_out"], [{ status: 503 }, "busy"], [{ status: 400 }, "busy"], [{ status: 429 }, "busy"]]) {
  test(`${JSON.stringify(failure)} keeps everything as it is`, async () => {
    const drafts = await device(draft(1), draft(2));
    const hall = server({ fails: ({ method }) => (method === "POST" ? failure : null) });
    assert.equal((await sendAll(drafts, "7", { ask: hall.ask })).halt, halt);
    assert.deepEqual((await drafts.of("7")).map(({ state }) => state), ["waiting", "waiting"]);
  });
}

test("a lot whose firm is out of the edition says so, and the next one leaves", async () => {
  const elsewhere = { lots: "/gone/sending", photos: "/gone/CODE/photos" };
  const drafts = await device(draft(1, { to: elsewhere }), draft(2));
  const isGone = ({ address }) => address.startsWith("/gone");
  const said = { message: "Vous ne participez plus" };
  const hall = server({ fails: (asked) => (isGone(asked) ? { status: 403, said } : null) });
  const { sent, halt } = await sendAll(drafts, "7", { ask: hall.ask });
  assert.deepEqual([sent.map(({ code }) => code), halt], [["C2"], null]);
  const [left] = await drafts.of("7");
  assert.deepEqual([left.state, left.errors], ["refused", { "": [said.message] }]);
});

test("a fault is said on its draft, and the next one leaves", async () => {
  const drafts = await device(draft(1), draft(2));
  const errors = { price: ["Saisissez un nombre"] };
  const isFirst = ({ said }) => said?.designation === "Porte 1";
  const hall = server({ fails: (asked) => (isFirst(asked) ? { status: 422, said: { errors } } : null) });
  const { sent } = await sendAll(drafts, "7", { ask: hall.ask });
  assert.equal(sent.length, 1);
  const [left] = await drafts.of("7");
  assert.deepEqual([left.state, left.errors], ["refused", errors]);
});

test("a change loses nothing that was written meanwhile, and brings nothing back", async () => {
  const drafts = await device(draft(1));
  await Promise.all([
    drafts.change(draft(1).uuid, (held) => ({ ...held, code: "C1" })),
    drafts.change(draft(1).uuid, (held) => ({ ...held, state: "refused" })),
  ]);
  const held = await drafts.get(draft(1).uuid);
  assert.deepEqual([held.code, held.state], ["C1", "refused"]);
  await drafts.forget(draft(1).uuid);
  await drafts.change(draft(1).uuid, (gone) => ({ ...gone }));
  assert.equal(await drafts.get(draft(1).uuid), undefined);
});

/** A change of a lot that is there: a draft of its own, that goes to its lot. */
function change(number, more = {}) {
  const to = { lots: "/lots/C9/sending", photos: "/lots/CODE/photos", form: "/lots/C9/edit" };
  return draft(number, { change: true, to, fields: [["opened", "price:old"], ["price", "45"]], ...more });
}

const saidOf = (held) => Object.fromEntries(held.fields);

test("a change goes to its own lot with what that said when its form was opened", async () => {
  const drafts = await device(change(1, { photos: [{ uuid: "p1", bytes: bytes() }] }));
  const hall = server();
  const { sent } = await sendAll(drafts, "7", { ask: hall.ask });
  assert.deepEqual(hall.asked.map(({ method, address }) => `${method} ${address}`), [
    "GET /lots/C9/sending", "POST /lots/C9/sending", "POST /lots/C1/photos",
  ]);
  assert.deepEqual([hall.asked[1].said.opened, hall.asked[1].said.price], ["price:old", "45"]);
  assert.equal(sent.length, 1);
});

test("what somebody else changed is told, nothing typed is lost, and saving again is meant", async () => {
  const drafts = await device(change(1));
  const said = { errors: { price: ["Il est devenu 30"] }, opened: "price:new" };
  const refusing = server({ fails: ({ method }) => (method === "POST" ? { status: 422, said } : null) });
  await sendAll(drafts, "7", { ask: refusing.ask });
  const [left] = await drafts.of("7");
  assert.deepEqual([left.state, left.errors, saidOf(left)], ["refused", said.errors, { opened: "price:new", price: "45" }]);
});

test("a late change that a colleague has changed meanwhile is told, and saving again is meant", async () => {
  const fields = [["late_shown", "price:old"], ["opened", "price:kept"], ["price", "45"]];
  const drafts = await device(change(1, { fields }));
  const said = { errors: { price: ["Il est devenu 30"] }, opened: "price:kept", late_shown: "price:new" };
  await sendAll(drafts, "7", { ask: server({ fails: ({ method }) => (method === "POST" ? { status: 422, said } : null) }).ask });
  const [left] = await drafts.of("7");
  assert.deepEqual(saidOf(left), { late_shown: "price:new", opened: "price:kept", price: "45" });
});

test("a photo that is refused leaves a change that knows its lot as it now is", async () => {
  const drafts = await device(change(1, { photos: [{ uuid: "p1", bytes: bytes() }] }));
  const fails = ({ method, address }) => {
    if (address.endsWith("photos")) return { status: 422, said: { errors: { photos: ["Trop de photos"] } } };
    return method === "POST" ? { status: 200, said: { code: "C9", address: "/lots/C9", opened: "price:mine" } } : null;
  };
  await sendAll(drafts, "7", { ask: server({ fails }).ask });
  const [left] = await drafts.of("7");
  assert.deepEqual([left.state, saidOf(left).opened], ["refused", "price:mine"]);
});

test("each draft is opened where it was written", () => {
  const { uuid } = draft(1);
  assert.equal(formOf(change(1)), `/lots/C9/edit#lot=${uuid}`);
  assert.equal(formOf(draft(1)), `/lots/new#lot=${uuid}`, "one of before drafts named their form");
});

test("each draft says whose it is", () => {
  assert.equal(firmOf(draft(1, { firm: "Carrelages du Doubs (E01)" })), "Carrelages du Doubs (E01)");
  assert.equal(firmOf(change(1, { place: "morteau/E01/C9" })), "E01", "one of before drafts named their firm");
});
