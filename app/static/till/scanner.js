/**
 * A wedge scanner types like a very fast person, wherever the focus is, and ends with Enter, Tab or
 * nothing. What it types is taken back from the field it fell into, and given on as one text.
 */

const FASTEST_HAND_MS = 45;
/** Nobody types two keys, several times in a row, in less. */
const SHORTEST = 6;
const SILENCE_MS = 120;
/** After so long without a key, a scanner that ends with nothing has ended. */
const LONG_SILENCE_MS = 1_000;
/** The same where a key ended the scan before: a busy tablet hands over late what was typed at once. */
const LATE_END_MS = 400;
/** An Enter this soon after such an end still belongs to it, and presses nothing. */

const ENDS = ["Enter", "Tab"];
const BESIDE = ["Shift", "AltGraph", "CapsLock", "Alt", "Dead", "Unidentified"];

export class Scanner {
  /**
   * `scanned(text, { isSure })` says whether it took the text; it is not sure where no key ended
   * it. `later(act, milliseconds)` waits for the silence.
   */
  constructor(scanned, later = (act, wait) => setTimeout(act, wait)) {
    Object.assign(this, { scanned, later, endedAt: -Infinity, silence: SILENCE_MS });
    this.#forget();
  }

  /** Listen on a document, before any field or button does. */
  listen(document) {
    document.addEventListener("keydown", (event) => this.key(event), { capture: true });
  }

  /** Read one key; its `timeStamp` is when it was pressed, however busy the page was since. */
  key(event) {
    const at = event.timeStamp;
    const isFast = at - this.last < FASTEST_HAND_MS;
    this.last = at;
    if (ENDS.includes(event.key)) this.#end(event, isFast);
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) this.#add(event, isFast);
    else if (!BESIDE.includes(event.key)) this.#forget();
  }

  #add({ key, target }, isFast) {
    if (!isFast || !this.text) this.#begin(target);
    this.text += key;
    const { text, turn } = this;
    if (text.length < SHORTEST) return;
    this.later(() => {
      if (this.turn === turn && this.text === text) this.#endInSilence();
    }, this.silence);
  }

  #begin(target) {
    this.text = "";
    this.turn = {};
    this.field = target && "value" in target && target.tagName === "INPUT" ? target : null;
    this.before = this.field?.value;
  }

  #end(event, isFast) {
    const isLate = !this.text && event.timeStamp - this.endedAt < LATE_END_MS;
    if (isLate || (isFast && this.text.length >= SHORTEST && this.#take(true))) {
      event.preventDefault();
      event.stopPropagation();
      if (!isLate) this.silence = LONG_SILENCE_MS;
    }
    this.endedAt = -Infinity;
    this.#forget();
  }

  #endInSilence() {
    const endedAt = this.last + this.silence;
    if (!this.#take(false)) return;
    this.silence = SILENCE_MS;
    this.#forget();
    this.endedAt = endedAt;
  }

  #take(isSure) {
    const { field, before, text } = this;
    if (!this.scanned(text, { isSure })) return false;
    if (field) {
      field.value = before;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    return true;
  }

  #forget() {
    this.text = "";
    this.turn = null;
    this.field = null;
    this.before = undefined;
    this.last = -Infinity;
  }
}
