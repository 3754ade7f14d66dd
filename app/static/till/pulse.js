/**
 * What the till asks by itself: the stock while somebody sells, its place now and then, and a sign of
 * life. Without a network only the sign of life goes on, by the outbox's own waits.
 */

const STOCK_EVERY_MS = 5_000;
const BEAT_EVERY_MS = 60_000;
const PLACE_EVERY_MS = 300_000;

export class Pulse {
  /** `isSeen()` says whether the page is in front; `now()` is in milliseconds. */
  constructor(till, { isSeen, now = () => performance.now() }) {
    Object.assign(this, { till, isSeen, now, restUntil: 0 });
  }

  /** Go on by itself from now on. */
  begin() {
    setInterval(() => this.stock(), STOCK_EVERY_MS);
    setInterval(() => this.till.token && this.till.outbox.beat(), BEAT_EVERY_MS);
    setInterval(() => this.#isOnline() && this.till.refresh(), PLACE_EVERY_MS);
  }

  /** Ask what moved, while somebody sells here and the server answers and has not asked for a rest. */
  async stock() {
    const { till } = this;
    if (till.screen.name === "selling" && this.isSeen() && this.#isOnline()) await this.catalogue();
  }

  /** An answer told where the server's catalogue stands. */
  async heard({ revision }) {
    if (this.till.catalogue.isBehind(revision)) await this.catalogue();
  }

  /** Bring the catalogue up to date. */
  async catalogue() {
    const { till } = this;
    if (!till.place || this.now() < this.restUntil) return;
    try {
      await till.catalogue.refresh(till.place.edition.slug);
    } catch (error) {
      this.restUntil = this.now() + (error.retryAfterMs ?? 0);
      await till.outbox.heard(error.status !== undefined, error.code);
    }
  }

  #isOnline() {
    return this.till.token && this.till.outbox.state.isOnline;
  }
}
