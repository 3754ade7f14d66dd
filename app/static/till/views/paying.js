/** Taking cash: the exact amount, a likely note, or what is typed; and the change. */

import { button, h, terms } from "../dom.js";
import { TillError } from "../errors.js";
import { money, typed } from "../format.js";
import { _ } from "../language.js";
import { readCents } from "../number.js";
import { cashPayment, changeOf, likelyNotes } from "../payment.js";
import { dueNow, pay } from "../selling.js";
import { answering, complaint, endings, numberField, openSheet } from "../sheet.js";
import { mode } from "../words.js";

/** Take cash: the exact amount in one tap, a likely note, or what is typed. */
export function takeCash(till) {
  const due = dueNow(till);
  return openSheet(mode("cash"), (close) => {
    const given = numberField({ label: _("Cash handed over"), value: "" });
    const sums = h("div");
    const draw = () => sums.replaceChildren(terms("till-sums", cashRows(due, centsOf(given.input.value))));
    given.input.addEventListener("input", draw);
    draw();
    const wrong = complaint();
    const exact = async () => {
      await pay(till, cashPayment(due, due));
      close(due);
    };
    const submit = async () => {
      const cents = readCents(given.input.value);
      if (cents <= 0) throw new TillError("amount_not_positive");
      await pay(till, cashPayment(due, cents));
      close(cents);
    };
    return answering(
      submit,
      wrong,
      h("span", { class: "label" }, _("Cash handed over")),
      h(
        "div",
        { class: "till-quick" },
        button("", () => wrong.attempt(exact), _("Exact: %(amount)s", { amount: money(due) })),
        likelyNotes(due).map((cents) => note(cents, given)),
      ),
      given.field,
      sums,
      endings(_("Cash in"), close),
    );
  });
}

function note(cents, given) {
  const put = () => given.put(typed(cents, 2));
  return button("secondary", put, money(cents));
}

function cashRows(due, given) {
  const paid = cashPayment(due, given);
  const rest = due - paid.amount_cents;
  const isPart = rest > 0 && given > 0;
  return [
    [_("Handed over"), money(given)],
    [isPart ? _("Still to pay") : _("Change due"), money(isPart ? rest : changeOf(paid)), "strong"],
  ];
}

function centsOf(text) {
  try {
    return Math.max(readCents(text), 0);
  } catch {
    return 0;
  }
}
