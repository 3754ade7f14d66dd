/** Making elements: text is always text, never markup. */

import { asset } from "./asset.js";

const SVG = "http://www.w3.org/2000/svg";
const ICONS = asset("img/icons.svg");

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

/** One of the icons of static/img/icons.svg; always beside a word, so never read aloud. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("viewBox", "0 0 24 24");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${ICONS}#${name}`);
  svg.append(use);
  return svg;
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
  if (matchMedia("(pointer: fine)").matches) element.focus({ preventScroll: true });
}
