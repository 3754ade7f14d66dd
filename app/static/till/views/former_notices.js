/**
 * What was made before this device was enrolled anew and never recorded: nothing sends it, so that it
 * is said until the cashier puts it away, its file saved and with its organiser.
 */

import { button, h } from "../dom.js";
import { unsentOf, waitingOf } from "../exporting.js";
import { formerEnrolments, putAway } from "../former.js";
import { _, ngettext } from "../language.js";
import { endings, openSheet } from "../sheet.js";
import { factNotice } from "./fact_list.js";
import { saveButton, whichWas } from "./save_file.js";

export class FormerNotices {
  /** `changed()` hears that one was put away. */
  constructor(till, changed) {
    Object.assign(this, { till, changed });
    this.element = h("div", { class: "stack" });
    this.filled = this.#fill();
  }

  /** Resolves with whether any waits, and whether any was put away. */
  async #fill() {
    const all = await formerEnrolments(this.till.store);
    this.element.replaceChildren(...all.flatMap((former) => this.#notice(former)));
    const unsent = unsentOf(all.flatMap(({ records }) => records));
    const waiting = waitingOf(unsent);
    return { isAny: waiting.length > 0, isAway: unsent.length > waiting.length };
  }

  #notice(former) {
    const records = waitingOf(former.records);
    if (!records.length) return [];
    const words = ngettext(
      "%(count)s was made before this device was enrolled anew (%(which)s), and never recorded. It is not sent from here: save it for the organiser of that edition.",
      "%(count)s were made before this device was enrolled anew (%(which)s), and never recorded. They are not sent from here: save them for the organiser of that edition.",
      records.length,
      { which: whichWas(former) },
    );
    const away = button("quiet", () => this.#putAway(records), _("Put this notice away…"));
    away.hidden = !records.every(({ saved_at: at }) => at);
    const saved = () => (away.hidden = false);
    return [...factNotice(records, "warn", words), ...saveButton(this.till, { isWhole: false, former, saved }), away];
  }

  async #putAway(records) {
    if (!(await isBrought())) return;
    await putAway(this.till.store, records);
    this.filled = this.#fill();
    this.changed();
  }
}

function isBrought() {
  return openSheet(_("Does the organiser have the file?"), (close) =>
    h(
      "form",
      { class: "till-answer", onsubmit: (event) => event.preventDefault() ?? close(true) },
      h("p", {}, _("This is no longer shown. The facts stay on this device: “This tablet no longer sends?” saves them again.")),
      endings(_("Yes, put it away"), close),
    ),
  );
}
