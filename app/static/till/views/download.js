/** A receipt as PDF: the server makes it, once it has the sale. */

import { button, h, icon } from "../dom.js";
import { TillError } from "../errors.js";
import { numberOf } from "../giving_back.js";
import { complaint } from "../sheet.js";

export function downloadButton(till, fact) {
  const download = button("secondary", () => fetchFile(), icon("download"), "PDF");
  const wrong = complaint();
  async function fetchFile() {
    download.disabled = true;
    wrong.say(null);
    try {
      const file = await till.api.file(`receipts/${fact.fact_id}.pdf`);
      const link = h("a", { href: URL.createObjectURL(file), download: `${numberOf(fact)}.pdf` });
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      wrong.say(error.code === "receipt_unknown" ? new TillError("not_sent_yet") : error);
    } finally {
      download.disabled = false;
    }
  }
  return [download, wrong];
}
