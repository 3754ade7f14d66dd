/**
 * Delivering facts: again and again, in order and in batches, until the server has answered for
 * each. Silence, 401, 403, 429 and 5xx keep everything.
 */

import { PENDING } from "./store.js";

const BATCH = 50;
const LONGEST_MS = 60_000;
const STATUS = { recorded: "recorded", already: "recorded", conflict: "conflict", refused: "refused" };

export class Outbox {
  /**
   * `send(facts)` posts them and gives { outcomes, head }, or throws with `retryAfterMs` and
   * `code`; `changed(state)` hears of every change; `wait(ms)` gives { done, cancel }.
   */
  constructor({ store, send, changed = () => {}, wait = timer, random = Math.random }) {
    Object.assign(this, { store, send, changed, wait, random });
    this.state = { isOnline: null, pending: 0, refused: 0, problem: null, deliveredAt: null };
    this.failures = 0;
    this.working = null;
    this.pause = null;
    this.isAsked = false;
  }

  /** Deliver now, or again at once when it was waiting; resolves when nothing more can be done. */
  poke() {
    this.isAsked = true;
    this.pause?.cancel();
    this.working ??= this.#drain();
    return this.working;
  }

  /** Say that the server answered, or did not, outside a delivery. */
  async heard(isOnline, problem = null) {
    const wasSilent = this.state.isOnline === false;
    await this.#tell({ isOnline, problem });
    if (isOnline && wasSilent) this.poke();
  }

  async #drain() {
    for (;;) {
      this.isAsked = false;
      const records = await this.store.pending(BATCH);
      await this.#tell({});
      if (!records.length) {
        if (this.isAsked) continue;
        this.working = null;
        return;
      }
      try {
        await this.#deliver(records);
        this.failures = 0;
      } catch (error) {
        await this.#tell({ isOnline: error.status !== undefined, problem: error.code ?? "offline" });
        await this.#rest(error.retryAfterMs);
      }
    }
  }

  async #deliver(records) {
    const { outcomes, head } = await this.send(records.map(({ fact }) => fact));
    const settled = records.map(({ fact }, index) => ({
      fact_id: fact.fact_id,
      status: STATUS[outcomes[index]?.result] ?? PENDING,
      seq: outcomes[index]?.seq ?? null,
      reasons: outcomes[index]?.reasons ?? [],
    }));
    await this.store.settle(settled, { head });
    await this.#tell({ isOnline: true, problem: null, deliveredAt: new Date() });
    if (settled.every(({ status }) => status === PENDING)) throw new Error("nothing was answered for");
  }

  async #rest(retryAfterMs) {
    const longest = Math.min(1000 * 2 ** this.failures, LONGEST_MS);
    this.failures += 1;
    this.pause = this.wait(retryAfterMs ?? longest * (0.5 + this.random() / 2));
    await this.pause.done;
    this.pause = null;
  }

  async #tell(news) {
    const [pending, refused] = [await this.store.count(PENDING), await this.store.count("refused")];
    this.state = { ...this.state, ...news, pending, refused };
    this.changed(this.state);
  }
}

function timer(ms) {
  let cancel;
  const done = new Promise((resolve) => {
    const id = setTimeout(resolve, ms);
    cancel = () => {
      clearTimeout(id);
      resolve();
    };
  });
  return { done, cancel };
}
