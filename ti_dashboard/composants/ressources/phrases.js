// Sentences in order of importance, each with its causes, its names, and the way to its lines.

import { html, attribut, texte, accorder, pieces } from "./dom.js";

export function dessiner(parent, bloc, geste) {
  if (!parent.pieces) {
    const liste = html("ol", { class: "phrases-liste" });
    parent.append(liste);
    pieces(parent, { liste });
  }
  accorder(parent.pieces.liste, bloc.lignes ?? [], () => creer(geste), mettreAJour);
}

export function enTableau(bloc) {
  const lignes = bloc.lignes.map((l) => [
    l.fort + l.suite,
    l.causes.map((c) => `${c.libelle} ${c.texte}`).join(", ") || "aucune",
    l.liens.map((lien) => lien.nom).join(", "),
  ]);
  return { colonnes: ["Ce qui a changé", "Causes", "Territoires"], lignes };
}

function creer(geste) {
  const p = {
    fort: html("strong"),
    suite: html("span"),
    causes: html("span", { class: "causes" }),
    noms: html("span", { class: "noms" }),
    autres: html("span", { class: "noms" }),
    compte: html("summary"),
    geste,
  };
  p.origine = html("button", { type: "button", class: "phrase" }, p.fort, p.suite);
  p.origine.addEventListener("click", () => geste("chiffre", p.chiffre));
  p.reste = html("details", {}, p.compte, p.autres);
  return pieces(html("li", {}, p.origine, " ", p.noms, p.reste, p.causes), p);
}

function mettreAJour(element, ligne) {
  const p = element.pieces;
  p.chiffre = ligne.chiffre;
  texte(p.fort, ligne.fort);
  texte(p.suite, ligne.suite);
  attribut(p.origine, "title", `D'où vient ce chiffre ? ${ligne.libelle}`);
  accorder(p.causes, ligne.causes, creerCause, mettreAJourCause);
  const montres = ligne.liens.slice(0, ligne.nb_nommes);
  const autres = ligne.liens.slice(ligne.nb_nommes);
  const poser = (lien, { id, nom }) => { lien.pieces.id = id; texte(lien.pieces.bouton, nom); };
  accorder(p.noms, montres, () => creerLien(p.geste), poser);
  accorder(p.autres, autres, () => creerLien(p.geste), poser);
  texte(p.compte, autres.length ? `et ${autres.length} ${autres.length > 1 ? "autres" : "autre"}` : "");
  p.noms.hidden = montres.length === 0;
  p.reste.hidden = autres.length === 0;
}

function creerLien(geste) {
  const p = { bouton: html("button", { type: "button", class: "lien" }) };
  p.bouton.addEventListener("click", () => geste("territoire", p.id));
  return pieces(html("span", { class: "nom" }, p.bouton), p);
}

function creerCause() {
  const p = { carre: html("span", { class: "carre", "aria-hidden": "true" }), mots: html("span") };
  return pieces(html("span", { class: "cause" }, p.carre, p.mots), p);
}

function mettreAJourCause(element, cause) {
  texte(element.pieces.mots, `${cause.libelle} ${cause.texte}`);
  element.style.setProperty("--couleur", `var(--ti-${cause.couleur})`);
}
