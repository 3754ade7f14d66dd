/** A cashier's session: from the counting of the float to the counting of every mode. */

import { expected, summary } from "./drawer.js";

/** Open a session with the float counted, in cents. */
export async function openSession(till, floatCents) {
  const session = {
    uuid: crypto.randomUUID(),
    start_cents: floatCents,
    float_cents: floatCents,
    opened_at: new Date().toISOString(),
    cashier: till.cashier.code,
  };
  await till.record({ kind: "session_opened", float_cents: floatCents }, { session });
  till.goHome();
}

/** A session that this device has forgotten, as the server's state tells it, up to fact `after`. */
export function sessionAgain({ uuid, cashier, opened_at, float_cents, expected_cents, modes }, after) {
  return { uuid, cashier, opened_at, float_cents, start_cents: expected_cents, start_modes: modes, after };
}

/** Put cash into the drawer (positive cents) or take some out (negative). */
export async function moveCash(till, amountCents, reason) {
  await till.record({ kind: "cash_movement", amount_cents: amountCents, reason });
}

/** What the session did so far, and what each mode should hold (cents by mode). */
export async function accountOf({ store, session }) {
  const facts = (await store.ofSession(session.uuid)).map(({ fact }) => fact);
  const since = facts.filter((fact) => fact.till_seq > (session.after ?? 0));
  return { ...summary(facts), expected: expected(session, since) };
}

/** Close the session: `counts` of each mode, `coins` of the drawer, `reason` of a difference or null. */
export async function closeSession(till, { counts, coins, reason }) {
  const account = await accountOf(till);
  const { session } = till;
  const content = {
    kind: "session_closed",
    counted_cents: counts.find(({ mode }) => mode === "cash").counted_cents,
    counts,
    ...(coins.length ? { coins } : {}),
    ...(reason ? { reason } : {}),
  };
  const fact = await till.record(content, { session: null, cashier: null });
  till.go("closed", { account, session, fact });
}
