/** A new version of the till is taken up when the cashier asks, unless another tab is serving. */

import assert from "node:assert/strict";
import test from "node:test";

import { Renewal } from "../../app/static/till/renewal.js";

/** One Web Lock as browsers give it: shared or not, asked for and let go of in later turns. */
function newLocks() {
  let [shared, isTaken] = [0, false];
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return {
    async request(_name, { mode = "exclusive" }, work) {
      await turn();
      if (mode === "shared") {
        shared += 1;
        await work({ mode });
        await turn();
        shared -= 1;
        return undefined;
      }
      if (shared || isTaken) return work(null);
      isTaken = true;
      const said = await work({ mode });
      isTaken = false;
      return said;
    },
  };
}

function tab(locks) {
  const told = [];
  const renewal = new Renewal({ container: {}, locks, isCalm: () => false, changed() {}, reload() {} });
  renewal.registration = { waiting: { postMessage: (words) => told.push(words) } };
  return { renewal, told };
}

test("what a tab draws while it asks for the new version does not stand in its way", async (t) => {
  const { renewal, told } = tab(newLocks());
  renewal.serving(true);
  const drawing = setInterval(() => renewal.serving(true));
  t.after(() => clearInterval(drawing));
  const taking = renewal.takeOver();
  renewal.serving(true);
  assert.equal(await taking, true);
  assert.deepEqual(told, ["take over"]);
});

test("while another tab is serving nobody takes it up, and this one goes on serving", async () => {
  const locks = newLocks();
  const [here, there] = [tab(locks), tab(locks)];
  there.renewal.serving(true);
  here.renewal.serving(true);
  assert.equal(await here.renewal.takeOver(), false);
  assert.deepEqual(here.told, []);
  here.renewal.serving(true);
  await there.renewal.serving(false);
  assert.equal(await there.renewal.takeOver(), false);
});
