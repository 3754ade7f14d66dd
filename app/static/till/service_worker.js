/**
 * Keeps the application on the device, so that it starts without a network. The server writes SHELL
 * above: { version, page, pages, parts: [{ address, integrity }] }. It never touches what was sold:
 * that is in IndexedDB, which no worker here opens.
 */

const PREFIX = "bourse-till-";
const KEPT = PREFIX + SHELL.version;
const PARTS = new Set(SHELL.parts.map(({ address }) => address));

/** A version is kept whole, each part as the server announced it, or not at all. */
async function keep() {
  const cache = await caches.open(KEPT);
  const wanted = SHELL.parts.map(
    ({ address, integrity }) => new Request(address, { integrity, cache: "no-cache" }),
  );
  await cache.addAll(wanted);
}

async function forgetOthers() {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(PREFIX) && name !== KEPT);
  await Promise.all(others.map((name) => caches.delete(name)));
}

async function kept(address, request) {
  const cache = await caches.open(KEPT);
  return (await cache.match(address, { ignoreVary: true })) ?? fetch(request);
}

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(forgetOthers()));

/** The page says when: nobody is being served. */
addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (SHELL.pages.includes(pathname)) event.respondWith(kept(SHELL.page, request));
  } else if (PARTS.has(pathname)) {
    event.respondWith(kept(pathname, request));
  }
});
