// @ts-check
// A bridge: the value before, one floating bar a cause, the value now. Python formats every text.

/** @import { Etape, Pont } from "../types/contrat" */
/** @import { Echelle, Garni, Geste, Tableau } from "../types/scripts" */

import { html, svg, attribut, texte, accorder, pieces, creerEchelle } from "./dom.js";

/** @typedef {{ id: string, etape: Etape, i: number, nb: number, echelle: Echelle, bloc: Pont }} Item */

// A bar that exists is seen, however small beside the whole.
const HAUTEUR_MIN = 1.5;

/** @param {Garni<ReturnType<typeof construire>>} parent @param {Pont} bloc @param {Geste} geste */
export function dessiner(parent, bloc, geste) {
  const p = parent.pieces ?? construire(parent);
  const { etapes } = bloc;
  texte(p.net, bloc.net);
  texte(p.vide, etapes.length ? "" : bloc.vide);
  p.cadre.hidden = etapes.length === 0;
  const echelle = creerEchelle(etapes.flatMap((e) => [e.de, e.a]));
  attribut(p.zero, "y1", 100 - echelle(0));
  attribut(p.zero, "y2", 100 - echelle(0));
  const items = etapes.map((etape, i) => ({ id: etape.id, etape, i, nb: etapes.length, echelle, bloc }));
  accorder(p.barres, items, () => svg("rect", { class: "pont-barre" }), poserBarre);
  accorder(p.liens, items.slice(0, -1), () => svg("path", { class: "pont-lien" }), poserLien);
  accorder(p.colonnes, items, () => creerColonne(geste), poserColonne);
}

/** @param {Pont} bloc @returns {Tableau} */
export function enTableau(bloc) {
  const lignes = bloc.etapes.map((e) => [e.libelle, e.texte, e.entree, e.sortie, e.nb]);
  return { colonnes: ["Étape", "Valeur ou écart", "Entré", "Sorti", "Lignes"], lignes };
}

/** @param {HTMLElement} parent */
function construire(parent) {
  const dit = {
    net: html("p", { class: "pont-net" }),
    barres: svg("g"),
    zero: svg("line", { class: "pont-zero", x1: 0, x2: 100 }),
    liens: svg("g"),
    colonnes: html("ul", { class: "pont-colonnes" }),
    vide: html("p", { class: "vide" }),
  };
  const dessin = svg("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" }, dit.liens, dit.barres, dit.zero);
  const p = { ...dit, cadre: html("div", { class: "pont-cadre" }, dessin, dit.colonnes) };
  parent.append(p.net, p.cadre, p.vide);
  return pieces(parent, p).pieces;
}

/** @param {Item} item */
function bornesDe({ etape, echelle }) {
  const [bas, haut] = [echelle(Math.min(etape.de, etape.a)), echelle(Math.max(etape.de, etape.a))];
  return [bas, etape.de === etape.a ? bas : Math.max(haut, bas + HAUTEUR_MIN)];
}

/** @param {SVGElement} barre @param {Item} item */
function poserBarre(barre, item) {
  const [bas, haut] = bornesDe(item);
  const pas = 100 / item.nb;
  attribut(barre, "x", (item.i + 0.16) * pas);
  attribut(barre, "width", 0.68 * pas);
  attribut(barre, "y", 100 - haut);
  attribut(barre, "height", haut - bas);
  barre.style.setProperty("--couleur", `var(--ti-${item.etape.couleur})`);
}

/**
 * From where a bar ends to where the next one starts.
 * @param {SVGElement} lien @param {Item} item
 */
function poserLien(lien, { etape, i, nb, echelle }) {
  const y = 100 - echelle(etape.a);
  attribut(lien, "d", `M${((i + 0.16) * 100) / nb} ${y}H${((i + 1.84) * 100) / nb}`);
}

/** @param {Geste} geste */
function creerColonne(geste) {
  const valeur = html("strong", { class: "pont-valeur" });
  const nom = html("span", { class: "pont-nom" });
  const p = { valeur, nom, bouton: html("button", { type: "button", class: "pont-bouton" }, valeur, document.createTextNode(" "), nom), ouvre: "" };
  p.bouton.addEventListener("click", () => geste("chiffre", p.ouvre));
  return pieces(html("li", {}, p.bouton), p);
}

/** @param {ReturnType<typeof creerColonne>} colonne @param {Item} item */
function poserColonne(colonne, item) {
  const { etape, bloc } = item;
  const p = colonne.pieces;
  p.ouvre = etape.ouvre;
  texte(p.valeur, etape.texte);
  texte(p.nom, etape.libelle);
  p.valeur.style.bottom = `${bornesDe(item)[1]}%`;
  attribut(colonne, "data-total", etape.est_total);
  attribut(colonne, "data-nul", !etape.est_total && etape.de === etape.a);
  // What is seen is said in the order it is seen in: who speaks to the screen calls a button by what is written on it.
  attribut(p.bouton, "aria-label", `D'où vient ce chiffre : ${bloc.titre}, ${etape.texte} ${etape.libelle}`);
  attribut(p.bouton, "title", etape.brut ? `${etape.libelle} : ${etape.brut}` : "D'où vient ce chiffre ?");
}
