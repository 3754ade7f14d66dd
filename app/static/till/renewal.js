/**
 * New versions of the application: the service worker fetches them in the background, and the page
 * takes one up when nobody is served in any tab. What was sold is never touched by it.
 */

const ASK_EVERY_MS = 15 * 60_000;
const TRY_EVERY_MS = 5_000;
const SERVING = "bourse-till-serving";

export class Renewal {
  /**
   * `container` is navigator.serviceWorker, `locks` navigator.locks; `isCalm()` says whether nothing
   * is under way in this tab; `changed()` hears that a version is ready; `reload()` starts anew.
   */
  constructor({ container, locks, isCalm, changed, reload }) {
    Object.assign(this, { container, locks, isCalm, changed, reload });
    this.registration = null;
    this.isReady = false;
    this.isReplaced = false;
    this.isTaking = false;
    this.isAsking = false;
    this.endServing = null;
  }

  /** Keep the application on this device from the worker at that address; ask for news now and then. */
  async begin(address) {
    setInterval(() => this.#look(this.isCalm), TRY_EVERY_MS);
    this.container.addEventListener("controllerchange", () => this.replaced());
    this.registration = await this.container.register(address, { updateViaCache: "none" });
    this.#watch(this.registration.installing);
    this.registration.addEventListener("updatefound", () => this.#watch(this.registration.installing));
    await this.#look(() => true);
    setInterval(() => this.ask(), ASK_EVERY_MS);
  }

  /** Ask the server whether there is a new version; silence changes nothing. */
  ask() {
    return this.registration?.update().catch(() => {});
  }

  /**
   * Tell the other tabs whether this one is serving somebody: then no version takes over. Resolves
   * once they know that it is not.
   */
  async serving(isServing) {
    if (isServing && !this.endServing && !this.isAsking) {
      const ended = new Promise((resolve) => (this.endServing = resolve));
      this.served = this.locks.request(SERVING, { mode: "shared" }, () => ended);
    } else if (!isServing && this.endServing) {
      this.endServing();
      this.endServing = null;
      await this.served;
    }
  }

  /**
   * Take the new version up now, unless another tab is serving; says whether it could. What this tab
   * draws while it asks does not count as serving: it would stand in its own way.
   */
  async takeOver() {
    this.isAsking = true;
    try {
      await this.serving(false);
      return await this.locks.request(SERVING, { ifAvailable: true }, (lock) => this.#take(lock));
    } finally {
      this.isAsking = false;
    }
  }

  #take(lock) {
    if (!lock) return false;
    this.isTaking = true;
    if (this.isReplaced) this.reload();
    else this.registration?.waiting?.postMessage("take over");
    return true;
  }

  /** A newer version works on this device: start anew with it, at once if this tab asked for it. */
  replaced() {
    this.isReplaced = true;
    if (this.isTaking || this.isCalm()) this.reload();
  }

  #watch(worker) {
    worker?.addEventListener("statechange", () => worker.state === "installed" && this.#look(this.isCalm));
  }

  async #look(mayTakeOver) {
    const isWaiting = Boolean(this.registration?.waiting && this.container.controller);
    const isReady = this.isReplaced || isWaiting;
    if (isReady !== this.isReady) {
      this.isReady = isReady;
      this.changed();
    }
    if (isReady && mayTakeOver()) await (this.isReplaced ? this.reload() : this.takeOver());
  }
}
