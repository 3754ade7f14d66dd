/** QR codes read by ZXing in WebAssembly, where the browser reads none: iPad, Firefox. */

import { asset } from "../asset.js";
import { TillError } from "../errors.js";
import { prepareZXingModule, readBarcodes } from "../../vendor/zxing/reader/index.js";

const PROGRAM = asset("vendor/zxing/zxing_reader.wasm");
const OPTIONS = { formats: ["QRCode"], tryHarder: true, tryInvert: false, maxNumberOfSymbols: 4 };

export class ZxingDecoder {
  name = "zxing";

  /** The program loaded from our own server; throws TillError `decoder_missing` when it is not. */
  static async open() {
    try {
      await prepareZXingModule({ overrides: { instantiateWasm: await program() }, fireImmediately: true });
    } catch (error) {
      console.warn(error);
      throw new TillError("decoder_missing");
    }
    return new ZxingDecoder();
  }

  /** See decoder.js. */
  async read(canvas) {
    const image = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const found = await readBarcodes(image, OPTIONS);
    return found.filter(({ isValid }) => isValid).map(({ text, position }) => ({ text, ...middle(position) }));
  }
}

/** How ZXing gets its program: it would ask a far server, and wait for ever for a near one that fails. */
async function program() {
  const answer = await fetch(PROGRAM);
  if (!answer.ok) throw new TypeError(answer.statusText);
  const compiled = await WebAssembly.compile(await answer.arrayBuffer());
  return (imports, done) => {
    WebAssembly.instantiate(compiled, imports).then((instance) => done(instance, compiled));
    return {};
  };
}

function middle({ topLeft, bottomRight }) {
  return { x: (topLeft.x + bottomRight.x) / 2, y: (topLeft.y + bottomRight.y) / 2 };
}
