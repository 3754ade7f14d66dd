/** The viewfinder: several codes in a row, the lamp where there is one; it closes by itself. */

import { openDecoder } from "../camera/decoder.js";
import { CameraStream } from "../camera/stream.js";
import { Watch } from "../camera/watch.js";
import { button, h, icon } from "../dom.js";
import { sentence, TillError } from "../errors.js";
import { _ } from "../language.js";

const IDLE_MS = 60_000;

/** The viewfinder that is open, or null. */
let viewfinder = null;

/** Open the viewfinder over the screen; `scanned(text)` is told each code. */
export function openCamera(scanned) {
  viewfinder ??= new Viewfinder(scanned);
}

/** Put the viewfinder away, if it is open. */
export function closeCamera() {
  viewfinder?.dialog.close();
}

/** Say under the picture what became of the last code. */
export function sayUnderCamera(kind, text) {
  viewfinder?.say(kind, text);
}

class Viewfinder {
  constructor(scanned) {
    this.scanned = scanned;
    this.video = h("video", { playsinline: true, muted: true, autoplay: true, "aria-hidden": "true" });
    this.said = h("p", { class: "till-said", role: "status" }, _("The camera is starting."));
    this.torch = h("button", { type: "button", class: "secondary", hidden: true, "aria-pressed": "false" });
    this.torch.append(icon("torch"), _("Light"));
    this.torch.addEventListener("click", () => this.#light());
    this.dialog = h(
      "dialog",
      { class: "till-camera", "aria-label": _("Scan with the camera") },
      h("div", { class: "viewfinder" }, this.video),
      this.said,
      h("div", { class: "submit" }, this.torch, button("", () => this.dialog.close(), _("Close the camera"))),
    );
    this.dialog.addEventListener("close", () => this.#end());
    this.hide = () => document.hidden && this.dialog.close();
    document.addEventListener("visibilitychange", this.hide);
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.#start().catch((error) => this.#fail(error));
  }

  say(kind, text) {
    this.said.className = `till-said ${kind}`;
    this.said.textContent = text;
  }

  async #start() {
    const [stream, decoder] = await together(CameraStream.open(), openDecoder());
    this.stream = stream;
    if (viewfinder !== this) return stream.stop();
    this.video.srcObject = stream.media;
    await this.video.play();
    this.dialog.dataset.decoder = decoder.name;
    this.torch.hidden = !stream.hasTorch;
    this.say("", _("Hold the code in the frame, a hand away."));
    this.#stayAwhile();
    const isPaused = () => Boolean(document.querySelector("dialog.till-sheet[open]"));
    this.watch = new Watch({ video: this.video, decoder, seen: (text) => this.#seen(text), isPaused });
    return this.watch.run();
  }

  #seen(text) {
    this.#stayAwhile();
    this.scanned(text);
  }

  /** A camera that nobody needs any more empties the battery. */
  #stayAwhile() {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.dialog.close(), IDLE_MS);
  }

  async #light() {
    const isOn = this.torch.getAttribute("aria-pressed") !== "true";
    await this.stream.light(isOn).then(() => this.torch.setAttribute("aria-pressed", isOn), () => null);
  }

  #fail(error) {
    if (viewfinder !== this) return;
    console.warn(error);
    this.stream?.stop();
    this.video.parentElement.hidden = true;
    this.torch.hidden = true;
    this.say("bad", sentence(error instanceof TillError ? error : new TillError("camera_busy")));
  }

  #end() {
    viewfinder = null;
    clearTimeout(this.idle);
    document.removeEventListener("visibilitychange", this.hide);
    this.watch?.stop();
    this.stream?.stop();
    this.dialog.remove();
  }
}

/** Both, or the stream stopped again where only it could be had. */
async function together(opening, choosing) {
  const [stream, decoder] = await Promise.allSettled([opening, choosing]);
  const failed = [stream, decoder].find(({ status }) => status === "rejected");
  if (!failed) return [stream.value, decoder.value];
  stream.value?.stop();
  throw failed.reason;
}
