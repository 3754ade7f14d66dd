/** Saving the device's facts as a file: in the tray, and on the locked screen too. */

import { button, h, icon } from "../dom.js";
import { exported, unsent } from "../exporting.js";
import { formerEnrolments, noteSaved } from "../former.js";
import { moment } from "../format.js";
import { _, ngettext } from "../language.js";
import { complaint } from "../sheet.js";

/**
 * A button that saves what is not sent, or everything, as exporting.js does; it says when the file is
 * made, and so hears `saved()`.
 */
export function saveButton(till, { isWhole, former = null, saved = () => {} }) {
  const label = isWhole ? _("Save everything as a file") : _("Save what is not sent as a file");
  const said = h("p", { class: "notice good", role: "status", hidden: true });
  const wrong = complaint();
  const save = button("secondary", () => saveFile(), icon("download"), label);
  async function saveFile() {
    save.disabled = true;
    wrong.say(null);
    try {
      const file = await exported(till, { isWhole, former });
      offer(file);
      said.textContent = _("%(name)s is saved: give it to the organiser, whose desk reads it.", { name: file.name });
      said.hidden = false;
      if (former) await noteSaved(till.store, former.records);
      saved();
    } catch (error) {
      wrong.say(error);
    } finally {
      save.disabled = false;
    }
  }
  return [save, said, wrong];
}

/** What to do when this tablet fails: both files, and why. */
export function rescue(till) {
  const count = h("p", {});
  unsent(till.store).then((number) => {
    count.textContent = ngettext(
      "%(count)s fact is on this tablet alone.",
      "%(count)s facts are on this tablet alone.",
      number,
    );
  });
  const before = h("div", { class: "stack" });
  formerEnrolments(till.store).then((all) => before.replaceChildren(...all.flatMap((former) => [
    h("p", {}, _("Made before this device was enrolled anew, for %(which)s:", { which: whichWas(former) })),
    ...saveButton(till, { isWhole: true, former }),
  ])));
  return h(
    "details",
    { class: "stack" },
    h("summary", {}, _("This tablet no longer sends?")),
    count,
    h("p", {}, _("Save its sales as a file and bring it to the organiser: each counts once, even if the tablet sends them later.")),
    saveButton(till, { isWhole: false }),
    saveButton(till, { isWhole: true }),
    before,
  );
}

/** A former enrolment in words: its edition, its series, when it ended. */
export function whichWas({ edition, series, ended_at: endedAt }) {
  return [edition, series, moment(endedAt)].filter(Boolean).join(" · ");
}

function offer({ name, text }) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
