/** What happens when something comes while something else is still being done. */

/** One thing after the other: what comes meanwhile waits, in order, and none is lost. */
export class Turns {
  #last = Promise.resolve();

  /** Do `work` once all before it is done, well or badly; gives what it gives. */
  take(work) {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => null);
    return turn;
  }
}

/** One thing at a time: what comes meanwhile is the same tap again, and is left out. */
export class Single {
  #isBusy = false;

  /** Do `work` unless something is being done; gives what it gives, or nothing. */
  async take(work) {
    if (this.#isBusy) return undefined;
    this.#isBusy = true;
    try {
      return await work();
    } finally {
      this.#isBusy = false;
    }
  }
}
