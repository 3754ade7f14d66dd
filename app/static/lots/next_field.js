/** Enter goes to the next field, as the key of a telephone says; it never sends half a lot. Ctrl+Enter sends. */

const TYPED = ["text", "number", "radio", "checkbox"];

/** Walk through the form's fields by Enter, and name the key so. */
export function walkByEnter(form) {
  for (const field of form.querySelectorAll("input")) if (TYPED.includes(field.type)) field.enterKeyHint = "next";
  form.addEventListener("keydown", (event) => {
    const { target } = event;
    if (event.key !== "Enter" || event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      form.requestSubmit(form.querySelector(".submit button"));
      return;
    }
    if (!(target instanceof HTMLInputElement) || !TYPED.includes(target.type)) return;
    event.preventDefault();
    following(form, target)?.focus();
  });
}

/** The next field in sight, or the button; of several choices the one that is ticked. */
function following(form, target) {
  const fields = [...form.querySelectorAll("input, select, textarea, .submit button")];
  return fields.slice(fields.indexOf(target) + 1).find((field) => {
    if (field.disabled || field.tabIndex < 0 || !field.checkVisibility()) return false;
    if (field.type !== "radio") return true;
    const group = fields.filter(({ type, name }) => type === "radio" && name === field.name);
    return !group.includes(target) && field === (group.find(({ checked }) => checked) ?? group[0]);
  });
}
