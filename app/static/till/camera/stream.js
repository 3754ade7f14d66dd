/** The camera that looks away from the person: opened, lit, stopped. */

import { TillError } from "../errors.js";

const WANTED = {
  audio: false,
  video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } },
};
const REFUSALS = {
  NotAllowedError: "camera_refused",
  NotFoundError: "camera_missing",
  OverconstrainedError: "camera_missing",
  NotReadableError: "camera_busy",
  AbortError: "camera_busy",
};

export class CameraStream {
  constructor(media) {
    this.media = media;
    [this.track] = media.getVideoTracks();
  }

  /** Ask for the camera; throws TillError `camera_refused`, `_missing`, `_busy` or `_unsafe`. */
  static async open() {
    if (!navigator.mediaDevices) throw new TillError("camera_unsafe");
    try {
      const stream = new CameraStream(await navigator.mediaDevices.getUserMedia(WANTED));
      await stream.#focus();
      return stream;
    } catch (error) {
      throw new TillError(REFUSALS[error.name] ?? "camera_busy");
    }
  }

  /** Whether this camera has a lamp that we may switch. */
  get hasTorch() {
    return Boolean(this.track.getCapabilities?.().torch);
  }

  /** Switch the lamp. */
  async light(isOn) {
    await this.track.applyConstraints({ advanced: [{ torch: isOn }] });
  }

  /** Let the camera go; its light goes out. */
  stop() {
    for (const track of this.media.getTracks()) track.stop();
  }

  async #focus() {
    if (!this.track.getCapabilities?.().focusMode?.includes("continuous")) return;
    await this.track.applyConstraints({ advanced: [{ focusMode: "continuous" }] }).catch(() => null);
  }
}
