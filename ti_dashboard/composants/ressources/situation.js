// @ts-check
// What a follower is told of where he is: one status line, and one line from the room for a while.

/** @import { Annonce } from "../types/contrat" */
/** @import { EtatSuivi } from "../types/scripts" */
/** @import { Suivi } from "./suiveur.js" */

import { nommer } from "./raccourcis.js";

/** @type {Record<Exclude<EtatSuivi, "perdu">, string>} */
const MOTS = {
  attente: "Connexion à la séance…",
  brouillon: "La séance n'a pas commencé",
  suit: "Vous suivez l'animateur",
  quitte: "Vous avez quitté le suivi",
  close: "La séance est close",
};

/** The elements that say it. */
export function creerLigne() {
  const ligne = document.createElement("div");
  ligne.className = "suiveur";
  const mots = document.createElement("p");
  // Always there and filled later: a status region that appears with its text is not read aloud.
  mots.setAttribute("role", "status");
  const depuis = document.createElement("span");
  // It counts: read aloud each second, it would cover everything else.
  depuis.setAttribute("role", "timer");
  depuis.setAttribute("aria-live", "off");
  const bouton = document.createElement("button");
  bouton.type = "button";
  ligne.append(mots, bouton);
  const annonce = document.createElement("p");
  annonce.className = "annonce";
  annonce.setAttribute("role", "status");
  return { ligne, mots, depuis, bouton, annonce };
}

/** @param {Suivi} suivi @param {EtatSuivi} etat */
export function dire(suivi, etat) {
  suivi.etat = etat;
  const dit = suivi.quitte && !["close", "perdu"].includes(etat) ? "quitte" : etat;
  if (dit === "perdu") direLaPerte(suivi);
  else suivi.mots.textContent = MOTS[dit];
  suivi.ligne.dataset.etat = dit;
  suivi.bouton.textContent = nommer(suivi.quitte ? "Reprendre le suivi" : "Quitter le suivi", "S");
  suivi.bouton.hidden = etat === "close" || !suivi.suit;
  // The presenter's own bar says the rest; who only looks has nothing to know of a stream that is there.
  suivi.mots.hidden = suivi.ligne.hidden = !suivi.suit && etat !== "perdu";
  direLeChemin(suivi);
}

/**
 * On the page itself, whether a follower is on his way to the presenter's screen, from before he is told where it is.
 * @param {Suivi} suivi
 */
export function direLeChemin({ suit, quitte, etat, arrive }) {
  document.documentElement.toggleAttribute("data-suit-en-chemin", suit && !quitte && etat === "suit" && !arrive);
}

/**
 * One line for a while, once: on a wall it stands above the bar, so that the figures do not move.
 * @param {Suivi} suivi @param {Annonce | null} annonce
 */
export function annoncer(suivi, annonce) {
  suivi.annonce.dataset.place = "presenter" in document.documentElement.dataset ? "pied" : "ligne";
  if (!annonce || annonce.id === suivi.annoncee) return;
  suivi.annoncee = annonce.id;
  const mots = document.createElement("span");
  mots.textContent = annonce.mots;
  suivi.annonce.replaceChildren(mots);
  clearTimeout(suivi.silence);
  suivi.silence = setTimeout(() => suivi.annonce.replaceChildren(), annonce.reste_ms);
}

/** @param {Suivi} suivi */
function direLaPerte({ connexion, ligne, mots, depuis }) {
  const panne = connexion.panne();
  if (!panne) return;
  depuis.textContent = panne.depuis;
  if (ligne.dataset.etat !== "perdu") mots.replaceChildren("Connexion perdue ", depuis, `, ${panne.ecran}`);
}
