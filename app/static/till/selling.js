/** Selling: lots into the basket, payments, and the sale once nothing is due. */

import * as basket from "./basket.js";
import { TillError } from "./errors.js";
import { dueOf } from "./payment.js";

/** Add the lot of this code; gives { lot, index, isAgain }. Throws its TillError. */
export async function addLot(till, code) {
  if (till.basket.payments.length) throw new TillError("payment_begun");
  const known = till.catalogue.known(code);
  const lot = known ?? (await till.catalogue.ask(code));
  const isAgain = till.basket.lines.some((line) => line.lot.code === code);
  const { lines, index } = basket.addLot(till.basket.lines, lot);
  await setLines(till, lines);
  if (known) askAgain(till, code);
  return { lot, index, isAgain };
}

/** Change the basket's lines. */
export function setLines(till, lines) {
  return till.setBasket({ ...till.basket, lines });
}

/** What is still to pay, in cents. */
export function stillDue({ basket: { lines, payments } }) {
  return dueOf(basket.totals(lines).cents, payments);
}

/** Take part or all of the payment; the sale is made once nothing is due. */
export async function pay(till, payment) {
  await till.setBasket({ ...till.basket, payments: [...till.basket.payments, payment] });
  if (stillDue(till) === 0) await sell(till);
}

/** Give a payment back before the sale is made. */
export function unpay(till, index) {
  const payments = till.basket.payments.filter((_paid, position) => position !== index);
  return till.setBasket({ ...till.basket, payments });
}

/** Make the sale of a basket that is paid. */
export async function sell(till) {
  const { lines, payments } = till.basket;
  const content = {
    kind: "sale",
    lines: lines.map(basket.factLine),
    payments,
    total_cents: basket.totals(lines).cents,
  };
  const fact = await till.record(content, { basket: null });
  till.catalogue.take(fact.lines);
  till.go("sold", { fact });
}

/** A lot may have been sold elsewhere, or changed, since the catalogue was read. */
async function askAgain(till, code) {
  const lot = await till.catalogue.ask(code).catch(() => null);
  const isThere = till.basket.lines.some((line) => line.lot.code === code);
  if (lot && isThere && !till.basket.payments.length) {
    await setLines(till, basket.refreshLot(till.basket.lines, lot));
  }
}
