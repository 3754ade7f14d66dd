/** What each scan leads to, from wherever the cashier is; one after the other, none lost. */

import { findScanned } from "../giving_back.js";
import { TillError } from "../errors.js";
import { classify } from "../scan.js";
import { makeRoom, sayOnSheet, tellTrouble } from "../sheet.js";
import { Turns } from "../turns.js";

/** What leads to something real, out of reach in training. */
const REAL = ["receipt", "set_apart"];
const SIX_DIGITS = /^\d{6}$/;

export class Reception {
  /** `frame` draws the screens and has the view of the one that is open. */
  constructor(till, frame) {
    Object.assign(this, { till, frame, turns: new Turns() });
  }

  /**
   * A text came from a scanner or the camera; says whether it was taken. `isSure` is false when a
   * fast hand may have typed it: then only what we know for ours is taken.
   */
  scanned(text, { isSure = true } = {}) {
    const scan = classify(text);
    const { till, frame } = this;
    if (till.locked) return !SIX_DIGITS.test(text); // a locked screen takes nothing in but a PIN
    if (scan.kind === "unknown" && !isSure) return false;
    if (till.screen.name === "enrolling") return frame.view.take(scan);
    if (!till.isSelling) return this.#tooEarly(scan);
    if (makeRoom()) {
      this.#refuse(new TillError("sheet_open"));
      return true;
    }
    this.turns.take(() => this.#lead(scan, text)).catch((error) => this.#refuse(error));
    return true;
  }

  /** Nobody sells yet: a code does not end in the field of a PIN. */
  #tooEarly({ kind }) {
    if (kind === "unknown") return false;
    this.#refuse(new TillError("till_closed"));
    return true;
  }

  async #lead(scan, text) {
    const { till, frame } = this;
    if (till.training && REAL.includes(scan.kind)) throw new TillError("training_only");
    if (scan.kind === "receipt") return till.go("shownAgain", await findScanned(till, scan));
    if (till.screen.name !== "selling") till.go("selling");
    if (scan.kind === "lot") return frame.view.take(scan.code);
    if (scan.kind === "set_apart") return frame.view.takeSetApart(scan);
    if (scan.kind === "unknown") return frame.view.complain(new TillError(scan.reason, scan.params), text);
    return frame.view.complain(new TillError("scan_not_here"), text);
  }

  #refuse(error) {
    this.till.signals.say("no");
    if (!sayOnSheet(error)) tellTrouble(error);
  }
}
