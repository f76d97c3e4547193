// @ts-check
// What a room has corrected of a screen, laid over it: the screen itself never changes, and is kept as it is.

/** @import { Ecran, PageComposee, Retouche } from "../types/contrat" */

/**
 * The screen with what is corrected of it; null where that cannot be known: it is then left to the server.
 * @param {string} adresse of the screen @param {PageComposee} page
 * @returns {Promise<PageComposee | null>}
 */
export async function corriger(adresse, page) {
  try {
    const reponse = await fetch(adresse.replace("/ecrans/", "/calques/"), { headers: { Prefer: "handling=lenient" } });
    if (reponse.status !== 200) return null;
    /** @type {Record<string, Retouche[]>} */
    const calque = await reponse.json();
    const planches = Object.entries(page.planches).map(([cle, ecran]) => [cle, ecran && retoucher(ecran, calque[cle] ?? [])]);
    return { ...page, planches: Object.fromEntries(planches) };
  } catch {
    return null;
  }
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
