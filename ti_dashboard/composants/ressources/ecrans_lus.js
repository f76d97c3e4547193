// @ts-check
// The screens already read, kept as they are drawn from: the browser keeps their bytes, this page what they say.

/** @import { EcranSuivi, PageComposee } from "../types/contrat" */

import * as contours from "./contours.js";
import { retenirParmi } from "./derniers.js";
import { perdre } from "./hors_ligne.js";
import { ailleurs, anticiper, passageEnCours } from "./passage.js";
import { enReserve, mettreEnReserve } from "./reserve.js";

/** One being read; `estVoulu`: to be drawn, and not only ahead. @typedef {{ page: Promise<PageComposee | null>, arret: AbortController, estVoulu: boolean }} Lecture */

// A screen is some 30 kB of text, most often under two addresses.
const GARDES = 120;
/** The latest last. @type {Map<string, PageComposee>} */
const lues = new Map();
/** @type {Map<string, Lecture>} */
const enCours = new Map();

/** @param {string} adresse */
export function dejaLue(adresse) {
  return lues.get(adresse);
}

/**
 * The screen at this address; null where it is refused or cannot be read: the server's own run says why.
 * @param {string} adresse
 */
export function demander(adresse) {
  const lue = lues.get(adresse);
  if (lue) return Promise.resolve(lue);
  const lecture = commencer(adresse);
  lecture.estVoulu = true;
  return lecture.page;
}

/** Read it in case it is asked for. @param {string} adresse @returns {Promise<unknown>} */
export function prevoir(adresse) {
  return lues.has(adresse) ? Promise.resolve() : commencer(adresse).page;
}

/** Give up what is read ahead, but for these addresses. @param {string[]} adresses */
export function renoncer(adresses) {
  for (const [adresse, { arret, estVoulu }] of enCours) if (!estVoulu && !adresses.includes(adresse)) arret.abort();
}

/** @param {string} adresse @returns {Lecture} */
function commencer(adresse) {
  const deja = enCours.get(adresse);
  if (deja) return deja;
  const arret = new AbortController();
  const page = lire(adresse, arret.signal).finally(() => enCours.delete(adresse));
  const lecture = { page, arret, estVoulu: false };
  enCours.set(adresse, lecture);
  return lecture;
}

/** @param {string} adresse @param {AbortSignal} arret */
async function lire(adresse, arret) {
  try {
    const reponse = await repondre(adresse, arret);
    if (reponse?.status !== 200) return null;
    const page = await ouvrir(reponse);
    garderSousSesNoms(adresse, page);
    return page;
  } catch {
    return null;
  }
}

/**
 * Drawn in one go, its map with it.
 * @param {Response} reponse
 */
async function ouvrir(reponse) {
  /** @type {PageComposee} */
  const page = await reponse.json();
  const cartes = Object.values(page.planches).flatMap((ecran) => ecran?.carte ?? []);
  await Promise.all(cartes.map(({ contours: adresse }) => contours.dejaLus(adresse) ?? contours.lire(adresse)));
  return page;
}

/**
 * A screen that came with the event that leads there: it is not asked for. One of another publication is left.
 * @param {EcranSuivi} recu
 */
export async function deplier({ adresse, chemin, gzip }) {
  const visee = new URL((passageEnCours()?.racine ?? "") + adresse, location.origin);
  const vise = anticiper(visee) ?? ailleurs(visee, false);
  if (vise?.split("?")[0] !== chemin) return;
  try {
    const octets = Uint8Array.from(atob(gzip), (lettre) => lettre.charCodeAt(0));
    const page = await ouvrir(new Response(new Blob([octets]).stream().pipeThrough(new DecompressionStream("gzip"))));
    garderSousSesNoms(vise, page);
  } catch {
    // It is asked for, like any other.
  }
}

/**
 * What the server answers, or what is kept of it when it does not.
 * @param {string} adresse @param {AbortSignal} arret
 */
async function repondre(adresse, arret) {
  try {
    const reponse = await fetch(adresse, { signal: arret, headers: { Prefer: "handling=lenient" } });
    if (reponse.status === 200) mettreEnReserve(adresse, reponse.clone());
    // A proxy says that nobody is behind it.
    if (reponse.status < 502) return reponse;
  } catch (erreur) {
    if (arret.aborted) throw erreur;
  }
  perdre();
  return enReserve(adresse);
}

/**
 * As it was asked for, and as its page says its address in its one form.
 * @param {string} adresse @param {PageComposee} page
 */
function garderSousSesNoms(adresse, page) {
  garderSous(adresse, page);
  garderSous(adresse.replace(/\?.*/, `?${page.adresse}`), page);
}

/**
 * A screen may be known under several addresses.
 * @param {string | null} adresse @param {PageComposee} page
 */
export function garderSous(adresse, page) {
  if (adresse === null) return;
  retenirParmi(lues, adresse, page, GARDES);
}
