// @ts-check
// The server does not answer: the screens that this browser keeps stay readable, and it is said since when. Once it answers
// again, the session finds the screen that the reader is at.

import { annoncer } from "./annonces.js";
import { html, texte } from "./dom.js";
import { reprendre } from "./trajet.js";

const SONDE_MS = 3000;
const VERIFIE_MS = 15_000;
// A network that is not there says nothing, not even no.
export const SILENCE_MS = 10_000;
const racine = import.meta.url.slice(0, import.meta.url.lastIndexOf("/ressources/"));
/** @type {Date | null} */
let depuis = null;
let verifieA = performance.now();
const mots = html("p");
const bandeau = html("div", { class: "hors-ligne", role: "status", hidden: "" }, mots);

addEventListener("offline", () => { verifier(); });

export const estHorsLigne = () => depuis !== null;

/** Called when a screen could not be asked for. */
export function perdre() {
  if (depuis) return;
  depuis = new Date();
  if (!bandeau.isConnected) document.body.append(bandeau);
  dire("Vous lisez les écrans que ce navigateur a gardés : mêmes chiffres, même arrêté. Ce qui s'écrit en séance attend.");
  setTimeout(sonder, SONDE_MS);
}

/** Who only filters may read for long what the browser keeps, and asks the server for nothing: now and then, it is. */
export function verifierParfois() {
  if (performance.now() - verifieA > VERIFIE_MS) verifier();
}

async function verifier() {
  verifieA = performance.now();
  if (!await repond()) perdre();
}

/** What was asked for is not among what is kept: the screen does not move. */
export function direAbsent() {
  dire("Cet écran n'est pas gardé par ce navigateur : celui d'avant reste, essayez un autre choix.");
}

/** @param {string} suite */
function dire(suite) {
  const heure = depuis?.toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit" });
  texte(mots, `Serveur injoignable depuis ${heure}. ${suite}`);
  bandeau.hidden = false;
}

async function sonder() {
  if (!await repond()) {
    setTimeout(sonder, SONDE_MS);
    return;
  }
  depuis = null;
  bandeau.hidden = true;
  annoncer("Le serveur répond de nouveau.");
  rattraper(SONDE_MS);
}

/** @returns {Promise<boolean>} whether the server does */
function repond() {
  const reponse = fetch(`${racine}/sante`, { cache: "no-store" }).then(({ ok }) => ok, () => false);
  return Promise.race([reponse, new Promise((resolve) => setTimeout(() => resolve(false), SILENCE_MS))]);
}

/**
 * What was asked for while Streamlit's own connection was down is lost: it is asked again until it has answered, each time
 * given longer.
 * @param {number} delai
 */
function rattraper(delai) {
  if (!("enAvance" in document.documentElement.dataset)) return;
  reprendre();
  setTimeout(() => rattraper(2 * delai), delai);
}
