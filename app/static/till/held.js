/** Baskets put aside: kept on the device under a number or a name until they are taken up again. */

import { EMPTY, refreshLot, totals } from "./basket.js";
import { TillError } from "./errors.js";

/** What stands in the list of a basket put aside: { id, number, name, at, count, cents }. */
export function summaryOf({ basket, ...held }) {
  const { count, cents } = totals(basket.lines);
  return { ...held, count, cents };
}

/** The number that the next basket put aside takes: one beyond the highest that waits. */
export function nextNumber(held) {
  return Math.max(0, ...held.map(({ number }) => number)) + 1;
}

/** Put the basket aside, under a name if it has one; the till is free for the next buyer. */
export function hold(till, name = "") {
  return change(till, (held) => ({ held: [...held, putAside(held, till.basket, name)], basket: EMPTY }));
}

/** Take a basket up again, at today's prices; what is in hand is put aside in its place. */
export async function recall(till, id) {
  const found = (till.held ?? []).find((one) => one.id === id);
  const lines = found ? await refreshed(till, found.basket.lines) : [];
  return change(till, (held) => {
    const others = without(held, id);
    const current = till.basket.lines.length ? [putAside(held, till.basket)] : [];
    return { held: [...others, ...current], basket: { ...found.basket, lines } };
  });
}

/** Delete a basket put aside; gives it, for `restore` to undo. */
export async function forget(till, id) {
  const found = till.held.find((one) => one.id === id);
  await change(till, (held) => ({ held: without(held, id), basket: till.basket }), false);
  return found;
}

/** Put back a basket that was deleted. */
export function restore(till, deleted) {
  const inOrder = (held) => [...held, deleted].sort((one, other) => (one.at < other.at ? -1 : 1));
  return change(till, (held) => ({ held: inOrder(held), basket: till.basket }), false);
}

/** The list is read again under the lock: another page of this till may have changed it. */
function change(till, work, movesBasket = true) {
  if (till.training) throw new TillError("training_only");
  if (movesBasket && till.basket.payments.length) throw new TillError("payment_begun");
  return till.ledger.lock(async () => {
    const { held, basket } = work((await till.store.get("held")) ?? []);
    const kept = basket.lines.length ? basket : null;
    await till.store.putAll({ held, ...(movesBasket ? { basket: kept } : {}) });
    Object.assign(till, { held, basket });
    till.changed();
  });
}

function putAside(held, basket, name = "") {
  const at = new Date().toISOString();
  return { id: crypto.randomUUID(), number: nextNumber(held), name: name.trim(), at, basket };
}

function without(held, id) {
  const others = held.filter((one) => one.id !== id);
  if (others.length === held.length) throw new TillError("held_elsewhere");
  return others;
}

/** The lines with what the catalogue says of their lots by now. */
async function refreshed(till, lines) {
  let fresh = lines;
  for (const { lot } of lines) {
    const known = lot.code && (await till.catalogue.known(lot.code));
    if (known) fresh = refreshLot(fresh, known);
  }
  return fresh;
}
