/** PINs on the device: Werkzeug's hashes are checked alike, and guessing takes longer and longer. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { isRightPin, Tries, waitAfter } from "../../app/static/till/pins.js";
import { prove } from "../../app/static/till/identity.js";
import { newStore } from "./device_store.js";

const vectors = JSON.parse(readFileSync(process.env.VECTORS, "utf-8"));

test("a PIN hashed by the server is known on the device, and no other is", async () => {
  for (const { pin, hash } of vectors.pins) {
    assert.equal(await isRightPin(pin, hash), true, hash);
    assert.equal(await isRightPin(pin === "000001" ? "000002" : "000001", hash), false, hash);
  }
});

test("a hash that a device cannot check is no PIN at all", async () => {
  await assert.rejects(isRightPin("402917", "scrypt:32768:8:1$salt$00"), TypeError);
});

test("the wait grows from the third wrong PIN on, to five minutes at most", () => {
  const waits = [0, 1, 2, 3, 4, 5, 20].map((failures) => waitAfter(failures) / 1000);
  assert.deepEqual(waits, [0, 0, 0, 5, 10, 20, 300]);
});

test("wrong PINs are counted by name, on the disk, and forgotten once it is right", async () => {
  const store = await newStore();
  let now = 1_000_000;
  const tries = new Tries(store, () => now);
  for (let count = 0; count < 3; count += 1) await tries.fail("K1");
  assert.equal(await new Tries(store, () => now).waitFor("K1"), 5_000);
  assert.equal(await tries.waitFor("K2"), 0);
  now += 5_000;
  assert.equal(await tries.waitFor("K1"), 0);
  now -= 3_600_000; // a clock that is put back makes nobody wait an hour
  assert.equal(await tries.waitFor("K1"), 5_000);
  await tries.forget("K1");
  assert.equal(await tries.waitFor("K1"), 0);
});

test("nobody sells by a wrong PIN, and the right one has to wait its turn", async () => {
  const [{ pin, hash }] = vectors.pins;
  const card = { code: "K1", name: "Camille", is_supervisor: false, pin: hash };
  const till = { store: await newStore(), place: { cashiers: [card] }, refresh: () => {}, outbox: {} };
  await assert.rejects(prove(till, "K9", pin), { code: "nobody_chosen" });
  for (let count = 0; count < 3; count += 1) {
    await assert.rejects(prove(till, "K1", "000001"), { code: "pin_wrong" });
  }
  await assert.rejects(prove(till, "K1", pin), { code: "pin_wait" });
  await new Tries(till.store).forget("K1");
  assert.equal(await prove(till, "K1", pin), card);
});
