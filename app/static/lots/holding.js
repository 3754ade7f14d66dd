/** A lot that is typed is one page's: another tab, or the page that comes after this one, asks first. */

/** How long a page that is left may still hold its lot: the one that comes after it waits. */
const HOLD_MS = 300;
const AGAIN_MS = 30;

/**
 * Hold a lot for as long as this page is open; false where another tab has it before its eyes. Each
 * try is answered yes or no, so that a telephone that is slow to answer is not taken for another tab.
 */
export async function hold(uuid, locks = navigator.locks) {
  if (!locks) return true;
  for (let left = HOLD_MS; ; left -= AGAIN_MS) {
    if (await isFree(`bourse-lot-${uuid}`, locks)) return true;
    if (left <= 0) return false;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

/** Take it if nobody has it, and say so; the page keeps it until it is left. */
function isFree(name, locks) {
  return new Promise((answer) => {
    const take = (lock) => {
      answer(lock !== null);
      return lock && new Promise(() => {});
    };
    locks.request(name, { ifAvailable: true }, take).catch(() => answer(false));
  });
}
