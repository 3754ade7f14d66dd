/** A cashier's session: from the counting of the float to the counting of the drawer. */

import { expectedCash, summary } from "./drawer.js";

/** Open a session with the float counted, in cents. */
export async function openSession(till, floatCents) {
  const session = {
    uuid: crypto.randomUUID(),
    start_cents: floatCents,
    opened_at: new Date().toISOString(),
  };
  await till.record({ kind: "session_opened", float_cents: floatCents }, { session });
  till.goHome();
}

/** Put cash into the drawer (positive cents) or take some out (negative). */
export async function moveCash(till, amountCents, reason) {
  await till.record({ kind: "cash_movement", amount_cents: amountCents, reason });
  till.goHome();
}

/** What the session did so far, and the cash its drawer should hold, in cents. */
export async function accountOf({ store, session }) {
  const facts = (await store.ofSession(session.uuid)).map(({ fact }) => fact);
  const since = facts.filter((fact) => fact.till_seq > (session.after ?? 0));
  return { ...summary(facts), expected: expectedCash(session.start_cents, since) };
}

/** Close the session with the drawer counted, in cents. */
export async function closeSession(till, countedCents) {
  const ended = await accountOf(till);
  const content = { kind: "session_closed", counted_cents: countedCents };
  await till.record(content, { session: null, cashier: null });
  till.go("closed", { account: ended, countedCents });
}
