/** A receipt or a slip as PDF: the server makes it, once it has the facts. */

import { button, h, icon } from "../dom.js";
import { TillError } from "../errors.js";
import { numberOf } from "../giving_back.js";
import { complaint } from "../sheet.js";

const NOT_THERE = ["receipt_unknown", "session_unknown"];

/** The PDF of a receipt: the original (0), or its duplicate number `copy`. */
export function receiptFile(fact, copy) {
  const query = copy ? `?copy=${copy}` : "";
  return { path: `receipts/${fact.fact_id}.pdf${query}`, name: `${numberOf(fact)}.pdf` };
}

/**
 * The button that fetches a file { path, name } of the API: `fileOf(copy)` says which, and
 * `hand(way)` does it by `way(copy)`, as Handing.over does in copies.js.
 */
export function downloadButton(till, fileOf, hand = (way) => way()) {
  const download = button("secondary", () => fetchFile(), icon("download"), "PDF");
  const wrong = complaint();
  async function fetchFile() {
    download.disabled = true;
    wrong.say(null);
    try {
      await hand(async (copy) => save(till, fileOf(copy)));
    } catch (error) {
      wrong.say(NOT_THERE.includes(error.code) ? new TillError("not_sent_yet") : error);
    } finally {
      download.disabled = false;
    }
  }
  return [download, wrong];
}

async function save({ api }, { path, name }) {
  const link = h("a", { href: URL.createObjectURL(await api.file(path)), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
}
