/** The lots on sale, held in memory: found by code at once, and by words as they are typed. */

const HITS = 8;

export class Catalogue {
  constructor(api) {
    this.api = api;
    this.lots = new Map();
  }

  /** Read the whole catalogue, page by page; what was known stays until it is replaced. */
  async load() {
    const fresh = new Map();
    let after = null;
    do {
      const page = await this.api.get(after ? `lots?after=${encodeURIComponent(after)}` : "lots");
      for (const lot of page.lots) fresh.set(lot.code, searchable(lot));
      after = page.after;
    } while (after);
    this.lots = fresh;
  }

  /** What is known of a lot without asking; undefined when nothing is. */
  known(code) {
    return this.lots.get(code)?.lot;
  }

  /** What the server says of a lot now; throws its TillError (lot_nowhere, offline…). */
  async ask(code) {
    const lot = await this.api.get(`lots/${code}`, 3_000);
    this.lots.set(lot.code, searchable(lot));
    return lot;
  }

  /** The offered lots that have every word, in any order, in singular or plural; eight at most. */
  search(text) {
    const words = wordsOf(text);
    if (!words.length) return [];
    const [left, gone] = [[], []];
    for (const { lot, held } of this.lots.values()) {
      const has = words.every((word) => held.some((other) => other.startsWith(word)));
      if (has && lot.status === "offered") (lot.remaining_milli > 0 ? left : gone).push(lot);
      if (left.length === HITS) break;
    }
    return [...left, ...gone].slice(0, HITS);
  }

  /** Count a sale against what is left, until the server says more. */
  take(lines) {
    for (const { lot: code, quantity_milli: milli } of lines) {
      const held = this.lots.get(code);
      if (held) {
        const left = held.lot.remaining_milli - milli;
        this.lots.set(code, { ...held, lot: { ...held.lot, remaining_milli: left } });
      }
    }
  }
}

/** The words of a text without accents, capitals or plural: "Tuiles mécaniques" → tuile, mecanique. */
export function wordsOf(text) {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => (word.length > 3 ? word.replace(/[sx]$/, "") : word))
    .filter(Boolean);
}

function searchable(lot) {
  return { lot, held: wordsOf(`${lot.designation} ${lot.code} ${lot.exhibitor_name} ${lot.stand}`) };
}
