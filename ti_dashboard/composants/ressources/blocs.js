// The blocks beside and below the map: a heading, a drawing, the same as a table, a note.

import * as barres from "./barres.js";
import * as courbe from "./courbe.js";
import { html, attribut, texte, accorder, pieces } from "./dom.js";
import * as phrases from "./phrases.js";
import * as pont from "./pont.js";
import * as signaux from "./signaux.js";
import * as table from "./table.js";
import { boutonTableau, dessinerTableau } from "./tableau.js";

const TYPES = { barres, courbe, table, pont, phrases, signaux };

export function dessinerBlocs(parent, blocs, geste) {
  parent.hidden = blocs.length === 0;
  parent.style.setProperty("--nb", blocs.length);
  // A block that changes its type is another block: its drawing cannot be patched.
  const items = blocs.map((bloc) => ({ bloc, id: `${bloc.type}-${bloc.id}` }));
  accorder(parent, items, ({ bloc }) => creerBloc(bloc, geste), (element, { bloc }) => mettreAJourBloc(element, bloc));
}

function creerBloc({ type }, geste) {
  const p = {
    titre: html("h2", { class: "bloc-titre" }),
    sousTitre: html("p", { class: "bloc-sous-titre" }),
    reserve: html("p", { class: "reserve" }),
    dessin: html("div", { class: `dessin ${type}` }),
    tableau: html("div", { class: "tableau" }),
    note: html("p", { class: "note" }),
    geste,
  };
  const element = html("section", { class: "bloc" });
  p.bouton = boutonTableau(element, () => remplirTableau(element));
  element.append(html("div", { class: "bloc-tete" }, p.titre, p.bouton), p.sousTitre, p.reserve, p.dessin, p.tableau, p.note);
  return pieces(element, p);
}

function mettreAJourBloc(element, bloc) {
  const p = element.pieces;
  p.bloc = bloc;
  attribut(element, "aria-label", bloc.titre);
  texte(p.titre, bloc.titre);
  attribut(p.bouton, "aria-label", `Tableau : ${bloc.titre}`);
  p.bouton.hidden = !TYPES[bloc.type].enTableau;
  texte(p.sousTitre, bloc.sous_titre);
  texte(p.reserve, bloc.reserve);
  attribut(p.dessin, "aria-label", bloc.alt);
  attribut(p.dessin, "role", bloc.alt ? "group" : null);
  TYPES[bloc.type].dessiner(p.dessin, bloc, p.geste);
  texte(p.note, bloc.note);
  if (element.dataset.vue === "tableau") remplirTableau(element);
}

function remplirTableau(element) {
  const { bloc, tableau } = element.pieces;
  const { colonnes, lignes } = TYPES[bloc.type].enTableau(bloc);
  dessinerTableau(tableau, [bloc.titre, bloc.sous_titre].filter(Boolean).join(", "), colonnes, lignes);
}
