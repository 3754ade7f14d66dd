/** What the device grants the till: to keep what it holds, to be installed, to take a new version up. */

import { isCalm, isServing, listenForHands } from "./calm.js";
import { Renewal } from "./renewal.js";

export class Device {
  /** `isKept` is null until the browser was asked whether it will keep the till's data for good. */
  constructor(till, changed) {
    Object.assign(this, { till, changed, isKept: null, prompt: null });
    this.renewal = navigator.serviceWorker && new Renewal({
      container: navigator.serviceWorker,
      locks: navigator.locks,
      isCalm: () => isCalm(till, document),
      changed,
      reload: () => location.reload(),
    });
  }

  /** Listen, and keep the application here from the worker at that address. */
  async begin(worker) {
    listenForHands(document);
    addEventListener("beforeinstallprompt", (event) => {
      event.preventDefault();
      this.prompt = event;
    });
    addEventListener("appinstalled", () => this.askToKeep());
    await this.renewal?.begin(worker).catch((error) => console.warn(error));
  }

  /** Whether a new version waits to be taken up. */
  get isNew() {
    return Boolean(this.renewal?.isReady);
  }

  /** Let the other tabs know whether somebody is served here. */
  tell() {
    this.renewal?.serving(isServing(this.till, document));
  }

  /** Ask the browser never to erase the till's data by itself; some say yes only once installed. */
  async askToKeep() {
    const { storage } = navigator;
    if (!storage?.persist) return;
    this.isKept = (await storage.persisted()) || (await storage.persist());
    this.changed();
  }

  /** Put the application on the device's home screen. */
  async install() {
    await this.prompt?.prompt();
    this.prompt = null;
  }
}
