// @ts-check
// The outlines of the map, fetched once per address and kept: a filter change never asks for them again.

/** @import { Contours } from "../types/scripts" */

/** @type {Map<string, Contours>} */
const lus = new Map();
/** @type {Map<string, Promise<Contours | null>>} */
const enCours = new Map();
// The path the application is served under: an address of the message does not know it.
const racine = import.meta.url.slice(0, import.meta.url.lastIndexOf("/ressources/"));

/** @param {string} adresse */
export function dejaLus(adresse) {
  return lus.get(adresse);
}

/**
 * Outlines at this address, or null when they cannot be read (the next drawing will ask again).
 * @param {string} adresse
 */
export function lire(adresse) {
  const deja = enCours.get(adresse);
  if (deja) return deja;
  const demande = demander(adresse).finally(() => enCours.delete(adresse));
  enCours.set(adresse, demande);
  return demande;
}

/** @param {string} adresse */
async function demander(adresse) {
  try {
    const reponse = await fetch(racine + adresse);
    if (!reponse.ok) throw new Error(String(reponse.status));
    /** @type {Contours} */
    const recus = await reponse.json();
    lus.set(adresse, recus);
    return recus;
  } catch (erreur) {
    console.warn(`contours: ${adresse}`, erreur);
    return null;
  }
}
