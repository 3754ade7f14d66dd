/** One sender at a time, woken by the network, by a return to the page, and by a clock that tires. */

import { sendAll } from "./sending.js";

const FIRST_MS = 5_000;
const LONGEST_MS = 120_000;

export class Outbox extends EventTarget {
  constructor(drafts, account) {
    super();
    Object.assign(this, { drafts, account, halt: null, isSending: false });
    this.pause = FIRST_MS;
    this.turn = Promise.resolve();
  }

  /** Send now and from now on. */
  start() {
    addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => !document.hidden && this.send());
    return this.send();
  }

  /** Send what waits; the next call waits for this one. Tells `change` what came of it. */
  send() {
    this.turn = this.turn.then(() => this.#inTurn()).catch(() => {});
    return this.turn;
  }

  /** One sender on the whole device: two tabs would send the same photo twice. */
  async #inTurn() {
    const work = () => this.#sendAll();
    return navigator.locks ? navigator.locks.request("bourse-lots-sending", work) : work();
  }

  async #sendAll() {
    clearTimeout(this.timer);
    const waiting = (await this.drafts.of(this.account)).filter(({ state }) => state === "waiting");
    if (!waiting.length) return this.#tell(null, []);
    this.isSending = true;
    this.dispatchEvent(new Event("change"));
    const { sent, halt } = await sendAll(this.drafts, this.account);
    this.isSending = false;
    this.#tell(halt, sent);
    if (halt && halt !== "signed_out") {
      this.timer = setTimeout(() => this.send(), this.pause);
      this.pause = Math.min(this.pause * 2, LONGEST_MS);
    } else this.pause = FIRST_MS;
  }

  #tell(halt, sent) {
    this.halt = halt;
    this.dispatchEvent(new CustomEvent("change", { detail: { sent } }));
  }
}
