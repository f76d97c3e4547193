// @ts-check
// Sentences in order of importance, each with its causes, its names, and the way to its lines.

/** @import { Cause, Lien, Phrase, Phrases } from "../types/contrat" */
/** @import { Garni, Geste, Tableau } from "../types/scripts" */

import { html, attribut, texte, accorder, pieces } from "./dom.js";

/** @param {Garni<ReturnType<typeof construire>>} parent @param {Phrases} bloc @param {Geste} geste */
export function dessiner(parent, bloc, geste) {
  const { liste } = parent.pieces ?? construire(parent);
  accorder(liste, bloc.lignes, () => creer(geste), mettreAJour);
}

/** @param {HTMLElement} parent */
function construire(parent) {
  const liste = html("ol", { class: "phrases-liste" });
  parent.append(liste);
  return pieces(parent, { liste }).pieces;
}

/** @param {Phrases} bloc @returns {Tableau} */
export function enTableau(bloc) {
  const lignes = bloc.lignes.map((l) => [
    l.fort + l.suite,
    l.causes.map((c) => `${c.libelle} ${c.texte}`).join(", ") || "aucune",
    l.liens.map((lien) => lien.nom).join(", "),
  ]);
  return { colonnes: ["Ce qui a changé", "Causes", "Territoires"], lignes };
}

/** @param {Geste} geste */
function creer(geste) {
  const dit = {
    fort: html("strong"),
    suite: html("span"),
    causes: html("span", { class: "causes" }),
    noms: html("span", { class: "noms" }),
    autres: html("span", { class: "noms" }),
    compte: html("summary"),
  };
  const origine = html("button", { type: "button", class: "phrase" }, dit.fort, dit.suite);
  const reste = html("details", {}, dit.compte, dit.autres);
  const p = { ...dit, origine, reste, geste, chiffre: "" };
  p.origine.addEventListener("click", () => geste("chiffre", p.chiffre));
  return pieces(html("li", {}, p.origine, " ", p.noms, p.reste, p.causes), p);
}

/** @param {ReturnType<typeof creer>} element @param {Phrase} ligne */
function mettreAJour(element, ligne) {
  const p = element.pieces;
  p.chiffre = ligne.chiffre;
  texte(p.fort, ligne.fort);
  texte(p.suite, ligne.suite);
  attribut(p.origine, "title", `D'où vient ce chiffre ? ${ligne.libelle}`);
  accorder(p.causes, ligne.causes, creerCause, mettreAJourCause);
  const montres = ligne.liens.slice(0, ligne.nb_nommes);
  const autres = ligne.liens.slice(ligne.nb_nommes);
  accorder(p.noms, suivis(montres), () => creerLien(p.geste), poserLien);
  accorder(p.autres, suivis(autres), () => creerLien(p.geste), poserLien);
  texte(p.compte, autres.length ? `et ${autres.length} ${autres.length > 1 ? "autres" : "autre"}` : "");
  p.noms.hidden = montres.length === 0;
  p.reste.hidden = autres.length === 0;
}

/**
 * Each name with what stands between it and the next one.
 * @param {Lien[]} liens
 */
const suivis = (liens) => liens.map((lien, i) => ({ ...lien, suite: i < liens.length - 1 ? ", " : "" }));

/** @param {Geste} geste */
function creerLien(geste) {
  const p = { bouton: html("button", { type: "button", class: "lien" }), suite: html("span"), id: "" };
  p.bouton.addEventListener("click", () => geste("territoire", p.id));
  return pieces(html("span", {}, p.bouton, p.suite), p);
}

/** @param {ReturnType<typeof creerLien>} lien @param {Lien & { suite: string }} dit */
function poserLien(lien, { id, nom, suite }) {
  lien.pieces.id = id;
  texte(lien.pieces.bouton, nom);
  texte(lien.pieces.suite, suite);
}

function creerCause() {
  const p = { carre: html("span", { class: "carre", "aria-hidden": "true" }), mots: html("span") };
  return pieces(html("span", { class: "cause" }, p.carre, p.mots), p);
}

/** @param {ReturnType<typeof creerCause>} element @param {Cause} cause */
function mettreAJourCause(element, cause) {
  texte(element.pieces.mots, `${cause.libelle} ${cause.texte}`);
  element.style.setProperty("--couleur", `var(--ti-${cause.couleur})`);
}
