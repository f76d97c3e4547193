// @ts-check
// The line of the arrêté. A run of the script tells it what it shows; a screen drawn before its run changes it too.

/** @import { Bandeau, Passage, Puce } from "../types/contrat" */
/** @import { Appel } from "../types/scripts" */

import { accorder, html, pieces, texte } from "./dom.js";
import { commencer, poserLeBandeau } from "./ecrans.js";

/** @typedef {ReturnType<typeof construire>} Ligne */

/** @type {(puce: Puce) => void} */
let retirer = () => {};

/**
 * Called by Streamlit where a run that shows another screen begins.
 * @param {Appel<Passage>} appel
 */
export function monter({ parentElement, data, setTriggerValue }) {
  retirer = ({ cle, choix }) => setTriggerValue("puce", { cle, choix });
  poserLeBandeau((bandeau) => dessinerBandeau(parentElement, bandeau, data.avec_puces));
  commencer(data);
}

/** @param {HTMLElement} place @param {Bandeau} bandeau @param {boolean} [avecPuces] */
export function dessinerBandeau(place, bandeau, avecPuces = false) {
  const ligne = /** @type {Ligne | null} */ (place.querySelector(".bandeau")) ?? construire(place);
  dessiner(ligne, bandeau, avecPuces);
}

/** @param {HTMLElement} parentElement */
function construire(parentElement) {
  const arrete = html("strong");
  const nom = html("span");
  const mentions = html("span");
  const puces = html("span");
  const ligne = html("div", { class: "bandeau" }, html("p", {}, arrete, nom), mentions, puces);
  parentElement.append(ligne);
  return pieces(ligne, { arrete, nom, mentions, puces });
}

/** @param {Ligne} ligne @param {Bandeau} bandeau @param {boolean} avecPuces */
function dessiner({ pieces: p }, bandeau, avecPuces) {
  texte(p.arrete, `Arrêté du ${bandeau.arrete}`);
  texte(p.nom, ` · ${bandeau.nom}`);
  accorder(p.mentions, bandeau.mentions.map((mots) => ({ id: mots, mots })), () => html("span", { class: "mention" }), (e, { mots }) => texte(e, mots));
  const puces = avecPuces ? bandeau.puces.map((puce) => ({ id: `${puce.cle}-${puce.choix}`, puce })) : [];
  accorder(p.puces, puces, ({ puce }) => creerPuce(puce), () => {});
}

/** @param {Puce} puce */
function creerPuce(puce) {
  const mots = `${puce.filtre} : ${puce.choix}`;
  const bouton = html("button", { type: "button", title: `Retirer le filtre ${mots}` }, `${mots} ✕`);
  bouton.addEventListener("click", () => retirer(puce));
  return bouton;
}
