/**
 * What the hand and the ear are told without looking: yes, no, already there. Tones are made on the
 * spot, without files; a telephone also vibrates.
 */

/** By signal: its tones as [hertz, milliseconds, shape], and the pulses of the hand. */
const SIGNALS = {
  yes: { tones: [[1760, 90, "sine"]], pulses: [50] },
  already: { tones: [[1175, 70, "sine"], [0, 50], [1175, 70, "sine"]], pulses: [50, 50, 50] },
  no: { tones: [[196, 380, "square"]], pulses: [220, 80, 220] },
};
const LOUDNESS = { sine: 0.5, square: 0.25 };
const FADE_S = 0.008;

export class Signals {
  #context = null;

  /** `store` keeps whether the device is to be silent. */
  constructor(store) {
    this.store = store;
    this.isMuted = false;
  }

  /** Take up the device's choice; a browser lets a page sound once it was touched. */
  async start(document) {
    this.isMuted = Boolean(await this.store.get("muted"));
    for (const touch of ["pointerdown", "keydown"]) {
      document.addEventListener(touch, () => this.#wake(), { capture: true });
    }
  }

  /** Silence the device, or let it sound again; vibration stays. */
  async mute(isMuted) {
    this.isMuted = isMuted;
    await this.store.put("muted", isMuted || null);
  }

  /** Say `yes`, `no` or `already`. */
  say(name) {
    const { tones, pulses } = SIGNALS[name];
    navigator.vibrate?.(pulses);
    if (!this.isMuted && this.#context) this.#play(tones);
  }

  #wake() {
    const Context = globalThis.AudioContext;
    this.#context ??= Context ? new Context() : null;
    if (this.#context && this.#context.state !== "running") this.#context.resume().catch(() => null);
  }

  #play(tones) {
    let at = this.#context.currentTime;
    for (const [hertz, milliseconds, shape] of tones) {
      const end = at + milliseconds / 1000;
      if (hertz) this.#tone(hertz, shape, at, end);
      at = end;
    }
  }

  /** One tone that swells and fades in a blink, so that it does not click. */
  #tone(hertz, shape, start, end) {
    const oscillator = this.#context.createOscillator();
    const gain = this.#context.createGain();
    Object.assign(oscillator, { type: shape });
    oscillator.frequency.value = hertz;
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(LOUDNESS[shape], start + FADE_S);
    gain.gain.setValueAtTime(LOUDNESS[shape], end - FADE_S);
    gain.gain.linearRampToValueAtTime(0, end);
    oscillator.connect(gain).connect(this.#context.destination);
    oscillator.start(start);
    oscillator.stop(end);
  }
}
