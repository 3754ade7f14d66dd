/**
 * What the till asks by itself: the stock while somebody sells, its place now and then, and a sign of
 * life. Without a network only the sign of life goes on, by the outbox's own waits.
 */

const STOCK_EVERY_MS = 5_000;
const BEAT_EVERY_MS = 60_000;
const PLACE_EVERY_MS = 300_000;

export class Pulse {
  /** `isSeen()` says whether the page is in front. */
  constructor(till, { isSeen }) {
    Object.assign(this, { till, isSeen });
  }

  /** Go on by itself from now on. */
  begin() {
    setInterval(() => this.stock(), STOCK_EVERY_MS);
    setInterval(() => this.till.token && this.till.outbox.beat(), BEAT_EVERY_MS);
    setInterval(() => this.place(), PLACE_EVERY_MS);
  }

  /** Read the till's place anew. */
  async place() {
    if (this.#isOnline() && !this.till.outbox.isResting) await this.till.refresh();
  }

  /** Ask what moved, while somebody sells here and the server answers. */
  async stock() {
    const { till } = this;
    if (till.screen.name === "selling" && this.isSeen() && this.#isOnline()) await this.catalogue();
  }

  /** An answer told where the server's catalogue stands. */
  async heard({ revision }) {
    if (this.till.catalogue.isBehind(revision)) await this.catalogue();
  }

  /** Bring the catalogue up to date, unless the server asked for a rest. */
  async catalogue() {
    const { till } = this;
    if (!till.place || till.outbox.isResting) return;
    try {
      await till.catalogue.refresh(till.place.edition.slug);
    } catch (error) {
      await till.outbox.heard(error.status !== undefined, error.code);
    }
  }

  #isOnline() {
    return this.till.token && this.till.outbox.state.isOnline;
  }
}
