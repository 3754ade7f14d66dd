/** What each seller sold on a receipt, and the VAT within it. The mirror of bourse/tills/receipts.py. Pure. */

import { sum, vatWithin } from "./number.js";

/**
 * The lines of a fact by seller and by the VAT regime they were sold under, in the order they were
 * scanned: [{ code, seller, lines, total, vat }]. `seller` is null where the place knows no such
 * one; `vat` is { rate, cents, mention }, the rate in basis points, null where none is shown.
 */
export function partsOf({ lines }, sellers) {
  const parts = new Map();
  for (const line of lines) {
    const key = `${line.exhibitor} ${line.vat_regime}`;
    parts.set(key, [...(parts.get(key) ?? []), line]);
  }
  return [...parts.values()].map((own) => {
    const [{ exhibitor: code, vat_regime: regime }] = own;
    const seller = sellers.find((one) => one.code === code) ?? null;
    const total = sum(own.map((line) => line.total_cents));
    return { code, seller, lines: own, total, vat: seller && vatOf(seller, regime, own) };
  });
}

/** The seller may stand under another regime by now: the one frozen in the lines decides. */
function vatOf(seller, regime, lines) {
  const { rate_bp: rate, mention } = seller.vat?.[regime] ?? ofToday(seller);
  return { rate, mention, cents: rate && sum(lines.map((line) => vatWithin(line.total_cents, rate))) };
}

/** A place that was kept before it told of each regime. */
function ofToday({ vat_rate_bp: rate, vat_mention: mention }) {
  return { rate_bp: rate, mention };
}
