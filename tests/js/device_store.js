/** The device's own store on a real IndexedDB for Node, which notes how each write was asked for. */

import "fake-indexeddb/auto";

import { openStore } from "../../app/static/till/store.js";

let serial = 0;

/** A store of its own, at the newest version. */
export function newStore() {
  return openStore({ name: freshName() });
}

/** A database's name that nobody used. */
export function freshName() {
  serial += 1;
  return `device-${serial}`;
}

/** Every fact's record, oldest first. */
export async function records(store) {
  return (await store.latest(Infinity)).reverse();
}

/** From now on, what this store's transactions were asked: [{ stores, mode, durability }]. */
export function watched(store) {
  const asked = [];
  const transaction = store.database.transaction.bind(store.database);
  store.database.transaction = (stores, mode, options) => {
    asked.push({ stores: [stores].flat(), mode, durability: options?.durability });
    return transaction(stores, mode, options);
  };
  return asked;
}

/** Runs one piece of work after another, as a Web Lock does. */
export function queue() {
  let last = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
}

/** Numbers from 0 to 1 by a seed (mulberry32), so that a run can be lived again. */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
