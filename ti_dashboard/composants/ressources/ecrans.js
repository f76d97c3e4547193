// @ts-check
// The screens: what a page shows at an address, as one message that never changes (`/ecrans/…`). As soon as the address of
// this browser changes, the banner and the boards draw it; the run of the script that follows only confirms it.
//
// A message of the server always wins over a screen drawn before it, but for those of the runs that came before.

/** @import { Bandeau, Ecran, PageComposee, Passage } from "../types/contrat" */

import { corrigerOuGarder } from "./calques_gardes.js";
import { dessins } from "./dessins.js";
import { dejaLue, demander } from "./ecrans_lus.js";
import { direAbsent, estHorsLigne } from "./hors_ligne.js";
import { preparer, quandTousSontLus } from "./nommes.js";
import { anticiper, passageEnCours, corrigeDe, entamer, estDuMemeCadre, neChangeQueSesPlanches } from "./passage.js";
import { choisit, estToutDit, redire, taire } from "./perimes.js";
import { estEnRetard, rejoint } from "./retard.js";
import { defaire, ecrire, ici, reprendre } from "./trajet.js";

/** A screen drawn before its run: where the browser was, and its address in the one form. @typedef {{ href: string, adresse: string }} Avance */

// A run that never shows what was drawn before it was right: its last word is drawn after this long.
const PATIENCE_MS = 15_000;
/** @type {Avance | null} */
let avance = null;
/** What the server sent of an earlier screen since this one was drawn. @type {Map<string, Ecran>} */
const retenus = new Map();
/** @type {(bandeau: Bandeau) => void} */
let dessinerLeBandeau = () => {};
/** That of a run whose figures are not drawn yet. @type {Bandeau | null} */
let bandeauAttendu = null;
/** The last address that a box has written. */
let ecrite = "";
let tour = 0;
let reveil = 0;
/** Whether a run has begun since the address changed: one that is long in coming says nothing else yet. */
let aRepondu = false;
/** Whether the screen of the address is drawn, and is all that its page says; known once it is read. */
let entier = Promise.resolve(false);

addEventListener("adresse", suivre);
// To another page, from a screen that is drawn before its run.
addEventListener("lien", (e) => { if (e instanceof CustomEvent) ecrire(e.detail); });

/** @param {() => void} faire once the screen of the new address is drawn, or known not to be there yet */
export function quandLAdresseChange(faire) {
  addEventListener("adresse", faire);
}

/** @param {(bandeau: Bandeau) => void} dessin */
export function poserLeBandeau(dessin) {
  dessinerLeBandeau = dessin;
}

/**
 * Whether a board of the server is of a screen already left: it is kept, in case the server has the last word.
 * @param {string} cle @param {Ecran} ecran
 */
export function retenir(cle, ecran) {
  if (!estEnAvance() || passageEnCours()?.adresse === avance?.adresse) return false;
  retenus.set(cle, ecran);
  return true;
}

/** Called where a run begins. @param {Passage} recu */
export function commencer(recu) {
  entamer(recu);
  aRepondu = true;
  // Its boards only name what they are: read while the run composes them.
  preparer(recu);
  if (!estEnAvance()) oublier();
  if (avance && recu.adresse !== avance.adresse) return;
  bandeauAttendu = recu.bandeau;
  // The first of a page is there before its figures; another waits for them, and is never over those of the one before.
  if (!dessins.size || avance) montrerLeBandeau();
}

/** Called when a board of the server is drawn: what is over it is of the same screen. */
export function montrerLeBandeau() {
  if (bandeauAttendu) montrerCeBandeau(bandeauAttendu);
}

/** What is over a screen that nobody has confirmed yet. @param {Bandeau} bandeau */
export function montrerCeBandeau(bandeau) {
  bandeauAttendu = null;
  dessinerLeBandeau(bandeau);
}

/** Called where a run ends, with the screen it shows. @param {string} adresse */
export function finir(adresse) {
  quandTousSontLus(() => {
    montrerLeBandeau();
    dispatchEvent(new Event("passage"));
    if (!estEnAvance() || adresse === avance?.adresse) oublier();
    else veiller();
  });
}

function veiller() {
  clearTimeout(reveil);
  if (estEnRetard()) return;
  reveil = setTimeout(() => (estHorsLigne() || !aRepondu ? veiller() : ceder()), PATIENCE_MS);
}

/** Whether this screen was drawn before its run. */
export function estEnAvance() {
  return avance?.href === ici().href;
}

/** The server has confirmed, or the reader is elsewhere. */
function oublier() {
  clearTimeout(reveil);
  rejoint();
  avance = null;
  retenus.clear();
  if ("enAvance" in document.documentElement.dataset) redire();
  delete document.documentElement.dataset.enAvance;
}

/** The server says something else, and nothing more: it is right. */
function ceder() {
  const dits = [...retenus];
  oublier();
  const passage = passageEnCours();
  if (passage) dessinerLeBandeau(passage.bandeau);
  for (const [cle, ecran] of dits) dessins.get(cle)?.poser(ecran);
}

function suivre() {
  oublier();
  aRepondu = false;
  const mien = ++tour;
  const { href } = ici();
  const vise = anticiper(ici());
  entier = Promise.resolve(false);
  if (!vise) return;
  const montrer = (/** @type {PageComposee | null} */ page) => {
    if (mien !== tour || ici().href !== href) return false;
    if (page) return dessiner(page, href);
    if (estHorsLigne() && ecrite === href) {
      // Asked for as the server was lost: no box says what the figures do not.
      ecrite = "";
      direAbsent();
      defaire();
    }
    return false;
  };
  const lue = dejaLue(vise);
  if (lue && corrigeDe(lue) === null) entier = Promise.resolve(montrer(lue));
  else entier = Promise.resolve(lue ?? demander(vise)).then((page) => page && corrigerOuGarder(vise, page)).then(montrer);
}

/** See `entier`. */
export const estEntier = () => entier;

/** A box is about to write this address. @param {string} href */
export function annoncerEcrite(href) {
  ecrite = href;
}

/** Whether a box wrote this address, the last it did. @param {string} href */
export const estEcrite = (href) => ecrite === href;

/** Whether nothing around the boards of the page is of the screen they show. */
export const estDePlanches = () => estToutDit([...dessins.values()].map(({ hote }) => hote));

/** Have the session told of this screen. */
export function confirmerEcran() {
  veiller();
  reprendre();
}

/**
 * Gives whether the boards are all that the page says; what the frame says around them is of the arrêté and the phase.
 * @param {PageComposee} page @param {string} href
 */
function dessiner(page, href) {
  avance = { href, adresse: page.adresse };
  // Its run may have ended before it came.
  veiller();
  const estConfirmee = passageEnCours()?.adresse === page.adresse;
  // A board that this message does not know is of the screen before, like what is around it.
  const sues = [...dessins].filter(([cle]) => cle in page.planches);
  const hotes = sues.map(([, { hote }]) => hote);
  if (!estConfirmee) {
    document.documentElement.dataset.enAvance = "";
    taire(hotes);
  }
  montrerCeBandeau(page.bandeau);
  for (const [cle, { poser }] of dessins) if (cle in page.planches) poser(page.planches[cle] ?? null);
  // One that comes or goes brings what stands under it.
  const sontLesMemes = sues.length === dessins.size && Object.entries(page.planches).every(([cle, ecran]) => dessins.has(cle) === (ecran !== null));
  return estDuMemeCadre(page) && (estConfirmee || (sontLesMemes && neChangeQueSesPlanches(page, choisit()) && estToutDit(hotes)));
}
