/**
 * Delivering facts: again and again, in order and in batches, until the server has answered for
 * each. Silence, 401, 403, 429 and 5xx keep everything; a rest that the server asks for is kept. Each
 * answer's head of the journal is kept and shown with the next call: a server that lacks it has lost
 * facts, and gets all that this enrolment made again. Each parcel goes under the token of the
 * enrolment that made it.
 */

import { Rest } from "./rest.js";
import { PENDING } from "./store.js";

const BATCH = 50;
const LONGEST_MS = 60_000;
const STATUS = { recorded: "recorded", already: "recorded", conflict: "conflict", refused: "refused" };

const ALONE = {
  changed: () => {},
  answered: () => {},
  alone: (work) => work(),
  wait: timer,
  random: Math.random,
  now: () => new Date(),
};

export class Outbox {
  /**
   * `send(parcel, token)` posts it under that token and gives the answer, or throws with `status` and
   * `code`; `rest` is what the server asked for; `changed(state)` hears of every change,
   * `answered(answer)` of every answer; `alone(work)` runs
   * `work` in one tab at a time; `wait(ms)` gives { done, cancel }; `random()` and `now()`.
   */
  constructor({ store, send, ...others }) {
    Object.assign(this, ALONE, { store, send, rest: new Rest() }, others);
    this.state = { isOnline: null, pending: 0, refused: 0, problem: null, syncedAt: null, skewMs: null };
    this.failures = 0;
    this.working = null;
    this.pause = null;
    this.isAsked = false;
    this.isMeant = false;
    this.isBeating = false;
  }

  /** Take up what the last delivery left: when it was, and how far the clocks stood apart. */
  async start() {
    await this.#tell((await this.store.get("sync")) ?? {});
  }

  /**
   * Deliver now, or again at once when it was waiting or is about to fail; resolves when nothing more
   * can be done. What was kept counts from now on, however long an earlier delivery still waits. A
   * rest that the server asked for goes on, unless it `isMeant`: a person wants it sent now.
   */
  poke({ isMeant = false } = {}) {
    this.isAsked = true;
    this.isMeant ||= isMeant;
    if (this.isMeant || !this.isResting) this.pause?.cancel();
    this.working ??= this.#drain();
    this.recount();
    return this.working;
  }

  /** Let the server hear of this device even when there is nothing to deliver; again until it does. */
  beat() {
    this.isBeating = true;
    this.working ??= this.#drain();
    return this.working;
  }

  /** Say that the server answered, or did not, outside a delivery. */
  async heard(isOnline, problem = null) {
    const wasSilent = this.state.isOnline === false;
    await this.#tell({ isOnline, problem });
    if (isOnline && wasSilent) this.poke();
    else if (!isOnline) this.beat();
  }

  /** Whether the server asked to be left alone for a while. */
  get isResting() {
    return this.rest.leftMs > 0;
  }

  /** Count again: another tab kept or delivered some. */
  async recount() {
    await this.#tell((await this.store.get("sync")) ?? {});
  }

  async #drain() {
    for (;;) {
      if (this.isResting && !this.isMeant) await this.#pauseFor(this.rest.leftMs);
      this.isAsked = false;
      try {
        const isMore = await this.alone(() => this.#deliver());
        this.failures = 0;
        if (isMore || this.isAsked || this.isBeating) continue;
        this.working = null;
        this.isMeant = false;
        return;
      } catch (error) {
        this.isMeant = false;
        await this.#tell({ isOnline: error.status !== undefined, problem: error.code ?? "offline" });
        const longest = Math.min(1000 * 2 ** this.failures, LONGEST_MS);
        this.failures += 1;
        if (!this.isAsked && !this.isResting) await this.#pauseFor(longest * (0.5 + this.random() / 2));
      }
    }
  }

  /**
   * One batch, or a heartbeat; says whether there is more to do. While nobody answers one fact
   * knocks for all: reading and writing out fifty would be felt at the next scan.
   */
  async #deliver() {
    const parcel = await this.store.parcel(this.state.isOnline === false ? 1 : BATCH);
    await this.#tell({});
    if (!parcel.count && !this.isBeating) return false;
    const answer = await this.send(contents(parcel, this.now()), parcel.token);
    this.isBeating = false;
    const settled = parcel.records.map((record, index) => became(record, answer.outcomes[index]));
    const sync = { syncedAt: this.now().toISOString(), skewMs: answer.skew_ms ?? null };
    const isMissing = Boolean(answer.is_missing);
    await this.store.settle(settled, { head: answer.head, sync }, { isMissing, token: parcel.token });
    await this.#tell({ isOnline: true, problem: null, ...sync });
    this.answered(answer);
    const isAnswered = settled.some(({ status }) => status !== PENDING);
    if (settled.length && !isAnswered) throw new Error("nothing was answered for");
    return isMissing || parcel.count > parcel.records.length;
  }

  async #pauseFor(ms) {
    this.pause = this.wait(ms);
    await this.pause.done;
    this.pause = null;
  }

  async #tell(news) {
    const [pending, refused] = [await this.store.count(PENDING), await this.store.count("refused")];
    const next = { ...this.state, ...news, pending, refused };
    const isNew = Object.keys(next).some((name) => next[name] !== this.state[name]);
    this.state = next;
    if (isNew) this.changed(next);
  }
}

/** What is sent: facts, the device's clock, the witness; its books when nothing stays behind. */
function contents({ records, count, head, numbers }, now) {
  const isAll = records.length === count;
  const isCounted = isAll && numbers?.total_cents !== undefined;
  return {
    facts: records.map(({ fact }) => fact),
    sent_at: now.toISOString(),
    witness: head,
    ...(isCounted ? { books: books(numbers) } : {}),
  };
}

function books({ till_seq, receipt, total_cents }) {
  return { till_seq, receipts: receipt, total_cents };
}

/** What a fact became; one that was flagged before it was sent again stays flagged. */
function became({ fact, reasons }, outcome) {
  const isKnown = outcome?.result === "already" && reasons.length > 0;
  return {
    fact_id: fact.fact_id,
    status: isKnown ? "conflict" : (STATUS[outcome?.result] ?? PENDING),
    seq: outcome?.seq ?? null,
    reasons: isKnown ? reasons : (outcome?.reasons ?? []),
  };
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
