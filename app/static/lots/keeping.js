/**
 * A lot's form, kept on the device letter by letter and sent from there: a lost network, a closed tab
 * or an empty battery costs nothing. The form is the page's own; what it says goes to the drafts. That
 * of a lot that is there is kept once something in it is changed, with what the lot said before.
 */

import { SEEN } from "./drafts.js";
import { hold } from "./holding.js";
import { newUuid } from "./photos.js";
import { saidAgain } from "./said_again.js";

const PAUSE_MS = 400;
const ANSWER_MS = 6_000;

export class Keeping {
  /** `again()` is called once the fields were filled in from here. */
  constructor(form, { drafts, outbox, photos, again }) {
    Object.assign(this, { form, drafts, outbox, photos, again });
    Object.assign(this, { draft: null, openedAs: null, isSaving: false, isTouched: false, timer: 0 });
  }

  /**
   * The lot that the address names, or the one that was being written when the tab was closed; of a
   * lot that is there, whatever change of it is here: there should be one.
   */
  async start() {
    const { account } = this.outbox;
    const named = /^#lot=([\da-f-]{36})$/.exec(location.hash)?.[1];
    const held = (await this.drafts.of(account)).filter(({ place }) => place === this.form.dataset.place);
    const unsent = held.filter(({ change, state }) => change || state === "writing");
    const wanted = [...held.filter(({ uuid }) => uuid === named), ...unsent];
    let found = null;
    for (const draft of wanted) if (!found && (await hold(draft.uuid))) found = draft;
    if (found) await this.#open(found);
    else this.#begin();
    for (const event of ["input", "change"]) this.form.addEventListener(event, () => this.soon());
    addEventListener("pagehide", () => this.#leave());
    return found;
  }

  /** Keep what stands in the form, in a moment. */
  soon() {
    if (this.isSaving) return;
    this.isTouched = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#keep({ state: "writing" }), PAUSE_MS);
  }

  /**
   * Save: kept on the device, then sent. Gives { outcome }: "sent" with its code and address,
   * "refused" with the draft, or "kept" when no answer came in time: it leaves by itself later.
   */
  async save() {
    this.isSaving = true;
    await this.photos.ready();
    await this.#keep({ state: "waiting", revised: this.draft.saved, saved: true, errors: {} });
    const answer = this.#answer(this.draft.uuid);
    this.outbox.send();
    const late = new Promise((done) => setTimeout(done, ANSWER_MS, { outcome: "kept" }));
    const said = await Promise.race([answer, late]);
    if (said.outcome === "refused") {
      this.draft = said.draft;
      this.#saySeen();
      this.isSaving = false;
    }
    return said;
  }

  /** Nothing of what was typed here is wanted: on to `address` without it. */
  async drop(address) {
    this.isSaving = true;
    clearTimeout(this.timer);
    await this.drafts.forget(this.draft.uuid);
    location.assign(address);
  }

  /** The next lot: what usually repeats stays, the rest begins empty. */
  next() {
    const said = saidAgain(this.#fields());
    this.form.reset();
    this.#fill(said);
    this.photos.clear();
    this.#begin();
    this.again();
  }

  #begin() {
    this.isSaving = false;
    this.isTouched = false;
    const { place, firm, lot, sends, photosTo } = this.form.dataset;
    this.draft = {
      uuid: newUuid(),
      account: this.outbox.account,
      place,
      firm,
      change: Boolean(lot),
      to: { lots: sends, photos: photosTo, form: location.pathname },
      fields: [],
      photos: [],
      state: "writing",
      at: Date.now(),
      saved: false,
      revised: false,
      errors: {},
    };
    hold(this.draft.uuid);
  }

  /** While it is open here it does not leave: what is typed next would not go with it. */
  async #open(draft) {
    this.openedAs = draft.state;
    this.draft = draft;
    await this.drafts.change(draft.uuid, (held) => ({ ...held, state: "writing" }));
    const said = Object.fromEntries(draft.fields);
    this.#fill(said);
    this.#saySeen();
    const kept = draft.fields.filter(([name]) => name === "photo").map(([, uuid]) => uuid);
    this.photos.arrange(kept, said.photos_shown?.split(" ") ?? []);
    this.photos.restore(draft.photos.map(({ uuid, bytes }) => ({ uuid, blob: new Blob([bytes], { type: "image/jpeg" }) })));
    this.again();
  }

  /** What the form's fields say, by name; those of which nothing is said are empty. */
  #fill(said) {
    for (const field of this.form.querySelectorAll("[name]")) {
      if (["hidden", "file", "submit"].includes(field.type) || field.tagName === "BUTTON") continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = said[field.name] === field.value;
      else field.value = said[field.name] ?? "";
    }
  }

  /** What was there when this was typed, not when the page came back. */
  #saySeen() {
    const said = new Map(this.draft.fields);
    for (const name of SEEN) this.form.elements.namedItem(name).value = said.get(name) ?? "";
  }

  /** One that was only looked at waits on as it did. */
  #leave() {
    if (this.isSaving) return;
    if (this.isTouched) this.#keep({ state: "writing" });
    else if (this.openedAs) this.drafts.change(this.draft.uuid, (held) => ({ ...held, state: this.openedAs }));
  }

  /** Keep what stands in the form with these changes. Photos are read before anything is written. */
  async #keep(changes) {
    clearTimeout(this.timer);
    const { draft } = this;
    const fields = this.#fields();
    const photos = await Promise.all(
      this.photos.fresh.map(async ({ uuid, blob }) => ({ uuid, bytes: await blob.arrayBuffer() })),
    );
    if (this.isSaving && changes.state === "writing") return; // saved while the photos were read
    Object.assign(draft, { fields, photos }, changes);
    await this.drafts.put(draft);
  }

  /** What the form would send, without its files and without what is of this page alone. */
  #fields() {
    const own = ["csrf_token", "uuid", "photos", "photo_taken"];
    return [...new FormData(this.form)].filter(([name, value]) => typeof value === "string" && !own.includes(name));
  }

  #answer(uuid) {
    return new Promise((done) => {
      const listen = async ({ detail }) => {
        const sent = detail?.sent.find((one) => one.uuid === uuid);
        const held = sent ? null : await this.drafts.get(uuid);
        if (!sent && held?.state !== "refused" && !(detail && this.outbox.halt)) return;
        this.outbox.removeEventListener("change", listen);
        if (sent) done({ outcome: "sent", ...sent });
        else done(held?.state === "refused" ? { outcome: "refused", draft: held } : { outcome: "kept" });
      };
      this.outbox.addEventListener("change", listen);
    });
  }
}
