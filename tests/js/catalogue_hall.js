/** A hall whose lots a catalogue reads, page by page. */

import { Catalogue } from "../../app/static/till/catalogue.js";
import { Shelf } from "../../app/static/till/shelf.js";
import { newStore } from "./device_store.js";

const PAGE = 3;

export function lot(code, designation, values = {}) {
  return { code, designation, status: "offered", exhibitor_name: "Carrelages du Doubs", stand: "A1", remaining_milli: 5_000, ...values };
}

/** Lots with revisions, read in pages as bourse/tills/catalogue.py gives them. */
export function newHall() {
  const lots = new Map();
  const hall = { revision: 0, asked: [], fails: null };
  hall.set = (...some) => {
    for (const one of some) {
      hall.revision += 1;
      lots.set(one.code, { lot: one, revision: hall.revision });
    }
  };
  hall.drop = (code) => lots.delete(code);
  hall.get = async (path) => {
    hall.asked.push(path);
    if (hall.fails) throw hall.fails;
    const asked = new URLSearchParams(path.split("?")[1]);
    const since = Number(asked.get("since") ?? -1);
    const from = Number(asked.get("after") ?? 0);
    const found = [...lots.values()].filter(({ revision }) => revision > since).map((one) => one.lot);
    const after = from + PAGE < found.length ? String(from + PAGE) : null;
    return { lots: found.slice(from, from + PAGE), after, revision: hall.revision };
  };
  return hall;
}

export async function newCatalogue(hall, store, also = {}) {
  const moved = [];
  const kept = store ?? (await newStore());
  const catalogue = new Catalogue({ api: hall, store: kept, shelf: new Shelf(kept.database), moved: (lots) => moved.push(...lots), ...also });
  return { catalogue, store: kept, moved };
}

export const names = (lots) => lots.map(({ designation }) => designation);
