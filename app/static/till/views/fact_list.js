/** Facts in a list: under what is said of them, the latest first. */

import { h } from "../dom.js";
import { money, moment } from "../format.js";
import { numberOf } from "../giving_back.js";
import { _ } from "../language.js";
import { outcome } from "../words.js";

const SHOWN = 50;

/** A notice of that kind with its list, or nothing without records. */
export function factNotice(records, kind, words) {
  if (!records.length) return [];
  const latest = records.slice(-SHOWN).reverse();
  return [h("p", { class: `notice ${kind}` }, words), h("ul", { class: "ways" }, latest.map(factItem))];
}

/** A fact in a list: its number or its kind, when, its amount, and why it was flagged. */
export function factItem({ fact, reasons }) {
  const name = fact.receipt ? numberOf(fact) : kindWords(fact);
  const about = [moment(fact.happened_at), ...reasons.map(outcome)].join(" · ");
  return h(
    "li",
    {},
    h("span", {}, name, h("span", { class: "more" }, about)),
    fact.total_cents === undefined ? null : h("span", { class: "amount" }, money(fact.total_cents)),
  );
}

function kindWords({ kind }) {
  return {
    session_opened: _("Till opened"),
    session_closed: _("Till closed"),
    cash_movement: _("Cash in or out"),
    duplicate: _("Duplicate receipt"),
    training: _("Training sale"),
  }[kind];
}
