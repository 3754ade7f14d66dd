/**
 * Sending what waits, each lot once: it carries the UUID drawn here, so that a lot whose answer was
 * lost is known again, and its photos theirs. A lot that its author changed after it was first saved
 * says so ("revised"), and the server then takes the change. A change of a lot that was there says
 * what the lot said when its form was opened ("opened"): the server tells what has changed since.
 */

import { seenNow } from "./drafts.js";

/** What a server says that may pass by itself; the draft stays as it is. */
const PASSING = [408, 425, 429, 500, 502, 503, 504];

/**
 * Send every waiting draft of an account, the oldest first. Gives { sent: [{ uuid, code, address,
 * declare }], halt }, where `declare` is where conformity is declared before the lot goes on sale, or
 * null, and `halt` says why the rest waits: "offline", "signed_out", "busy" or null.
 */
export async function sendAll(drafts, account, { ask = fetch, onlyOne = null } = {}) {
  const sent = [];
  for (const draft of await drafts.of(account)) {
    if (draft.state !== "waiting" || (onlyOne && draft.uuid !== onlyOne)) continue;
    try {
      const done = await sendOne(drafts, draft, ask);
      if (done) sent.push(done);
    } catch (error) {
      return { sent, halt: error.halt ?? "offline" };
    }
  }
  return { sent, halt: null };
}

async function sendOne(drafts, draft, ask) {
  const token = await tokenFor(drafts, draft, ask);
  if (token === null) return null;
  const lot = draft.code && !draft.revised ? draft : await sendLot(drafts, draft, token, ask);
  if (!lot) return null;
  for (const photo of draft.photos) {
    const said = new FormData();
    said.append("uuid", photo.uuid);
    said.append("photo", new Blob([photo.bytes], { type: "image/jpeg" }), "photo.jpg");
    const answer = await post(ask, draft.to.photos.replace("CODE", lot.code), said, token);
    if (!answer.ok) return refuse(drafts, draft, answer);
  }
  await drafts.forget(draft.uuid);
  return { uuid: draft.uuid, code: lot.code, address: lot.address, declare: lot.declare ?? null };
}

/** The lot without its photos; null when the server refuses it, which the draft then says. */
async function sendLot(drafts, draft, token, ask) {
  const said = new FormData();
  for (const [name, value] of draft.fields) said.append(name, value);
  said.set("uuid", draft.uuid);
  if (draft.revised) said.append("revised", "yes");
  const answer = await post(ask, draft.to.lots, said, token);
  if (!answer.ok) return refuse(drafts, draft, answer);
  const answered = await answer.json();
  const { code, address, declare } = answered;
  await drafts.change(draft.uuid, (held) => ({ ...held, fields: seenNow(held.fields, answered), code, address, declare }));
  return { code, address, declare };
}

/**
 * A fresh token, which a page from yesterday lacks; who answers must be who typed the lot. Null when
 * the lot has nowhere to go any more, which the draft then says: the others are sent all the same.
 */
async function tokenFor(drafts, draft, ask) {
  const answer = await checked(
    await ask(draft.to.lots, { headers: { Accept: "application/json" }, redirect: "manual", cache: "no-store" }),
  );
  if (!answer.ok) return refuse(drafts, draft, answer);
  const { token, account } = await answer.json();
  if (String(account) !== String(draft.account)) throw halted("signed_out");
  return token;
}

async function post(ask, address, body, token) {
  return checked(
    await ask(address, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": token, Accept: "application/json" },
      redirect: "manual",
      cache: "no-store",
    }),
  );
}

/** The answer, unless it is no answer to this: a way to the sign-in page, or a tired server. */
function checked(answer) {
  if (answer.type === "opaqueredirect" || answer.status === 401) throw halted("signed_out");
  if (answer.status === 400 || PASSING.includes(answer.status)) throw halted("busy");
  return answer;
}

/** The server found fault: the draft says what, and its author decides. */
async function refuse(drafts, { uuid }, answer) {
  const said = await answer.json().catch(() => ({}));
  const errors = said.errors ?? { "": [said.message ?? String(answer.status)] };
  await drafts.change(uuid, (held) => ({ ...held, fields: seenNow(held.fields, said), state: "refused", errors }));
  return null;
}

function halted(halt) {
  return Object.assign(new Error(halt), { halt });
}
