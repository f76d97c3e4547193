// @ts-check
// The screens: what a page shows at an address, as one message that never changes (`/ecrans/…`). As soon as the address of
// this browser changes, the banner and the boards draw it; the run of the script that follows only confirms it.
//
// A message of the server always wins over a screen drawn before it, but for those of the runs that came before.

/** @import { Bandeau, Ecran, PageComposee, Passage, Propres } from "../types/contrat" */

import { corriger } from "./calque.js";
import { dejaLue, demander, garderSous } from "./ecrans_lus.js";
import { direAbsent, estHorsLigne } from "./hors_ligne.js";
import { preparer, quandTousSontLus } from "./nommes.js";
import { anticiper, autresMots, passageEnCours, entamer, estCorrigee, estDuMemeCadre } from "./passage.js";
import { redire, taire } from "./perimes.js";
import { estEnRetard, laisserLaSession, rejoint } from "./retard.js";
import { avec, defaire, ecrire, ici, remplacer, reprendre } from "./trajet.js";

/** A board on the page: where it stands, how it is drawn. @typedef {{ hote: Element, poser(ecran: Ecran | null): void }} Dessin */
/** A screen drawn before its run: where the browser was, and its address in the one form. @typedef {{ href: string, adresse: string }} Avance */

// A run that never shows what was drawn before it was right: its last word is drawn after this long.
const PATIENCE_MS = 15_000;
// What follows from a box is waited for this long; then the server is left to say it.
const REPONSE_MS = 1500;
/** @type {Avance | null} */
let avance = null;
/** The boards of the page, by their key. @type {Map<string, Dessin>} */
const dessins = new Map();
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

/** @param {string} cle @param {Dessin} dessin */
export function inscrire(cle, dessin) {
  dessins.set(cle, dessin);
}

/** @param {string} cle @param {Dessin} dessin */
export function retirer(cle, dessin) {
  if (dessins.get(cle) === dessin) dessins.delete(cle);
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
  if (bandeauAttendu) dessinerLeBandeau(bandeauAttendu);
  bandeauAttendu = null;
}

/** Called where a run ends, with the screen it shows. @param {string} adresse */
export function finir(adresse) {
  quandTousSontLus(() => {
    montrerLeBandeau();
    if (!estEnAvance() || adresse === avance?.adresse) oublier();
    else veiller();
  });
}

function veiller() {
  clearTimeout(reveil);
  if (estEnRetard()) return;
  reveil = setTimeout(() => (estHorsLigne() ? veiller() : ceder()), PATIENCE_MS);
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
  if (lue && !estCorrigee(lue)) entier = Promise.resolve(montrer(lue));
  else entier = Promise.resolve(lue ?? demander(vise)).then((page) => (page && estCorrigee(page) ? corriger(vise, page) : page)).then(montrer);
}

/**
 * Go where another leads, without a run where the screen says all that its page would: the session is told at the first
 * sign of life of its reader, or does not have to be.
 * @param {string} adresse @param {Propres} propres
 * @returns {Promise<boolean>} whether no run is asked for
 */
export async function suivreSeul(adresse, propres) {
  remplacer(adresse, propres);
  const { href } = ici();
  // A panel is of the session.
  const autres = autresMots(ici()).filter((mot) => !(mot in propres));
  const seul = await Promise.race([entier, patienter(PATIENCE_MS)]) && !autres.length;
  if (ici().href !== href) return false;
  if (seul) laisserLaSession(() => { veiller(); reprendre(); });
  else reprendre();
  return Boolean(seul);
}

/**
 * Go to an address that a box has written. One that others follow from (an arrêté, a phase) is completed first: what
 * follows is for the server to say, told what the box held (`quitte`: parameter, value).
 * @param {URL} adresse @param {[string, string] | null} quitte
 */
export async function aller(adresse, quitte) {
  const mien = ++tour;
  const vise = quitte || estHorsLigne() ? anticiper(adresse, quitte) : null;
  const page = vise ? dejaLue(vise) ?? await Promise.race([demander(vise), patienter()]) : null;
  if (mien !== tour) return;
  if (!page && estHorsLigne()) {
    direAbsent();
    return;
  }
  const voulue = page ? completer(adresse, page) : sansSuites(adresse, quitte);
  ecrite = voulue.href;
  ecrire(voulue);
}

/** @returns {Promise<null>} */
const patienter = (ms = REPONSE_MS) => new Promise((resolve) => setTimeout(() => resolve(null), ms));

/** What follows from another arrêté is not what stood before it. @param {URL} adresse @param {[string, string] | null} quitte */
const sansSuites = (adresse, quitte) => (quitte?.[0] === "arrete" ? avec(adresse, [["phase", []], ["compare", []]]) : adresse);

/** @param {URL} adresse @param {PageComposee} page */
function completer(adresse, page) {
  const dite = new URLSearchParams(page.adresse);
  const complete = avec(adresse, [...new Set(dite.keys())].map((mot) => [mot, dite.getAll(mot)]));
  garderSous(anticiper(complete), page);
  return complete;
}

/**
 * Gives whether the boards are all that the page says; what the frame says around them is of the arrêté and the phase.
 * @param {PageComposee} page @param {string} href
 */
function dessiner(page, href) {
  avance = { href, adresse: page.adresse };
  // Its run may have ended before it came.
  veiller();
  const estDuCadre = estDuMemeCadre(page);
  let seul = estDuCadre;
  if (passageEnCours()?.adresse !== page.adresse) {
    document.documentElement.dataset.enAvance = "";
    // A board that this message does not know is of the screen before, like what is around it.
    seul = taire([...dessins].filter(([cle]) => cle in page.planches).map(([, { hote }]) => hote)) && estDuCadre;
  }
  bandeauAttendu = null;
  dessinerLeBandeau(page.bandeau);
  for (const [cle, { poser }] of dessins) if (cle in page.planches) poser(page.planches[cle] ?? null);
  return seul;
}
