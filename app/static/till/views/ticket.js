/** A receipt on screen, with every mention of the paper one; it prints on 80 mm. */

import { canonical, sha256 } from "../canonical.js";
import { h } from "../dom.js";
import { money, moment, quantity, typed, unitPrice } from "../format.js";
import { _, ngettext } from "../language.js";
import { changeOf } from "../payment.js";
import { numberOf } from "../giving_back.js";
import { qrCode, receiptAddress } from "../qr.js";
import { partsOf } from "../receipt_parts.js";
import { mode } from "../words.js";

const SIGNATURE = 12;

/** The receipt of a fact: `cancels` is the number it reverses, `copy` n of DUPLICATA n, 0 at first. */
export async function ticket(till, fact, { cancels = null, copy = 0 } = {}) {
  const { edition, organiser, till: own, receipts, software } = till.place;
  const number = numberOf(fact);
  const hash = await sha256(canonical(fact));
  const isDummy = fact.kind === "training";
  const signature = hash.slice(0, SIGNATURE).toUpperCase();
  return h(
    "article",
    { class: isDummy ? "receipt dummy" : "receipt" },
    isDummy && h("p", { class: "center" }, h("strong", {}, _("DUMMY – training, not a proof of purchase"))),
    edition.is_fictional && fictional(),
    h("h2", {}, edition.name),
    centred(organiser.name, organiser.address, organiser.siret && `SIRET ${organiser.siret}`),
    h(
      "p",
      { class: "center" },
      h("strong", {}, heading(fact.kind, number)),
      cancels && [h("br"), _("cancels receipt %(number)s", { number: cancels })],
      copy > 0 && [h("br"), h("strong", {}, _("DUPLICATE %(count)s", { count: copy }))],
      h("br"),
      moment(fact.happened_at),
      h("br"),
      own.site,
      h("br"),
      _("till %(till)s, cashier %(cashier)s", { till: fact.till, cashier: fact.cashier }),
    ),
    partsOf(fact, till.place.sellers).map(part),
    settlement(fact),
    h("p", { class: "center small" }, edition.mentions.map((mention) => [mention, h("br")])),
    h("p", { class: "center small" }, [_("Signature %(signature)s", { signature }), software].join(" · ")),
    receipts && !isDummy && qrCode(receiptAddress(receipts, number, hash), _("Code of receipt %(number)s", { number })),
  );
}

function fictional() {
  return h("p", { class: "center" }, h("strong", {}, _("FICTIONAL – demonstration data")));
}

function heading(kind, number) {
  if (kind === "training") return _("Dummy receipt %(number)s", { number });
  return kind === "sale" ? _("Receipt %(number)s", { number }) : _("Credit note %(number)s", { number });
}

/** What one seller sold, and the VAT within it or the mention that there is none. */
function part({ code, seller, lines, total, vat }) {
  return h(
    "table",
    {},
    h("caption", {}, h("strong", {}, seller?.name ?? code), seller && identity(seller)),
    h("tbody", {}, lines.map(row)),
    h("tfoot", {}, amountRow(_("Subtotal"), total), vat && vatRow(vat)),
  );
}

function vatRow({ rate, cents, mention }) {
  if (!rate) return h("tr", { class: "vat" }, h("th", { scope: "row", colspan: "2" }, mention));
  const percent = `${typed(rate, 2)}\u00a0%`;
  return amountRow(_("of which VAT %(rate)s", { rate: percent }), cents, "vat");
}

function amountRow(words, cents, kind = null) {
  const amount = h("td", { class: "number" }, money(cents));
  return h("tr", { class: kind }, h("th", { scope: "row" }, words), amount);
}

function row(line) {
  const price = unitPrice(line.unit_price_cents, line.unit);
  const detail = `${quantity(line.quantity_milli, line.unit)} × ${price}`;
  const later = line.to_collect && line.quantity_milli > 0 && _("to collect later");
  const told = [line.designation, detail, markdown(line), later].filter(Boolean);
  return amountRow(told.flatMap((words) => [words, h("br")]).slice(0, -1), line.total_cents);
}

/** What the line cost in the catalogue and what was taken off; null where it cost that. */
function markdown({ catalogue_price_cents: cents = null, unit_price_cents: paid, unit }) {
  if (cents === null) return null;
  const [price, off] = [unitPrice(cents, unit), unitPrice(cents - paid, unit)];
  if (cents <= paid) return _("catalogue price %(price)s", { price });
  return _("catalogue price %(price)s, markdown %(off)s", { price, off });
}

function settlement(fact) {
  const paid = fact.payments.flatMap((one) => [
    amountRow(mode(one.mode), one.tendered_cents ?? one.amount_cents),
    changeOf(one) ? amountRow(_("Given back"), -changeOf(one)) : null,
  ]);
  const count = fact.lines.length;
  const lines = ngettext("%(count)s line", "%(count)s lines", count);
  return h(
    "table",
    { class: "sum" },
    h("tbody", {}, amountRow(h("strong", {}, _("Total incl. VAT")), fact.total_cents, "total"), paid),
    h("caption", { class: "small" }, lines),
  );
}

function identity({ number, number_kind: kind, vat_number: vat }) {
  const known = [number && `${kind === "siret" ? "SIRET" : "BCE"} ${number}`, vat && `TVA ${vat}`];
  return known.filter(Boolean).map((line) => [h("br"), line]);
}

function centred(...lines) {
  return h("p", { class: "center small" }, lines.filter(Boolean).map((line) => [line, h("br")]));
}
