// @ts-check
// Counted tiles: one kind of signal each, a click keeps only its rows, a second click gives all of them back.

/** @import { Signal, Signaux } from "../types/contrat" */
/** @import { Garni, Geste, Tableau } from "../types/scripts" */

import { html, attribut, texte, accorder, pieces } from "./dom.js";

/** @param {Garni<ReturnType<typeof construire>>} parent @param {Signaux} bloc @param {Geste} geste */
export function dessiner(parent, bloc, geste) {
  const { liste } = parent.pieces ?? construire(parent);
  accorder(liste, bloc.lignes, (ligne) => creer(ligne, geste), mettreAJour);
}

/** @param {HTMLElement} parent */
function construire(parent) {
  const liste = html("ul", { class: "signaux-liste" });
  parent.append(liste);
  return pieces(parent, { liste }).pieces;
}

/** @param {Signaux} bloc @returns {Tableau} */
export function enTableau(bloc) {
  return { colonnes: ["Signal", "Nombre", "Règle"], lignes: bloc.lignes.map((l) => [l.libelle, `${l.texte} ${l.unite}`, l.regle]) };
}

/** @param {Signal} signal @param {Geste} geste */
function creer({ id }, geste) {
  const dit = {
    nombre: html("span"),
    unite: html("span", { class: "signal-unite" }),
    nom: html("span", { class: "signal-nom" }),
    regle: html("span", { class: "signal-regle" }),
  };
  const nombre = html("span", { class: "signal-nombre" }, dit.nombre, " ", dit.unite);
  const p = { ...dit, bouton: html("button", { type: "button", class: "signal" }, nombre, " ", dit.nom, " ", dit.regle) };
  p.bouton.addEventListener("click", () => geste("signal", id));
  return pieces(html("li", {}, p.bouton), p);
}

/** @param {ReturnType<typeof creer>} element @param {Signal} ligne */
function mettreAJour(element, ligne) {
  const p = element.pieces;
  texte(p.nombre, ligne.texte);
  texte(p.unite, ligne.unite);
  texte(p.nom, ligne.libelle);
  texte(p.regle, ligne.regle);
  attribut(p.bouton, "aria-pressed", String(Boolean(ligne.actif)));
  attribut(p.bouton, "data-nul", ligne.nb === 0);
}
