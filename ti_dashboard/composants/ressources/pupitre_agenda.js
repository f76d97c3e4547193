// @ts-check
// The agenda at the desk: where the room is, the time each step has used, what is still hidden from it.

/** @import { EtapeDite, Pupitre, Salle } from "../types/contrat" */
/** @import { Poste } from "./pupitre.js" */

import { accorder, attribut, html, pieces, texte } from "./dom.js";
import { ecoule, enMinutes } from "./heure_de_salle.js";

const MINUTE_MS = 60_000;

/** @param {Poste} poste */
export function creerAgenda(poste) {
  const liste = html("ol", { class: "etapes" });
  const vide = html("p", { class: "vide" }, "Aucune étape : ajoutez-les sur la page Séance, ou conduisez avec la palette (/).");
  const element = html("nav", { class: "agenda", "aria-label": "Ordre du jour" }, html("h2", {}, "Ordre du jour"), vide, liste);
  /** @type {EtapeDite[]} */
  let etapes = [];
  const battre = () => {
    for (const [rang, etape] of etapes.entries()) compter(/** @type {any} */ (liste.children[rang]), etape);
  };
  return {
    element,
    /** @param {Salle} salle @param {Pupitre} pupitre */
    dessiner({ statut }, pupitre) {
      etapes = pupitre.agenda;
      vide.hidden = etapes.length > 0;
      accorder(liste, etapes, (etape) => creerEtape(poste, etape.id), (ligne, etape) => {
        const p = ligne.pieces;
        texte(p.titre, etape.titre);
        texte(p.qui, [etape.intervenant, pupitre.embargos.includes(etape.id) ? "sous embargo" : ""].filter(Boolean).join(" · "));
        attribut(ligne, "data-etat", etape.etat);
        attribut(p.aller, "aria-current", etape.etat === "en_cours" && "step");
        p.aller.disabled = statut !== "ouverte";
      });
      battre();
    },
    battre,
  };
}

/** @param {Poste} poste @param {number} id */
function creerEtape({ faire }, id) {
  const p = { titre: html("span", { class: "etape-titre" }), qui: html("span", { class: "etape-qui" }), temps: html("span", { class: "etape-temps" }) };
  const aller = html("button", { type: "button", class: "etape" }, p.titre, p.qui, p.temps);
  aller.addEventListener("click", () => faire("etape", { id }));
  return pieces(html("li", {}, aller), { ...p, aller });
}

/** @param {ReturnType<typeof creerEtape> | undefined} ligne @param {EtapeDite} etape */
function compter(ligne, etape) {
  if (!ligne) return;
  const ms = ecoule(etape);
  texte(ligne.pieces.temps, `${enMinutes(ms)}${etape.minutes ? ` / ${etape.minutes} min` : ""}`);
  attribut(ligne.pieces.temps, "data-etat", etape.minutes > 0 && ms > etape.minutes * MINUTE_MS && "depasse");
}
