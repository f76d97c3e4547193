// @ts-check
// The blocks beside and below the map: a heading, a drawing, the same as a table, a note.

/** @import { Bloc } from "../types/contrat" */
/** @import { Geste, Tableau } from "../types/scripts" */

import * as barres from "./barres.js";
import * as courbe from "./courbe.js";
import { html, attribut, texte, accorder, pieces } from "./dom.js";
import * as phrases from "./phrases.js";
import * as pont from "./pont.js";
import * as signaux from "./signaux.js";
import * as table from "./table.js";
import { boutonTableau, creerTableau, dessinerTableau } from "./tableau.js";

/** @typedef {{ dessiner(parent: HTMLElement, bloc: any, geste: Geste): void, enTableau?(bloc: any): Tableau }} Dessin */

/**
 * How each type of block is drawn, and told as a table where it is not one already. A type is a word of a message: a
 * Map answers it with nothing but what is here.
 *
 * @type {Map<Bloc["type"], Dessin>}
 */
const TYPES = new Map(/** @type {Array<[Bloc["type"], Dessin]>} */ ([
  ["barres", barres], ["courbe", courbe], ["table", table], ["pont", pont], ["phrases", phrases], ["signaux", signaux],
]));

/** @param {Bloc} bloc */
function dessinDe(bloc) {
  const dessin = TYPES.get(bloc.type);
  if (!dessin) throw new Error(`bloc inconnu : ${bloc.type}`);
  return dessin;
}

/** @param {HTMLElement} parent @param {Bloc[]} blocs @param {Geste} geste */
export function dessinerBlocs(parent, blocs, geste) {
  parent.hidden = blocs.length === 0;
  parent.style.setProperty("--nb", String(blocs.length));
  // A block that changes its type is another block: its drawing cannot be patched.
  const items = blocs.map((bloc) => ({ bloc, id: `${bloc.type}-${bloc.id}` }));
  accorder(parent, items, ({ bloc }) => creerBloc(bloc, geste), (element, { bloc }) => mettreAJourBloc(element, bloc));
}

/** @param {Bloc} bloc @param {Geste} geste */
function creerBloc(bloc, geste) {
  const element = html("section", { class: "bloc" });
  const p = {
    titre: html("h2", { class: "bloc-titre" }),
    sousTitre: html("p", { class: "bloc-sous-titre" }),
    reserve: html("p", { class: "reserve" }),
    dessin: html("div", { class: `dessin ${bloc.type}` }),
    tableau: creerTableau(),
    note: html("p", { class: "note" }),
    bouton: boutonTableau(element, () => remplirTableau(garni)),
    bloc,
    geste,
  };
  element.append(html("div", { class: "bloc-tete" }, p.titre, p.bouton), p.sousTitre, p.reserve, p.dessin, p.tableau, p.note);
  const garni = pieces(element, p);
  return garni;
}

/** @param {ReturnType<typeof creerBloc>} element @param {Bloc} bloc */
function mettreAJourBloc(element, bloc) {
  const p = element.pieces;
  p.bloc = bloc;
  attribut(element, "aria-label", bloc.titre);
  texte(p.titre, bloc.titre);
  attribut(p.bouton, "aria-label", `Tableau : ${bloc.titre}`);
  p.bouton.hidden = !dessinDe(bloc).enTableau;
  texte(p.sousTitre, bloc.sous_titre);
  texte(p.reserve, bloc.reserve);
  attribut(p.dessin, "aria-label", bloc.alt);
  attribut(p.dessin, "role", bloc.alt ? "group" : null);
  dessinDe(bloc).dessiner(p.dessin, bloc, p.geste);
  texte(p.note, bloc.note);
  if (element.dataset.vue === "tableau") remplirTableau(element);
}

/** @param {ReturnType<typeof creerBloc>} element */
function remplirTableau(element) {
  const { bloc, tableau } = element.pieces;
  const dit = dessinDe(bloc).enTableau?.(bloc);
  if (dit) dessinerTableau(tableau, [bloc.titre, bloc.sous_titre].filter(Boolean).join(", "), dit.colonnes, dit.lignes);
}
