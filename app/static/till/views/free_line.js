/** Selling goods as a free line: what they are, whose, how many, at what price; in one sheet. */

import { h, terms } from "../dom.js";
import { TillError } from "../errors.js";
import { money, typed, unitSymbol } from "../format.js";
import { amountOf, freeLot, ORIGINS, sellersOf, startOf, UNITS } from "../free_line.js";
import { _ } from "../language.js";
import { readCents, readGrams, readMilli } from "../number.js";
import { sellFree } from "../selling.js";
import { answering, complaint, endings, numberFields, openSheet } from "../sheet.js";
import { origin, unitName } from "../words.js";
import { unitGrams } from "../weighing.js";

/**
 * Ask for a free line, beginning with what is known of `lot`; resolves with its lot, or null.
 * `instead` is done just before the line is added.
 */
export function askFreeLine(till, { lot = null, instead = null } = {}) {
  if (till.basket.payments.length) throw new TillError("payment_begun");
  return openSheet(_("Sell as a free line"), (close) => {
    const form = new FreeLine(till.place, startOf(lot, till.place));
    const submit = async () => {
      const { made, milli } = form.read();
      await instead?.();
      await sellFree(till, made, milli);
      close(made);
    };
    return form.element(submit, endings(_("Put in the basket"), close));
  });
}

class FreeLine {
  constructor(place, start) {
    Object.assign(this, { place, start });
    const { sellers, categories } = place;
    this.designation = h("input", { type: "text", autocomplete: "off", maxlength: "200", value: start.designation });
    this.exhibitor = select(sellersOf({ sellers }).map(({ code, name }) => [code, name]), start.exhibitor);
    this.category = select(categories.map(({ code, name }) => [code, name]), start.category);
    this.origin = select(ORIGINS.map((code) => [code, origin(code)]), start.origin);
    this.unit = select(UNITS.map((code) => [code, unitName(code)]), start.unit, false);
    const { numbers, field } = numberFields([
      { label: _("Price"), value: start.price_cents === null ? "" : typed(start.price_cents, 2, true) },
      { label: _("Quantity"), value: "1" },
      { label: _("Weight"), value: start.unit_weight_g === null ? "" : typed(start.unit_weight_g, 3) },
    ]);
    [this.price, this.quantity, this.weight] = numbers;
    this.keys = field;
    this.sums = h("div");
    this.category.addEventListener("change", () => this.#usualUnit());
    this.unit.addEventListener("change", () => (this.isUnitChosen = true));
  }

  element(submit, buttons) {
    const form = answering(
      submit,
      complaint(),
      named(_("What is it?"), this.designation),
      h(
        "div",
        { class: "till-pairs" },
        named(_("Whose?"), this.exhibitor),
        named(_("Category"), this.category),
        named(_("Origin"), this.origin),
        named(_("Counted in"), this.unit),
      ),
      this.keys,
      h("div", { class: "till-end" }, this.sums, buttons),
    );
    form.classList.add("till-free");
    const draw = () => this.#draw();
    form.addEventListener("input", draw);
    form.addEventListener("change", draw);
    draw();
    return form;
  }

  /** { made, milli }: the free line's lot and its quantity in thousandths; throws its TillError. */
  read() {
    const { value: unit } = this.unit;
    const grams = this.weight.input.value.trim();
    const said = {
      designation: this.designation.value,
      exhibitor: this.exhibitor.value,
      category: this.category.value,
      origin: this.origin.value,
      unit,
      unit_weight_g: grams ? readGrams(grams, "kg") : null,
      reference_price_cents: unit === this.start.unit ? this.start.reference_price_cents : null,
    };
    const made = (cents) => freeLot({ ...said, price_cents: cents }, this.place, crypto.randomUUID());
    made(0); // what is missing is said before what is badly typed
    const milli = readMilli(this.quantity.input.value, unit);
    if (milli <= 0) throw new TillError("quantity_not_positive");
    return { made: made(readCents(this.price.input.value)), milli };
  }

  /** Goods of a category are usually counted alike, until the cashier says otherwise. */
  #usualUnit() {
    const usual = this.place.categories.find(({ code }) => code === this.category.value)?.unit;
    if (usual && !this.isUnitChosen && !this.start.designation) this.unit.value = usual;
  }

  #draw() {
    const { value: unit } = this.unit;
    const each = unit === "u" ? _("each") : `/${unitSymbol(unit)}`;
    const captions = [_("Price %(each)s", { each }), _("Quantity"), _("kg %(each)s, if known", { each })];
    [this.price, this.quantity, this.weight].forEach(({ input }, index) => {
      input.previousElementSibling.textContent = captions[index];
      input.setAttribute("aria-label", captions[index]);
    });
    this.weight.input.disabled = Boolean(unitGrams(unit));
    const cents = attempt(() => amountOf({ price_cents: readCents(this.price.input.value) }, readMilli(this.quantity.input.value, unit)));
    this.sums.replaceChildren(terms("till-sums", [[_("Amount"), cents === null ? "–" : money(cents), "strong"]]));
  }
}

function select(options, chosen, mayBeEmpty = true) {
  const empty = mayBeEmpty && !chosen ? [["", _("Choose…")]] : [];
  const made = h("select", {}, [...empty, ...options].map(([code, name]) => h("option", { value: code }, name)));
  made.value = chosen;
  return made;
}

function named(words, field) {
  return h("label", {}, h("span", { class: "label" }, words), field);
}

function attempt(read) {
  try {
    return read();
  } catch {
    return null;
  }
}
