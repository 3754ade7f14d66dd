/** A lot brought by a link: it waits for whoever sells, is taken once, and leaves the address. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Arrival } from "../../app/static/till/arrival.js";

function pageAt(hash) {
  const page = new EventTarget();
  page.location = { hash, pathname: "/till/", protocol: "https:" };
  page.history = {
    replaceState: (_state, _title, path) => {
      page.location.hash = "";
      page.left = path;
    },
  };
  page.document = { cookie: "" };
  return page;
}

function arriving(hash) {
  const page = pageAt(hash);
  const taken = [];
  const arrival = new Arrival(page, (code) => taken.push(code));
  arrival.listen();
  return { page, taken, arrival };
}

const CLOSED = { isSelling: false, locked: null };
const LOCKED = { isSelling: true, locked: true };
const SELLING = { isSelling: true, locked: null };

test("a code waits until somebody sells, and is taken once", () => {
  const { page, taken, arrival } = arriving("#l=c7k3px");
  assert.equal(page.left, "/till/");
  arrival.serve(CLOSED);
  arrival.serve(LOCKED);
  assert.deepEqual(taken, []);
  arrival.serve(SELLING);
  arrival.serve(SELLING);
  assert.deepEqual(taken, ["C7K3PX"]);
});

test("another link to the till that is open brings another lot", () => {
  const { page, taken, arrival } = arriving("");
  let told = 0;
  arrival.brought = () => (told += 1);
  page.location.hash = "#l=C7K3PX";
  page.dispatchEvent(new Event("hashchange"));
  arrival.serve(SELLING);
  assert.deepEqual([told, taken], [1, ["C7K3PX"]]);
});

for (const hash of ["", "#", "#code=C7K3PXD2", "#l=", "#l=C7K3P", "#l=C7K3PXX", "#l=<b>", "#l=C7K3PX&x"]) {
  test(`nothing is brought by ${JSON.stringify(hash)}, and the address stays`, () => {
    const { page, taken, arrival } = arriving(hash);
    arrival.serve(SELLING);
    assert.deepEqual(taken, []);
    assert.equal(page.left, undefined);
  });
}

test("an enrolled device is marked for the pages of lots alone, and the mark names no device", () => {
  const { page, arrival } = arriving("");
  arrival.serve({ ...CLOSED, token: null });
  assert.equal(page.document.cookie, "");
  arrival.serve({ ...CLOSED, token: "secret" });
  assert.match(page.document.cookie, /^till=1; path=\/l\/; max-age=\d+; samesite=lax; secure$/);
});
