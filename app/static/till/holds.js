/**
 * What visitors have reserved of a lot: its `holds` are [{ code, milli, until }], none for most lots.
 * Each counts until its hour, by the server's clock, whether the network is there or not. Pure.
 */

/**
 * How much of a lot is held at the moment `now` (milliseconds), and until when at the latest:
 * { milli, until }, or null. A hold is not held against its own buyer: `own` is that one's code.
 */
export function heldOf({ holds = [] }, now, own = null) {
  const open = holds.filter(({ code, until }) => code !== own && Date.parse(until) > now);
  if (!open.length) return null;
  const milli = open.reduce((sum, hold) => sum + hold.milli, 0);
  return { milli, until: open.map(({ until }) => until).sort().at(-1) };
}

/** How much of a lot is nobody's, in thousandths; never below nothing. */
export function freeMilli(lot, now) {
  return Math.max(lot.remaining_milli - (heldOf(lot, now)?.milli ?? 0), 0);
}
