// @ts-check
// All that happened in a séance, in order: the one under way is lit, each is gone to by its line.

/** @import { Rejeu } from "../types/contrat" */

import { attribut, html } from "./dom.js";
import { enMinutes } from "./heure_de_salle.js";

/** @param {Rejeu} rejeu @param {(ms: number) => void} aller */
export function creerListe({ instants }, aller) {
  const lignes = instants.map(({ ms, genre, mots }) => {
    const bouton = html("button", { type: "button" }, html("span", { class: "quand" }, enMinutes(ms)), html("span", { class: "mots" }, mots));
    bouton.addEventListener("click", () => aller(ms));
    return html("li", { "data-genre": genre }, bouton);
  });
  const liste = html("ol", { class: "instants" }, ...lignes);
  let allumee = -1;
  return {
    element: html("section", { class: "deroule", "aria-label": "Déroulé" }, html("h2", {}, "Déroulé"), liste),
    /** @param {number} rang */
    allumer(rang) {
      if (rang === allumee) return;
      attribut(lignes[allumee] ?? lignes[rang], "aria-current", null);
      attribut(lignes[rang], "aria-current", "true");
      allumee = rang;
      const [place, ligne] = [liste.getBoundingClientRect(), lignes[rang].getBoundingClientRect()];
      if (ligne.top < place.top || ligne.bottom > place.bottom) liste.scrollTop += ligne.top - place.top - place.height / 3;
    },
  };
}
