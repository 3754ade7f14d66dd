/** PINs checked on the device: the server's hash by WebCrypto, and a growing wait for whoever guesses. */

const FREE_TRIES = 3;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 300_000;

/**
 * Whether the PIN is the one hashed in `hash`: `pbkdf2:sha256:ROUNDS$SALT$HEX`, as Werkzeug writes
 * it. A tablet takes up to a second, right or wrong.
 */
export async function isRightPin(pin, hash) {
  const [method, salt, expected] = hash.split("$");
  const [name, digest, rounds] = method.split(":");
  if (name !== "pbkdf2" || digest !== "sha256") throw new TypeError(`cannot check ${method}`);
  const text = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", text.encode(pin), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: text.encode(salt), iterations: Number(rounds) };
  const bits = await crypto.subtle.deriveBits(how, key, expected.length * 4);
  const derived = [...new Uint8Array(bits)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return derived === expected;
}

/** How long a cashier's PIN cannot be tried after so many wrong ones in a row, in milliseconds. */
export function waitAfter(failures) {
  if (failures < FREE_TRIES) return 0;
  return Math.min(FIRST_WAIT_MS * 2 ** (failures - FREE_TRIES), LONGEST_WAIT_MS);
}

/** Wrong PINs by cashier, kept on the device's disk: starting again forgets none of them. */
export class Tries {
  /** `store` as in store.js; `now()` is in milliseconds. */
  constructor(store, now = () => Date.now()) {
    Object.assign(this, { store, now });
  }

  /** How long `code` has to wait, in milliseconds; never longer than the longest wait, whatever the clock. */
  async waitFor(code) {
    const { until = 0, failures = 0 } = (await this.#kept())[code] ?? {};
    return Math.min(Math.max(until - this.now(), 0), waitAfter(failures));
  }

  /** Count a try as wrong; before it is checked, so that a reload in between gains nothing. */
  async fail(code) {
    const kept = await this.#kept();
    const failures = (kept[code]?.failures ?? 0) + 1;
    const until = this.now() + waitAfter(failures);
    await this.store.put("pin_tries", { ...kept, [code]: { failures, until } });
  }

  /** Forget the wrong ones: the right one was typed. */
  async forget(code) {
    const { [code]: _forgotten, ...others } = await this.#kept();
    await this.store.put("pin_tries", others);
  }

  async #kept() {
    return (await this.store.get("pin_tries")) ?? {};
  }
}
