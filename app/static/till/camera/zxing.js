/** QR codes read by ZXing in WebAssembly, where the browser reads none: iPad, Firefox. */

import { TillError } from "../errors.js";
import { prepareZXingModule, readBarcodes } from "../../vendor/zxing/reader/index.js";

const PROGRAM = new URL("../../vendor/zxing/zxing_reader.wasm", import.meta.url).href;
const OPTIONS = { formats: ["QRCode"], tryHarder: true, tryInvert: false, maxNumberOfSymbols: 4 };

export class ZxingDecoder {
  name = "zxing";

  /** The program loaded from our own server; throws TillError `decoder_missing` when it is not. */
  static async open() {
    try {
      await prepareZXingModule({ overrides: { locateFile: () => PROGRAM }, fireImmediately: true });
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

function middle({ topLeft, bottomRight }) {
  return { x: (topLeft.x + bottomRight.x) / 2, y: (topLeft.y + bottomRight.y) / 2 };
}
