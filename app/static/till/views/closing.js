/**
 * Closing a session, step by step: what is not sent yet, the drawer, the other modes; only then what
 * was expected. A difference is shown and explained by a reason, never refused.
 */

import { compared, DIFFERENCES, differs, modesToCount } from "../drawer.js";
import { button, h } from "../dom.js";
import { TillError } from "../errors.js";
import { money } from "../format.js";
import { _, ngettext } from "../language.js";
import { readCents } from "../number.js";
import { accountOf, closeSession } from "../session.js";
import { answering, complaint, numberFields } from "../sheet.js";
import { differenceReason, mode } from "../words.js";
import { backToTill } from "./back_to_till.js";
import { cashCount } from "./cash_count.js";
import { heldNotice } from "./held.js";
import { factItem } from "./fact_list.js";

export function closing(till) {
  const steps = new Closing(till);
  steps.begin();
  return { title: _("Closing"), element: steps.element, entered: () => steps.focus() };
}

class Closing {
  constructor(till) {
    Object.assign(this, { till, focus: () => {}, counted: new Map(), coins: [] });
    this.element = h("section", { class: "slab till-start stack" });
    this.cash = cashCount({ currency: till.place.edition.currency, label: _("Cash counted in the drawer") });
  }

  begin() {
    if (this.till.basket.lines.length) return this.#show(_("Close the till"), unfinished(this.till));
    return this.till.outbox.state.pending ? this.#unsent() : this.#drawer();
  }

  /** Closing waits for no network, but nobody switches a tablet off unaware of what is on it. */
  async #unsent() {
    const { till } = this;
    const waiting = await till.store.withStatus("pending");
    const words = ngettext(
      "%(count)s operation is not sent yet: leave this device on until it is.",
      "%(count)s operations are not sent yet: leave this device on until they are.",
      waiting.length,
    );
    const send = async () => {
      await till.refresh();
      await Promise.race([till.outbox.poke({ isMeant: true }), new Promise((resolve) => setTimeout(resolve, 4_000))]);
      this.begin();
    };
    const knowingly = button("secondary", () => this.#drawer(), _("Close all the same"));
    this.#show(_("Not sent yet"), [
      h("p", { class: "notice warn" }, words),
      h("ul", { class: "ways" }, waiting.map(factItem)),
      h("div", { class: "submit" }, button("", send, _("Send now")), knowingly, backToTill(till)),
    ]);
  }

  #drawer() {
    const submit = async () => {
      const { cents, coins } = this.cash.read();
      this.counted.set("cash", cents);
      this.coins = coins;
      await this.#others();
    };
    this.#show(_("Count the drawer"), [
      heldNotice(this.till),
      this.#form(submit, this.cash.element, h("button", { type: "submit" }, _("Go on")), backToTill(this.till)),
    ]);
    this.focus = this.cash.focus;
    this.focus();
  }

  async #others() {
    const { till } = this;
    const account = await accountOf(till);
    const codes = modesToCount(till.place.till.modes, account.expected).filter((code) => code !== "cash");
    if (!codes.length) return this.#compare(account);
    const { numbers, field, flip } = numberFields(codes.map((code) => ({ label: mode(code) })));
    const isBelow = codes.some((code) => (account.expected.get(code) ?? 0) < 0);
    const submit = async () => {
      codes.forEach((code, index) => {
        this.counted.set(code, readCents(numbers[index].input.value.trim() || "0"));
      });
      await this.#compare(await accountOf(till));
    };
    this.#show(_("Count the other payments"), [
      h("p", {}, _("The total of the card terminal’s slip, of the cheques and of the transfers received, less what was paid back.")),
      this.#form(
        submit,
        [field, isBelow && button("secondary", flip, _("More paid back than received: −"))],
        h("button", { type: "submit" }, _("Compare")),
        button("secondary", () => this.#drawer(), _("Back")),
      ),
    ]);
    numbers[0].input.focus();
  }

  #compare(account) {
    const counts = compared(this.counted, account.expected);
    const reason = h("select", { id: "difference", "data-first": true }, reasons());
    const submit = async () => {
      if (differs(counts) && !reason.value) throw new TillError("reason_missing");
      await closeSession(this.till, {
        counts,
        coins: this.coins,
        reason: differs(counts) ? reason.value : null,
      });
    };
    this.#show(_("Close the till?"), [
      comparison(counts),
      this.#form(
        submit,
        differs(counts)
          ? [h("label", { class: "label", for: "difference" }, _("Why does it differ?")), reason]
          : h("p", { class: "notice good" }, _("Everything agrees.")),
        h("button", { type: "submit" }, _("Close the till")),
        button("secondary", () => this.#drawer(), _("Count again")),
      ),
    ]);
  }

  #form(submit, content, ...buttons) {
    return answering(submit, complaint(), content, h("div", { class: "submit" }, buttons));
  }

  #show(title, content) {
    this.element.replaceChildren(h("h2", {}, title), ...[content].flat().filter(Boolean));
    this.element.scrollIntoView({ block: "nearest" });
  }
}

/** A table of the modes: expected, counted, difference. */
export function comparison(counts) {
  const head = [_("Mode"), _("Expected"), _("Counted"), _("Difference")];
  const row = ({ mode: code, expected_cents: wanted, counted_cents: counted }) => {
    const off = counted - wanted;
    return h(
      "tr",
      { class: off ? "wrong" : null },
      h("th", { scope: "row" }, mode(code)),
      [money(wanted), money(counted), signed(off)].map((amount) => h("td", { class: "number" }, amount)),
    );
  };
  return h(
    "table",
    { class: "till-compared" },
    h("thead", {}, h("tr", {}, head.map((word, index) => h("th", { scope: "col", class: index ? "number" : null }, word)))),
    h("tbody", {}, counts.map(row)),
  );
}

function signed(cents) {
  return cents > 0 ? `+${money(cents)}` : money(cents);
}

function reasons() {
  const none = h("option", { value: "" }, _("Choose a reason"));
  return [none, ...DIFFERENCES.map((code) => h("option", { value: code }, differenceReason(code)))];
}

/** A basket that waits is sold or emptied first. */
function unfinished(till) {
  return [
    h("p", { class: "notice warn" }, _("The basket is not empty: sell it or remove its lines first.")),
    h("div", { class: "submit" }, backToTill(till)),
  ];
}
