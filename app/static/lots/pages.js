/** The service worker that opens these pages without a network, and what sign-out takes away. */

const ROOT = new URL("../../", import.meta.url).pathname;
const PAGES = "bourse-exhibitor-pages";
/** Forms of lots that are kept, the latest: nobody changes more of them in a hall without a network. */
const MOST_EDITED = 30;

/** Keep this page of an exhibitor's for later; without a secure address what is typed is kept all the same. */
export async function keepPages() {
  if (!navigator.serviceWorker || !location.pathname.includes("/exhibitor/")) return;
  try {
    await navigator.serviceWorker.register(`${ROOT}exhibitor/worker.js`, { scope: `${ROOT}exhibitor/` });
    await navigator.serviceWorker.ready;
    // Signed out meanwhile, the server leads to the sign-in page: that is not this page, to be kept as it.
    const page = await fetch(location.pathname, { cache: "reload", redirect: "error" });
    if (!page.ok) return;
    const pages = await caches.open(PAGES);
    await pages.put(location.pathname, page);
    const edited = (await pages.keys()).filter(({ url }) => url.endsWith("/edit"));
    await Promise.all(edited.slice(0, -MOST_EDITED).map((old) => pages.delete(old)));
    document.documentElement.dataset.kept = "yes";
  } catch {
    // private browsing, or a full disk: the form works for as long as its page is open
  }
}

/** Nobody is signed in: no page of theirs stays on this device. */
export async function forgetPages() {
  await globalThis.caches?.delete(PAGES);
}
