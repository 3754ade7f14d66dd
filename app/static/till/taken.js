/**
 * What this device's own sales took of lots. A copy of a lot says up to which fact it counts them
 * (its mark), so that each sale counts once, whenever the tab was closed.
 */

/** Names a fact of a series, and all before it. */
export function markOf({ till, till_seq: seq }) {
  return { till, seq };
}

/** Before any fact. */
export const NOTHING = { till: "", seq: 0 };

/** Does the fact come after what that mark names? Without one, it does. */
export function isAfter(fact, mark) {
  return !mark || fact.till !== mark.till || fact.till_seq > mark.seq;
}

/** A lot as it was kept, less what was taken of it since by these sales, and the holds they cashed. */
export function lessTaken({ lot, upto }, sales) {
  const own = sales.filter((fact) => isAfter(fact, upto));
  if (!own.length) return lot;
  const milli = own.flatMap(({ lines }) => lines).reduce((sum, line) => sum + (line.lot === lot.code ? line.quantity_milli : 0), 0);
  const cashed = new Set(own.map(({ stand_basket: code }) => code));
  const isCashed = lot.holds?.some(({ code }) => cashed.has(code));
  if (!milli && !isCashed) return lot;
  const holds = isCashed ? { holds: lot.holds.filter(({ code }) => !cashed.has(code)) } : {};
  return { ...lot, ...holds, remaining_milli: lot.remaining_milli - milli };
}

/** Of these facts, those that sell or give back. */
export function salesOf(facts) {
  return facts.filter(({ receipt }) => receipt);
}
