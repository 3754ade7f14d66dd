/** The field that is always ready: a code, scanned or typed, or words to search by. */

import { button, focusQuietly, h, heard, icon } from "../dom.js";
import { sentence } from "../errors.js";
import { money, quantity, unitSymbol } from "../format.js";
import { _ } from "../language.js";
import { findLotCode, printed } from "../lot_code.js";
import { heldWords } from "./held_goods.js";

const SHORTEST_WORD = 2;

export class ScanField {
  /** `take(text)` is given what is typed or chosen; `look()` opens the camera. */
  constructor(till, take, look) {
    Object.assign(this, { till, take });
    this.input = h("input", {
      id: "scan", type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
      enterkeyhint: "go", placeholder: _("Scan or type"),
      oninput: () => this.#search(), onkeydown: (event) => this.#key(event),
    });
    this.hits = h("ul", { class: "till-hits", hidden: true, onkeydown: (event) => this.#key(event) });
    this.said = h("p", { class: "till-said", role: "status" });
    const form = h(
      "form",
      { onsubmit: (event) => this.#submit(event) },
      icon("scan"),
      h("label", { class: "heard", for: "scan" }, _("Code or words")),
      this.input,
      h("button", { type: "submit" }, _("Add")),
      button("camera", look, icon("camera"), _("Camera")),
    );
    this.element = h("div", { class: "till-scan" }, form, this.said, this.hits);
  }

  /** Say what became of the last scan, with an action beside it if there is one. */
  say(kind, text, action = null) {
    this.said.className = `till-said ${kind}`;
    const undo = action && button("quiet", action.act, action.label);
    this.said.replaceChildren(text, ...(undo ? [" ", undo] : []));
  }

  /** Say why nothing was added; the text stays, to be put right. */
  complain(error, text, action) {
    this.say("bad", `${sentence(error)} (${text.slice(0, 40)})`, action);
    this.input.select();
  }

  clear() {
    this.input.value = "";
    this.#show([]);
  }

  focus() {
    if (!document.querySelector("dialog[open]")) focusQuietly(this.input);
  }

  async #submit(event) {
    event.preventDefault();
    await this.#search();
    const text = this.input.value.trim();
    const first = this.hits.querySelector("button");
    if (!text) return;
    if (first && !findLotCode(text)) first.click();
    else this.take(text);
  }

  async #search() {
    const text = this.input.value.trim();
    const isWord = text.length >= SHORTEST_WORD && !findLotCode(text);
    const lots = isWord ? await this.till.catalogue.search(text) : [];
    if (this.input.value.trim() === text) this.#show(lots);
  }

  #show(lots) {
    this.hits.replaceChildren(...lots.map((lot) => h("li", {}, this.#hit(lot))));
    this.hits.hidden = !lots.length;
  }

  #hit(lot) {
    const each = lot.unit === "u" ? "" : `/${unitSymbol(lot.unit)}`;
    const held = heldWords({ lot }, this.till.now());
    const where = [printed(lot.code), leftWords(lot), held, lot.exhibitor_name, lot.stand].filter(Boolean).join(" · ");
    return button(
      "",
      () => this.take(lot.code),
      h("span", {}, lot.designation),
      h("span", { class: "number" }, money(lot.price_cents) + each),
      h("span", { class: "more" }, where),
    );
  }

  /** Arrows walk through what was found, Escape puts it away. */
  #key(event) {
    const buttons = [...this.hits.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    if (event.key === "Escape") this.clear();
    else if (event.key === "ArrowDown") buttons[Math.min(at + 1, buttons.length - 1)]?.focus();
    else if (event.key === "ArrowUp") (buttons[at - 1] ?? this.input).focus();
    else return;
    event.preventDefault();
  }
}

function leftWords({ remaining_milli: milli, unit }) {
  return milli > 0 ? _("%(quantity)s left", { quantity: quantity(milli, unit) }) : _("sold out");
}
