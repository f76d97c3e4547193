// @ts-check
// Go to another address of this page, and have its session told of it: at once, or once something of it is asked for where
// the boards of the screen are all that changes.

/** @import { PageComposee, Propres } from "../types/contrat" */

import { annoncerEcrite, confirmerEcran, estDePlanches, estEntier } from "./ecrans.js";
import { dejaLue, demander, garderSous } from "./ecrans_lus.js";
import { direAbsent, estHorsLigne, verifierParfois } from "./hors_ligne.js";
import { anticiper, autresMots } from "./passage.js";
import { laisserLaSession } from "./retard.js";
import { avec, dits, ecrire, ici, motsDe, remplacer, reprendre } from "./trajet.js";

// What follows from a box, or its screen, is waited for this long; then the server is left to say it.
const REPONSE_MS = 1500;
// Where a room leads: nobody waits for the session.
const PATIENCE_MS = 15_000;
let tour = 0;

/**
 * Go where another leads.
 * @param {string} adresse @param {Propres} propres
 * @param {boolean} peutSeul false while a run is on its way elsewhere: it would be the last to draw
 * @returns {Promise<boolean>} whether no run is asked for
 */
export async function suivreSeul(adresse, propres, peutSeul) {
  remplacer(adresse, propres);
  const { href } = ici();
  // A panel is of the session.
  const autres = autresMots(ici()).filter((mot) => !(mot in propres));
  const seul = peutSeul && Boolean(await Promise.race([estEntier(), patienter(PATIENCE_MS)])) && !autres.length;
  if (ici().href !== href) return false;
  prevenir(seul);
  return seul;
}

/**
 * Go to an address that a box has written. One that others follow from (an arrêté, a phase) is completed first: what
 * follows is for the server to say, told what the box held (`quitte`: parameter, value).
 * @param {URL} adresse @param {[string, string] | null} quitte
 */
export async function aller(adresse, quitte) {
  const mien = ++tour;
  const { href } = ici();
  const vise = quitte || estHorsLigne() ? anticiper(adresse, quitte) : null;
  const page = vise ? dejaLue(vise) ?? await Promise.race([demander(vise), patienter()]) : null;
  if (mien !== tour || ici().href !== href) return;
  if (!page && estHorsLigne()) {
    direAbsent();
    return;
  }
  const voulue = page ? completer(adresse, page) : sansSuites(adresse, quitte);
  annoncerEcrite(voulue.href);
  // Who presents, or follows, is known to his session by what else his address says.
  const attend = !quitte && !autresMots(voulue).length && estDePlanches();
  ecrire(voulue, () => prevenirDuGeste(attend));
}

/** @param {boolean} seul whether the boards are all that changes */
function prevenir(seul) {
  if (seul) laisserLaSession(confirmerEcran);
  else reprendre();
}

/** Only a page of boards waits for its screen before it asks for a run. @param {boolean} attend */
async function prevenirDuGeste(attend) {
  const { href } = ici();
  const seul = attend && await Promise.race([estEntier(), patienter()]);
  if (ici().href !== href) return;
  if (seul) verifierParfois();
  prevenir(Boolean(seul));
}

/** @returns {Promise<null>} */
const patienter = (ms = REPONSE_MS) => new Promise((resolve) => setTimeout(() => resolve(null), ms));

/** What follows from another arrêté is not what stood before it. @param {URL} adresse @param {[string, string] | null} quitte */
const sansSuites = (adresse, quitte) => (quitte?.[0] === "arrete" ? avec(adresse, [["phase", []], ["compare", []]]) : adresse);

/** @param {URL} adresse @param {PageComposee} page */
function completer(adresse, page) {
  const dite = new URL(`?${page.adresse}`, location.origin);
  const complete = avec(adresse, [...new Set(motsDe(dite))].map((mot) => [mot, dits(dite, mot)]));
  garderSous(anticiper(complete), page);
  return complete;
}
