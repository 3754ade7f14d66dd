/** What codes are called on the till's screens. */

import { _ } from "./language.js";

const MODES = {
  cash: () => _("Cash"),
  card: () => _("Card"),
  cheque: () => _("Cheque"),
  transfer: () => _("Transfer"),
};

const REVERSAL_REASONS = {
  returned: () => _("Brought back"),
  mistake: () => _("Typing mistake"),
  defective: () => _("Defective"),
  price: () => _("Wrong price"),
  payment: () => _("Wrong payment"),
  other: () => _("Other reason"),
};

const CASH_REASONS = {
  change_fund: () => _("Change fund"),
  bank_deposit: () => _("Taken to the safe or the bank"),
  expense: () => _("Expense"),
  other: () => _("Other reason"),
};

const PRICE_REASONS = {
  label: () => _("Price on the label"),
  damaged: () => _("Damaged"),
  negotiated: () => _("Negotiated"),
  bulk: () => _("Bought in bulk"),
  other: () => _("Other reason"),
};

const WEIGHT_METHODS = {
  weighed: () => _("weighed"),
  declared: () => _("declared"),
  computed: () => _("computed"),
  category_default: () => _("by category"),
  unknown: () => _("unknown weight"),
};

const DIFFERENCE_REASONS = {
  change_error: () => _("Mistake in giving change"),
  unrecorded: () => _("A sale or a movement not recorded"),
  miscounted: () => _("Float miscounted at the opening"),
  unknown: () => _("Nobody knows"),
  other: () => _("Other reason"),
};

const ORIGINS = {
  new_surplus: () => _("New surplus"),
  end_of_line: () => _("End of line"),
  downgraded: () => _("Downgraded"),
  dismantled: () => _("Dismantled"),
  used: () => _("Used"),
};

const UNITS = {
  u: () => _("pieces"),
  m2: () => _("square metres"),
  m3: () => _("cubic metres"),
  ml: () => _("metres of length"),
  l: () => _("litres"),
  kg: () => _("kilograms"),
  t: () => _("tonnes"),
};

const OUTCOMES = {
  oversold: () => _("more was sold than was left"),
  unknown_lot: () => _("the catalogue does not know the lot"),
  awaited_lot: () => _("nobody had ticked the lot when it came"),
  withdrawn_lot: () => _("the lot had been withdrawn"),
  price_differs: () => _("the price is not the catalogue's"),
  below_limit: () => _("the price is below what a cashier may decide"),
  over_reversed: () => _("more was given back than sold"),
  unapproved: () => _("no supervisor approved it"),
  two_devices: () => _("another device sells on this till at the same time"),
  stand_basket: () => _("this stand's basket or reservation had been cashed already"),
  closed_session: () => _("the organiser had closed this session meanwhile"),
  held_lot: () => _("the goods were reserved for a visitor"),
  broken_chain: () => _("a number is missing or doubled"),
  revoked_device: () => _("this device had been revoked"),
  other_series: () => _("it carries the numbers of another device"),
  other_edition: () => _("it was made for another edition"),
  other_content: () => _("another fact has the same identity"),
  constraint: () => _("it contradicts what is already recorded"),
};

/** A payment mode. */
export const mode = (code) => named(MODES, code);

/** Why a sale is reversed. */
export const reversalReason = (code) => named(REVERSAL_REASONS, code);

/** Why cash is moved. */
export const cashReason = (code) => named(CASH_REASONS, code);

/** Why a price is not the catalogue's. */
export const priceReason = (code) => named(PRICE_REASONS, code);

/** How a weight is known. */
export const weightMethod = (code) => named(WEIGHT_METHODS, code);

/** Why what was counted differs from what was expected. */
export const differenceReason = (code) => named(DIFFERENCE_REASONS, code);

/** Where goods come from. */
export const origin = (code) => named(ORIGINS, code);

/** What goods are counted in. */
export const unitName = (code) => named(UNITS, code);

/** Why a fact was flagged or refused. */
export function outcome(code) {
  return code.startsWith("unreadable") ? _("the server could not read it") : named(OUTCOMES, code);
}

function named(words, code) {
  return words[code]?.() ?? code;
}
