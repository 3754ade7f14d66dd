/** What is worked out while one types: the discount, and the weight with where it comes from. */

import { quantity, speak, typed, unitSymbol, weight } from "../till/format.js";
import { readCents, times } from "../till/number.js";
import { percentOff } from "../till/pricing.js";
import { search } from "./material_search.js";
import { basisOf, doubt, materialOf, readMilli, sidesOf, weigh } from "./weighing.js";

/** Keep the form's outputs up to date with its fields; `facts` as app/lots/facts.py writes them. */
export function assist(form, facts) {
  speak({ language: facts.language, currency: facts.currency });
  const show = () => {
    const said = fieldsOf(form);
    showDiscount(form.querySelector("[data-discount]"), said, facts.words);
    showSides(form, said, facts);
    showWeight(form, said, facts);
  };
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  searchMaterials(form, facts, show);
  show();
  return show;
}

/** The form's fields by name; the ticked one of several. */
export function fieldsOf(form) {
  return Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string"));
}

function showDiscount(output, said, words) {
  const price = cents(said.price);
  const reference = cents(said.reference_price);
  const off = reference > 0 && price !== null ? percentOff(reference, price) : 0;
  let text = "";
  if (price === 0) text = words.free;
  else if (off > 0) text = fill(words.discount, { share: `${off}\u00a0%` });
  else if (reference > 0 && price > reference) text = words.dearer;
  output.textContent = text;
  output.classList.toggle("odd", reference > 0 && price > reference);
  output.hidden = !text;
}

function cents(text) {
  try {
    return text?.trim() ? readCents(text) : null;
  } catch {
    return null;
  }
}

/** Only the dimensions that this material and unit still need. */
function showSides(form, said, facts) {
  const material = materialOf(said, facts);
  const needed = material && basisOf(material, said.unit) ? sidesOf(material, said.unit) : [];
  for (const side of ["length", "width", "thickness"]) {
    form.querySelector(`.sides .${side}`).hidden = !needed.includes(side);
  }
  for (const part of form.querySelectorAll(".sides")) part.hidden = !needed.length;
}

function showWeight(form, said, facts) {
  const output = form.querySelector("[data-weight]");
  const found = weigh(said, facts);
  const shown = found && (found.fault || found.why !== "sold");
  output.hidden = !shown;
  output.classList.toggle("odd", Boolean(found?.fault));
  if (shown) output.replaceChildren(...(found.fault ? [facts.words[found.fault]] : sentences(found, said, facts)));
  ask(form, found?.grams ? doubt(facts.usual, said.category, said.unit, found.grams) : null, found, said, facts);
}

/** "10,6 kg for one m², 127,2 kg in all." and, small, why. */
function sentences(found, said, { words, units }) {
  const milli = readMilli(said.quantity);
  const names = { one: weight(found.grams), unit: units[said.unit] };
  const strong = document.createElement("strong");
  strong.textContent =
    milli > 0
      ? fill(words.weighs, { ...names, all: weight(times(found.grams, milli)) })
      : fill(words.weighs_one, names);
  const small = document.createElement("small");
  small.textContent = why(found, said, words, units);
  return small.textContent ? [strong, small] : [strong];
}

function why(found, said, words, units) {
  if (found.why === "default") return words.default;
  if (found.why === "scale") {
    return fill(words.weighed, {
      gross: weight(found.gross),
      tare: weight(found.tare),
      counted: quantity(found.milli, said.unit),
    });
  }
  if (found.why !== "computed" && found.why !== "own") return "";
  const basis = found.basis === "u" ? units.u : unitSymbol(found.basis);
  return fill(words[found.why], {
    ...found.material,
    mass: `${typed(found.material.grams[found.basis], 3)}\u00a0kg/${basis}`,
    content: `${typed(Number(found.content), 9)}\u00a0${basis}`,
  });
}

/** Ask whether such a mass is right; another one is another question. */
function ask(form, odd, found, said, { words, units }) {
  const part = form.querySelector("[data-sure]");
  if (!part) return;
  if (part.hidden !== !odd) part.querySelector("input").checked = false;
  part.hidden = !odd;
  if (!odd) return;
  const [least, most] = [weight(odd.least), weight(odd.most)];
  const names = { weight: weight(found.grams), unit: units[said.unit], least, most };
  part.querySelector("[data-doubt]").textContent = fill(words.unlikely, names);
}

function searchMaterials(form, facts, show) {
  const part = form.querySelector(".material-search");
  const field = part.querySelector("input");
  const list = part.querySelector(".found");
  const nothing = part.querySelector("[data-nothing-found]");
  const select = form.elements.material;
  part.hidden = false;
  const choose = (material) => {
    select.value = material.code;
    field.value = "";
    offer([]);
    show();
    select.focus();
  };
  const offer = (found) => {
    list.hidden = !found.length;
    list.replaceChildren(...found.map((material) => row(material, () => choose(material))));
  };
  field.addEventListener("input", () => {
    const found = search(facts.materials, field.value);
    nothing.hidden = Boolean(found.length) || field.value.trim().length < 2;
    offer(found);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // it chooses, it does not send the form
    const [first] = search(facts.materials, field.value);
    if (first) choose(first);
  });
}

/** A material in the list: its name, and what its mass is per. */
function row(material, choose) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  const small = document.createElement("small");
  const masses = Object.entries(material.grams).map(
    ([per, grams]) => `${typed(grams, 3)}\u00a0kg/${per === "u" ? "u" : unitSymbol(per)}`,
  );
  small.textContent = `${masses.join(", ")} – ${material.source}`;
  button.type = "button";
  button.append(material.label, small);
  button.addEventListener("click", choose);
  item.append(button);
  return item;
}

function fill(text, values) {
  return text.replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? whole);
}
