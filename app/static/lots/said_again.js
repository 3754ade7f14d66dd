/** What the next lot of a row says like the one before; the rest begins empty, and is asked. */

const REPEATED = ["category", "unit", "condition", "origin", "method", "material", "density", "thickness", "offer"];

/** Of a form's [name, value]s, by name, those that repeat. No scale has seen the next lot's goods: its weight is declared. */
export function saidAgain(fields) {
  const said = Object.fromEntries(fields.filter(([name]) => REPEATED.includes(name)));
  return said.method === "weighed" ? { ...said, method: "declared" } : said;
}
