/** Selling: scan, basket, payment, on one screen. */

import { h } from "../dom.js";
import { printed } from "../lot_code.js";
import { _ } from "../language.js";
import { addLot } from "../selling.js";
import { BasketView } from "./basket_view.js";
import { Desk } from "./desk.js";
import { askQuantity } from "./quantity.js";
import { ScanField } from "./scan_field.js";

export function selling(till) {
  const scan = new ScanField(till, take);
  const basket = new BasketView(till, { say: (...said) => scan.say(...said) });
  const desk = new Desk(till);

  /** Add what was scanned or typed; says what became of it. */
  async function take(text) {
    try {
      const { lot, index } = await addLot(till, text);
      basket.mark(lot.code);
      scan.clear();
      scan.say("good", `${lot.designation} · ${printed(lot.code)}`);
      if (lot.unit !== "u") await askQuantity(till, index);
    } catch (error) {
      scan.complain(error, text);
    } finally {
      scan.focus();
    }
  }

  function update() {
    basket.draw();
    desk.draw();
  }

  update();
  return {
    title: _("Till"),
    element: h("div", { class: "till" }, scan.element, basket.element, desk.element),
    update,
    take,
    entered: () => scan.focus(),
  };
}
