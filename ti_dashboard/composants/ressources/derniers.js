// @ts-check
// What is kept of many: the latest, as they were read.

/**
 * Keep a value as the latest of these, the oldest beyond `auPlus` going.
 * @template V
 * @param {Map<string, V>} gardes the latest last @param {string} cle @param {V} valeur @param {number} auPlus
 */
export function retenirParmi(gardes, cle, valeur, auPlus) {
  gardes.delete(cle);
  gardes.set(cle, valeur);
  for (const ancienne of gardes.keys()) {
    if (gardes.size <= auPlus) break;
    gardes.delete(ancienne);
  }
}
