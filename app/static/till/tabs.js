/** Which tab of the device this is: the first has number 1, and a number is free again once its tab is gone. */

const RELOAD_MS = 500;
/** A page that is loaded again asks while the one before it is still letting go. */

/**
 * This tab's number, held until the tab is gone; `locks` are the browser's Web Locks. A busy browser
 * may take long to answer: the wait for another page begins once it has said that there is one.
 */
export async function tabNumber(locks) {
  if (await held(locks, 1, { ifAvailable: true })) return 1;
  if (await held(locks, 1, { signal: AbortSignal.timeout(RELOAD_MS) })) return 1;
  for (let number = 2; ; number += 1) {
    if (await held(locks, number, { ifAvailable: true })) return number;
  }
}

/** Whether that number is ours from now on. */
function held(locks, number, how) {
  return new Promise((resolve) => {
    const hold = (lock) => {
      resolve(Boolean(lock));
      return lock ? new Promise(() => {}) : null;
    };
    locks.request(`bourse-till-tab-${number}`, how, hold).catch(() => resolve(false));
  });
}
