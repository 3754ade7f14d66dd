/** The photos of the form: taken or chosen, made small at once, shown, moved, removed. */

import { shrink } from "./shrinking.js";

const MOST = 8;

export class Photos {
  /** `changed()` hears of every photo that comes, moves or goes. */
  constructor(part, changed) {
    this.part = part;
    this.changed = changed;
    this.list = part.querySelector(".photo-list");
    this.fault = part.querySelector("[data-photo-fault]");
    this.inputs = [...part.querySelectorAll('input[type="file"]')];
    this.form = part.closest("form");
    this.added = new Map();
    this.shrinking = Promise.resolve();
    for (const held of this.list.children) this.#furnish(held, held.querySelector("img").src);
    for (const input of this.inputs) input.addEventListener("change", () => this.#take(input));
  }

  /** Photos that are not on the server yet, in their order: [{ uuid, blob }]. */
  get fresh() {
    return [...this.list.children].flatMap((item) => this.added.get(item) ?? []);
  }

  /** Once every photo that was chosen is small. */
  ready() {
    return this.shrinking;
  }

  /** Of the lot's own photos those `kept`, in their order; one that was not `shown` came since, and stays. */
  arrange(kept, shown) {
    for (const item of [...this.list.children]) {
      const uuid = uuidOf(item);
      if (shown.includes(uuid) && !kept.includes(uuid)) this.#drop(item);
    }
    const place = (item) => (kept.includes(uuidOf(item)) ? kept.indexOf(uuidOf(item)) : kept.length);
    this.list.append(...[...this.list.children].sort((one, other) => place(one) - place(other)));
    this.#number();
  }

  /** Show photos that were kept on the device; one whose answer was lost is the lot's already. */
  restore(photos) {
    const own = [...this.list.children].map(uuidOf);
    for (const { uuid, blob } of photos) if (!own.includes(uuid)) this.#show(blob, uuid);
  }

  clear() {
    for (const item of [...this.list.children]) this.#drop(item);
    this.#complain(null);
  }

  /** Put the photos into the form's own field, for a form that is sent as it is. */
  async fill() {
    await this.ready();
    const carried = new DataTransfer();
    this.fresh.forEach(({ blob }, at) =>
      carried.items.add(new File([blob], `photo-${at + 1}.jpg`, { type: "image/jpeg" })),
    );
    const [taken, chosen] = this.inputs;
    taken.value = "";
    chosen.files = carried.files;
  }

  #take(input) {
    const files = [...input.files];
    input.value = "";
    this.#complain(null);
    this.shrinking = this.shrinking.then(async () => {
      for (const file of files) await this.#add(file);
      this.changed();
    });
  }

  async #add(file) {
    if (this.list.children.length >= MOST) return this.#complain("many");
    try {
      this.#show(await shrink(file));
    } catch {
      this.#complain("unreadable");
    }
  }

  #show(blob, uuid = newUuid()) {
    const item = this.#item();
    this.added.set(item, { uuid, blob });
    this.#furnish(item, URL.createObjectURL(blob));
    this.list.append(item);
    this.#number();
  }

  #item() {
    return this.part.querySelector("template[data-photo]").content.firstElementChild.cloneNode(true);
  }

  /** Buttons that move and remove, in the place of the ticks that work without scripts. */
  #furnish(item, address) {
    if (!item.querySelector(".photo-moves")) {
      const held = item.querySelector('input[name="photo"]');
      for (const choice of item.querySelectorAll(".choice")) choice.remove();
      held.type = "hidden";
      item.append(held, this.#item().querySelector(".photo-moves"));
    }
    item.querySelector("img").src = address;
    const act = (name, work) =>
      item.querySelector(`[data-${name}]`).addEventListener("click", () => {
        work();
        this.#number();
        this.changed();
      });
    act("earlier", () => item.previousElementSibling?.before(item));
    act("later", () => item.nextElementSibling?.after(item));
    act("remove", () => this.#drop(item));
  }

  #drop(item) {
    const image = item.querySelector("img");
    if (image.src.startsWith("blob:")) URL.revokeObjectURL(image.src);
    this.added.delete(item);
    item.remove();
  }

  #number() {
    const words = this.#words("number");
    [...this.list.children].forEach((item, at) => {
      item.querySelector("img").alt = words.replace("#", at + 1);
    });
  }

  #complain(word) {
    this.fault.hidden = !word;
    this.fault.textContent = word ? this.#words(word) : "";
  }

  #words(name) {
    const { content } = this.part.querySelector("template[data-photo-words]");
    return content.querySelector(`[data-word="${name}"]`).textContent;
  }
}

/** Which of the lot's own photos an item is; undefined for one that is not on the server. */
function uuidOf(item) {
  return item.querySelector('input[name="photo"]')?.value;
}

/** A UUID drawn here; browsers offer randomUUID on https alone, and a hall may be served without. */
export function newUuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
