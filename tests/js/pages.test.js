/** The page that is kept for when there is no network: itself, and never another in its place. */

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, beforeEach, test } from "node:test";

const FORM = "/exhibitor/morteau/E01/lots/new";
const kept = new Map();
let server;
let root;
let isSignedIn;

before(async () => {
  server = createServer((request, answer) => {
    if (request.url === "/account/sign-in") answer.end("sign in");
    else if (isSignedIn === null) answer.writeHead(503).end("busy");
    else if (isSignedIn) answer.end("the form");
    else answer.writeHead(302, { location: "/account/sign-in" }).end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  root = `http://127.0.0.1:${server.address().port}`;
  const asked = fetch;
  globalThis.fetch = (path, how) => asked(root + path, how);
  globalThis.location = { pathname: FORM };
  globalThis.document = { documentElement: { dataset: {} } };
  const put = async (path, page) => kept.set(path, await page.text());
  const add = async ({ path, how }) => put(path, await fetch(path, how)); // it follows, as browsers' does
  globalThis.Request = class {
    constructor(path, how) {
      Object.assign(this, { path, how });
    }
  };
  const keys = async () => [...kept.keys()].map((path) => ({ url: root + path }));
  const forget = async ({ url }) => kept.delete(url.slice(root.length));
  globalThis.caches = { open: async () => ({ put, add, keys, delete: forget }) };
  Object.defineProperty(globalThis, "navigator", {
    value: { serviceWorker: { register: async () => null, ready: Promise.resolve() } },
    configurable: true,
  });
});

after(() => server.close());

beforeEach(() => {
  kept.clear();
  document.documentElement.dataset = {};
});

async function keep() {
  const { keepPages } = await import("../../app/static/lots/pages.js");
  await keepPages();
  return document.documentElement.dataset.kept;
}

test("the form is kept under its address", async () => {
  isSignedIn = true;
  assert.equal(await keep(), "yes");
  assert.deepEqual([...kept], [[FORM, "the form"]]);
});

test("of the forms of lots only the latest stay, and the form of a new one always", async () => {
  isSignedIn = true;
  await keep();
  for (let lot = 0; lot < 40; lot += 1) kept.set(`/exhibitor/morteau/E01/lots/L${lot}/edit`, "its form");
  await keep();
  const [first, ...others] = [...kept.keys()];
  assert.equal(first, FORM);
  assert.deepEqual([others.length, others[0]], [30, "/exhibitor/morteau/E01/lots/L10/edit"]);
});

test("a sign-in page that stands in its place is not kept as the form", async () => {
  isSignedIn = false;
  assert.equal(await keep(), undefined);
  assert.equal(kept.size, 0);
});

test("nor is an answer that says to come again", async () => {
  isSignedIn = null;
  assert.equal(await keep(), undefined);
  assert.equal(kept.size, 0);
});
