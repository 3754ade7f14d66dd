/** JSON that every machine writes alike, and its hash. The mirror of bourse/journal/chain.py. */

export const GENESIS = "0".repeat(64);

/** Sorted keys, no spaces, whole numbers only; throws TypeError on any other number. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const pairs = Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
    return `{${pairs.join(",")}}`;
  }
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new TypeError("only a whole number has a canonical form");
  }
  if (value === undefined || typeof value === "function") throw new TypeError("not JSON");
  return JSON.stringify(value);
}

/** SHA-256 of the text's UTF-8, as 64 hexadecimal digits. */
export async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
