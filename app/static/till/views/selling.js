/** Selling: scan, basket, payment, on one screen; `news` says what was just done elsewhere. */

import { flagOf, isWhole } from "../basket.js";
import { h } from "../dom.js";
import { sentence, TillError } from "../errors.js";
import { moment } from "../format.js";
import { printed } from "../lot_code.js";
import { _, ngettext } from "../language.js";
import { addLot, lineOf, removeLot, setLines } from "../selling.js";
import { isHold, takeAlong, takeSetApart } from "../set_apart.js";
import { BasketView } from "./basket_view.js";
import { openCamera, sayUnderCamera } from "./camera.js";
import { Desk } from "./desk.js";
import { askFreeLine } from "./free_line.js";
import { Aside } from "./held.js";
import { heldWords, tellMissing } from "./held_goods.js";
import { NOT_SOLD, offerWaysOn } from "./not_sold_here.js";
import { askQuantity } from "./quantity.js";
import { ScanField } from "./scan_field.js";

export function selling(till, { news }, reception) {
  const received = (text) => reception.scanned(text);
  const scan = new ScanField(till, received, () => openCamera(received));
  const basket = new BasketView(till, { say });
  const aside = new Aside(till, { say });
  const desk = new Desk(till);

  function say(kind, text, action) {
    scan.say(kind, text, action);
    sayUnderCamera(kind, text);
  }

  /** Say why nothing was added; a typed text stays, to be put right. */
  function complain(error, text, action = null) {
    till.signals.say("no");
    scan.complain(error, text, action);
    sayUnderCamera("bad", sentence(error));
    scan.focus();
  }

  /** Add the lot of this code; says what became of it, and how to go on where it is not sold. */
  async function take(code, how) {
    try {
      const { lot, isAgain } = await addLot(till, code, how);
      basket.mark(code);
      scan.clear();
      const flag = flagOf(lineOf(till, code), till.now());
      if (flag === "sold_out") soldOut(lot);
      else if (flag === "held") held(lot);
      else added(lot, isAgain ? "already" : "yes");
      if (isWhole(lot)) whole(lot, isAgain);
      else if (lot.unit !== "u") askQuantity(till, code, isAgain ? null : () => basket.remove(code));
      scan.focus();
    } catch (error) {
      complain(error, printed(code));
      if (NOT_SOLD.includes(error.code)) goOn(error, code);
    }
  }

  /** Add what was set apart by a code, to be collected later; say what of it is no longer there. */
  async function setApart({ code, ...found }) {
    try {
      const taken = await takeSetApart(till, { code, ...found });
      const isWhole = !taken.missing.length && !taken.until;
      till.signals.say(isWhole ? "yes" : "already");
      scan.clear();
      const along = { label: _("Take all along now"), act: () => takenAlong(code) };
      say(isWhole ? "good" : "warn", setApartWords(code, taken), along);
      if (taken.missing.length) tellMissing(taken.missing);
      else scan.focus();
    } catch (error) {
      complain(error, printedApart(code));
    }
  }

  /** The goods stand beside the till: nothing of that code is collected later. */
  function takenAlong(code) {
    if (till.basket.payments.length) return complain(new TillError("payment_begun"), printedApart(code));
    setLines(till, takeAlong(till.basket.lines, code));
    return say("good", _("The buyer takes all of it along now."));
  }

  /** The scans that follow do not wait for the cashier's choice. */
  async function goOn(error, code) {
    const lot = await offerWaysOn(till, error, code, () => take(code, { isMeant: true }));
    if (lot) added(lot, "yes");
  }

  /** The goods are in the buyer's hands: they are in the basket, and may become a free line. */
  function soldOut(lot) {
    till.signals.say("no");
    const act = () => free({ lot, instead: () => removeLot(till, lot.code) });
    say("bad", _("%(lot)s: sold out in the catalogue.", { lot: lot.designation }), { label: _("Make it a free line"), act });
  }

  /** What is left belongs to somebody who will come: the cashier hears it, and sells it or not. */
  function held(lot) {
    till.signals.say("no");
    say("warn", `${lot.designation} · ${heldWords(lineOf(till, lot.code), till.now())}`);
  }

  async function free(known) {
    const lot = await askFreeLine(till, known);
    if (lot) added(lot, "yes");
  }

  function added(lot, signal) {
    till.signals.say(signal);
    if (!lot.code) basket.mark(lot.key);
    say("good", [lot.designation, lot.code && printed(lot.code)].filter(Boolean).join(" · "));
  }

  /** Say of a lot in several pieces that it is sold at once, and scanned once for all. */
  function whole({ pieces, designation }, isAgain) {
    const said = { pieces, lot: designation };
    if (isAgain) say("warn", _("Already in the basket: %(lot)s is sold whole, all its %(pieces)s pieces.", said));
    else say("good", _("%(lot)s: sold whole, %(pieces)s pieces.", said));
  }

  function update() {
    basket.draw();
    aside.draw();
    desk.draw();
  }

  update();
  if (news) say("good", news);
  return {
    title: _("Till"),
    element: h("div", { class: "till" }, scan.element, basket.element, !till.training && aside.element, desk.element),
    update,
    take,
    takeSetApart: setApart,
    complain: (error, text) => complain(error, text, { label: _("Sell as a free line"), act: () => free() }),
    entered: () => scan.focus(),
  };
}

/** Whose goods came into the basket, and how many lots; of a lapsed hold, since when. */
function setApartWords(code, { number, name, count, until }) {
  if (!isHold(code)) {
    const words = { number: number ?? code, count };
    return ngettext("Stand’s basket %(number)s: one lot, to collect later.", "Stand’s basket %(number)s: %(count)s lots, to collect later.", count, words);
  }
  const whose = [printedApart(code), name && `(${name})`].filter(Boolean).join(" ");
  const lots = ngettext("Reservation %(code)s: one lot, to collect later.", "Reservation %(code)s: %(count)s lots, to collect later.", count, { code: whose, count });
  const lapsed = until && _("It lapsed: it was kept until %(until)s.", { until: moment(until) });
  return [lots, lapsed].filter(Boolean).join(" ");
}

/** The code as people read it: H C7K 3PX. */
function printedApart(code) {
  return `${code[0]} ${printed(code.slice(1))}`;
}
