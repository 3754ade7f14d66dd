/** A till that nobody touches locks: at once when the tablet wakes, after a restart too. */

const LONGEST_MS = 300_000;
const LOOK_EVERY_MS = 5_000;
/** How often the last touch is noted on the disk, for a restart to know of it. */
const NOTE_EVERY_MS = 15_000;

export class Idle {
  /** `store` as in store.js; `lock()` locks the screen; `now()` is in milliseconds. */
  constructor({ store, lock, now = () => Date.now() }) {
    Object.assign(this, { store, lock, now, last: now(), noted: 0 });
  }

  /** Take up the last touch before the restart. */
  async begin() {
    this.last = (await this.store.get("active_at")) ?? this.now();
    return this.look();
  }

  /** Listen to every touch and key of a document, before anything else hears of it. */
  listen(document) {
    for (const kind of ["pointerdown", "keydown"]) {
      document.addEventListener(kind, (event) => this.#touched(event), { capture: true });
    }
    document.addEventListener("visibilitychange", () => this.look());
    setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  /** Somebody is there: the wait begins again. */
  touch() {
    this.last = this.now();
    if (this.last - this.noted < NOTE_EVERY_MS && this.last >= this.noted) return;
    this.noted = this.last;
    this.store.jot("active_at", this.last);
  }

  /** Lock when nobody was there for too long; says whether it did. A clock put back waits no longer. */
  look() {
    this.last = Math.min(this.last, this.now());
    const isIdle = this.now() - this.last >= LONGEST_MS;
    if (isIdle) {
      this.touch();
      this.lock();
    }
    return isIdle;
  }

  /** The touch that wakes a tablet only wakes it. */
  #touched(event) {
    if (this.look()) {
      event.preventDefault();
      event.stopPropagation();
    } else this.touch();
  }
}
