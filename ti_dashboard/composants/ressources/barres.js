// @ts-check
// Horizontal bars on one axis: what is below zero goes left of it. Python formats the texts; the number is only a length.

/** @import { Barre, Barres } from "../types/contrat" */
/** @import { Echelle, Garni, Geste, Tableau } from "../types/scripts" */

import { html, attribut, texte, texteCoupe, accorder, pieces, creerEchelle, estConnu, pourcent } from "./dom.js";

const REPERE = "valeur à la date de comparaison";

/** @param {Garni<ReturnType<typeof construire>>} parent @param {Barres} bloc @param {Geste} geste */
export function dessiner(parent, bloc, geste) {
  const { liste, vide, repere } = parent.pieces ?? construire(parent);
  const { lignes } = bloc;
  const echelle = creerEchelle(lignes.flatMap((l) => [l.valeur, l.precedent]), { haut: bloc.max ?? 0, bas: bloc.min ?? 0 });
  liste.style.setProperty("--zero", pourcent(echelle(0)));
  texte(vide, lignes.length ? "" : bloc.vide);
  repere.hidden = !lignes.some((l) => estConnu(l.precedent));
  liste.style.setProperty("--nb", String(lignes.length));
  attribut(liste, "data-dense", lignes.length > 7);
  // A line that becomes a button is another element: its role is part of its identity.
  const items = lignes.map((ligne) => ({ ligne, id: `${ligne.geste ?? ""}-${ligne.id}` }));
  accorder(liste, items, ({ ligne }) => creerLigne(ligne, geste), (element, { ligne }) => mettreAJour(element, ligne, echelle));
}

/** @param {Barres} bloc @returns {Tableau} */
export function enTableau(bloc) {
  const avant = bloc.lignes.some((l) => l.texte_precedent);
  const lignes = bloc.lignes.map((l) => {
    const valeur = [l.texte, l.note].filter(Boolean).join(", ");
    return avant ? [l.libelle, valeur, l.texte_precedent ?? "sans objet"] : [l.libelle, valeur];
  });
  return { colonnes: avant ? ["Ligne", "Valeur", "Précédent"] : ["Ligne", "Valeur"], lignes };
}

/** @param {HTMLElement} parent */
function construire(parent) {
  const trait = html("span", { class: "repere-trait", "aria-hidden": "true" });
  const p = {
    liste: html("ul", { class: "lignes" }),
    vide: html("p", { class: "vide" }),
    repere: html("p", { class: "repere" }, trait, REPERE),
  };
  parent.append(p.liste, p.vide, p.repere);
  return pieces(parent, p).pieces;
}

/** @param {Barre} ligne @param {Geste} geste */
function creerLigne(ligne, geste) {
  const { geste: quoi } = ligne;
  const dit = {
    coche: html("span", { class: "coche", "aria-hidden": "true" }),
    libelle: html("span", { class: "ligne-libelle" }),
    note: html("span", { class: "ligne-note" }),
    ancien: html("s", { class: "ancien" }),
    valeur: html("span", { class: "ligne-valeur" }),
    barre: html("span", { class: "barre" }),
    avant: html("span", { class: "avant" }),
  };
  const piste = html("span", { class: "piste", "aria-hidden": "true" }, dit.barre, dit.avant);
  const nom = html("span", { class: "ligne-nom" }, dit.coche, dit.libelle, " ", dit.note, " ", dit.ancien);
  const dessin = html(quoi ? "button" : "div", { class: "ligne", type: quoi && "button" }, nom, " ", dit.valeur, piste);
  if (quoi) dessin.addEventListener("click", () => geste(quoi, ligne.id));
  // A button cannot hold another: the one that opens the lines behind the amount lies over the amount.
  const p = { ...dit, ligne: dessin, origine: html("button", { type: "button", class: "origine" }), chiffre: "" };
  p.origine.addEventListener("click", () => geste("chiffre", p.chiffre));
  return pieces(html("li", {}, p.ligne, p.origine), p);
}

/** @param {ReturnType<typeof creerLigne>} element @param {Barre} ligne @param {Echelle} echelle */
function mettreAJour(element, ligne, echelle) {
  const p = element.pieces;
  texte(p.coche, ligne.geste && ligne.actif ? "✓" : "");
  texteCoupe(p.libelle, ligne.libelle);
  texteCoupe(p.note, ligne.note);
  texte(p.ancien, ligne.corrige?.ancien);
  attribut(p.ancien, "title", ligne.corrige?.note);
  texte(p.valeur, ligne.texte);
  p.chiffre = ligne.chiffre;
  p.origine.hidden = !ligne.chiffre;
  attribut(p.origine, "aria-label", `D'où vient ce chiffre : ${ligne.libelle}, ${ligne.texte}`);
  attribut(p.origine, "title", "D'où vient ce chiffre ?");
  attribut(p.ligne, "title", ligne.texte_precedent);
  if (ligne.geste) attribut(p.ligne, "aria-pressed", String(Boolean(ligne.actif)));
  // Zero is a thin mark on the axis, unknown a hatched stretch, « sans objet » nothing: none is taken for another.
  const { valeur } = ligne;
  attribut(p.ligne, "data-etat", ligne.sans_objet ? "sans-objet" : !estConnu(valeur) ? "inconnu" : valeur === 0 ? "zero" : null);
  const [debut, fin] = estConnu(valeur) ? [echelle(0), echelle(valeur)].toSorted((a, b) => a - b) : [0, 100];
  p.barre.style.marginLeft = pourcent(debut);
  p.barre.style.width = pourcent(fin - debut);
  p.barre.style.setProperty("--couleur", `var(--ti-${ligne.couleur ?? "accent"})`);
  p.avant.hidden = !estConnu(ligne.precedent);
  p.avant.style.left = pourcent(echelle(ligne.precedent ?? 0));
}
