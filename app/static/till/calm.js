/** Whether the till is between two customers: nothing in the basket, nothing typed, nobody touching it. */

const QUIET_MS = 20_000;
const REST_MS = 1_000;
const BETWEEN = new Set(["waiting", "enrolling", "identifying", "opening", "selling", "tray"]);

let touchedAt = -Infinity;

/** Resolves in a second or more, when the page has nothing to do: for what no scan is to wait for. */
export function atRest() {
  const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
  return new Promise((resolve) => {
    setTimeout(() => whenIdle(() => resolve()), REST_MS);
  });
}

/** Listen to every touch and key of the page. */
export function listenForHands(document) {
  const touched = () => (touchedAt = performance.now());
  for (const name of ["keydown", "pointerdown"]) {
    document.addEventListener(name, touched, { capture: true, passive: true });
  }
}

/** Somebody is being served, or the cashier is in the middle of something. */
export function isServing(till, document) {
  if (till.locked) return false; // all there is waits on the disk, behind the PIN
  const isTyping = [...document.querySelectorAll("input[type=text], input[type=password]")].some(({ value }) => value);
  const isAsking = document.querySelector("dialog[open]") !== null;
  return till.basket.lines.length > 0 || isAsking || isTyping || !BETWEEN.has(till.screen.name);
}

/** Nobody is, and nobody has touched the device for a while: it may start anew. */
export function isCalm(till, document) {
  return !isServing(till, document) && performance.now() - touchedAt > QUIET_MS;
}
