/** Training: sales that are journalled as such and stand in no total; the real basket waits. Pure. */

import { TillError } from "./errors.js";

/** The fact of a sale made in training, the `number`-th of this device; nothing else can be trained. */
export function trained({ kind, lines, payments, total_cents: cents }, number) {
  if (kind !== "sale") throw new TillError("training_only");
  return { kind: "training", training: number, lines, payments, total_cents: cents };
}

/** The number of a training receipt; no real one is written so. */
export function dummyNumber({ till, training }) {
  return `${till}-F${String(training).padStart(4, "0")}`;
}
