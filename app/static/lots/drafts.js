/**
 * Lots typed on this device, and changes of lots, that the server has not answered for. A draft is
 * { uuid, account, place, firm, change, to, fields, photos, state, at, saved, revised, code, errors }:
 * `fields` are [name, value] as the form sends them, `photos` [{ uuid, bytes }], `to` the addresses it
 * goes to and that of its `form`, `firm` whose it is as people read it; a `change` has a UUID of its
 * own, and its lot in `place`. It is "writing" while its form is open, "waiting" once saved, "refused"
 * when the server found fault with it; `revised` when it was saved before, and may have arrived. What
 * is of another account is neither shown nor sent.
 */

import { answered, finished } from "../till/database.js";

const NAME = "bourse-lots";

/** Open the device's drafts; throws what IndexedDB throws where a browser keeps nothing. */
export async function openDrafts(name = NAME) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore("drafts", { keyPath: "uuid" });
  return new Drafts(await answered(request));
}

/** Where a draft is opened again. */
export function formOf({ to, uuid }) {
  return `${to.form ?? to.lots.replace(/sending$/, "new")}#lot=${uuid}`;
}

/** Whose lot a draft is: the firm and its code; of one kept before drafts named it, the code alone. */
export function firmOf({ firm, place }) {
  return firm ?? place.split("/")[1];
}

/** What a form has seen: what its lot said when it was opened, and the late change that waited beside it. */
export const SEEN = ["opened", "late_shown"];

/** A draft's fields with what the server says that its form has seen from now on; as they are when that is not told. */
export function seenNow(fields, said) {
  return fields.map(([name, value]) => [name, SEEN.includes(name) ? (said[name] ?? value) : value]);
}

export class Drafts {
  constructor(database) {
    this.database = database;
    database.onversionchange = () => database.close();
  }

  /** A draft by its UUID; undefined when it was sent or deleted. */
  get(uuid) {
    return answered(this.#store("readonly").get(uuid));
  }

  /** Every draft of an account, the oldest first. */
  async of(account) {
    const all = await answered(this.#store("readonly").getAll());
    return all.filter((draft) => draft.account === account).sort((one, other) => one.at - other.at);
  }

  /** How many lots wait for their account to sign in again, whoever's they are. */
  async count() {
    const all = await answered(this.#store("readonly").getAll());
    return all.filter(({ state }) => state !== "writing").length;
  }

  /** Keep a draft whole, on the disk before this is done. */
  put(draft) {
    const store = this.#store("readwrite");
    store.put(draft);
    return finished(store.transaction);
  }

  /**
   * Change a draft in one transaction, so that neither another tab nor a letter typed meanwhile is
   * lost; `change` gives the new one, or null to leave it. Nothing happens when it is gone.
   */
  async change(uuid, change) {
    const store = this.#store("readwrite");
    store.get(uuid).onsuccess = ({ target: { result } }) => {
      const changed = result && change(result);
      if (changed) store.put(changed);
    };
    await finished(store.transaction);
  }

  /** Forget a draft: it was sent, or its author wants it gone. */
  forget(uuid) {
    const store = this.#store("readwrite");
    store.delete(uuid);
    return finished(store.transaction);
  }

  /** Forget the drafts of everybody: who signs out may want nothing left on this device. */
  async forgetAll() {
    const store = this.#store("readwrite");
    store.clear();
    await finished(store.transaction);
  }

  #store(mode) {
    const options = mode === "readwrite" ? { durability: "strict" } : {};
    return this.database.transaction("drafts", mode, options).objectStore("drafts");
  }
}
