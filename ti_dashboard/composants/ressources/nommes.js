// @ts-check
// The boards that a run only names: its session says which they are, the browser reads them once, whoever asks first.

/** @import { Ecran, EcranNomme, PageComposee, Passage } from "../types/contrat" */

import { dejaLue, demander, garderSous, prevoir } from "./ecrans_lus.js";
import { corrigeDe, nommer } from "./passage.js";

/** The screen that the page has asked for before anything else. @type {PageComposee | null} */
let premiere = null;
/** @type {{ premierEcran?: Promise<PageComposee | null> }} */ (window).premierEcran?.then((page) => { premiere = page; });

/** Those still to be read. @type {Set<object>} */
const attendues = new Set();
/** What waits for them all. @type {(() => void) | null} */
let suite = null;

/** Called where a run begins: its screen is read while it composes it. @param {Passage} passage */
export function preparer(passage) {
  const ou = nommer(passage.adresse);
  if (!ou) return;
  if (premiere?.page === passage.page && premiere.adresse === passage.adresse) garderSous(ou, premiere);
  premiere = null;
  if (corrigeDe(passage) === null) prevoir(ou);
}

/**
 * The board that the server only names: given at once if it was read already, null if it cannot be.
 * @param {string} cle @param {EcranNomme} nomme @param {(ecran: Ecran | null) => void} recevoir
 */
export function lireNomme(cle, { adresse, signature }, recevoir) {
  const ou = nommer(adresse);
  const dans = (/** @type {PageComposee | null | undefined} */ page) => {
    const ecran = page?.planches[cle];
    return ecran?.signature === signature ? ecran : null;
  };
  const deja = dans(ou ? dejaLue(ou) : null);
  if (deja || !ou) {
    recevoir(deja);
    return;
  }
  const attendue = {};
  attendre(attendue, true);
  demander(ou).then((page) => recevoir(dans(page))).finally(() => attendre(attendue, false));
}

/** A run is over once its boards are drawn. @param {() => void} faire */
export function quandTousSontLus(faire) {
  suite = attendues.size ? faire : null;
  if (!suite) faire();
}

/** @param {object} attendue @param {boolean} commence */
function attendre(attendue, commence) {
  if (commence) attendues.add(attendue);
  else attendues.delete(attendue);
  document.documentElement.toggleAttribute("data-ecran-attendu", attendues.size > 0);
  if (attendues.size) return;
  suite?.();
  suite = null;
}
