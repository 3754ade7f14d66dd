/** A receipt as PDF: the server makes it, once it has the sale. */

import { h, icon } from "../dom.js";
import { TillError } from "../errors.js";
import { complaint } from "../sheet.js";
import { numberOf } from "../till.js";

export function downloadButton(till, fact) {
  const button = h(
    "button",
    { type: "button", class: "secondary", onclick: () => fetchFile() },
    icon("download"),
    "PDF",
  );
  const wrong = complaint();
  async function fetchFile() {
    button.disabled = true;
    wrong.say(null);
    try {
      const file = await till.api.file(`receipts/${fact.fact_id}.pdf`);
      const link = h("a", { href: URL.createObjectURL(file), download: `${numberOf(fact)}.pdf` });
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      wrong.say(error.code === "receipt_unknown" ? new TillError("not_sent_yet") : error);
    } finally {
      button.disabled = false;
    }
  }
  return [button, wrong];
}
