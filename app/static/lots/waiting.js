/** The list of lots that are on this device and not sent: what each waits for, to open or delete. */

import { firmOf, formOf } from "./drafts.js";

/** Draw it in `section` now and whenever the outbox or a form changes something. */
export function showWaiting(section, drafts, outbox, { except = () => null } = {}) {
  const words = (name) =>
    section.querySelector("template[data-words]").content.querySelector(`[data-word="${name}"]`).textContent;
  const list = section.querySelector("ul");
  const standing = section.querySelector("[data-standing]");
  const blank = section.querySelector("template[data-item]").content.firstElementChild;

  async function draw() {
    const shown = (await drafts.of(outbox.account)).filter(({ uuid }) => uuid !== except());
    section.hidden = !shown.length;
    standing.hidden = !outbox.halt;
    standing.textContent = outbox.halt ? words(outbox.halt) : "";
    list.replaceChildren(...shown.map(row));
  }

  function row(draft) {
    const item = blank.cloneNode(true);
    const name = draft.fields.find(([field]) => field === "designation")?.[1].trim() || words("unnamed");
    item.querySelector("[data-name]").textContent = name;
    item.querySelector("[data-about]").textContent = about(draft).filter(Boolean).join(" · ");
    item.querySelector("[data-fault]").textContent = Object.values(draft.errors ?? {}).flat().join(" ");
    item.querySelector("[data-open]").href = formOf(draft);
    item.querySelector("[data-forget]").addEventListener("click", async () => {
      if (!confirm(words(draft.change ? "forget_change" : "forget"))) return;
      await drafts.forget(draft.uuid);
      await draw();
    });
    return item;
  }

  function about(draft) {
    const firm = "firms" in section.dataset && firmOf(draft);
    return [firm, draft.change && words("change"), state(draft), photos(draft)];
  }

  function state({ state: kept }) {
    if (kept === "refused") return "";
    if (kept === "writing") return words("writing");
    return words(outbox.isSending ? "sending" : "waiting");
  }

  function photos({ photos: held }) {
    if (!held.length) return "";
    return held.length === 1 ? words("photo") : words("photos").replace("#", held.length);
  }

  section.querySelector("[data-send]").addEventListener("click", () => outbox.send());
  outbox.addEventListener("change", draw);
  draw();
  return draw;
}
