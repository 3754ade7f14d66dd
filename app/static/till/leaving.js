/** What a new enrolment of this device would delete or leave open. */

import { cashierCard } from "./identity.js";

/**
 * { held, inHand, session }: the baskets put aside, how many are in hand in the tabs of this device,
 * and the session that nobody has counted, as { name, opened_at }; null when there is none.
 */
export async function atStake(till) {
  const [held, baskets] = await Promise.all([till.store.get("held"), till.store.baskets()]);
  const { session } = till;
  const name = session && (cashierCard(till, session.cashier)?.name ?? session.cashier);
  return {
    held: held ?? [],
    inHand: baskets.filter(({ lines }) => lines.length).length,
    session: session ? { name, opened_at: session.opened_at } : null,
  };
}
