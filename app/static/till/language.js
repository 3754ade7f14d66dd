/** The reader's language: messages come from the room's catalogue, English stands in the code. */

let messages = {};

/** Load the catalogue; without it the till still speaks English. */
export async function loadMessages(url) {
  try {
    const answer = await fetch(url, { credentials: "same-origin" });
    if (answer.ok) messages = await answer.json();
  } catch {
    messages = {};
  }
}

/** `message` in the reader's language, with its named values put in: _("%(n)s left", { n: 3 }). */
export function _(message, values = {}) {
  const known = messages[message];
  return fill(typeof known === "string" ? known : message, values);
}

/** The form that `count` asks for: none and one are singular in French, one alone in English. */
export function ngettext(one, many, count, values = {}) {
  const forms = messages[one];
  const said = Array.isArray(forms) ? forms[count > 1 ? 1 : 0] : count === 1 ? one : many;
  return fill(said, { count, ...values });
}

function fill(text, values) {
  return text.replace(/%\((\w+)\)s/g, (whole, name) => (name in values ? values[name] : whole));
}
