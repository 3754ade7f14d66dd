/** The last receipts of the till, and finding one by its number. */

import { arrange, button, h, Kept } from "../dom.js";
import { money, moment } from "../format.js";
import { _ } from "../language.js";
import { answering, complaint } from "../sheet.js";
import { numberOf, openReceipt } from "../giving_back.js";
import { backToTill } from "./back_to_till.js";

const LAST = 30;

export function receipts(till) {
  const list = h("ul", { class: "ways" });
  const input = h("input", {
    id: "receipt-number", type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    placeholder: `${till.series}-0001`,
  });
  const open = (number) => openReceipt(till, number);
  const form = answering(
    () => open(input.value.trim()),
    complaint(),
    h("label", { class: "label", for: "receipt-number" }, _("Number of the receipt")),
    h("div", { class: "search" }, input, h("button", { type: "submit" }, _("Find"))),
  );
  fill(till, list, open);
  return {
    title: _("Receipts"),
    element: h(
      "section",
      { class: "slab till-start stack" },
      h("h2", {}, _("Receipts")),
      form,
      list,
      h("div", { class: "submit" }, backToTill(till)),
    ),
  };
}

/** This device's own first, which are there without the network; then the till's, each row in its place. */
async function fill(till, list, open) {
  const kept = new Kept();
  const own = (await till.store.latest(LAST)).map(({ fact }) => fact).filter((fact) => fact.receipt);
  const rows = own.map((fact) => ({ ...fact, number: numberOf(fact) }));
  draw(list, kept, rows, open);
  const known = new Set(rows.map(({ number }) => number));
  try {
    const { receipts: all } = await till.api.get("receipts");
    const late = rows.filter(({ number }) => !all.some((row) => row.number === number));
    draw(list, kept, [...late, ...all].slice(0, Math.max(LAST, known.size)), open);
  } catch {
    // Without the network the device's own are shown.
  }
}

/** A row that says the same stays: one that is made again under a finger misses the tap. */
function draw(list, kept, rows, open) {
  const items = rows.map((row) => kept.keep(row.number, said(row), () => item(row.number, said(row), open)));
  arrange(list, items.length ? items : [h("li", {}, _("No receipt yet."))]);
}

/** What a row says of a receipt: when it was made and what became of it, and its amount. */
function said({ happened_at: at, total_cents: cents, reverses, is_reversed: isReversed }) {
  const kind = reverses ? _("reversal") : isReversed ? _("given back in part or whole") : "";
  return [[moment(at), kind].filter(Boolean).join(" · "), money(cents)];
}

function item(number, [about, amount], open) {
  const label = h("span", {}, number, h("span", { class: "more" }, about));
  const face = [label, h("span", { class: "amount" }, amount)];
  return h("li", {}, button("till-row", () => open(number), face));
}
