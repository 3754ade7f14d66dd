/** What one receipt holds: the caps of bourse/tills/facts.py, said before anything beyond them is taken. */

import { TillError } from "./errors.js";

export const MOST_LINES = 500;
export const MOST_PAYMENTS = 1_000;

/** Throw `too_many_lines` where these lines are more than those that stand, and than a receipt holds. */
export function refuseTooManyLines(lines, standing) {
  const isMore = lines.length > Math.max(MOST_LINES, standing.length);
  if (isMore) throw new TillError("too_many_lines", { most: MOST_LINES });
}

/** Throw `too_many_payments` where one more leaves something to pay and no payment to pay it with. */
export function refuseTooManyPayments(payments, cents, due) {
  const left = MOST_PAYMENTS - payments.length - 1;
  if (left < 0 || (left === 0 && cents < due)) throw new TillError("too_many_payments", { most: MOST_PAYMENTS });
}
