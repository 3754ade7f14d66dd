/** A receipt or a slip as PDF: the server makes it, once it has the facts. */

import { button, h, icon } from "../dom.js";
import { TillError } from "../errors.js";
import { numberOf } from "../giving_back.js";
import { complaint } from "../sheet.js";

const NOT_THERE = ["receipt_unknown", "session_unknown"];

/** The PDF of a receipt: the original, or its duplicate number `copy`. */
export function receiptFile(fact, copy = null) {
  const query = copy ? `?copy=${copy}` : "";
  return { path: `receipts/${fact.fact_id}.pdf${query}`, name: `${numberOf(fact)}.pdf` };
}

/** The button that fetches the file at `path` of the API, and names it. */
export function downloadButton(till, { path, name }) {
  const download = button("secondary", () => fetchFile(), icon("download"), "PDF");
  const wrong = complaint();
  async function fetchFile() {
    download.disabled = true;
    wrong.say(null);
    try {
      const file = await till.api.file(path);
      const link = h("a", { href: URL.createObjectURL(file), download: name });
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      wrong.say(NOT_THERE.includes(error.code) ? new TillError("not_sent_yet") : error);
    } finally {
      download.disabled = false;
    }
  }
  return [download, wrong];
}
