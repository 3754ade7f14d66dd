/**
 * Ticking goods by their labels, wherever the focus is: a wedge scanner's code fills the form and
 * sends it; the camera sends what it sees, label after label, and the page is read anew behind it.
 */

import { classify } from "../till/scan.js";
import { Scanner } from "../till/scanner.js";

const SIGNALS = { good: "yes", warn: "already", bad: "no" };

const form = document.querySelector("form[data-scan]");
const button = form.querySelector("[data-camera]");

new Scanner((text) => {
  if (document.querySelector("dialog[open]") || classify(text).kind !== "lot") return false;
  form.elements.code.value = text;
  setTimeout(() => {
    form.elements.code.value = text; // the scanner gives the field back what stood in it before
    form.requestSubmit();
  });
  return true;
}).listen(document);

button.hidden = false;
button.addEventListener("click", async () => {
  button.disabled = true;
  await look().finally(() => (button.disabled = false));
});

/** Open the viewfinder of the tills; what it needs is only then loaded. */
async function look() {
  const [camera, { loadMessages }, { loadIcons }, { Signals }] = await Promise.all([
    import("../till/views/camera.js"),
    import("../till/language.js"),
    import("../till/dom.js"),
    import("../till/signals.js"),
  ]);
  const signals = new Signals({ get: async () => null });
  await Promise.all([loadMessages(form.dataset.scan), loadIcons(), signals.start(document)]);
  let ticked = 0;
  camera.openCamera(async (text) => {
    const { kind, said } = await tick(text);
    if (kind === "good") ticked += 1;
    signals.say(SIGNALS[kind]);
    camera.sayUnderCamera(kind, said);
  });
  document.querySelector("dialog.till-camera").addEventListener("close", () => {
    if (ticked) location.reload();
  });
}

/** Send one code: what the server says of it, or that it did not hear. */
async function tick(text) {
  const body = new FormData(form);
  body.set("code", text);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (answer.ok && !answer.redirected) return await answer.json();
  } catch {
    // said below: nothing was ticked
  }
  return { kind: "bad", said: form.dataset.unsent };
}
