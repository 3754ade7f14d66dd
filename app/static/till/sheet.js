/** Sheets over the till: a question, a keypad one can hit with a glove, and an answer or none. */

import { button, h } from "./dom.js";
import { sentence } from "./errors.js";
import { _ } from "./language.js";
import { Single } from "./turns.js";

let serial = 0;

/**
 * Ask something: `build(close)` gives what stands under the title; `close(answer)` ends it. Resolves
 * with the answer, or null when it was put away. A sheet that `yields` makes room for a scan.
 */
export function openSheet(title, build, { yields = false } = {}) {
  return new Promise((resolve) => {
    let answer = null;
    const id = `sheet-${(serial += 1)}`;
    const dialog = h("dialog", { class: "till-sheet", "aria-labelledby": id });
    dialog.dataset.yields = yields;
    const close = (given) => {
      answer = given;
      dialog.close();
    };
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    dialog.append(h("h2", { id }, title), ...[build(close)].flat().filter(Boolean));
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector("[data-first]")?.focus();
  });
}

/** Say what went wrong where no form is there to say it. */
export function tellTrouble(error) {
  return openSheet(_("This did not work"), (close) => [
    h("p", { class: "error", role: "alert" }, sentence(error)),
    h("div", { class: "submit" }, button("", () => close(null), _("Close"))),
  ]);
}

/** Put away the sheets that yield; says whether one that does not is still open. */
export function makeRoom() {
  const open = [...document.querySelectorAll("dialog.till-sheet[open]")];
  for (const dialog of open.filter((one) => one.dataset.yields === "true")) dialog.close();
  return open.some((one) => one.dataset.yields !== "true");
}

/** Say on the sheet in front what it keeps from being done; says whether there is one. */
export function sayOnSheet(error) {
  const sheet = [...document.querySelectorAll("dialog.till-sheet[open]")].at(-1);
  if (!sheet) return false;
  const line = sheet.querySelector(".till-late") ?? h("p", { class: "error till-late", role: "alert" });
  line.textContent = sentence(error);
  sheet.append(line);
  line.scrollIntoView({ block: "nearest" });
  return true;
}

/**
 * A line that says what is wrong, empty until then. `attempt(act)` does one thing at a time and says
 * what it throws: a second tap while the first is being done is the first one again.
 */
export function complaint() {
  const line = h("p", { class: "error", role: "alert" });
  const say = (error) => line.replaceChildren(error ? sentence(error) : "");
  const single = new Single();
  const attempt = (act) => {
    const said = async () => {
      say(null);
      await act();
    };
    return single.take(() => said().catch(say));
  };
  return Object.assign(line, { say, attempt });
}

/** A field for a number and its keypad; what was there at first is replaced by the first key. */
export function numberField({ keys = ",", ...asked }) {
  const number = numberInput({ ...asked, isFirst: true });
  const display = h("div", { class: "till-display" }, number.input);
  return { ...number, field: [display, keypad(() => number, keys)] };
}

/** Fields for several numbers, each under its name, one keypad for the one last touched; `flip` turns its sign. */
export function numberFields(asked, keys = ",") {
  const numbers = asked.map((one, index) => numberInput({ isFirst: index === 0, ...one }));
  let current = numbers.find(({ input }) => input.hasAttribute("data-first"));
  for (const number of numbers) {
    number.input.addEventListener("focus", () => {
      current = number;
    });
  }
  const displays = numbers.map(({ input }, index) =>
    h("label", {}, h("span", { class: "label" }, asked[index].label), input),
  );
  const field = [h("div", { class: "till-display many" }, displays), keypad(() => current, keys)];
  return { numbers, field, flip: () => current.flip() };
}

function numberInput({ label, value = "", secret = false, isFirst }) {
  const input = h("input", {
    class: "number",
    type: secret ? "password" : "text",
    inputmode: "none",
    autocomplete: "off",
    "aria-label": label,
    "data-first": isFirst,
    value,
  });
  let isFresh = true;
  input.addEventListener("focus", () => isFresh && input.select());
  input.addEventListener("input", () => {
    isFresh = false;
  });
  const put = (text) => {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const press = (key) => put((isFresh ? "" : input.value) + key);
  const erase = () => put(isFresh ? "" : input.value.slice(0, -1));
  const flip = () => put(/^[-−]/.test(input.value) ? input.value.slice(1) : `−${input.value}`);
  return { input, put, press, erase, flip };
}

/** The buttons that end a sheet: the one that does it, and the one that does not. */
export function endings(label, close, attributes = {}) {
  return h(
    "div",
    { class: "submit" },
    h("button", { type: "submit", ...attributes }, label),
    button("secondary", () => close(null), _("Cancel")),
  );
}

/** A form that answers Enter as well as its button; what `submit` throws is said in `wrong`. */
export function answering(submit, wrong, ...children) {
  const onsubmit = (event) => {
    event.preventDefault();
    return wrong.attempt(submit);
  };
  return h("form", { class: "till-answer", novalidate: true, onsubmit }, ...children, wrong);
}

function keypad(target, lastKey) {
  const press = (text) => target().press(text);
  const key = (text, act, name = null) =>
    h("button", { type: "button", onclick: act, "aria-label": name }, text);
  return h(
    "div",
    { class: "till-keypad" },
    [..."123456789"].map((digit) => key(digit, () => press(digit))),
    lastKey ? key(lastKey, () => press(lastKey)) : h("span"),
    key("0", () => press("0")),
    key("←", () => target().erase(), _("Erase")),
  );
}
