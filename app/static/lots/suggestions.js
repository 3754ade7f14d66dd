/** Lots written before, offered while one types a designation; choosing one fills in what repeats. */

import { fold } from "./material_search.js";

const SHOWN = 6;
const LEAST_LETTERS = 3;
const PAUSE_MS = 250;

/** `known` is the firm's own, at hand without a network; `address` asks for past editions' too. */
export function suggest(form, known, address, filled) {
  const field = form.elements.designation;
  const list = form.querySelector("#designations");
  let turn = 0;
  let timer = 0;

  const close = () => (list.hidden = true);
  const choose = (lot) => {
    fillIn(form, lot);
    close();
    filled();
    form.elements.quantity.focus();
  };
  const offer = (lots) => {
    const shown = lots.filter(({ designation }) => designation !== field.value).slice(0, SHOWN);
    list.hidden = !shown.length;
    list.replaceChildren(...shown.map((lot) => row(lot, form, () => choose(lot))));
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    const asked = field.value.trim();
    const own = asked ? like(known, asked) : [];
    offer(own);
    if (!address || asked.length < LEAST_LETTERS) return;
    const mine = (turn += 1);
    timer = setTimeout(async () => {
      const more = await ask(address, asked);
      if (mine === turn && document.activeElement === field) offer(distinct([...own, ...more]));
    }, PAUSE_MS);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && !list.hidden) {
      event.preventDefault();
      list.querySelector("button").focus();
    }
    if (event.key === "Escape") close();
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (event.key === "Escape") field.focus();
    if (!step) return;
    event.preventDefault();
    const next = event.target.closest("li")[step];
    (next?.querySelector("button") ?? field).focus();
  });
  form.addEventListener("focusin", ({ target }) => {
    if (target !== field && !list.contains(target)) close();
  });
}

/** Those that have each word asked for, as the beginning of one of theirs. */
export function like(known, asked) {
  const words = fold(asked).split(/\s+/).filter(Boolean);
  return known.filter(({ designation }) => {
    const own = fold(designation).split(/[^a-z0-9]+/);
    return words.every((word) => own.some((part) => part.startsWith(word)));
  });
}

function distinct(lots) {
  return [...new Map(lots.toReversed().map((lot) => [`${fold(lot.designation)} ${lot.unit}`, lot])).values()].toReversed();
}

async function ask(address, asked) {
  try {
    const answer = await fetch(`${address}?${new URLSearchParams({ q: asked })}`, {
      headers: { Accept: "application/json" },
      redirect: "manual",
    });
    return answer.ok ? await answer.json() : [];
  } catch {
    return []; // without a network the firm's own are enough
  }
}

/**
 * Put each value into its field; a category or unit that this edition lacks is left alone. By
 * namedItem: the property of that name is the number of fields when the field is `length`.
 */
function fillIn(form, lot) {
  for (const name of ["unit_weight", "material", "density", "length", "width", "thickness", "content"]) {
    form.elements.namedItem(name).value = "";
  }
  for (const [name, value] of Object.entries(lot)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLSelectElement && ![...field.options].some((one) => one.value === value)) continue;
    if (field) field.value = value;
  }
}

function row(lot, form, choose) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  const small = document.createElement("small");
  const option = [...form.elements.category.options].find(({ value }) => value === lot.category);
  small.textContent = [option?.text, lot.unit_weight && `${lot.unit_weight}\u00a0kg`].filter(Boolean).join(" · ");
  button.type = "button";
  button.append(lot.designation, small);
  button.addEventListener("click", choose);
  item.append(button);
  return item;
}
