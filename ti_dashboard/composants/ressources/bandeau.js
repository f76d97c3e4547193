// @ts-check
// The line of the arrêté, and what widens the screen again. A run of the script tells it what it shows; a screen drawn before
// its run changes it too.

/** @import { Bandeau, Passage, Puce } from "../types/contrat" */
/** @import { Appel } from "../types/scripts" */

import { compter } from "./compte.js";
import { aller } from "./deplacements.js";
import { accorder, html, pieces, texte } from "./dom.js";
import { commencer, poserLeBandeau } from "./ecrans.js";
import { avec, dits, ici } from "./trajet.js";

/** @typedef {ReturnType<typeof construire>} Ligne */

/**
 * Called by Streamlit where a run that shows another screen begins.
 * @param {Appel<Passage>} appel
 */
export function monter({ parentElement, data }) {
  poserLeBandeau((bandeau) => {
    dessinerBandeau(parentElement, bandeau, data.avec_puces);
    compter(bandeau.puces.length);
  });
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
  const tout = html("button", { type: "button", class: "reinitialiser" }, "Réinitialiser les filtres");
  const ligne = html("div", { class: "bandeau" }, html("p", {}, arrete, nom), mentions, puces, tout);
  parentElement.append(ligne);
  const element = pieces(ligne, { arrete, nom, mentions, puces, tout, dites: /** @type {Puce[]} */ ([]) });
  tout.addEventListener("click", () => retirer(element.pieces.dites));
  return element;
}

/** @param {Ligne} ligne @param {Bandeau} bandeau @param {boolean} avecPuces */
function dessiner({ pieces: p }, bandeau, avecPuces) {
  p.dites = bandeau.puces;
  p.tout.hidden = !bandeau.puces.length;
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
  bouton.addEventListener("click", () => retirer([puce]));
  return bouton;
}

/** Arrêté, comparison and phase are the question, not a filter on it. @param {Puce[]} puces */
function retirer(puces) {
  const restent = puces.reduce((adresse, { cle, choix }) => avec(adresse, [[cle, dits(adresse, cle).filter((dit) => dit !== choix)]]), ici());
  aller(restent, null);
}
