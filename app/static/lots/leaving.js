/** Nobody is signed in here: the pages of who was go; lots that were not sent wait, or go if asked. */

import { openDrafts } from "./drafts.js";
import { forgetPages } from "./pages.js";

await forgetPages();
const part = document.querySelector("#left-here");
const drafts = part && (await openDrafts().catch(() => null));
if (drafts && (await drafts.count())) {
  part.hidden = false;
  part.querySelector("button").addEventListener("click", async () => {
    await drafts.forgetAll();
    part.hidden = true;
  });
}
document.documentElement.dataset.left = "yes";
