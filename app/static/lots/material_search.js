/** Finding a material by its words, by the thickness in its name, or by how dense it is. */

const NEAR = 0.15;
const SHOWN = 8;

/** Small letters without accents. */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * Materials that have every word asked for, as the beginning of one of their own, those named like it
 * first; a number alone finds what is about as dense ("605", "600 kg/m³") or that thick ("13 mm").
 */
export function search(materials, asked) {
  const density = /^\s*(\d{2,5})\s*(kg.*)?$/iu.exec(asked);
  const words = fold(asked).split(/[^a-z0-9.]+/).filter(Boolean);
  if (!words.length) return [];
  const named = materials.filter((material) => {
    const own = fold(`${material.label} ${material.code}`).split(/[^a-z0-9.]+/);
    return words.every((word) => own.some((part) => part.startsWith(word)));
  });
  const dense = density ? asDense(materials, Number(density[1]) * 1_000) : [];
  return [...new Set([...named, ...dense])].slice(0, SHOWN);
}

/** Those whose cubic metre weighs about so many grams, the nearest first. */
function asDense(materials, grams) {
  const away = ({ grams: { m3 } }) => Math.abs(m3 - grams);
  return materials
    .filter((material) => material.grams.m3 && away(material) <= NEAR * grams)
    .sort((one, other) => away(one) - away(other));
}
