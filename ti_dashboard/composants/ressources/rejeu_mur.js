// @ts-check
// The wall of a replay: the stage and what is told over it, as the room saw them at a moment.

/** @import { InstantRejoue, Rejeu, Salle } from "../types/contrat" */

import { poserLeCalque } from "./calque.js";
import { html, texte } from "./dom.js";
import { regler } from "./heure_de_salle.js";
import { annonceDe, faireDeLaPlace, piedDe } from "./mur_dit.js";
import { creerPleine } from "./mur_plein.js";
import { creerScene } from "./scene.js";

const ligne = (/** @type {string} */ nom) => html("p", { class: nom });

/** @param {Rejeu} rejeu */
export function creerMur({ ecrans, pages, ouverte_ms }) {
  const hote = html("div", { id: "scene" });
  const couvert = html("section", { id: "pleine", hidden: "" }, ligne("rubrique"), ligne("dit"), ligne("suite"));
  const annonce = html("p", { id: "annonce", class: "bande" });
  const message = html("p", { id: "message", class: "bande" });
  const element = html("div", { class: "vue" }, hote, couvert, annonce, message);
  const scene = creerScene(hote);
  const pleine = creerPleine(couvert);
  let montre = "";
  /** @param {Salle} salle @param {number} ms since the opening */
  const battre = (salle, ms) => {
    // The stopwatches of a wall count to an hour that it is told: here, that of the meeting.
    regler(ouverte_ms + ms);
    scene.situer(piedDe(salle));
    texte(annonce, annonceDe(salle));
    faireDeLaPlace(hote, annonce, message);
  };
  return {
    element,
    battre,
    /** @param {InstantRejoue} instant @param {Salle} salle @param {number} ms */
    async montrer({ ecran, plan }, salle, ms) {
      const { page, calque, faute } = ecrans[ecran];
      pleine.dire(salle, faute || null);
      texte(message, salle.message);
      battre(salle, ms);
      const cle = `${ecran} ${plan}`;
      if (page === null || cle === montre) return;
      montre = cle;
      await scene.montrer(poserLeCalque(pages[page], calque), plan);
    },
  };
}
