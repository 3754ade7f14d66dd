/** One thing after the other: what comes while something is done waits, in order, and none is lost. */

export class Turns {
  #last = Promise.resolve();

  /** Do `work` once all before it is done, well or badly; gives what it gives. */
  take(work) {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => null);
    return turn;
  }
}
