/** The form of a lot with its helpers; what is typed is kept on the device and sent from there. */

import { assist } from "./worked_out.js";
import { openDrafts } from "./drafts.js";
import { keepPages } from "./pages.js";
import { Keeping } from "./keeping.js";
import { walkByEnter } from "./next_field.js";
import { watchOdd } from "./odd.js";
import { Outbox } from "./outbox.js";
import { Photos } from "./photos.js";
import { suggest } from "./suggestions.js";
import { showWaiting } from "./waiting.js";

const form = document.querySelector(".lot-form");
const facts = JSON.parse(document.querySelector("#lot-facts").textContent);
const known = JSON.parse(document.querySelector("#lot-known").textContent);
let keeping = null;

form.classList.add("is-quick");
walkByEnter(form);
const shots = form.querySelector("[data-photos]"); // none where they are frozen
const photos = shots && new Photos(shots, () => keeping?.soon());
const workOut = assist(form, facts);
const askAgain = watchOdd(form);
const show = () => {
  workOut();
  askAgain();
};
suggest(form, known, form.dataset.suggests, () => {
  show();
  keeping?.soon();
});

const drafts = form.dataset.sends ? await openDrafts().catch(() => null) : null;
if (drafts) await keepHere(drafts);
else form.addEventListener("submit", sendAsItIs);
form.dataset.ready = "yes";

/** A form that goes to the server by itself: the small photos in place of the large ones. */
async function sendAsItIs(event) {
  if (!photos?.fresh.length) return;
  event.preventDefault();
  await photos.fill();
  const then = event.submitter?.name && hidden(event.submitter.name, event.submitter.value);
  if (then) form.append(then);
  form.submit();
}

function hidden(name, value) {
  return Object.assign(document.createElement("input"), { type: "hidden", name, value });
}

async function keepHere(kept) {
  const outbox = new Outbox(kept, form.dataset.account);
  const notice = document.querySelector("#lot-notice");
  keeping = new Keeping(form, { drafts: kept, outbox, photos, again: show });
  const found = await keeping.start();
  if (found) offerToDrop(document.querySelector("#lot-found"));
  else if (form.dataset.lot) dropByCancel(form.querySelector(".submit a"));
  if (found?.errors) showFaults(found.errors);
  const draw = showWaiting(document.querySelector("#waiting-lots"), kept, outbox, {
    except: () => !form.hidden && keeping.draft.uuid,
  });
  addEventListener("hashchange", () => location.reload());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.ariaBusy === "true") return; // tapped twice
    const then = event.submitter?.value ?? "done";
    form.ariaBusy = "true";
    const said = await keeping.save().finally(() => (form.ariaBusy = null));
    if (said.outcome === "refused") return showFaults(said.draft.errors);
    const name = form.elements.designation.value.trim();
    if (said.outcome === "sent" && (then !== "next" || said.declare)) {
      location.assign(then === "series" ? `${said.address}/series` : (said.declare ?? said.address));
      return;
    }
    showFaults({});
    tell(notice, said.outcome, name);
    history.replaceState(null, "", location.pathname);
    document.querySelector("#lot-found").hidden = true;
    if (form.dataset.lot) leaveToSend(outbox);
    else keeping.next();
    await draw();
    scrollTo({ top: 0 });
    form.querySelector("#photos-camera").focus({ preventScroll: true });
  });
  outbox.start();
  keepPages();
}

/** A change that waits is out of the form: opened again from the list below, or else on its lot once it is sent. */
function leaveToSend(outbox) {
  form.hidden = true;
  outbox.addEventListener("change", ({ detail }) => {
    const mine = detail?.sent.find(({ uuid }) => uuid === keeping.draft.uuid);
    if (mine) location.assign(mine.address);
  });
}

/** A change that was begun here and cancelled is not wanted; one that was here before waits on. */
function dropByCancel(link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    keeping.drop(link.href);
  });
}

/** What had been typed is in the form again: say so, and let it go if it is not wanted. */
function offerToDrop(part) {
  part.hidden = false;
  const button = part.querySelector("button");
  button.addEventListener("click", () => confirm(button.dataset.confirm) && keeping.drop(location.pathname));
}

/** "« Porte » is saved", or that it waits on this device. */
function tell(notice, outcome, name) {
  const { content } = document.querySelector("#lot-words");
  notice.className = outcome === "sent" ? "notice good kept-here" : "notice warn kept-here";
  notice.textContent = content.querySelector(`[data-word="${outcome}"]`).textContent.replace("#", name);
  notice.hidden = false;
}

/** Each fault beside its field, and the first of them in view. */
function showFaults(errors) {
  for (const old of form.querySelectorAll("[data-said]")) old.remove();
  for (const wrong of form.querySelectorAll(".field-wrong")) wrong.classList.remove("field-wrong");
  const faults = Object.entries(errors).filter(([, said]) => said.length);
  faults.forEach(([name, said], at) => {
    const field = form.querySelector(`[name="${name}"]`);
    const part = field?.closest(".field") ?? form.querySelector("[data-photos]");
    const line = Object.assign(document.createElement("span"), { className: "error", textContent: said.join(" ") });
    line.dataset.said = "";
    line.setAttribute("role", "alert");
    if (name === "weight_sure") form.querySelector("[data-sure]").hidden = false;
    const sure = name === "weight_sure" && form.querySelector("[data-sure]");
    (sure || part).classList.add("field-wrong");
    (sure || part).prepend(line);
    if (at === 0) (field?.offsetParent ? field : line).scrollIntoView({ block: "center" });
  });
}
