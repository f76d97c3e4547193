// @ts-check
// The keys of one letter: who speaks to the screen, or whose hand strikes beside, turns them off, once for this browser.
// Arrows and Escape are no letters; those of the map answer only while it has the focus. All of them stay.

/** @import { FinDePassage } from "../types/contrat" */
/** @import { Appel } from "../types/scripts" */

import { finir } from "./ecrans.js";

const CLE = "raccourcis-coupes";
// Said to the page, so that each button that names its key says it no more.
const CHANGE = "raccourcis";
let sontCoupes = lire();

/** What this browser keeps; one that keeps nothing forgets it with the page. */
function lire() {
  try {
    return localStorage.getItem(CLE) !== null;
  } catch {
    return false;
  }
}

/** Whether a letter struck alone does something. */
export const sontActifs = () => !sontCoupes;

/**
 * The name of a gesture, with the letter that makes it, if it does.
 * @param {string} mots @param {string} lettre
 */
export const nommer = (mots, lettre) => (sontCoupes ? mots : `${mots} (${lettre})`);

/** @param {() => void} faire */
export function quandIlsChangent(faire) {
  addEventListener(CHANGE, faire);
}

/**
 * Called by Streamlit at each run.
 * @param {Appel<FinDePassage>} appel
 */
export function monter({ parentElement, data }) {
  const mots = parentElement.querySelector("span") ?? construire(parentElement);
  mots.textContent = `Raccourcis d'une lettre (${data.lettres})`;
  finir(data.adresse);
}

/** @param {HTMLElement} parentElement */
function construire(parentElement) {
  const etiquette = document.createElement("label");
  const case_ = document.createElement("input");
  const mots = document.createElement("span");
  case_.type = "checkbox";
  case_.checked = sontActifs();
  case_.addEventListener("change", () => choisir(!case_.checked));
  etiquette.append(case_, mots);
  parentElement.append(etiquette);
  return mots;
}

/** @param {boolean} coupes */
function choisir(coupes) {
  sontCoupes = coupes;
  try {
    if (coupes) localStorage.setItem(CLE, "oui");
    else localStorage.removeItem(CLE);
  } catch {
    // Kept by the page alone.
  }
  dispatchEvent(new Event(CHANGE));
}
