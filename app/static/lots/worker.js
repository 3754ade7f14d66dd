/**
 * Opens the exhibitor's pages without a network: the forms of lots and the list of lots as they were
 * last seen, else a page that leads to them. The server writes SHELL above: { version, offline,
 * parts }. What people type is in IndexedDB, which no worker here opens.
 */

const PREFIX = "bourse-exhibitor-";
const PAGES = `${PREFIX}pages`;
const KEPT = PREFIX + SHELL.version;
const PARTS = new Set(SHELL.parts);
const IS_KEPT = /\/(exhibitor\/|lots\/(new|[^/]+\/edit)?)$/;
/** A hall's network that takes longer than this is none: the page is here already. */
const PATIENCE_MS = 4_000;

async function keep() {
  const cache = await caches.open(KEPT);
  await cache.addAll([SHELL.offline, ...SHELL.parts].map((address) => new Request(address, { cache: "no-cache" })));
  await skipWaiting();
}

async function forgetOthers() {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(PREFIX) && name !== KEPT && name !== PAGES);
  await Promise.all(others.map((name) => caches.delete(name)));
  await clients.claim();
}

/** The page from the network, kept for later; else as it was last seen; else the way to what is here. */
async function opened(request) {
  const { pathname } = new URL(request.url);
  const pages = await caches.open(PAGES);
  const isKept = IS_KEPT.test(pathname);
  const held = isKept ? await pages.match(pathname) : undefined;
  try {
    const answer = await fetch(request, held ? { signal: AbortSignal.timeout(PATIENCE_MS) } : {});
    if (isKept && answer.ok && answer.type === "basic" && !new URL(request.url).search) {
      await pages.put(pathname, answer.clone());
    }
    return answer;
  } catch {
    return held ?? (await caches.match(SHELL.offline)) ?? Response.error();
  }
}

async function part(request, pathname) {
  const cache = await caches.open(KEPT);
  return (await cache.match(pathname)) ?? fetch(request);
}

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(opened(request));
  else if (PARTS.has(pathname)) event.respondWith(part(request, pathname));
});
