/** The locked screen: all that was there waits behind it, and a PIN brings it back. */

import { totals } from "../basket.js";
import { h } from "../dom.js";
import { money } from "../format.js";
import { _, ngettext } from "../language.js";
import { pinForm } from "./pin_form.js";
import { rescue } from "./save_file.js";

/** Cover the page until `till` is unlocked; gives what uncovers it. */
export function coverPage(till) {
  const { cashiers } = till.place;
  const { form, focus } = pinForm({
    legend: _("Who is selling?"),
    cashiers,
    chosen: till.cashier.code,
    submit: (code, pin) => till.identify(code, pin),
    buttons: h("div", { class: "submit" }, h("button", { type: "submit" }, _("Unlock"))),
  });
  const cover = h(
    "dialog",
    { class: "till-cover", "aria-labelledby": "cover-title" },
    h(
      "section",
      { class: "slab till-start stack" },
      h("h2", { id: "cover-title" }, _("Screen locked")),
      h("p", {}, kept(till)),
      h("p", { class: "muted" }, _("Another name takes over the session with their own PIN.")),
      form,
      rescue(till),
    ),
  );
  const shut = (event) => event.key === "Escape" && event.preventDefault();
  cover.addEventListener("keydown", shut);
  cover.addEventListener("cancel", (event) => event.preventDefault());
  cover.addEventListener("close", () => till.locked && cover.showModal());
  cover.style.top = `${document.querySelector(".till-bar").getBoundingClientRect().bottom}px`;
  document.body.append(cover);
  cover.showModal();
  focus();
  return () => {
    cover.close();
    cover.remove();
  };
}

function kept({ cashier, basket: { lines } }) {
  if (!lines.length) return _("%(name)s was selling. The basket is empty.", { name: cashier.name });
  const { count, cents } = totals(lines);
  return ngettext(
    "%(name)s was selling. The basket is kept: %(count)s line, %(amount)s.",
    "%(name)s was selling. The basket is kept: %(count)s lines, %(amount)s.",
    count,
    { name: cashier.name, amount: money(cents) },
  );
}
