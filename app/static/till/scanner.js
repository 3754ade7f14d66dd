/**
 * A wedge scanner types like a very fast person and ends with Enter, wherever the focus is. What it
 * types is taken back from the field it fell into, and given to `scanned` as one text.
 */

const FASTEST_HAND_MS = 45;
/** Nobody types two keys, several times in a row, in less. */
const SHORTEST = 6;

export class Scanner {
  /** `scanned(text)` says whether it took the text; `now()` is in milliseconds. */
  constructor(scanned, now = () => performance.now()) {
    this.scanned = scanned;
    this.now = now;
    this.#forget();
  }

  /** Listen on a document, before any field or button does. */
  listen(document) {
    document.addEventListener("keydown", (event) => this.key(event), { capture: true });
  }

  /** Read one key. */
  key(event) {
    const at = this.now();
    const isFast = at - this.last < FASTEST_HAND_MS;
    this.last = at;
    if (event.key === "Enter" || event.key === "Tab") {
      if (isFast && this.text.length >= SHORTEST) this.#finish(event);
      this.#forget();
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      if (!isFast || !this.text) this.#begin(event.target);
      this.text += event.key;
    } else if (!["Shift", "AltGraph", "CapsLock", "Alt"].includes(event.key)) {
      this.#forget();
    }
  }

  #begin(target) {
    this.text = "";
    this.field = target && "value" in target && target.tagName === "INPUT" ? target : null;
    this.before = this.field?.value;
  }

  #finish(event) {
    const { field, before, text } = this;
    if (!this.scanned(text)) return;
    event.preventDefault();
    event.stopPropagation();
    if (field) {
      field.value = before;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  #forget() {
    this.text = "";
    this.field = null;
    this.before = undefined;
    this.last = -Infinity;
  }
}
