/**
 * The till: what it holds, who it is, and how a fact leaves it; without a page. What a cashier does
 * with it stands in session.js, selling.js and giving_back.js.
 */

import { EMPTY } from "./basket.js";
import { TillError } from "./errors.js";
import { speak } from "./format.js";
import { cashierCard, prove } from "./identity.js";
import { sessionAgain } from "./session.js";
import { trained } from "./training.js";

const KEPT = ["token", "series", "place", "session", "cashier", "basket", "held", "locked", "training"];
/** What the tabs of a device share; each has a basket of its own. */
const SHARED = KEPT.filter((name) => name !== "basket");
const HOME = new Set(["waiting", "enrolling", "identifying", "opening", "selling"]);
const DELIVERY_MS = 4_000;

export class Till {
  /** The parts: store, ledger, outbox, api, catalogue, signals; `language` of the page; `changed()`. */
  constructor({ store, ledger, outbox, api, catalogue, signals, language, changed }) {
    Object.assign(this, { store, ledger, outbox, api, catalogue, signals, language, changed });
    this.screen = { name: "waiting" };
    this.basket = EMPTY;
  }

  /** Take up where the device left off, then ask the server what is new. */
  async start() {
    const kept = await this.store.all(KEPT);
    for (const name of KEPT) this[name] = kept[name] ?? this[name] ?? null;
    this.#swapBaskets();
    this.#speak();
    await this.outbox.start();
    this.goHome();
    if (this.token) this.refresh();
  }

  /** Another tab enrolled, or changed who sells: so does this one. Its basket stays with its enrolment. */
  async takeNews() {
    const kept = await this.store.all(SHARED);
    const isOther = SHARED.some((name) => JSON.stringify(kept[name] ?? null) !== JSON.stringify(this[name] ?? null));
    if (!isOther) return;
    const isAnew = Boolean(this.token) && this.token !== kept.token;
    if (isAnew) await this.#beginAnew();
    for (const name of SHARED) this[name] = kept[name] ?? null;
    this.#swapBaskets();
    this.#speak();
    if (isAnew || HOME.has(this.screen.name)) this.goHome();
    this.changed();
  }

  /** Show a screen by name, with what it is about. */
  go(name, about = {}) {
    this.screen = { name, ...about };
    this.changed();
  }

  /** Show what comes next: enrolling, who sells, counting the float, selling. */
  goHome() {
    const name = this.#next();
    if (this.screen.name !== name) this.go(name);
  }

  /** Ask the server for the till's state and catalogue; silence leaves what is known. */
  async refresh() {
    const { token } = this;
    try {
      const place = await this.api.get("state");
      if (token !== this.token) return;
      const isFirst = !this.place;
      await this.#keep({ place });
      if (this.cashier && !cashierCard(this, this.cashier.code)) await this.lock();
      await this.#takeUp(place);
      this.#speak();
      if (isFirst) this.goHome();
      await this.outbox.heard(true);
      await this.catalogue.refresh(place.edition.slug);
    } catch (error) {
      if (token !== this.token) return;
      await this.outbox.heard(error.status !== undefined, error.code);
    }
    this.changed();
  }

  /** Read the whole catalogue again; gives how many lots it has, or throws what kept it from being read. */
  async readAgain() {
    try {
      await this.catalogue.readAgain(this.place.edition.slug);
    } catch (error) {
      await this.outbox.heard(error.status !== undefined, error.code);
      throw error;
    }
    await this.outbox.heard(true);
    return this.catalogue.shelf.count();
  }

  /**
   * Turn a one-time code into this device's token. Facts of the enrolment before go first; nothing of
   * it is taken over but, in the same edition, the head of the journal that the server has shown.
   */
  async enrol(code) {
    await Promise.race([this.outbox.poke({ isMeant: true }), new Promise((resolve) => setTimeout(resolve, DELIVERY_MS))]);
    const { pending, problem } = this.outbox.state;
    if (pending && problem !== "unauthorised") throw new TillError("undelivered");
    const { token, series, edition } = await this.api.post("enrol", { code });
    const staying = edition === this.place?.edition.slug ? ["head"] : [];
    await this.ledger.lock(() => this.store.enrol({ token, series }, staying));
    await this.#beginAnew();
    Object.assign(this, { token, series });
    this.neighbours?.tell("kept");
    this.device?.askToKeep();
    await this.refresh();
    this.goHome();
  }

  /** Who sells from now on, by PIN; the session and the basket stay. */
  async identify(code, pin) {
    const { name } = await prove(this, code, pin);
    const wasLocked = this.locked;
    await this.#keep({ cashier: { code, name }, locked: null });
    if (wasLocked) this.changed();
    else this.goHome();
  }

  /** Lock the screen: session, basket and what is on the screen stay until a PIN is typed. */
  async lock() {
    if (!this.cashier || this.locked) return;
    await this.#keep({ locked: true });
    this.changed();
  }

  /** Nothing of the enrolment before is in hand any more. */
  async #beginAnew() {
    for (const name of KEPT) this[name] = null;
    Object.assign(this, { basket: EMPTY, realBasket: null });
    this.catalogue.forget();
    await this.store.jot("basket", null);
  }

  #next() {
    if (!this.token) return "enrolling";
    if (!this.place) return "waiting";
    if (!this.cashier) return "identifying";
    return this.isSelling ? "selling" : "opening";
  }

  /** The moment by the server's clock, in milliseconds: this device's own, less what it is wrong by. */
  now() {
    return Date.now() - (this.outbox.state.skewMs ?? 0);
  }

  /** Whether somebody sells, or trains to. */
  get isSelling() {
    return Boolean(this.cashier && (this.session || this.training));
  }

  /** Begin or end training. The real basket waits as it was; so does everything else. */
  async train(isOn) {
    const training = isOn ? { session: crypto.randomUUID(), basket: null } : null;
    await this.#keep({ training });
    this.#swapBaskets();
    this.go(this.#next());
  }

  /** The basket in hand is the training's while there is one. */
  #swapBaskets() {
    if (Boolean(this.training) === Boolean(this.realBasket)) return;
    [this.basket, this.realBasket] = this.training
      ? [this.training.basket ?? EMPTY, this.basket]
      : [this.realBasket, null];
  }

  /** Keep a fact of this cashier's session, with what the device remembers of it; then send it. */
  async record(content, also = {}) {
    if (this.training) return this.#rehearse(content);
    const session = also.session?.uuid ?? this.session.uuid;
    const fact = await this.ledger.keep(content, {
      series: this.series,
      session,
      cashier: this.cashier.code,
      edition: this.place.edition.slug,
      token: this.token,
      also,
    });
    Object.assign(this, also);
    this.neighbours?.tell("session" in also ? "kept" : "facts");
    this.basket ??= EMPTY;
    this.outbox.poke();
    return fact;
  }

  /** A training fact: its own numbers and session, and what is real stays untouched. */
  async #rehearse(content) {
    const number = ((await this.store.get("trainings")) ?? 0) + 1;
    const training = { ...this.training, basket: null };
    const fact = await this.ledger.keep(trained(content, number), {
      series: this.series,
      session: training.session,
      cashier: this.cashier.code,
      edition: this.place.edition.slug,
      token: this.token,
      also: { training, trainings: number },
    });
    Object.assign(this, { training, basket: EMPTY });
    this.neighbours?.tell("facts");
    this.outbox.poke();
    return fact;
  }

  async #keep(values) {
    await this.store.putAll(values);
    Object.assign(this, values);
    this.neighbours?.tell("kept");
  }

  /** The screen first: a basket is only noted, a sale is what must be on the disk. */
  async setBasket(next) {
    this.basket = next.lines.length ? next : EMPTY;
    this.changed();
    const kept = next.lines.length ? next : null;
    if (!this.training) return this.store.jot("basket", kept);
    this.training = { ...this.training, basket: kept };
    return this.store.jot("training", this.training);
  }

  /** Go on from the server's numbers and session where this device has forgotten its own. */
  async #takeUp({ numbers, session }) {
    if (await this.store.count("pending")) return;
    await this.ledger.adopt(numbers);
    const own = (await this.store.get("numbers"))?.till_seq ?? 0;
    if (session && !this.session && own <= numbers.till_seq) {
      await this.#keep({ session: sessionAgain(session, numbers.till_seq) });
    }
  }

  #speak() {
    const edition = this.place?.edition;
    speak({ language: this.language, currency: edition?.currency, timezone: edition?.timezone });
  }
}
