// @ts-check
// A table whose cells answer: a figure opens the lines behind it, a name opens the sheet of its row. Python formats the
// texts; the raw value only sorts, and no order moves the totals. The order is the reader's and survives every update;
// one page of more rows is sorted where the others are, and its order comes back with it.

/** @import { Case, Rangee, Table, Tete } from "../types/contrat" */
/** @import { Garni, Geste } from "../types/scripts" */

import { html, attribut, texte, accorder, pieces } from "./dom.js";

/** @typedef {ReturnType<typeof construire>} Pieces */
/** @typedef {{ cle: string, sens: number }} Tri */
/** @typedef {{ une: Case, rang: number, id: string }} Item */
// A word that no column can hold: it is cut where it must be, rather than push the amounts out of sight.
const MOT_SANS_FIN = /\S{25}/;
const alphabet = new Intl.Collator("fr", { numeric: true });

/** @param {Garni<Pieces>} parent @param {Table} bloc @param {Geste} geste */
export function dessiner(parent, bloc, geste) {
  const p = parent.pieces ?? construire(parent, bloc, geste);
  Object.assign(p, { bloc, geste });
  parent.style.setProperty("--hauteur", bloc.hauteur ? `${bloc.hauteur}px` : "none");
  texte(p.legende, bloc.titre || bloc.alt);
  const colonnes = bloc.colonnes.map((colonne) => ({ colonne, id: colonne.libelle }));
  accorder(p.tetes, colonnes, () => creerTete(p), tete);
  remplir(p);
}

/** @param {HTMLElement} parent @param {Table} bloc @param {Geste} geste */
function construire(parent, bloc, geste) {
  const p = { legende: html("caption", { class: "hors-ecran" }), tetes: html("tr"), corps: html("tbody"), pied: html("tfoot") };
  parent.append(html("table", {}, p.legende, html("thead", {}, p.tetes), p.corps, p.pied));
  return pieces(parent, { ...p, tri: /** @type {Tri | null} */ (null), bloc, geste }).pieces;
}

/** @param {Pieces} p */
function creerTete(p) {
  const bouton = html("button", { type: "button", class: "tri" });
  const fleche = html("span", { class: "fleche", "aria-hidden": "true" });
  const element = pieces(html("th", { scope: "col" }, bouton, fleche), { bouton, fleche, cle: "" });
  bouton.addEventListener("click", () => {
    const { cle } = element.pieces;
    const { ordre } = p.bloc;
    if (ordre !== null) return p.geste("tri", ordre === cle ? `-${cle}` : cle);
    p.tri = { cle, sens: p.tri?.cle === cle ? -p.tri.sens : 1 };
    remplir(p);
  });
  return element;
}

/** @param {ReturnType<typeof creerTete>} element @param {{ colonne: Tete }} item */
function tete(element, { colonne }) {
  element.pieces.cle = colonne.cle;
  texte(element.pieces.bouton, colonne.libelle);
  attribut(element.pieces.bouton, "title", `Trier par : ${colonne.libelle}`);
  attribut(element, "data-nombre", colonne.nombre);
}

/** @param {Pieces} p */
function remplir(p) {
  const { ordre } = p.bloc;
  if (ordre !== null) p.tri = ordre ? { cle: ordre.replace("-", ""), sens: ordre.startsWith("-") ? -1 : 1 } : null;
  for (const th of /** @type {Iterable<ReturnType<typeof creerTete>>} */ (p.tetes.children)) {
    const sens = th.pieces.cle === p.tri?.cle ? p.tri.sens : 0;
    attribut(th, "aria-sort", sens ? (sens > 0 ? "ascending" : "descending") : null);
    texte(th.pieces.fleche, sens ? (sens > 0 ? "▲" : "▼") : "");
  }
  accorder(p.corps, trier(p), () => html("tr"), (tr, ligne) => ecrire(tr, ligne, p));
  accorder(p.pied, p.bloc.totaux ? [p.bloc.totaux] : [], () => html("tr"), (tr, ligne) => ecrire(tr, ligne, p));
}

/**
 * The rows in the order asked for; what is unknown stays at the end.
 * @param {Pieces} p @returns {Rangee[]}
 */
function trier({ bloc, tri }) {
  const rang = bloc.colonnes.findIndex((c) => c.cle === tri?.cle);
  if (!tri || rang < 0 || bloc.ordre !== null) return bloc.lignes;
  return bloc.lignes.toSorted((l, m) => {
    const [a, b] = [l.cases[rang].tri, m.cases[rang].tri];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const ecart = typeof a === "number" && typeof b === "number" ? a - b : alphabet.compare(String(a), String(b));
    return tri.sens * ecart;
  });
}

/** @param {HTMLElement} tr @param {Rangee} rangee @param {Pieces} p */
function ecrire(tr, { cases }, p) {
  const items = cases.map((une, rang) => ({ une, rang, id: `${rang}-${une.geste ?? ""}` }));
  accorder(tr, items, (item) => creerCase(item, p), (element, { une, rang }) => {
    const { bouton } = element.pieces;
    element.pieces.cible = une.cible ?? "";
    texte(bouton ?? element, une.texte);
    direAncien(element, une.corrige?.ancien);
    attribut(element, "title", une.titre);
    attribut(element, "data-long", MOT_SANS_FIN.test(une.texte));
    element.hidden = false;
    const { libelle } = p.bloc.colonnes[rang];
    if (!bouton) return;
    if (une.geste === "chiffre") {
      attribut(bouton, "title", une.corrige?.note ?? "D'où vient ce chiffre ?");
      attribut(bouton, "aria-label", `D'où vient ce chiffre : ${cases[0].texte}, ${libelle}, ${une.texte}`);
    } else attribut(bouton, "title", "Ouvrir la fiche");
  });
}

/**
 * What a corrected cell said before, written in it: an element of its own only where there is something to say.
 * @param {HTMLElement} element @param {string | undefined} mots
 */
function direAncien(element, mots) {
  const dit = element.querySelector("s");
  if (!mots) dit?.remove();
  else if (dit) texte(dit, mots);
  else element.prepend(html("s", { class: "ancien" }, mots));
}

/** @param {Item} item @param {Pieces} p */
function creerCase({ une, rang }, p) {
  const { geste } = une;
  const bouton = geste ? html("button", { type: "button", class: "case" }) : null;
  const element = pieces(html(rang ? "td" : "th", rang ? {} : { scope: "row" }), { bouton, cible: "" });
  attribut(element, "data-nombre", p.bloc.colonnes[rang].nombre);
  if (!geste || !bouton) return element;
  element.append(bouton);
  bouton.addEventListener("click", () => p.geste(geste, element.pieces.cible));
  return element;
}
