/** Asking the server: JSON over HTTPS with the device's bearer token, never waiting for ever. */

import { TillError } from "./errors.js";

const PATIENCE_MS = 10_000;

export class Api {
  /**
   * `base` is the address of the API; `token` gives the device's token, or null before it has one;
   * `rest` (rest.js) hears when the server asks for one.
   */
  constructor(base, token, rest) {
    Object.assign(this, { base, token, rest });
  }

  /** The answer to a question as JSON; throws TillError `offline`, or one with status and code. */
  get(path, patienceMs = PATIENCE_MS) {
    return this.#ask("GET", path, undefined, patienceMs);
  }

  /** The answer to what is sent, under another `token` than the till's if one is given. */
  post(path, content, { patienceMs = PATIENCE_MS, token } = {}) {
    return this.#ask("POST", path, content, patienceMs, token);
  }

  /** A file, as a Blob. */
  async file(path) {
    return (await this.#fetch("GET", path, undefined, PATIENCE_MS)).blob();
  }

  async #ask(method, path, content, patienceMs, token) {
    const answer = await this.#fetch(method, path, content, patienceMs, token);
    try {
      return await answer.json();
    } catch {
      throw new TillError("offline");
    }
  }

  async #fetch(method, path, content, patienceMs, token = this.token()) {
    let answer;
    try {
      answer = await fetch(this.base + path, {
        method,
        body: content === undefined ? undefined : JSON.stringify(content),
        headers: {
          ...(content === undefined ? {} : { "Content-Type": "application/json" }),
          ...(token ? { Authorization: `Bearer ${token}` } : {}),
        },
        credentials: "omit",
        cache: "no-store",
        signal: AbortSignal.timeout(patienceMs),
      });
    } catch {
      throw new TillError("offline");
    }
    this.rest.ask(retryAfter(answer.headers.get("Retry-After")));
    if (!answer.ok) throw await refusal(answer);
    return answer;
  }
}

async function refusal(answer) {
  const said = await answer.json().catch(() => ({}));
  const isStranger = answer.status === 401 || answer.status === 403;
  const code = isStranger ? "unauthorised" : said.error ?? "busy";
  const error = new TillError(code, { message: said.message, lot: said.lot });
  error.status = answer.status;
  return error;
}

/** Milliseconds, from seconds or a date; none when there is neither. */
function retryAfter(written) {
  if (!written) return 0;
  const seconds = Number(written);
  return Number.isNaN(seconds) ? Date.parse(written) - Date.now() : seconds * 1000;
}
