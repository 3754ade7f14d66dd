/** The words of a text, as lots are found by them on the device; mirrors bourse/goods/plurals.py. */

/** The rule by which words are kept; what an older one wrote on a device's disk is read again. */
export const RULE = 2;

/** They end so in the singular: cut, "gres" would begin "grenier", "bois" "boite". */
const ALIKE = new Set(
  (
    "anglais appentis biais bois bras cabas cadenas caillebotis chassis cailloutis chaux colis coloris compris " +
    "comtois coulis cours debarras debris depuis dessous dessus devis divers epais faux francais frais gras gravats " +
    "gres gris gros hourdis lambris lattis matelas mauvais palis parvis pays poids puits rabais relais remblais repos " +
    "semis sous tamis tapis taux temps torchis travers treillis velours vernis vers"
  ).split(" "),
);
/** The plurals in x that do not end in -aux. */
const IN_X = new Set("bijoux cailloux cheveux choux essieux feux genoux jeux lieux moyeux pieux".split(" "));
const IRREGULAR = new Map([
  ["emaux", "email"],
  ["yeux", "oeil"],
]);
const PLURAL = /(?<=[a-z]{3})s$|(?<=[a-z]au)x$/;
const IN_AL = /^(cor|port|soupir|trav|v[ae]nt|vitr)ail$|^([a-z]{2,}[^eoy])au$/;

/** The words of a text without accents, capitals or plural: "Tuiles mécaniques" → tuile, mecanique. */
export function wordsOf(text) {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map(singular);
}

/** "metaux" and "metal" → metal, "vitraux" and "vitrail" → vitral, but "tuyaux" → tuyau and "chaux" as it is. */
export function singular(word) {
  if (ALIKE.has(word)) return word;
  if (IN_X.has(word)) return word.slice(0, -1);
  const one = IRREGULAR.get(word) ?? word.replace(PLURAL, "");
  return one.replace(IN_AL, (_, before, first) => `${before ?? first}al`);
}
