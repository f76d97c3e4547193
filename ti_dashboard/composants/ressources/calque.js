// @ts-check
// What a room has corrected of a screen, laid over it: the screen itself never changes, and is kept as it is.

/** @import { Ecran, PageComposee, Retouche } from "../types/contrat" */

/** Board → what changes of it. @typedef {Record<string, Retouche[]>} Calque */

/**
 * The screen with what is corrected of it; null where that cannot be known.
 * @param {string} adresse of the screen @param {PageComposee} page
 * @returns {Promise<PageComposee | null>}
 */
export async function corriger(adresse, page) {
  try {
    const calque = await lireLeCalque(adresse);
    return calque && poserLeCalque(page, calque);
  } catch {
    return null;
  }
}

/**
 * Null where the server refuses it. Throws where it does not answer.
 * @param {string} adresse of the screen @param {AbortSignal} [arret] @returns {Promise<Calque | null>}
 */
export async function lireLeCalque(adresse, arret) {
  const reponse = await fetch(adresse.replace("/ecrans/", "/calques/"), { signal: arret, headers: { Prefer: "handling=lenient" } });
  // A proxy says that nobody is behind it.
  if (reponse.status > 501) throw new Error(reponse.statusText);
  return reponse.status === 200 ? reponse.json() : null;
}

/** @param {PageComposee} page @param {Calque} calque @returns {PageComposee} */
export function poserLeCalque(page, calque) {
  const planches = Object.entries(page.planches).map(([cle, ecran]) => [cle, ecran && retoucher(ecran, calque[cle] ?? [])]);
  return { ...page, planches: Object.fromEntries(planches) };
}

/** @param {Ecran} ecran @param {Retouche[]} retouches */
function retoucher(ecran, retouches) {
  if (!retouches.length) return ecran;
  const copie = structuredClone(ecran);
  for (const { ou, valeur } of retouches) {
    const chemin = [...ou];
    const derniere = chemin.pop();
    /** @type {any} */
    let partie = copie;
    for (const cle of chemin) partie = partie[cle];
    if (derniere !== undefined) partie[derniere] = valeur;
  }
  return copie;
}
