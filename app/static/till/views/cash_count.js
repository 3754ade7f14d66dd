/** Counting a drawer: by coins and notes with the total live, or as one sum. */

import { denominations, readCoins, worth } from "../coins.js";
import { button, h, terms } from "../dom.js";
import { money } from "../format.js";
import { _ } from "../language.js";
import { readCents } from "../number.js";
import { numberField, numberFields } from "../sheet.js";

/**
 * The field: `read()` gives { cents, coins } (coins empty for a sum), throws what cannot be read;
 * `focus()` puts the cursor where counting begins.
 */
export function cashCount({ currency, label, byCoins = true }) {
  const values = denominations(currency);
  const sumField = numberField({ label });
  const coinFields = numberFields(values.map((value) => ({ label: money(value) })), "");
  const total = h("div", { role: "status" });
  const texts = () => coinFields.numbers.map(({ input }) => input.value);
  const draw = () => total.replaceChildren(terms("till-sums", [[_("Counted"), totalWords(values, texts()), "strong"]]));
  const coins = h("div", { class: "till-coins" }, total, coinFields.field);
  coins.addEventListener("input", draw);
  draw();
  let isByCoins = byCoins && values.length > 0;
  const element = h("div", { class: "stack" });
  const focus = () => (isByCoins ? coinFields.numbers[0] : sumField).input.focus();
  const show = () => {
    const other = isByCoins ? _("Type a sum instead") : _("Count by coins and notes");
    const turn = () => {
      isByCoins = !isByCoins;
      show();
      focus();
    };
    element.replaceChildren(
      h("span", { class: "label" }, label),
      ...(isByCoins ? [coins] : sumField.field),
      ...(values.length ? [button("quiet", turn, other)] : []),
    );
  };
  show();
  const read = () => {
    if (!isByCoins) return { cents: readCents(sumField.input.value.trim() || "0"), coins: [] };
    const counted = readCoins(values, texts());
    return { cents: worth(counted), coins: counted };
  };
  return { element, read, focus };
}

function totalWords(values, texts) {
  try {
    return money(worth(readCoins(values, texts)));
  } catch {
    return "–";
  }
}
