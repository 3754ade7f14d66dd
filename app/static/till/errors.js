/** What a till refuses to read, and what it tells the cashier to do next. */

import { _, ngettext } from "./language.js";

/** A rule said no: `code` names it, `params` are the facts its sentence needs. */
export class TillError extends Error {
  constructor(code, params = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

const SENTENCES = {
  number_unreadable: () => _("Type a number such as 12.5."),
  number_too_large: () => _("This number is too large: check it."),
  number_too_precise: ({ decimals }) => _("Type at most %(decimals)s decimals.", { decimals }),
  quantity_not_whole: () => _("Pieces are counted whole: type a number without decimals."),
  lot_code_length: () => _("A lot code has six characters: type it again."),
  lot_code_character: ({ character }) =>
    _("This is not a lot code: “%(character)s” is never in one.", { character }),
  lot_code_check: () => _("A character of this code is wrong: type it again."),
  lot_withdrawn: () => _("This lot was withdrawn from sale: ask the exhibitor, then choose."),
  lot_awaited: () => _("Nobody ticked this lot when it came: if the goods are here, sell them all the same."),
  lot_not_held: () =>
    _("This tablet does not know the lot, and the network does not answer: check the code, or sell it as a free line."),
  designation_missing: () => _("Say what it is: two words are enough."),
  exhibitor_missing: () => _("Say whose goods they are."),
  category_missing: () => _("Choose the category."),
  origin_missing: () => _("Say whether the goods are new or used."),
  scan_page: () => _("This code leads to a web page, not to a lot: scan the lot's label."),
  scan_foreign: () => _("This code is nothing of this till's: scan the lot's label."),
  set_apart_mistyped: () =>
    _("No reservation and no stand's basket has this code: read it again on the slip, or scan its QR."),
  scan_not_here: () => _("This code is not for the basket: scan the lot's label."),
  scan_no_enrolment: () => _("This is no code of enrolment: scan the one on the organiser's page “Tills”."),
  sheet_open: () => _("Finish this first, then scan again."),
  till_closed: () => _("Open the till first, then scan again."),
  receipt_differs: ({ number }) =>
    _("This paper is not receipt %(number)s as it was made here: show it to the organiser.", { number }),
  camera_refused: () =>
    _("The camera is refused to this page: allow it in the browser's settings, then try again. The scanner and typing go on."),
  camera_missing: () => _("This device has no camera: use the scanner, or type the code."),
  camera_busy: () => _("The camera does not answer: close the other applications that use it, then try again."),
  camera_unsafe: () => _("The camera needs this page's https address: use the scanner, or type the code."),
  decoder_missing: () => _("The reader of codes is not on this device yet: connect once to the network, then try again."),
  offline: () => _("The network does not answer. Try again in a moment."),
  quantity_not_positive: () => _("A quantity is more than zero."),
  amount_not_positive: () => _("An amount is more than zero."),
  price_negative: () => _("A price is zero or more."),
  price_reason_missing: () => _("Say why the price is another: choose a reason."),
  approval_missing: () => _("Nobody approved this price: type a higher one, or call a supervisor."),
  tare_too_heavy: () => _("The tare weighs more than all of it: check both masses."),
  too_many_lines: ({ most }) =>
    _("A receipt holds %(most)s lines: cash this basket first, then begin another.", { most }),
  too_many_payments: ({ most }) =>
    _("A receipt holds %(most)s payments: give some back, and take larger ones.", { most }),
  basket_empty: () => _("The basket is empty: scan the first label."),
  nothing_due: () => _("Nothing is due any more: this payment was not taken."),
  still_due: ({ due }) => _("%(due)s is still due: take it first.", { due }),
  more_than_due: ({ due }) => _("%(due)s is due: type that or less.", { due }),
  cheque_number_missing: () => _("Type the cheque’s number, or go on without it."),
  reference_unreadable: () => _("Type the number in digits and letters without accents, and no name."),
  held_elsewhere: () => _("This basket was taken up or deleted on another page of this till."),
  nothing_given_back: () => _("Type how much comes back of at least one line."),
  more_than_left: ({ left }) => _("At most %(left)s can come back.", { left }),
  not_sent_yet: () => _("The sale is not sent yet: its PDF comes with the network."),
  undelivered: () => _("Sales of this device are not sent yet: wait for the network first."),
  stand_basket_again: () => _("This stand's basket is in the sale already."),
  set_apart_second: () =>
    _("One stand's basket or reservation a receipt: cash this sale first, then scan the other."),
  stand_basket_paid: ({ receipt }) =>
    _("This stand's basket is paid already, by receipt %(receipt)s: the buyer collects the goods with it.", { receipt }),
  stand_basket_cashed: () =>
    _("This tablet has cashed this stand's basket already: look for it among the receipts."),
  stand_basket_cancelled: () => _("The stand has cancelled this basket: send the buyer back to the stand."),
  stand_basket_offline: () =>
    _("The network does not answer: scan the basket's QR, which works without it, or scan the lots one by one."),
  hold_again: () => _("This reservation is in the sale already."),
  hold_paid: ({ receipt }) =>
    _("This reservation is collected already, by receipt %(receipt)s: ask the visitor for that receipt.", { receipt }),
  hold_cashed: () => _("This tablet has cashed this reservation already: look for it among the receipts."),
  hold_cancelled: () =>
    _("This reservation was cancelled and its goods are free for all: scan the labels of what the visitor still wants."),
  hold_gone: () =>
    _("Nothing of this reservation is left: if the goods are here all the same, scan their labels."),
  hold_offline: () =>
    _("The network does not answer: scan the reservation's QR, which works without it, or scan the lots one by one."),
  payment_begun: () => _("A payment is taken: finish this sale, or give the payment back first."),
  address_unreadable: () => _("Type an e-mail address such as name@example.org."),
  training_only: () => _("Not in training: leave it first, by the menu."),
  coins_unreadable: () => _("Type how many there are, in whole numbers."),
  reason_missing: () => _("Choose why it differs, or count again."),
  receipt_elsewhere: () =>
    _("This receipt is not of this device: it takes the network to read it. Try again once online."),
  nobody_chosen: () => _("Choose a name first."),
  pin_wrong: () => _("This PIN is not the right one: try again."),
  pin_wait: ({ seconds }) =>
    ngettext(
      "Too many wrong PINs for this name: wait %(count)s second.",
      "Too many wrong PINs for this name: wait %(count)s seconds.",
      seconds,
    ),
  serving_elsewhere: () => _("A sale is under way in another tab of this till: finish it first."),
  unauthorised: () => _("This device is no longer enrolled: ask the organiser for a new code."),
  storage: () => _("The tablet could not keep this: free some space on it, then try again."),
};

/** The sentence to show for any error; an API's own message says it best. */
export function sentence(error) {
  const known = SENTENCES[error.code];
  if (known) return known(error.params);
  return error.params?.message || _("Something broke. Try again; if it goes on, call the organiser.");
}
