/** Nobody there for five minutes: the screen locks, whatever the tablet did meanwhile. */

import assert from "node:assert/strict";
import test from "node:test";

import { Idle } from "../../app/static/till/idle.js";
import { newStore } from "./device_store.js";

const MINUTE = 60_000;

function still(store) {
  const clock = { now: 10_000_000 };
  const locked = [];
  const idle = new Idle({ store, now: () => clock.now, lock: () => locked.push(clock.now) });
  return { clock, locked, idle, store };
}

test("it locks after five minutes without a touch, and not before", async () => {
  const { clock, locked, idle } = still(await newStore());
  await idle.begin();
  clock.now += 4 * MINUTE;
  idle.look();
  idle.touch();
  clock.now += 4 * MINUTE;
  idle.look();
  assert.equal(locked.length, 0);
  clock.now += MINUTE;
  assert.equal(idle.look(), true);
  assert.equal(locked.length, 1);
});

test("a restart does not hide how long nobody was there", async () => {
  const { clock, idle, store } = still(await newStore());
  await idle.begin();
  idle.touch();
  const later = still(store);
  later.clock.now = clock.now + 6 * MINUTE;
  await later.idle.begin();
  assert.equal(later.locked.length, 1);
  const soon = still(store);
  soon.clock.now = later.clock.now + MINUTE;
  await soon.idle.begin();
  assert.equal(soon.locked.length, 0);
});

test("a clock that is put back makes the wait no longer", async () => {
  const { clock, locked, idle } = still(await newStore());
  await idle.begin();
  clock.now -= 60 * MINUTE;
  idle.look();
  clock.now += 5 * MINUTE;
  idle.look();
  assert.equal(locked.length, 1);
});
