/** Who sells and who approves: a PIN proves it here, without the network. */

import { TillError } from "./errors.js";
import { isRightPin, Tries } from "./pins.js";

/** What the till knows of a cashier: { code, name, is_supervisor, pin }; undefined when they left. */
export function cashierCard({ place }, code) {
  return place?.cashiers.find((card) => card.code === code);
}

/** Those who may approve what a cashier may not decide alone. */
export function supervisors({ place }) {
  return place.cashiers.filter((card) => card.is_supervisor);
}

/** Whether who sells now is a supervisor. */
export function isSupervisorSelling(till) {
  return Boolean(cashierCard(till, till.cashier?.code)?.is_supervisor);
}

/** The cashier's card once the PIN is theirs; throws TillError `pin_wrong` or `pin_wait`. */
export async function prove(till, code, pin) {
  const card = cashierCard(till, code);
  if (!card) throw new TillError("nobody_chosen");
  const tries = new Tries(till.store);
  const wait = await tries.waitFor(code);
  if (wait) throw new TillError("pin_wait", { seconds: Math.ceil(wait / 1000) });
  if (!card.pin) {
    await till.api.post("cashier", { cashier: code, pin });
    return card;
  }
  await tries.fail(code);
  if (!(await isRightPin(pin, card.pin))) {
    if (!till.outbox.isResting) till.refresh(); // the organiser may have given another PIN a moment ago
    throw new TillError("pin_wrong");
  }
  await tries.forget(code);
  return card;
}
