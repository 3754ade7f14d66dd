/**
 * A lot that a link brings to the till: the page of its label leads a device that sells to
 * …/till/#l=C7K3PX, which works without a network like the rest. The code waits for a PIN and an
 * opened till. A cookie is how that page knows such a device; it says nothing of which one.
 */

const BROUGHT = /^#l=([2-9a-z]{6})$/i;
const YEAR_SECONDS = 31_536_000;

export class Arrival {
  /** `page` is the window; `take(code)` is given each code once. */
  constructor(page, take) {
    Object.assign(this, { page, take, code: null, marked: false });
  }

  /** Read the address now, and whenever another link leads here. */
  listen() {
    this.#read();
    this.page.addEventListener("hashchange", () => this.#read());
  }

  /** Hand the code over as soon as somebody sells; an enrolled device is marked. */
  serve({ token, isSelling, locked }) {
    if (token && !this.marked) {
      mark(this.page);
      this.marked = true;
    }
    if (!this.code || !isSelling || locked) return;
    const { code } = this;
    this.code = null;
    this.take(code);
  }

  /** The code goes out of the address at once: loading the page again must not sell it again. */
  #read() {
    const found = BROUGHT.exec(this.page.location.hash);
    if (!found) return;
    this.code = found[1].toUpperCase();
    this.page.history.replaceState(null, "", this.page.location.pathname);
    this.brought?.();
  }
}

/** Let the pages of lots know that this browser is a till. */
function mark(page) {
  const safely = page.location.protocol === "https:" ? "; secure" : "";
  page.document.cookie = `till=1; path=/l/; max-age=${YEAR_SECONDS}; samesite=lax${safely}`;
}
