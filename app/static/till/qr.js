/** The QR of a receipt, drawn on the device: its page, and in the fragment the hash of its fact. */

import { correction, generate } from "../vendor/lean-qr/nano.js";

const SVG = "http://www.w3.org/2000/svg";
const QUIET_ZONE = 4;
/** How many digits of the hash the code holds (app/links.py). */
const HASH_SHOWN = 16;

/** What the QR of a receipt says; `root` is where the addresses of receipts begin. */
export function receiptAddress(root, number, hash) {
  return `${root}${number}#${hash.slice(0, HASH_SHOWN)}`;
}

/** A QR as an SVG element, named `label`; sharp at any size, black on white. */
export function qrCode(text, label) {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const side = code.size + 2 * QUIET_ZONE;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "qr");
  svg.setAttribute("viewBox", `0 0 ${side} ${side}`);
  svg.setAttribute("shape-rendering", "crispEdges");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", outline(code));
  svg.append(path);
  return svg;
}

/** The dark modules as runs along their rows, in the path language of SVG. */
export function outline(code) {
  let path = "";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      let run = 0;
      while (code.get(x + run, y)) run += 1;
      if (run) path += `M${x + QUIET_ZONE} ${y + QUIET_ZONE}h${run}v1h-${run}z`;
      x += run;
    }
  }
  return path;
}
