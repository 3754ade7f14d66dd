/**
 * The rest that the server asked for (Retry-After): until it is over nothing is asked of it that
 * nobody waits for. What a person asks, such as a lot that was scanned, is tried all the same.
 */

const LONGEST_MS = 3_600_000;
/** However far away a date a proxy writes: a till does not stay silent for a day. */

export class Rest {
  #until = 0;

  /** `now()` is in milliseconds, and never goes back. */
  constructor(now = () => performance.now()) {
    this.now = now;
  }

  /** The server asked for so many milliseconds from now. */
  ask(ms) {
    if (ms > 0) this.#until = Math.max(this.#until, this.now() + Math.min(ms, LONGEST_MS));
  }

  /** How much of it is left, in milliseconds. */
  get leftMs() {
    return Math.max(this.#until - this.now(), 0);
  }
}
