/** What is odd in the words and the price, asked of the server while one types; silent without it. */

const PAUSE_MS = 600;
const LEAST_LETTERS = 3;
const ASKED = ["designation", "description", "category", "unit", "price"];

/** Watch the form; gives what to call once its fields were filled in by a script. */
export function watchOdd(form) {
  const { odd: address, lot = "" } = form.dataset;
  const places = [...form.querySelectorAll("[data-odd-about]")];
  let [timer, said, asking] = [0, "", null];

  const show = (html) => {
    const found = new DOMParser().parseFromString(html, "text/html");
    for (const place of places) {
      const part = found.querySelector(`[data-about="${place.dataset.oddAbout}"]`);
      const notices = [...(part?.children ?? [])];
      const isNew = notices.map((one) => one.textContent).join() !== [...place.children].map((one) => one.textContent).join();
      if (isNew) place.replaceChildren(...notices); // said again only when it is something else
    }
  };
  const ask = async (query) => {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    const html = await fetch(`${address}?${query}`, { signal, redirect: "manual" })
      .then((answer) => (answer.ok ? answer.text() : ""))
      .catch(() => "");
    if (!signal.aborted) show(html);
  };
  const again = () => {
    const fields = ASKED.map((name) => [name, form.elements[name].value.trim()]);
    const query = new URLSearchParams([...fields, ["lot", lot]]).toString();
    if (query === said) return;
    said = query;
    clearTimeout(timer);
    if (form.elements.designation.value.trim().length < LEAST_LETTERS) {
      asking?.abort();
      show("");
    } else timer = setTimeout(() => ask(query), PAUSE_MS);
  };
  if (!address) return () => null;
  form.addEventListener("input", ({ target }) => ASKED.includes(target.name) && again());
  form.addEventListener("change", ({ target }) => ASKED.includes(target.name) && again());
  return again;
}
