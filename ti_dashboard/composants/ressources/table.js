// A table whose cells answer: a figure opens the lines behind it, a name opens the sheet of its row. Python formats the
// texts; the raw value only sorts, and no order moves the totals. The order is the reader's and survives every update;
// one page of more rows is sorted where the others are, and its order comes back with it.

import { html, attribut, texte, accorder, pieces } from "./dom.js";

const SENS = { 1: "ascending", [-1]: "descending" };
// A word that no column can hold: it is cut where it must be, rather than push the amounts out of sight.
const MOT_SANS_FIN = /\S{25}/;
const alphabet = new Intl.Collator("fr", { numeric: true });

export function dessiner(parent, bloc, geste) {
  if (!parent.pieces) construire(parent);
  const p = parent.pieces;
  Object.assign(p, { bloc, geste });
  parent.style.setProperty("--hauteur", bloc.hauteur ? `${bloc.hauteur}px` : "none");
  texte(p.table.caption, bloc.titre || bloc.alt);
  const colonnes = bloc.colonnes.map((colonne, rang) => ({ colonne, rang, id: colonne.libelle }));
  accorder(p.tetes, colonnes, () => creerTete(p), tete);
  remplir(p);
}

function construire(parent) {
  const table = html("table", {}, html("caption", { class: "hors-ecran" }), html("thead", {}, html("tr")), html("tbody"));
  table.append(html("tfoot"));
  pieces(parent, { table, tetes: table.tHead.rows[0], corps: table.tBodies[0], pied: table.tFoot, tri: null });
  parent.append(table);
}

function creerTete(p) {
  const bouton = html("button", { type: "button", class: "tri" });
  const element = html("th", { scope: "col" }, bouton);
  bouton.addEventListener("click", () => {
    const { cle } = element.pieces;
    const { ordre } = p.bloc;
    if (typeof ordre === "string") return p.geste("tri", ordre === cle ? `-${cle}` : cle);
    p.tri = { cle, sens: p.tri?.cle === cle ? -p.tri.sens : 1 };
    remplir(p);
  });
  return pieces(element, { bouton, table: p });
}

function tete(element, { colonne, rang }) {
  Object.assign(element.pieces, { cle: colonne.cle, rang });
  texte(element.pieces.bouton, colonne.libelle);
  attribut(element.pieces.bouton, "title", `Trier par : ${colonne.libelle}`);
  attribut(element, "data-nombre", colonne.nombre);
}

function remplir(p) {
  const { ordre } = p.bloc;
  if (typeof ordre === "string") p.tri = ordre && { cle: ordre.replace("-", ""), sens: ordre.startsWith("-") ? -1 : 1 };
  for (const th of p.tetes.children) attribut(th, "aria-sort", th.pieces.cle === p.tri?.cle ? SENS[p.tri.sens] : null);
  accorder(p.corps, trier(p), () => html("tr"), (tr, ligne) => ecrire(tr, ligne, p));
  accorder(p.pied, [p.bloc.totaux ?? []].flat(), () => html("tr"), (tr, ligne) => ecrire(tr, ligne, p));
}

/** The rows in the order asked for; what is unknown stays at the end. */
function trier({ bloc, tri }) {
  const rang = bloc.colonnes.findIndex((c) => c.cle === tri?.cle);
  if (rang < 0 || typeof bloc.ordre === "string") return bloc.lignes;
  const comparer = (a, b) => (typeof a === "number" ? a - b : alphabet.compare(a, b));
  return bloc.lignes.toSorted((l, m) => {
    const [a, b] = [l.cases[rang].tri, m.cases[rang].tri];
    if (a === null || b === null) return (a === null) - (b === null);
    return tri.sens * comparer(a, b);
  });
}

function ecrire(tr, { cases }, p) {
  const items = cases.map((une, rang) => ({ une, rang, id: `${rang}-${une.geste ?? ""}` }));
  accorder(tr, items, (item) => creerCase(item, p), (element, { une, rang }) => {
    const { bouton } = element.pieces;
    element.pieces.cible = une.cible;
    texte(bouton ?? element, une.texte);
    attribut(element, "data-ancien", une.corrige?.ancien);
    attribut(element, "title", une.titre);
    attribut(element, "data-long", MOT_SANS_FIN.test(une.texte));
    element.hidden = false;
    const { libelle } = p.bloc.colonnes[rang];
    if (une.geste === "chiffre") {
      attribut(bouton, "title", une.corrige?.note ?? "D'où vient ce chiffre ?");
      attribut(bouton, "aria-label", `D'où vient ce chiffre : ${cases[0].texte}, ${libelle}, ${une.texte}`);
    } else if (bouton) attribut(bouton, "title", "Ouvrir la fiche");
  });
}

function creerCase({ une, rang }, p) {
  const element = html(rang ? "td" : "th", rang ? {} : { scope: "row" });
  attribut(element, "data-nombre", p.bloc.colonnes[rang].nombre);
  if (!une.geste) return pieces(element, {});
  const bouton = html("button", { type: "button", class: "case" });
  bouton.addEventListener("click", () => p.geste(une.geste, element.pieces.cible));
  element.append(bouton);
  return pieces(element, { bouton });
}
