// @ts-check
// KPI tiles: a value, its unit, what is known of it, and one gesture away its whole definition.

/** @import { Evolution, Tuile } from "../types/contrat" */
/** @import { Geste } from "../types/scripts" */

import { html, attribut, texte, texteCoupe, accorder, pieces } from "./dom.js";
import { creerFiche, mettreAJourFiche, placerFiche, rendreFoyer } from "./fiche.js";

/** @typedef {ReturnType<typeof creerParties> & ReturnType<typeof creerFiche>} Pieces */
/** @typedef {{ id: string, legende: string | null }} Groupe */

const GROUPES = [
  { id: "principal", legende: null },
  { id: "apart", legende: "À part, jamais additionné" },
];
// The arrow points where the figure goes; full for good news, hollow for bad: the colour is never alone to say it.
/** @type {Partial<Record<Evolution["sens"], Partial<Record<Evolution["direction"], string>>>>} */
const FLECHES = { bon: { hausse: "▲", baisse: "▼" }, mauvais: { hausse: "△", baisse: "▽" } };
/** @type {Partial<Record<Evolution["sens"], string>>} */
const AVIS = { bon: "favorable", mauvais: "défavorable" };

/** @param {HTMLElement} parent @param {Tuile[]} tuiles @param {Geste} geste */
export function dessinerTuiles(parent, tuiles, geste) {
  const groupes = GROUPES.map((g) => ({ ...g, tuiles: tuiles.filter((t) => t.groupe === g.id) }));
  parent.hidden = tuiles.length === 0;
  accorder(parent, groupes.filter((g) => g.tuiles.length), creerGroupe, (element, groupe) => {
    element.style.setProperty("--nb", String(groupe.tuiles.length));
    accorder(element.pieces.liste, groupe.tuiles, (tuile) => creerTuile(tuile, geste), mettreAJourTuile);
  });
}

/** @param {Groupe} groupe */
function creerGroupe({ id, legende }) {
  const liste = html("ul", { class: "liste-tuiles" });
  const attributs = { class: `groupe groupe-${id}`, role: "group", "aria-label": legende ?? "Indicateurs" };
  const element = html("div", attributs, liste);
  if (legende) element.prepend(html("p", { class: "groupe-legende", "aria-hidden": "true" }, legende));
  return pieces(element, { liste });
}

/** @param {string} id */
function creerParties(id) {
  return {
    bouton: html("button", { type: "button", class: "info", popovertarget: `fiche-${id}` }, "i"),
    nom: html("span", { class: "tuile-nom" }),
    valeur: html("span", { class: "valeur" }),
    ancien: html("s", { class: "ancien" }),
    unite: html("span", { class: "unite" }),
    corrige: html("p", { class: "corrige" }),
    scelle: html("p", { class: "scelle" }),
    dit: html("span"),
    recalcule: html("strong"),
    complement: html("p", { class: "complement" }),
    reserve: html("p", { class: "reserve" }),
    evolution: html("p", { class: "evolution" }),
    signe: html("span", { class: "signe", "aria-hidden": "true" }),
    evolutionMots: html("span"),
    avis: html("span", { class: "hors-ecran" }),
    couverture: html("span", { class: "couverture" }),
    publie: html("span", { class: "publie" }),
  };
}

/** @param {Tuile} tuile @param {Geste} geste */
function creerTuile({ id }, geste) {
  const p = { ...creerParties(id), ...creerFiche(id, geste) };
  p.scelle.append(p.dit, " ; ", p.recalcule);
  p.evolution.append(p.signe, p.evolutionMots, " ", p.avis);
  // The browser itself opens and closes the card (button, Escape, click outside); we say where, and bring focus back.
  p.bouton.addEventListener("click", () => placerFiche(p.fiche, p.bouton));
  const replacer = () => placerFiche(p.fiche, p.bouton);
  p.fiche.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") addEventListener("resize", replacer);
    else removeEventListener("resize", replacer);
    if (newState === "closed") rendreFoyer(p);
  });
  const libelle = html("h2", { class: "libelle" }, p.nom);
  const chiffre = html("p", { class: "chiffre" }, p.ancien, " ", p.valeur, " ", p.unite);
  const pied = html("p", { class: "pied" }, p.couverture, p.publie);
  return pieces(
    html("li", { class: "tuile" }, p.bouton, libelle, chiffre, p.corrige, p.scelle, p.complement, p.reserve, p.evolution, pied, p.fiche),
    p,
  );
}

/** @param {ReturnType<typeof creerTuile>} element @param {Tuile} tuile */
function mettreAJourTuile(element, tuile) {
  const p = element.pieces;
  texteCoupe(p.nom, tuile.libelle);
  texte(p.valeur, tuile.valeur);
  attribut(p.valeur, "data-etat", tuile.est_inconnu ? "inconnu" : null);
  attribut(p.valeur, "data-long", tuile.valeur.length > 8);
  texte(p.ancien, tuile.corrige?.ancien);
  texte(p.corrige, tuile.corrige ? `corrigé en séance ; ${tuile.corrige.reste}` : tuile.avant);
  attribut(p.corrige, "title", tuile.corrige?.note);
  p.scelle.hidden = !tuile.scelle;
  texte(p.dit, tuile.scelle?.dit);
  texte(p.recalcule, tuile.scelle?.recalcule);
  texte(p.unite, tuile.unite);
  texteCoupe(p.complement, tuile.complement);
  texteCoupe(p.reserve, tuile.reserve);
  mettreAJourEvolution(p, tuile.evolution);
  texteCoupe(p.couverture, tuile.couverture.inconnus > 0 ? tuile.couverture.texte : "");
  texte(p.publie, tuile.publie?.court);
  attribut(p.publie, "title", tuile.publie?.texte);
  attribut(p.publie, "data-etat", tuile.publie?.etat);
  attribut(p.bouton, "aria-label", `D'où vient ce chiffre : ${tuile.libelle}`);
  mettreAJourFiche(p, tuile);
}

/** @param {Pieces} p @param {Evolution | null} evolution */
function mettreAJourEvolution(p, evolution) {
  const sens = evolution?.sens ?? "aucun";
  texte(p.signe, evolution && FLECHES[sens]?.[evolution.direction]);
  texte(p.evolutionMots, evolution?.court ?? evolution?.texte);
  texte(p.avis, AVIS[sens]);
  attribut(p.evolution, "data-sens", sens);
  attribut(p.evolution, "title", evolution?.texte);
  p.evolution.hidden = !evolution;
}

