/** The exhibitor's pages: what was typed on this device and not sent yet, sent as soon as it can be. */

import { openDrafts } from "./drafts.js";
import { keepPages } from "./pages.js";
import { Outbox } from "./outbox.js";
import { showWaiting } from "./waiting.js";

const section = document.querySelector("#waiting-lots");
const drafts = await openDrafts().catch(() => null);
if (drafts) {
  const outbox = new Outbox(drafts, section.dataset.account);
  showWaiting(section, drafts, outbox);
  outbox.addEventListener("change", ({ detail }) => {
    if (detail?.sent.length && section.dataset.refresh === "yes") location.reload();
  });
  await outbox.start();
  keepPages();
}
section.dataset.ready = "yes";
