// Figures as the other pages write them: U+202F between thousands, U+00A0 before a unit, halves away from zero.
const ENTIER = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 0 });
const DIXIEME = new Intl.NumberFormat("fr-FR", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const INSECABLE = "\u00a0";

export const nombre = (n) => ENTIER.format(n);

/** `108e6` → « 108,0 M€ »; counted in whole cents, whose halves are exact. */
export function millions(euros) {
  const centimes = Math.round(Math.abs(euros) * 100);
  const signe = euros < 0 ? "\u2212" : "";
  if (centimes >= 99_950_000) return `${signe}${DIXIEME.format(Math.floor((centimes + 5e6) / 1e7) / 10)}${INSECABLE}M€`;
  if (centimes >= 100_000) return `${signe}${nombre(Math.floor((centimes + 5e4) / 1e5))}${INSECABLE}k€`;
  return `${signe}${nombre(Math.floor((centimes + 50) / 100))}${INSECABLE}€`;
}

export function ecart(change, ecrire) {
  return change === 0 ? "=" : `${change > 0 ? "+" : "\u2212"}${INSECABLE}${ecrire(Math.abs(change))}`;
}

/** « 2019-09-24 » → « 24/09/2019 ». */
export const jour = (iso) => iso.split("-").reverse().join("/");
