// @ts-check
// What covers the whole wall: nothing before the hour, a pause, the end, a decision being read back, a black screen.

/** @import { Salle } from "../types/contrat" */

import { texte } from "./dom.js";

/** @typedef {{ rubrique: string, dit: string, suite: string }} Pleine */

// The longer the sentence, the smaller its letters: hundredths of the height, never under what the last row reads.
const LETTRES = /** @type {const} */ ([[60, 9.5], [120, 8], [220, 6.6], [360, 5.4], [600, 4.4]]);
const MINIMES = 3.6;

/** @param {HTMLElement} element */
export function creerPleine(element) {
  const [rubrique, dit, suite] = /** @type {HTMLElement[]} */ ([...element.children]);
  return {
    /** @param {Salle} salle @param {string | null} faute why no screen is drawn, « » when it is no board; null when one is */
    dire: (salle, faute) => {
      const mots = composer(salle, faute);
      element.toggleAttribute("data-noir", salle.est_noir);
      texte(rubrique, mots?.rubrique);
      texte(dit, mots?.dit);
      texte(suite, mots?.suite);
      element.style.setProperty("--lettres", String(LETTRES.find(([long]) => (mots?.dit.length ?? 0) <= long)?.[1] ?? MINIMES));
      element.hidden = !mots && !salle.est_noir;
    },
  };
}

/** @param {Salle} salle @param {string | null} faute @returns {Pleine | null} null when the stage is seen */
function composer({ titre, statut, prevue, arrete, lecture, agenda }, faute) {
  if (statut === "brouillon") return { rubrique: titre, dit: "La séance n'a pas commencé", suite: prevue };
  if (statut === "close") return { rubrique: titre, dit: "La séance est close", suite: arrete };
  if (statut === "suspendue") return { rubrique: titre, dit: "Séance suspendue", suite: arrete };
  if (lecture) return { rubrique: lecture.genre, dit: lecture.texte, suite: lecture.charge };
  const etape = agenda.find(({ etat }) => etat === "en_cours");
  if (faute === null) return null;
  return etape ? { rubrique: titre, dit: etape.titre, suite: faute || arrete } : { rubrique: arrete, dit: titre, suite: faute };
}
