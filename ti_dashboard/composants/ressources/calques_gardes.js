// @ts-check
// What a room has corrected of the screens of this page, as last read: laid over them when the server is gone, as long as
// nothing else was heard to be corrected of their arrêté.

/** @import { PageComposee } from "../types/contrat" */
/** @import { Calque } from "./calque.js" */

import { lireLeCalque, poserLeCalque } from "./calque.js";
import { retenirParmi } from "./derniers.js";
import { estHorsLigne, perdre, SILENCE_MS } from "./hors_ligne.js";
import { corrigeDe } from "./passage.js";

// As many as there are screens kept.
const GARDES = 120;
/** `marque`: of the corrections it says. The latest last. @type {Map<string, { marque: string, calque: Calque }>} */
const gardes = new Map();

/**
 * The screen with what is corrected of it; null where that cannot be known: it is then left to the server.
 * @param {string} adresse of the screen @param {PageComposee} page
 * @returns {Promise<PageComposee | null>}
 */
export async function corrigerOuGarder(adresse, page) {
  const marque = corrigeDe(page);
  if (marque === null) return page;
  // In its one form: what leads to a screen may be written in several.
  const nom = adresse.replace(/\?.*/, `?${page.adresse}`);
  const calque = estHorsLigne() ? garde(nom, marque) : await lire(adresse, nom, marque);
  return calque && poserLeCalque(page, calque);
}

/** @param {string} adresse @param {string} nom @param {string} marque */
async function lire(adresse, nom, marque) {
  try {
    const calque = await lireLeCalque(adresse, AbortSignal.timeout(SILENCE_MS));
    if (calque) retenirParmi(gardes, nom, { marque, calque }, GARDES);
    return calque;
  } catch {
    perdre();
    return garde(nom, marque);
  }
}

/** @param {string} nom @param {string} marque @returns {Calque | null} */
function garde(nom, marque) {
  const trouve = gardes.get(nom);
  return trouve?.marque === marque ? trouve.calque : null;
}
