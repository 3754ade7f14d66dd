/** Making elements: text is always text, never markup. */

import { asset } from "./asset.js";

const SVG = "http://www.w3.org/2000/svg";
const ICONS = asset("img/icons.svg");
const drawn = new Map();

/**
 * An element: h("button", { class: "pay", onclick: pay }, icon("card"), "Carte"). `on…` listens,
 * true sets a bare attribute, false, null and undefined leave one out; children that are null or
 * false are left out, lists are laid flat.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  const isThere = (child) => child !== null && child !== false && child !== undefined;
  element.append(...children.flat(Infinity).filter(isThere));
  return element;
}

/** A button that does something here; `kind` as in base.css: secondary, quiet, danger or none. */
export function button(kind, act, ...children) {
  return h("button", { type: "button", class: kind || null, onclick: act }, ...children);
}

/** Read static/img/icons.svg once: a copy of a drawing costs a tenth of a reference to the file. */
export async function loadIcons() {
  const answer = await fetch(ICONS);
  const file = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
  for (const { id, children } of file.querySelectorAll("symbol")) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.append(...children);
    drawn.set(id, svg);
  }
}

/** One of those icons; always beside a word, so never read aloud, and left out when it is missing. */
export function icon(name) {
  return drawn.get(name)?.cloneNode(true) ?? null;
}

/** Make `items` the children of an element, touching only those that moved. */
export function arrange(element, items) {
  const staying = new Set(items);
  for (const child of [...element.children]) if (!staying.has(child)) child.remove();
  items.forEach((item, index) => {
    if (element.children[index] !== item) element.insertBefore(item, element.children[index] ?? null);
  });
}

/** Elements kept from one drawing to the next while they would say the same. */
export class Kept {
  #made = new Map();

  /** The element of that name; `make()` makes it where `said`, all that it says, is new. */
  keep(name, said, make) {
    const key = JSON.stringify(said);
    if (this.#made.get(name)?.key !== key) this.#made.set(name, { key, element: make() });
    return this.#made.get(name).element;
  }
}

/** Words that are read aloud and not seen. */
export function heard(text) {
  return h("span", { class: "heard" }, text);
}

/** Terms and their values: rows of [term, value, class]. */
export function terms(name, rows) {
  const row = ([term, value, kind]) =>
    h("div", { class: kind ?? null }, h("dt", {}, term), h("dd", {}, value));
  return h("dl", { class: name }, rows.map(row));
}

/** Put the cursor into a field where that opens no keyboard on the screen. */
export function focusQuietly(element) {
  if (document.activeElement === element) return;
  if (matchMedia("(pointer: fine)").matches) element.focus({ preventScroll: true });
}
