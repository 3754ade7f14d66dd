/** The page that shows when another is not here: the ways to the forms that are, kept by the worker. */

const list = document.querySelector("#kept-pages");
const blank = document.querySelector("template[data-way]").content.firstElementChild;

for (const name of (await caches.keys()).filter((one) => one === "bourse-exhibitor-pages")) {
  const cache = await caches.open(name);
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (pathname.endsWith("/edit")) continue; // its change stands in the list of lots
    const page = new DOMParser().parseFromString(await (await cache.match(url)).text(), "text/html");
    const item = blank.cloneNode(true);
    const link = item.querySelector("a");
    link.href = pathname;
    link.textContent = page.querySelector("h1").textContent;
    item.querySelector("span").textContent = page.querySelector(".place")?.textContent ?? "";
    list.append(item);
  }
}
document.querySelector("#nothing-kept").hidden = list.children.length > 0;
