// @ts-check
// The words of a wall: its foot, and the line it is told for a while.

/** @import { Salle } from "../types/contrat" */

import { ecoule, enReste, maintenant } from "./heure_de_salle.js";

/** What the foot of the stage says. @param {Salle} salle */
export function piedDe({ code, titre, agenda, hors }) {
  const etape = agenda.find(({ etat }) => etat === "en_cours");
  const mots = etape && [hors && "Hors ordre du jour", `${etape.rang} / ${agenda.length}`, etape.titre, etape.intervenant, enReste(etape.minutes, ecoule(etape))];
  return { etape: mots ? mots.filter(Boolean).join(" · ") : titre, code: `Code ${code}` };
}

/** The outcome just taken; empty once it was said long enough, or where another is being read. @param {Salle} salle */
export function annonceDe({ annonce, lecture, statut }) {
  return annonce && annonce.jusqu_a_ms > maintenant() && !lecture && statut === "ouverte" ? annonce.mots : "";
}

/**
 * What is told over the foot covers nothing of the plan: the stage is as much smaller.
 * @param {HTMLElement} scene @param {...HTMLElement} bandes
 */
export function faireDeLaPlace(scene, ...bandes) {
  scene.style.bottom = `${Math.max(...bandes.map(({ offsetHeight }) => offsetHeight))}px`;
}
