/** Baskets put aside: two buttons below the basket, a name to ask, and the list that waits. */

import { totals } from "../basket.js";
import { arrange, button, h, heard, icon, Kept } from "../dom.js";
import { ago, money } from "../format.js";
import { forget, hold, nextNumber, recall, restore, summaryOf } from "../held.js";
import { _, ngettext } from "../language.js";
import { answering, complaint, endings, openSheet } from "../sheet.js";

const LONGEST_NAME = 40;

export class Aside {
  constructor(till, { say }) {
    Object.assign(this, { till, say });
    this.element = h("div", { class: "till-aside" });
    this.kept = new Kept();
  }

  draw() {
    const { till } = this;
    const waiting = till.held?.length ?? 0;
    const words = ngettext("One basket waits", "%(count)s baskets wait", waiting);
    const take = waiting > 0 && this.kept.keep("take", words, () => button("secondary", () => this.#open(), words));
    const put = this.kept.keep("put", [], () => button("secondary", () => this.#put(), _("Put aside")));
    put.disabled = !till.basket.lines.length;
    arrange(this.element, [put, take].filter(Boolean));
  }

  async #put() {
    if (this.#isPaying()) return;
    const name = await askName(this.till);
    if (name !== null) this.say("good", _("Put aside: %(name)s", { name }));
  }

  async #open() {
    if (this.#isPaying()) return;
    const name = await openHeld(this.till);
    if (name !== null) this.say("good", _("Taken up again: %(name)s", { name }));
  }

  #isPaying() {
    const isPaying = this.till.basket.payments.length > 0;
    if (isPaying) this.say("bad", _("A payment is taken: give it back before you change the basket."));
    return isPaying;
  }
}

/** What says at the closing that baskets wait; null when none does. */
export function heldNotice({ held }) {
  if (!held?.length) return null;
  const names = held.map(nameOf).join(", ");
  const words = ngettext(
    "A basket put aside was never paid: %(names)s. Take it up again or delete it, or leave it for the next session.",
    "%(count)s baskets put aside were never paid: %(names)s. Take them up again or delete them, or leave them for the next session.",
    held.length,
    { names },
  );
  return h("p", { class: "notice warn" }, words);
}

/** What a basket put aside is called. */
export function nameOf({ name, number }) {
  return name || _("Basket %(number)s", { number });
}

/** Ask under which name; resolves with it once the basket is put aside, or null. */
function askName(till) {
  const number = nextNumber(till.held ?? []);
  return openSheet(_("Put the basket aside"), (close) => {
    const placeholder = _("Basket %(number)s", { number });
    const name = h("input", { id: "held-name", type: "text", maxlength: LONGEST_NAME, autocomplete: "off", placeholder });
    const submit = async () => {
      await hold(till, name.value);
      close(nameOf({ name: name.value.trim(), number }));
    };
    const { count, cents } = totals(till.basket.lines);
    return answering(
      submit,
      complaint(),
      h("p", {}, sumWords({ count, cents })),
      h("label", { class: "label", for: "held-name" }, _("Under which name? (may stay empty)")),
      name,
      endings(_("Put aside"), close, { "data-first": true }),
    );
  });
}

/** The baskets that wait; resolves with the name of the one taken up, or null. */
function openHeld(till) {
  return openSheet(_("Baskets put aside"), (close) => {
    const wrong = complaint();
    const items = till.held.map((held) => item(till, held, close, wrong));
    return [
      till.basket.lines.length > 0 && h("p", {}, _("The basket in hand is put aside when you take another.")),
      h("ul", { class: "till-held" }, items),
      wrong,
      h("div", { class: "submit" }, button("secondary", () => close(null), _("Close"))),
    ];
  });
}

function item(till, held, close, wrong) {
  const { count, cents, at } = summaryOf(held);
  const name = nameOf(held);
  const row = h("li", {});
  const tried = (act) => act().catch((error) => wrong.say(error));
  const take = () => tried(() => recall(till, held.id).then(() => close(name)));
  const putBack = (deleted) => tried(() => restore(till, deleted).then(waiting));
  const remove = () => tried(() => forget(till, held.id).then(gone));
  const waiting = () =>
    row.replaceChildren(
      button(
        "till-row",
        take,
        h("span", {}, name, h("span", { class: "more" }, `${sumWords({ count })} · ${ago(at)}`)),
        h("span", { class: "amount" }, money(cents)),
      ),
      button("remove", remove, icon("cross"), heard(_("Delete %(name)s", { name }))),
    );
  const gone = (deleted) =>
    row.replaceChildren(
      h("span", {}, _("Deleted: %(name)s", { name })),
      button("quiet", () => putBack(deleted), _("Put back")),
    );
  waiting();
  return row;
}

function sumWords({ count, cents }) {
  const lines = ngettext("%(count)s line", "%(count)s lines", count);
  return cents === undefined ? lines : `${lines} · ${money(cents)}`;
}
