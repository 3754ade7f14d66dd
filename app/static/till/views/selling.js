/** Selling: scan, basket, payment, on one screen. */

import { h } from "../dom.js";
import { sentence } from "../errors.js";
import { printed } from "../lot_code.js";
import { _ } from "../language.js";
import { addLot } from "../selling.js";
import { BasketView } from "./basket_view.js";
import { openCamera, sayUnderCamera } from "./camera.js";
import { Desk } from "./desk.js";
import { Aside } from "./held.js";
import { askQuantity } from "./quantity.js";
import { ScanField } from "./scan_field.js";

export function selling(till, _about, reception) {
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
  function complain(error, text) {
    till.signals.say("no");
    scan.complain(error, text);
    sayUnderCamera("bad", sentence(error));
    scan.focus();
  }

  /** Add the lot of this code; says what became of it. */
  async function take(code) {
    try {
      const { lot, isAgain } = await addLot(till, code);
      till.signals.say(isAgain ? "already" : "yes");
      basket.mark(lot.code);
      scan.clear();
      say("good", `${lot.designation} · ${printed(lot.code)}`);
      if (lot.unit !== "u") askQuantity(till, lot.code);
      scan.focus();
    } catch (error) {
      complain(error, printed(code));
    }
  }

  function update() {
    basket.draw();
    aside.draw();
    desk.draw();
  }

  update();
  return {
    title: _("Till"),
    element: h("div", { class: "till" }, scan.element, basket.element, aside.element, desk.element),
    update,
    take,
    complain,
    entered: () => scan.focus(),
  };
}
