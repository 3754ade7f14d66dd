/**
 * The till: what it holds and what a cashier can do with it, without a page. Each action keeps what
 * it changes on the device first, then tells `changed`.
 */

import * as basket from "./basket.js";
import { expectedCash, summary } from "./drawer.js";
import { TillError } from "./errors.js";
import { speak } from "./format.js";
import { parseLotCode } from "./lot_code.js";
import { dueOf } from "./payment.js";
import * as reversal from "./reversal.js";

const KEPT = ["token", "series", "place", "session", "cashier", "basket"];
const DELIVERY_MS = 4_000;
const EMPTY = { lines: [], payments: [] };

export class Till {
  /** The parts: store, ledger, outbox, api, catalogue; `language` of the page; `changed()`. */
  constructor({ store, ledger, outbox, api, catalogue, language, changed }) {
    Object.assign(this, { store, ledger, outbox, api, catalogue, language, changed });
    this.screen = { name: "waiting" };
    this.basket = EMPTY;
  }

  /** Take up where the device left off, then ask the server what is new. */
  async start() {
    for (const name of KEPT) this[name] = (await this.store.get(name)) ?? this[name] ?? null;
    this.#speak();
    this.goHome();
    if (this.token) await this.refresh();
  }

  /** Show a screen by name, with what it is about. */
  go(name, about = {}) {
    this.screen = { name, ...about };
    this.changed();
  }

  /** Show what comes next: enrolling, who sells, counting the float, selling. */
  goHome() {
    if (!this.token) this.go("enrolling");
    else if (!this.place) this.go("waiting");
    else if (!this.cashier) this.go("identifying");
    else if (!this.session) this.go("opening");
    else this.go("selling");
  }

  /** Ask the server for the till's state and catalogue; silence leaves what is known. */
  async refresh() {
    try {
      const place = await this.api.get("state");
      const isFirst = !this.place;
      await this.#keep({ place });
      await this.#takeUp(place);
      this.#speak();
      if (isFirst) this.goHome();
      await this.catalogue.load();
      await this.outbox.heard(true);
    } catch (error) {
      await this.outbox.heard(error.status !== undefined, error.code);
    }
    this.changed();
  }

  /** Turn a one-time code into this device's token. Facts of an older enrolment go first. */
  async enrol(code) {
    await Promise.race([this.outbox.poke(), new Promise((resolve) => setTimeout(resolve, DELIVERY_MS))]);
    const { pending, problem } = this.outbox.state;
    if (pending && problem !== "unauthorised") throw new TillError("undelivered");
    const { token, series } = await this.api.post("enrol", { code });
    const forgotten = { place: null, session: null, cashier: null, basket: null, numbers: null };
    await this.#keep({ ...forgotten, token, series });
    this.basket = EMPTY;
    await this.refresh();
    this.goHome();
  }

  /** Who sells from now on, by PIN. */
  async identify(code, pin) {
    const cashier = await this.api.post("cashier", { cashier: code, pin });
    await this.#keep({ cashier });
    this.goHome();
  }

  /** Open a session with the float counted, in cents. */
  async openSession(floatCents) {
    const session = { uuid: crypto.randomUUID(), start_cents: floatCents, opened_at: new Date().toISOString() };
    await this.#record({ kind: "session_opened", float_cents: floatCents }, { session });
    this.goHome();
  }

  /** Add the lot whose code was scanned or typed; gives { lot, index }. Throws its TillError. */
  async add(text) {
    if (this.basket.payments.length) throw new TillError("payment_begun");
    const code = parseLotCode(text);
    const known = this.catalogue.known(code);
    const lot = known ?? (await this.catalogue.ask(code));
    const { lines, index } = basket.addLot(this.basket.lines, lot);
    await this.setLines(lines);
    if (known) this.#askAgain(code);
    return { lot, index };
  }

  /** Change the basket's lines. */
  setLines(lines) {
    return this.#setBasket({ ...this.basket, lines });
  }

  /** Take part or all of the payment; the sale is made once nothing is due. */
  async pay(payment) {
    await this.#setBasket({ ...this.basket, payments: [...this.basket.payments, payment] });
    if (this.due() === 0) await this.sell();
  }

  /** Give a payment back before the sale is made. */
  unpay(index) {
    const payments = this.basket.payments.filter((_paid, position) => position !== index);
    return this.#setBasket({ ...this.basket, payments });
  }

  /** What is still to pay, in cents. */
  due() {
    return dueOf(basket.totals(this.basket.lines).cents, this.basket.payments);
  }

  /** Make the sale of a basket that is paid. */
  async sell() {
    const { lines, payments } = this.basket;
    const content = {
      kind: "sale",
      lines: lines.map(basket.factLine),
      payments,
      total_cents: basket.totals(lines).cents,
    };
    const fact = await this.#record(content, { basket: null });
    this.basket = EMPTY;
    this.catalogue.take(fact.lines);
    this.go("sold", { fact });
  }

  /** A receipt by its number: { sale, reversals }; this device's own without asking when offline. */
  async findSale(number) {
    try {
      const [sale, ...reversals] = (await this.api.get(`receipts/${encodeURIComponent(number)}`)).facts;
      return { sale, reversals };
    } catch (error) {
      const own = await this.#ownSale(number);
      if (own) return own;
      throw error;
    }
  }

  /** Give back what was `picked` (thousandths of each line), repaid in `mode` or as it was paid. */
  async reverse({ sale, reversals }, picked, { reason, mode }) {
    const lines = reversal.negativeLines(sale, picked);
    const owed = reversal.owedFor(lines);
    const content = {
      kind: "reversal",
      lines,
      payments: reversal.payBack(owed, sale, reversals, mode),
      total_cents: -owed,
      reverses: sale.fact_id,
      reason,
    };
    const fact = await this.#record(content);
    this.catalogue.take(lines);
    this.go("sold", { fact, reversed: sale });
  }

  /** Put cash into the drawer (positive cents) or take some out (negative). */
  async moveCash(amountCents, reason) {
    await this.#record({ kind: "cash_movement", amount_cents: amountCents, reason });
    this.goHome();
  }

  /** What the session did so far, and the cash its drawer should hold. */
  async account() {
    const facts = (await this.store.ofSession(this.session.uuid)).map(({ fact }) => fact);
    const since = facts.filter((fact) => fact.till_seq > (this.session.after ?? 0));
    return { ...summary(facts), expected: expectedCash(this.session.start_cents, since) };
  }

  /** Close the session with the drawer counted, in cents. */
  async closeSession(countedCents) {
    const account = await this.account();
    await this.#record({ kind: "session_closed", counted_cents: countedCents }, { session: null, cashier: null });
    this.go("closed", { account, countedCents });
  }

  async #record(content, also = {}) {
    const session = also.session?.uuid ?? this.session.uuid;
    const fact = await this.ledger.keep(content, {
      series: this.series,
      session,
      cashier: this.cashier.code,
      also,
    });
    for (const [name, value] of Object.entries(also)) this[name] = value;
    this.outbox.poke();
    return fact;
  }

  async #keep(values) {
    await this.store.putAll(values);
    Object.assign(this, values);
  }

  async #setBasket(next) {
    await this.store.put("basket", next.lines.length ? next : null);
    this.basket = next.lines.length ? next : EMPTY;
    this.changed();
  }

  /** Go on from the server's numbers and session where this device has forgotten its own. */
  async #takeUp({ numbers, session }) {
    if (await this.store.count("pending")) return;
    await this.ledger.adopt(numbers);
    if (session && !this.session) {
      const { uuid, expected_cents: start, opened_at: opened } = session;
      await this.#keep({ session: { uuid, start_cents: start, opened_at: opened, after: numbers.till_seq } });
    }
  }

  /** A lot may have been sold elsewhere or changed since the catalogue was read. */
  async #askAgain(code) {
    const lot = await this.catalogue.ask(code).catch(() => null);
    const isThere = this.basket.lines.some((line) => line.lot.code === code);
    if (lot && isThere && !this.basket.payments.length) {
      await this.setLines(basket.refreshLot(this.basket.lines, lot));
    }
  }

  async #ownSale(number) {
    const wanted = number.replaceAll(/\s/g, "").toLowerCase();
    const facts = (await this.store.latest(2000)).map(({ fact }) => fact);
    const sale = facts.find((fact) => fact.kind === "sale" && numberOf(fact).toLowerCase() === wanted);
    return sale && { sale, reversals: facts.filter((fact) => fact.reverses === sale.fact_id) };
  }

  #speak() {
    const edition = this.place?.edition;
    speak({ language: this.language, currency: edition?.currency, timezone: edition?.timezone });
  }
}

/** The number of a sale or a reversal as printed: C2b-0041. */
export function numberOf(fact) {
  return `${fact.till}-${String(fact.receipt).padStart(4, "0")}`;
}
