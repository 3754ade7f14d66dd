/** QR codes read by the browser itself: BarcodeDetector, of Android and macOS. */

const FORMAT = "qr_code";

export class NativeDecoder {
  constructor(detector) {
    this.detector = detector;
    this.name = "native";
  }

  /** The browser's own detector; null where it has none that reads QR codes. */
  static async open() {
    const Detector = globalThis.BarcodeDetector;
    const formats = (await Detector?.getSupportedFormats?.().catch(() => [])) ?? [];
    return formats.includes(FORMAT) ? new NativeDecoder(new Detector({ formats: [FORMAT] })) : null;
  }

  /** See decoder.js. */
  async read(canvas) {
    const found = await this.detector.detect(canvas);
    return found.map(({ rawValue, boundingBox: { x, y, width, height } }) => ({
      text: rawValue,
      x: x + width / 2,
      y: y + height / 2,
    }));
  }
}
