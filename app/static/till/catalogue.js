/** The lots on sale, held on the device: found by code and by words, and brought up to date by cursor. */

import { TillError } from "./errors.js";
import { RULE, wordsOf } from "./plurals.js";
import { isAfter, lessTaken, markOf, NOTHING, salesOf } from "./taken.js";

const HITS = 8;
/** Few enough lots a transaction that a scan never waits long for one. */
const SLICE = 50;

export class Catalogue {
  /**
   * `moved(lots)` hears what the server changed; `shelf` and `store` as in shelf.js and store.js;
   * `atRest()` resolves when writing would make nobody wait.
   */
  constructor({ api, shelf, store, moved = () => {}, atRest = async () => {} }) {
    Object.assign(this, { api, shelf, store, moved, atRest });
    this.writing = Promise.resolve();
    this.forget();
  }

  /** The device was enrolled anew, and its store has nothing any more: nor is anything known here. */
  forget() {
    this.reading = null;
    this.held = null;
    this.sold = []; // facts of this tab that the shelf does not count yet
    this.caughtUp = null;
  }

  /**
   * Bring the copy of that till's edition up to date: what moved since, or all of it the first time
   * and for another edition. One reading at a time; throws the API's TillError.
   */
  refresh(edition) {
    return this.reading ?? this.#begin(edition);
  }

  /** Read all of it again; what breaks off leaves what was known. Throws as `refresh` does. */
  async readAgain(edition) {
    while (this.reading) await this.reading.catch(() => null);
    return this.#begin(edition, { isWhole: true });
  }

  /** The server's catalogue stands there: is the copy behind? */
  isBehind(revision) {
    return revision !== undefined && revision !== this.held?.revision;
  }

  /** What is known of a lot without asking; undefined when nothing is. */
  async known(code) {
    await this.#catchUp();
    const record = await this.shelf.get(code);
    return record && lessTaken(record, this.sold);
  }

  /** What the server says of a lot now; throws its TillError (lot_nowhere, offline…). */
  async ask(code) {
    const whose = await this.#whose();
    const lot = await this.api.get(`lots/${code}`, 3_000);
    const [put] = await this.#put([lot], whose);
    return put;
  }

  /** Hold what the server has just said of these lots. */
  async learn(lots) {
    return this.#put(lots, await this.#whose());
  }

  /** The offered lots that have every word, in any order, in singular or plural; eight at most. */
  async search(text) {
    const words = wordsOf(text);
    if (!words.length) return [];
    await this.#catchUp();
    const [left, gone] = [[], []];
    for await (const record of this.shelf.having(words)) {
      const lot = lessTaken(record, this.sold);
      if (lot.status === "offered") (lot.remaining_milli > 0 ? left : gone).push(lot);
      if (left.length === HITS) break;
    }
    return [...left, ...gone].slice(0, HITS);
  }

  /**
   * Count a sale against what is left, until the server says more: at once for who asks, on the disk
   * once the till is at rest. The first scan of the next buyer does not wait for it; a tab that is
   * closed before that counts it when it opens again.
   */
  async take(fact) {
    this.sold.push(...salesOf([fact]));
    await this.atRest();
    await this.#count();
  }

  /** Count what a tab that was closed had no time to; once. */
  #catchUp() {
    this.caughtUp ??= this.#count().catch(() => (this.caughtUp = null)); // a scan goes on without
    return this.caughtUp;
  }

  /** Count on the shelf the facts on the disk that it does not count yet. */
  #count() {
    return this.#alone(async () => {
      const counted = await this.store.get("counted");
      const { facts, last } = await this.store.since(counted);
      if (counted && !facts.length) return;
      const sales = counted ? salesOf(facts) : this.sold; // a shelf from before marks were kept
      const mark = last ? markOf(last) : NOTHING;
      const codes = new Set(sales.flatMap(({ lines }) => lines.map(({ lot }) => lot)).filter(Boolean));
      const change = (record) => ({ ...record, lot: lessTaken(record, sales), upto: mark });
      await this.shelf.countUpTo(mark, [...codes], change);
      this.sold = this.sold.filter((fact) => isAfter(fact, mark));
    });
  }

  /** What writes lots does so one after the other: each builds on what it has read. */
  #alone(work) {
    const done = this.writing.then(work);
    this.writing = done.catch(() => {});
    return done;
  }

  #begin(edition, asked) {
    const reading = this.#read(edition, asked).finally(() => this.reading === reading && (this.reading = null));
    this.reading = reading;
    return reading;
  }

  async #read(edition, { isWhole = false } = {}) {
    const whose = await this.#whose();
    await this.#catchUp(); // before any scan would wait for it behind what is read
    this.held = (await this.store.get("catalogue")) ?? null;
    const isOurs = this.held?.edition === edition && this.held.rule === RULE;
    const since = isOurs && !isWhole ? this.held.revision : undefined;
    if (since === undefined) await this.#readWhole(edition, whose);
    else await this.#readMoved(edition, since, whose);
  }

  /** All of it; what the server no longer has goes once the rest is there. */
  async #readWhole(edition, whose) {
    if (this.held && this.held.edition !== edition) {
      await this.#hold(null);
      await this.shelf.clear();
    }
    const gone = new Set(await this.shelf.codes());
    for await (const { lots, after, revision } of this.#pages("")) {
      await this.#put(lots, whose);
      for (const { code } of lots) gone.delete(code);
      if (!after) {
        await this.shelf.remove([...gone]);
        await this.#hold({ edition, revision, rule: RULE });
      }
    }
  }

  async #readMoved(edition, since, whose) {
    for await (const { lots, after, revision } of this.#pages(`since=${since}`)) {
      const moved = await this.#put(lots, whose);
      if (!after && revision !== since) await this.#hold({ edition, revision, rule: RULE });
      if (moved.length) this.moved(moved);
    }
  }

  async *#pages(asked) {
    let after = null;
    do {
      const going = after ? `after=${encodeURIComponent(after)}` : "";
      const page = await this.api.get(`lots?${[asked, going].filter(Boolean).join("&")}`);
      yield page;
      after = page.after;
    } while (after);
  }

  /** Put them on the shelf, if the enrolment that asked is still the device's; throws `storage`. */
  #put(lots, whose) {
    return this.#alone(async () => {
      const records = await this.#searchable(lots);
      if ((await this.#whose()) !== whose) throw new TillError("storage");
      for (let from = 0; from < records.length; from += SLICE) {
        await this.shelf.put(records.slice(from, from + SLICE));
      }
      return records.map(({ lot }) => lot);
    });
  }

  /** The token of the enrolment that this copy is read for. */
  #whose() {
    return this.store.get("token");
  }

  async #hold(held) {
    this.held = held;
    await this.store.jot("catalogue", held);
  }

  /** As the shelf keeps them; what this device sold and has not delivered is not left any more. */
  async #searchable(lots) {
    const { facts, last } = await this.store.undelivered();
    const sales = salesOf(facts);
    return lots.map((lot) => ({
      code: lot.code,
      lot: lessTaken({ lot }, sales),
      upto: last && markOf(last),
      words: [...new Set(wordsOf(`${lot.designation} ${lot.code} ${lot.exhibitor_name} ${lot.stand}`))],
    }));
  }
}
