/** Weighing a line: what the scale says with and without what carries it, or the catalogue's weight. */

import { indexOf, lineGrams, setWeighing } from "../basket.js";
import { button, h, terms } from "../dom.js";
import { TillError } from "../errors.js";
import { quantity, typed, weight } from "../format.js";
import { _ } from "../language.js";
import { readGrams } from "../number.js";
import { lineOf, setLines } from "../selling.js";
import { answering, complaint, endings, numberFields, openSheet } from "../sheet.js";
import { weightMethod } from "../words.js";
import { gramsOf, milliOf, oddity, unitGrams } from "../weighing.js";

/** Ask for gross and tare of the line named `key`; what looks odd is asked about once. */
export function askWeight(till, key) {
  const line = lineOf(till, key);
  return openSheet(
    line.lot.designation,
    (close) => {
      const { gross_g: gross, tare_g: tare } = line.weighing ?? {};
      const { numbers, field } = numberFields([
        { label: _("Gross"), value: gross === undefined ? "" : typed(gross, 3) },
        { label: _("Tare"), value: tare ? typed(tare, 3) : "" },
      ]);
      const grams = h("input", { type: "radio", name: "scale" });
      const read = () => weighingOf(numbers, grams.checked ? "g" : "kg");
      const sums = h("div");
      const question = h("p", { class: "notice warn", role: "alert", hidden: true });
      let asked = null;
      const draw = () => {
        sums.replaceChildren(terms("till-sums", rows(line, read)));
        question.hidden = true;
        asked = null;
      };
      const submit = async () => {
        const weighing = read();
        if (gramsOf(weighing) <= 0) throw new TillError("tare_too_heavy");
        const odd = oddity(line.lot, line.milli, gramsOf(weighing));
        if (odd && asked !== odd.kind) {
          asked = odd.kind;
          question.hidden = false;
          question.textContent = oddWords(odd, gramsOf(weighing));
          return;
        }
        await change(till, key, weighing);
        close(true);
      };
      const form = answering(
        submit,
        complaint(),
        scales(grams),
        field,
        sums,
        question,
        line.weighing && backToCatalogue(till, key, close),
        endings(_("Confirm"), close),
      );
      form.addEventListener("input", draw);
      draw();
      return form;
    },
    { yields: true },
  );
}

function change(till, key, weighing) {
  const { lines } = till.basket;
  return setLines(till, setWeighing(lines, indexOf(lines, key), weighing));
}

/** Gross and tare in grams; no tare is none. Throws its TillError. */
function weighingOf([gross, tare], unit) {
  const without = tare.input.value.trim() ? readGrams(tare.input.value, unit) : 0;
  return { gross_g: readGrams(gross.input.value, unit), tare_g: without };
}

function scales(grams) {
  const kilograms = h("input", { type: "radio", name: "scale", checked: true });
  const way = (input, words) => h("label", { class: "choice" }, input, h("span", {}, words));
  return h("div", { class: "choices" }, way(kilograms, _("Kilograms")), way(grams, _("Grams")));
}

function rows({ lot, milli }, read) {
  const known = lineGrams({ lot, milli });
  const catalogue = known === null ? weightMethod("unknown") : weight(known);
  const before = unitGrams(lot.unit) ? [] : [[_("Catalogue"), catalogue]];
  try {
    const weighing = read();
    const net = [_("Net"), weight(gramsOf(weighing)), "strong"];
    if (!unitGrams(lot.unit) || gramsOf(weighing) <= 0) return [...before, net];
    return [[_("Quantity"), quantity(milliOf(weighing, lot.unit), lot.unit)], net];
  } catch {
    return [...before, [_("Net"), "–", "strong"]];
  }
}

function backToCatalogue(till, key, close) {
  const forget = async () => {
    await change(till, key, null);
    close(true);
  };
  return button("secondary", forget, _("Back to the catalogue’s weight"));
}

function oddWords({ kind, expected }, net) {
  const known = { net: weight(net), expected: expected ? weight(expected) : "" };
  return {
    light: () => _("%(net)s, where the catalogue makes it %(expected)s. If the scale is right, confirm again.", known),
    heavy: () => _("%(net)s, where the catalogue makes it %(expected)s. Was the tare taken off? Else confirm again.", known),
    tiny: () => _("Only %(net)s: kilograms or grams? If it is right, confirm again.", known),
    huge: () => _("%(net)s is very heavy: kilograms or grams? If it is right, confirm again.", known),
  }[kind]();
}
