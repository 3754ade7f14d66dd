/** Selling: lots into the basket, payments, and the sale once nothing is due. */

import * as basket from "./basket.js";
import { refuseTooManyLines, refuseTooManyPayments } from "./caps.js";
import { TillError } from "./errors.js";
import { money } from "./format.js";
import { dueBySeller, dueOf } from "./payment.js";
import { rememberCashed, setApartOf } from "./set_apart.js";
import { Single } from "./turns.js";

/**
 * Add the lot of this code; gives { lot, isAgain }. Throws its TillError: `payment_begun`,
 * `too_many_lines`, or one of views/not_sold_here.js. A withdrawn or awaited lot is added when `isMeant`.
 */
export async function addLot(till, code, { isMeant = false } = {}) {
  if (till.basket.payments.length) throw new TillError("payment_begun");
  const known = await till.catalogue.known(code);
  const lot = known ?? (await askFor(till, code));
  if (lot.status !== "offered" && !isMeant) {
    throw new TillError(lot.status === "awaited" ? "lot_awaited" : "lot_withdrawn", { lot });
  }
  const isAgain = till.basket.lines.some((line) => line.lot.code === code);
  const { lines } = basket.addLot(till.basket.lines, lot, till.now());
  setLines(till, lines); // the line is on the screen; the next scan does not wait for the note of it
  if (known) askAgain(till, code);
  return { lot, isAgain };
}

/** Add a free line: the lot that free_line.js made, and its quantity in thousandths. */
export async function sellFree(till, lot, milli) {
  if (till.basket.payments.length) throw new TillError("payment_begun");
  await setLines(till, [...till.basket.lines, { lot, milli }]);
}

/** Take the lot of this code out of the basket. */
export function removeLot(till, code) {
  return setLines(till, till.basket.lines.filter(({ lot }) => lot.code !== code));
}

async function askFor(till, code) {
  try {
    return await till.catalogue.ask(code);
  } catch (error) {
    throw error.code === "offline" ? new TillError("lot_not_held") : error;
  }
}

/** Change the basket's lines; throws `too_many_lines`. */
export function setLines(till, lines) {
  refuseTooManyLines(lines, till.basket.lines);
  return till.setBasket({ ...till.basket, lines });
}

/** The basket's line of that name; undefined once it was removed. */
export function lineOf({ basket: { lines } }, key) {
  return lines[basket.indexOf(lines, key)];
}

/** What is still to pay, in cents. */
export function stillDue({ basket: { lines, payments } }) {
  return dueOf(basket.totals(lines).cents, payments);
}

/** What each seller is owed, where each is paid apart (`exhibitor_cashes`); else nobody. */
export function payees({ basket: { lines, payments }, place }) {
  const isApart = place.edition.sales_mode === "exhibitor_cashes";
  return isApart ? dueBySeller(basket.sellersOf(lines), payments) : [];
}

/** Who is paid next where each seller is: the one chosen, or the first with something due. */
export function payeeOf(till) {
  const owed = payees(till).filter(({ due }) => due > 0);
  return owed.find(({ code }) => code === till.basket.payee) ?? owed[0] ?? null;
}

/** Let this seller be paid next. */
export function choosePayee(till, code) {
  return till.setBasket({ ...till.basket, payee: code });
}

/** What the next payment may settle, in cents: all of it, or the part of one seller. */
export function dueNow(till) {
  return payeeOf(till)?.due ?? stillDue(till);
}

/**
 * Take part or all of the payment; the sale is made once nothing is due. Throws `amount_not_positive`,
 * `nothing_due`, `more_than_due` or `too_many_payments`: only cash gives change, which stands in
 * `tendered_cents`.
 */
export function pay(till, payment) {
  return oneAtATime(till, async () => {
    const payee = payeeOf(till);
    refuseWrong(payment, dueNow(till));
    refuseTooManyPayments(till.basket.payments, payment.amount_cents, stillDue(till));
    const paid = payee ? { ...payment, exhibitor: payee.code } : payment;
    await till.setBasket({ ...till.basket, payments: [...till.basket.payments, paid] });
    if (stillDue(till) === 0) await keepSale(till);
  });
}

function refuseWrong({ amount_cents: cents }, due) {
  if (cents <= 0) throw new TillError("amount_not_positive");
  if (due <= 0) throw new TillError("nothing_due");
  if (cents > due) throw new TillError("more_than_due", { due: money(due) });
}

/** Give a payment back before the sale is made. */
export function unpay(till, index) {
  return oneAtATime(till, () => {
    const payments = till.basket.payments.filter((_paid, position) => position !== index);
    return till.setBasket({ ...till.basket, payments });
  });
}

/** Make the sale of a basket that is paid; throws `basket_empty` or `still_due`. */
export function sell(till) {
  return oneAtATime(till, () => keepSale(till));
}

/** A second tap while a payment or its sale is being kept is the first one again: it does nothing. */
function oneAtATime(till, work) {
  till.paying ??= new Single();
  return till.paying.take(work);
}

async function keepSale(till) {
  const { lines, payments } = till.basket;
  if (!lines.length) throw new TillError("basket_empty");
  if (stillDue(till) !== 0) throw new TillError("still_due", { due: money(stillDue(till)) });
  const setApart = setApartOf(lines);
  const content = {
    kind: "sale",
    lines: lines.map(basket.factLine),
    payments,
    total_cents: basket.totals(lines).cents,
    ...approvals(lines),
    ...(setApart ? { stand_basket: setApart } : {}),
  };
  const fact = await till.record(content, { basket: null, ...(await rememberCashed(till, setApart)) });
  if (fact.kind === "sale") till.catalogue.take(fact);
  till.go("sold", { fact });
}

/** The supervisor who allowed a price that the cashier may not give; of several, the last. */
function approvals(lines) {
  const approver = lines.map(({ price }) => price?.approved_by).findLast(Boolean);
  return approver ? { approved_by: approver } : {};
}

/** A lot may have been sold elsewhere, or changed, since the catalogue was read. */
async function askAgain(till, code) {
  if (till.outbox.state.isOnline === false || till.outbox.isResting) return;
  const lot = await till.catalogue.ask(code).catch(() => null);
  if (lot) await lotsMoved(till, [lot]);
}

/** The catalogue has changed: so do the basket's lines, until a payment is taken. */
export async function lotsMoved(till, lots) {
  const inBasket = new Set(till.basket.lines.map((line) => line.lot?.code));
  const moved = lots.filter(({ code }) => inBasket.has(code));
  if (!moved.length || till.basket.payments.length) return;
  const { lines } = till.basket;
  const fresh = moved.reduce(basket.refreshLot, lines);
  if (fresh.some((line, index) => line !== lines[index])) await setLines(till, fresh);
}
