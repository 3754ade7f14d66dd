/** A lot on the device is one page's, however slow the device is to say whose. */

import assert from "node:assert/strict";
import test from "node:test";

import { hold } from "../../app/static/lots/holding.js";

/** Locks that take `ms` to answer, of which `taken` are held until then. */
function slowLocks(ms, taken = new Set()) {
  const request = async (name, { ifAvailable, signal }, work) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    signal?.throwIfAborted();
    if (ifAvailable) return taken.has(name) ? work(null) : work({ name });
    return taken.has(name) ? new Promise(() => {}) : work({ name });
  };
  return { request };
}

test("a device that answers late has not given the lot to another tab", async () => {
  assert.equal(await hold("a", slowLocks(400)), true);
});

test("a lot that another tab shows is not opened; one that is being left is, in a moment", async () => {
  const taken = new Set(["bourse-lot-a"]);
  assert.equal(await hold("a", slowLocks(0, taken)), false);
  setTimeout(() => taken.clear(), 100);
  assert.equal(await hold("a", slowLocks(0, taken)), true);
});

test("a browser without locks has one tab", async () => {
  assert.equal(await hold("a", null), true);
});
