// @ts-check
// The composed page at an address of the room, for the surfaces that draw it without a session.

/** @import { EcranSuivi, PageComposee } from "../types/contrat" */

import { corriger } from "./calque.js";
import { retenirParmi } from "./derniers.js";
import { dits, motsDe } from "./trajet.js";

// Where the room is within a screen: the screen itself is the same.
const DANS_L_ECRAN = ["etape", "plan", "chiffre"];
const GARDEES = 40;
/** The latest last. @type {Map<string, Promise<PageComposee | null>>} */
const lues = new Map();

/** What the address says of the plan. @param {string} adresse */
export const planDeLAdresse = (adresse) => dits(new URL(adresse, location.origin), "plan")[0] ?? "";

/** Whether the page of an address is made of boards: no other is drawn on a wall. @param {string} adresse @param {string} ecrans their names */
export const seProjette = (adresse, ecrans) => ecrans.split(" ").includes(new URL(adresse, location.origin).pathname.slice(1) || "accueil");

/**
 * Where its screen is served, under the publication of now.
 * @param {string} racine @param {string} adresse
 */
export function ecranDe(racine, adresse) {
  const url = new URL(adresse, location.origin);
  const demande = new URLSearchParams();
  for (const mot of motsDe(url)) {
    if (!DANS_L_ECRAN.includes(mot) && !demande.has(mot)) for (const valeur of dits(url, mot)) demande.append(mot, valeur);
  }
  return `${racine}/ecrans/courante/${url.pathname.replace(/^\//, "") || "accueil"}?${demande}`;
}

/**
 * With what the room has corrected of it; null where the page is not served alone, or cannot be read now, or not what is
 * corrected of it.
 * @param {string} racine @param {string} adresse
 * @returns {Promise<PageComposee | null>}
 */
export async function lirePage(racine, adresse) {
  const ou = ecranDe(racine, adresse);
  const page = await (lues.get(ou) ?? garder(ou, lire(ou)));
  if (!page) lues.delete(ou);
  return page && corriger(ou, page);
}

/**
 * The screen that came with a move: it is not asked for.
 * @param {string} racine @param {EcranSuivi} recu
 */
export function recevoir(racine, { adresse, gzip }) {
  const ou = ecranDe(racine, adresse);
  garder(ou, deplier(gzip).catch(() => lire(ou)));
}

/** All are read again: another publication, or something written over them. */
export const oublier = () => lues.clear();

/** @param {string} ou @param {Promise<PageComposee | null>} page */
function garder(ou, page) {
  retenirParmi(lues, ou, page, GARDEES);
  return page;
}

/** @param {string} ou @returns {Promise<PageComposee | null>} */
async function lire(ou) {
  try {
    const reponse = await fetch(ou);
    return reponse.ok ? await reponse.json() : null;
  } catch {
    return null;
  }
}

/** @param {string} gzip in base 64 @returns {Promise<PageComposee>} */
function deplier(gzip) {
  const octets = Uint8Array.from(atob(gzip), (lettre) => lettre.charCodeAt(0));
  return new Response(new Blob([octets]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}
