/** The slip of a session that was closed: on screen, on 80 mm, as PDF once the server has it. */

import { button, h } from "../dom.js";
import { money, moment } from "../format.js";
import { _, ngettext } from "../language.js";
import { cashReason, differenceReason, mode } from "../words.js";
import { comparison } from "./closing.js";
import { downloadButton } from "./download.js";
import { printButton } from "./paper_ways.js";

export function closed(till, { account, session, fact }) {
  const next = button("", () => till.goHome(), _("Another session"));
  const pdf = { path: `sessions/${session.uuid}.pdf`, name: `${fact.till}-${fact.happened_at.slice(0, 10)}.pdf` };
  return {
    title: _("Till closed"),
    element: h(
      "section",
      { class: "till-start till-sold stack" },
      h("p", { class: "notice good", role: "status" }, h("strong", {}, _("Till closed"))),
      h("div", { class: "submit" }, next, printButton(), downloadButton(till, () => pdf)),
      h("div", {}, slip(till, { account, session, fact })),
    ),
    entered: () => next.focus(),
  };
}

function slip(till, { account, session, fact }) {
  const { edition, organiser, till: own } = till.place;
  return h(
    "article",
    { class: "receipt" },
    edition.is_fictional && h("p", { class: "center" }, h("strong", {}, _("FICTIONAL – demonstration data"))),
    h("h2", {}, edition.name),
    lines("center small", [organiser.name, organiser.siret && `SIRET ${organiser.siret}`]),
    h("p", { class: "center" }, h("strong", {}, _("Closing of till %(till)s", { till: fact.till }))),
    lines("center", [
      own.site,
      _("opened %(moment)s", { moment: moment(session.opened_at) }),
      _("closed %(moment)s, cashier %(cashier)s", { moment: moment(fact.happened_at), cashier: fact.cashier }),
    ]),
    sums(_("Sold"), [
      ...[...account.modes].map(([code, cents]) => [mode(code), cents]),
      [_("Sold in all"), account.cents, "total"],
    ]),
    lines("small", [counts(account)]),
    sums(_("Drawer"), [
      [_("Float"), session.float_cents ?? session.start_cents],
      ...account.movements.map(({ reason, amount_cents: cents }) => [cashReason(reason), cents]),
    ]),
    comparison(fact.counts),
    fact.coins && lines("small", [fact.coins.map(coinWords).join(" · ")]),
    fact.reason && lines("small", [_("Difference: %(reason)s", { reason: differenceReason(fact.reason) })]),
  );
}

function lines(kind, words) {
  return h("p", { class: kind }, words.filter(Boolean).map((line) => [line, h("br")]));
}

function sums(title, rows) {
  const row = ([label, cents, kind = null]) =>
    h("tr", { class: kind }, h("th", { scope: "row" }, label), h("td", { class: "number" }, money(cents)));
  return h("table", { class: "sum" }, h("caption", { class: "top" }, h("strong", {}, title)), h("tbody", {}, rows.map(row)));
}

function counts({ sales, reversals, copies }) {
  return [
    ngettext("%(count)s sale", "%(count)s sales", sales),
    ngettext("%(count)s reversal", "%(count)s reversals", reversals),
    ngettext("%(count)s duplicate", "%(count)s duplicates", copies),
  ].join(", ");
}

function coinWords({ value_cents: value, count }) {
  return `${count} × ${money(value)}`;
}
