// Counted tiles: one kind of signal each, a click keeps only its rows, a second click gives all of them back.

import { html, attribut, texte, accorder, pieces } from "./dom.js";

export function dessiner(parent, bloc, geste) {
  if (!parent.pieces) {
    const liste = html("ul", { class: "signaux-liste" });
    parent.append(liste);
    pieces(parent, { liste });
  }
  accorder(parent.pieces.liste, bloc.lignes ?? [], (ligne) => creer(ligne, geste), mettreAJour);
}

export function enTableau(bloc) {
  return { colonnes: ["Signal", "Nombre", "Règle"], lignes: bloc.lignes.map((l) => [l.libelle, `${l.texte} ${l.unite}`, l.regle]) };
}

function creer({ id }, geste) {
  const p = {
    nombre: html("span"),
    unite: html("span", { class: "signal-unite" }),
    nom: html("span", { class: "signal-nom" }),
    regle: html("span", { class: "signal-regle" }),
  };
  p.bouton = html("button", { type: "button", class: "signal" }, html("span", { class: "signal-nombre" }, p.nombre, " ", p.unite), " ", p.nom, " ", p.regle);
  p.bouton.addEventListener("click", () => geste("signal", id));
  return pieces(html("li", {}, p.bouton), p);
}

function mettreAJour(element, ligne) {
  const p = element.pieces;
  texte(p.nombre, ligne.texte);
  texte(p.unite, ligne.unite);
  texte(p.nom, ligne.libelle);
  texte(p.regle, ligne.regle);
  attribut(p.bouton, "aria-pressed", String(Boolean(ligne.actif)));
  attribut(p.bouton, "data-nul", ligne.nb === 0);
}
