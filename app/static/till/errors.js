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
  offline: () => _("The network does not answer. Try again in a moment."),
  quantity_not_positive: () => _("A quantity is more than zero."),
  amount_not_positive: () => _("An amount is more than zero."),
  nothing_given_back: () => _("Type how much comes back of at least one line."),
  more_than_left: ({ left }) => _("At most %(left)s can come back.", { left }),
  not_sent_yet: () => _("The sale is not sent yet: its PDF comes with the network."),
  undelivered: () => _("Sales of this device are not sent yet: wait for the network first."),
  payment_begun: () => _("A payment is taken: finish this sale, or give the payment back first."),
  nobody_chosen: () => _("Choose a name first."),
  pin_wrong: () => _("This PIN is not the right one: try again."),
  pin_wait: ({ seconds }) =>
    ngettext(
      "Too many wrong PINs for this name: wait %(count)s second.",
      "Too many wrong PINs for this name: wait %(count)s seconds.",
      seconds,
    ),
  unauthorised: () => _("This device is no longer enrolled: ask the organiser for a new code."),
  storage: () => _("The tablet could not keep this: free some space on it, then try again."),
};

/** The sentence to show for any error; an API's own message says it best. */
export function sentence(error) {
  const known = SENTENCES[error.code];
  if (known) return known(error.params);
  return error.params?.message || _("Something broke. Try again; if it goes on, call the organiser.");
}
