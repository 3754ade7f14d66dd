/** Giving back: which lines of a sale and how much of each, why, and how the buyer is repaid. */

import { button, h, terms } from "../dom.js";
import { TillError } from "../errors.js";
import { money, quantity, typed, unitSymbol } from "../format.js";
import { _ } from "../language.js";
import { readMilli } from "../number.js";
import { leftToGiveBack, negativeLines, owedFor, payBack, REASONS } from "../reversal.js";
import { answering, complaint } from "../sheet.js";
import { giveBack, needsApproval, numberOf } from "../giving_back.js";
import { supervisors } from "../identity.js";
import { mode, reversalReason } from "../words.js";
import { askApproval } from "./approval.js";

export function givingBack(till, { sale, reversals }) {
  const left = leftToGiveBack(sale, reversals);
  const fields = sale.lines.map((line, index) => lineField(line, left[index], index));
  const reason = h("select", { id: "reversal-reason" }, options(REASONS, reversalReason));
  const asPaid = h("option", { value: "" }, _("As it was paid"));
  const repaid = h("select", { id: "repaid-by" }, asPaid, options(till.place.till.modes, mode));
  const sums = h("div");
  const picked = () =>
    sale.lines.map((line, index) => readPart(fields[index].input.value, line, left[index]));
  const rows = () => owedRows(sale, reversals, picked, repaid.value);
  const draw = () => sums.replaceChildren(terms("till-sums", rows()));
  const isSupervised = supervisors(till).length > 0;
  const alone = unsupervised();
  needsApproval(till, sale).then((isWanted) => (alone.hidden = isSupervised || !isWanted));
  const submit = async () => {
    const parts = picked();
    if (!parts.some((milli) => milli > 0)) throw new TillError("nothing_given_back");
    const how = { reason: reason.value, mode: repaid.value || null, approvedBy: null };
    if (isSupervised && (await needsApproval(till, sale))) {
      how.approvedBy = await askApproval(till, asking(sale));
      if (!how.approvedBy) return null;
    }
    return giveBack(till, { sale, reversals }, parts, how);
  };
  const form = answering(
    submit,
    complaint(),
    h("ul", { class: "ways" }, fields.map(({ element }) => element)),
    h("label", { class: "label", for: "reversal-reason" }, _("Reason")),
    reason,
    h("label", { class: "label", for: "repaid-by" }, _("Repaid by")),
    repaid,
    sums,
    h(
      "div",
      { class: "submit" },
      h("button", { type: "submit" }, _("Give back and repay")),
      button("secondary", () => till.go("shownAgain", { sale, reversals }), _("Cancel")),
    ),
  );
  form.addEventListener("input", draw);
  draw();
  return {
    title: _("Give back"),
    element: h(
      "section",
      { class: "slab till-start stack" },
      h("h2", {}, _("Give back from %(number)s", { number: numberOf(sale) })),
      alone,
      form,
    ),
  };
}

function asking(sale) {
  return _("A supervisor approves what is older than five minutes or another’s. Give back from %(number)s.", { number: numberOf(sale) });
}

function unsupervised() {
  const words = _("Nobody supervises in this edition: the organiser will see this on the desk.");
  return h("p", { class: "notice warn", hidden: true }, words);
}

function options(codes, words) {
  return codes.map((code) => h("option", { value: code }, words(code)));
}

/** A line with how much of it comes back: all that is left at first. */
function lineField(line, left, index) {
  const id = `back-${index}`;
  const input = h("input", {
    id,
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    value: typed(left, 3),
    disabled: left === 0,
  });
  const sold = _("sold: %(quantity)s", { quantity: quantity(line.quantity_milli, line.unit) });
  const words = left === 0 ? _("all given back") : sold;
  const label = h("label", { for: id }, line.designation, h("span", { class: "more" }, words));
  const field = h("div", { class: "affix" }, input, h("span", {}, unitSymbol(line.unit)));
  return { input, element: h("li", {}, label, field) };
}

/** Thousandths typed for a line, from none to what is left; throws its TillError. */
function readPart(text, line, left) {
  if (left === 0 || !text.trim()) return 0;
  const milli = readMilli(text, line.unit);
  if (milli < 0 || milli > left) throw new TillError("more_than_left", { left: quantity(left, line.unit) });
  return milli;
}

function owedRows(sale, reversals, picked, chosenMode) {
  try {
    const lines = negativeLines(sale, picked());
    const owed = owedFor(lines);
    const ways = payBack(lines, sale, reversals, chosenMode || null);
    return [
      ...ways.map((paid) => [mode(paid.mode), money(-paid.amount_cents)]),
      [_("To repay"), money(owed), "strong"],
    ];
  } catch {
    return [[_("To repay"), "–", "strong"]];
  }
}
