/** Taking a card, a cheque or a transfer: an exact amount, and what the terminal or the paper says. */

import { button, h, terms } from "../dom.js";
import { TillError } from "../errors.js";
import { money, typed } from "../format.js";
import { _ } from "../language.js";
import { readCents } from "../number.js";
import { exactPayment, readReference } from "../payment.js";
import { dueNow, pay, payeeOf } from "../selling.js";
import { answering, complaint, endings, numberField, numberFields, openSheet } from "../sheet.js";
import { mode } from "../words.js";

/**
 * Take a card. The terminal is apart: only a person sees whether it accepted, and says so before
 * there is a receipt. Resolves with "refused" when it did not; the basket stays.
 */
export function takeCard(till) {
  const due = dueNow(till);
  return openSheet(mode("card"), (close) => {
    const amount = numberField({ label: _("Amount"), value: typed(due, 2, true) });
    const accepted = async () => {
      await pay(till, exactPayment("card", due, readAmount(amount.input.value, due)));
      close("accepted");
    };
    return answering(
      accepted,
      complaint(),
      ...toPay(till, due),
      h("p", {}, _("Type this amount on the card terminal, and wait for what it says.")),
      amount.field,
      h(
        "div",
        { class: "submit" },
        h("button", { type: "submit" }, _("Payment accepted")),
        button("danger", () => close("refused"), _("Payment refused")),
      ),
      button("secondary", () => close(null), _("Cancel")),
    );
  });
}

/** Take a cheque or a transfer, with its number; a cheque without one is a tap of its own. */
export function takeWritten(till, code) {
  const due = dueNow(till);
  const isCheque = code === "cheque";
  return openSheet(mode(code), (close) => {
    const [amount, reference, fields] = isCheque ? chequeFields(due) : transferFields(due);
    const take = async (number) => {
      await pay(till, exactPayment(code, due, readAmount(amount.value, due), number));
      close("taken");
    };
    const wrong = complaint();
    const without = () => wrong.attempt(() => take(null));
    const submit = () => {
      const number = readReference(reference.value);
      if (isCheque && !number) throw new TillError("cheque_number_missing");
      return take(number);
    };
    return answering(
      submit,
      wrong,
      ...toPay(till, due),
      ...fields,
      isCheque && button("secondary", without, _("Without its number")),
      endings(_("Payment taken"), close),
    );
  });
}

/** Amount and number share a keypad: a cheque's number is digits. */
function chequeFields(due) {
  const asked = [
    { label: _("Amount"), value: typed(due, 2, true), isFirst: false },
    { label: _("Cheque number"), value: "", isFirst: true },
  ];
  const { numbers, field } = numberFields(asked);
  const [amount, number] = numbers.map(({ input }) => input);
  return [amount, number, field];
}

function transferFields(due) {
  const amount = numberField({ label: _("Amount"), value: typed(due, 2, true) });
  const reference = h("input", { id: "reference", type: "text", maxlength: 35, autocomplete: "off", autocapitalize: "characters" });
  const label = h("label", { class: "label", for: "reference" }, _("Reference of the transfer (may stay empty)"));
  return [amount.input, reference, [...amount.field, label, reference]];
}

/** What is due, and to whom where each seller is paid apart. */
function toPay(till, due) {
  const payee = payeeOf(till);
  return [terms("till-sums", [[payee?.name ?? _("To pay"), money(due), "strong"]])];
}

/** The amount typed, in cents, at most what is due: nothing but cash gives change. */
function readAmount(text, due) {
  const cents = readCents(text);
  if (cents <= 0) throw new TillError("amount_not_positive");
  if (cents > due) throw new TillError("more_than_due", { due: money(due) });
  return cents;
}
