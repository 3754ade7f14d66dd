/**
 * QR codes read from an image: by the browser where it can, else by ZXing in WebAssembly, which is
 * only then loaded. Both give the same: `read(canvas)` → [{ text, x, y }], the middle of each code
 * in pixels of the canvas.
 */

import { NativeDecoder } from "./native.js";

let opening = null;

/** The decoder of this browser, made once; throws TillError `decoder_missing` if none can be. */
export function openDecoder() {
  opening ??= choose().catch((error) => {
    opening = null;
    throw error;
  });
  return opening;
}

async function choose() {
  const native = await NativeDecoder.open();
  if (!native) return loadFallback();
  let decoder = native;
  return {
    name: "native",
    /** A browser that says it can, and then cannot, is helped from there on. */
    async read(canvas) {
      try {
        return await decoder.read(canvas);
      } catch (error) {
        if (decoder !== native) throw error;
        decoder = await loadFallback();
        return decoder.read(canvas);
      }
    },
  };
}

async function loadFallback() {
  const { ZxingDecoder } = await import("./zxing.js");
  return ZxingDecoder.open();
}
