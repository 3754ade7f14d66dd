/**
 * What a camera sees becomes scans: the square in the middle of each picture is read, and the code
 * nearest to its centre counts once, until it has been out of sight for a while.
 */

const SIDE = 720;
const REST_MS = 60;
const GONE_MS = 1_500;

export class Watch {
  /** `seen(text)` is told each code; `isPaused()` stops the reading for a while. */
  constructor({ video, decoder, seen, isPaused = () => false, now = () => performance.now() }) {
    Object.assign(this, { video, decoder, seen, isPaused, now });
    this.canvas = document.createElement("canvas");
    this.canvas.getContext("2d", { willReadFrequently: true });
    this.sights = new Sights(now);
    this.isOver = false;
  }

  /** Read picture after picture until `stop`; throws what the decoder throws. */
  async run() {
    while (!this.isOver) {
      if (this.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) await this.#look();
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
    }
  }

  stop() {
    this.isOver = true;
  }

  async #look() {
    if (this.isPaused()) return this.sights.keep();
    this.#draw();
    const found = await this.decoder.read(this.canvas);
    const text = this.sights.fresh(central(found, this.canvas.width));
    if (text !== null && !this.isOver) this.seen(text);
    return undefined;
  }

  #draw() {
    const { videoWidth: width, videoHeight: height } = this.video;
    const side = Math.min(width, height);
    const size = Math.min(side, SIDE);
    if (this.canvas.width !== size) this.canvas.width = this.canvas.height = size;
    const [left, top] = [(width - side) / 2, (height - side) / 2];
    this.canvas.getContext("2d").drawImage(this.video, left, top, side, side, 0, 0, size, size);
  }
}

/** The text of the code nearest to the middle of a square picture; null when it shows none. */
export function central(found, side) {
  const far = ({ x, y }) => Math.hypot(x - side / 2, y - side / 2);
  const nearest = found.reduce((best, one) => (best && far(best) <= far(one) ? best : one), null);
  return nearest?.text ?? null;
}

/**
 * Which of the codes in sight was already told. It is gone only once a picture without it was seen:
 * a slow tablet, which takes seconds to read one, would sell it again and again.
 */
export class Sights {
  constructor(now) {
    this.now = now;
    this.text = null;
    this.missedAt = null;
  }

  /** The text if it is new or was gone for a while, else null. */
  fresh(text) {
    if (text === null) {
      this.missedAt ??= this.now();
      return null;
    }
    const isGone = this.missedAt !== null && this.now() - this.missedAt > GONE_MS;
    const isNew = text !== this.text || isGone;
    Object.assign(this, { text, missedAt: null });
    return isNew ? text : null;
  }

  /** While nobody looks, what was in sight stays so. */
  keep() {
    this.missedAt = null;
  }
}
