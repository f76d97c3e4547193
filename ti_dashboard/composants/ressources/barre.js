// @ts-check
// The bar at the foot of the presentation: its parts, what its buttons are called and the keys that press them.

/** @import { Presentation } from "../types/contrat" */
/** @import { Touche } from "../types/scripts" */

import { creerInvitation } from "./invitation.js";
import { nommer } from "./raccourcis.js";

/** `lettre`: its own, which may be turned off. @type {Array<{ id: Touche, mots: string, touches: string[], lettre?: string }>} */
export const BOUTONS = [
  { id: "avant", mots: "← Précédente", touches: ["ArrowLeft", "PageUp"] },
  { id: "apres", mots: "Suivante →", touches: ["ArrowRight", "PageDown"] },
  { id: "retour", mots: "Retour à l'étape", touches: ["e"], lettre: "E" },
  { id: "territoire", mots: "Dernier territoire", touches: ["t"], lettre: "T" },
  { id: "variante", mots: "", touches: ["d"], lettre: "D" },
  { id: "plein", mots: "Plein écran", touches: ["f"], lettre: "F" },
  { id: "quitter", mots: "Quitter (Échap)", touches: ["Escape"] },
];

/**
 * The elements of the bar, and what it knows until the next run.
 * @param {Presentation} data @param {(quoi: Touche | "commencer") => void} faire
 */
export function creerBarre(data, faire) {
  const boutons = BOUTONS.map(({ id, mots }) => [id, bouton(mots, () => faire(id))]);
  const b = {
    data, recu: 0,
    demande: /** @type {number | null} */ (null),
    dire: /** @type {(mode: string) => void} */ (() => {}),
    entree: bouton("", () => faire("commencer")),
    boutons: /** @type {Record<Touche, HTMLButtonElement>} */ (Object.fromEntries(boutons)),
    etape: document.createElement("p"), minuterie: document.createElement("p"), avis: document.createElement("p"),
    pied: document.createElement("div"), invitation: creerInvitation(),
  };
  b.etape.className = "etape";
  b.minuterie.className = "minuterie";
  b.minuterie.setAttribute("role", "timer");
  b.avis.className = "avis";
  b.avis.setAttribute("role", "status");
  const gestes = document.createElement("div");
  gestes.className = "gestes";
  gestes.append(...Object.values(b.boutons));
  b.pied.className = "pied";
  b.pied.setAttribute("role", "toolbar");
  b.pied.setAttribute("aria-label", "Présentation");
  b.pied.append(b.avis, b.etape, b.minuterie, b.invitation.bouton, gestes, b.invitation.grand);
  return b;
}

/**
 * What each button is called, its letter as long as it answers.
 * @param {Pick<ReturnType<typeof creerBarre>, "entree" | "boutons">} b @param {string} variante
 */
export function nommerLesBoutons({ entree, boutons }, variante) {
  entree.textContent = nommer("Présenter", "P");
  for (const { id, mots, lettre } of BOUTONS) {
    if (lettre) boutons[id].textContent = nommer(id === "variante" ? variante : mots, lettre);
  }
}

/** @param {string} mots @param {() => void} geste */
function bouton(mots, geste) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = mots;
  element.addEventListener("click", geste);
  return element;
}
