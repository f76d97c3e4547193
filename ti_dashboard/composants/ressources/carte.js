// @ts-check
// The map's block: heading, choice of the measure, drawing, legend in words, and the line that names a territory.

/** @import { Carte, Classe, Mesure } from "../types/contrat" */
/** @import { Contours, Garni, Geste, Territoire } from "../types/scripts" */

import { html, attribut, texte, accorder, pieces } from "./dom.js";
import { boutonTableau, creerTableau, dessinerTableau } from "./tableau.js";
import { creerFondDeCarte } from "./territoires.js";

/** @typedef {ReturnType<typeof construire>} Pieces */

const CONSEIL = "Survolez, ou entrez au clavier et suivez les flèches. Entrée ouvre la fiche, « ? » dit d'où vient la valeur.";
const ABSENTE = "Le fond de carte n'a pas pu être chargé : passez par le tableau, ou rechargez la page.";

/**
 * `lus`: outlines of the map, null when they are not there (yet).
 * @param {Garni<Pieces>} section @param {Carte} carte @param {Contours | null} lus @param {Geste} geste
 */
export function dessinerCarte(section, carte, lus, geste) {
  const p = section.pieces ?? construire(section, carte, geste);
  p.carte = carte;
  texte(p.titre, carte.titre);
  attribut(section, "aria-label", carte.titre);
  attribut(p.bouton, "aria-label", `Tableau : ${carte.titre}`);
  const mesures = carte.mesures.map((m) => ({ ...m, choisie: m.id === carte.mesure }));
  p.mesures.hidden = mesures.length < 2;
  accorder(p.mesures, mesures, (m) => creerMesure(m, geste), mettreAJourMesure);
  if (lus) p.fond.poserContours(lus);
  p.fond.poserValeurs(carte);
  dessinerLegende(p.legende, carte.legende);
  direTerritoire(p, p.fond.designe());
  texte(p.source, carte.source);
  texte(p.reserve, carte.reserve);
  if (section.dataset.vue === "tableau") remplirTableau(p);
}

/** @param {HTMLElement} section @param {Carte} carte @param {Geste} geste */
function construire(section, carte, geste) {
  const dit = {
    titre: html("h2", { class: "bloc-titre" }),
    mesures: html("div", { class: "mesures", role: "group", "aria-label": "Mesure montrée sur la carte" }),
    legende: html("ul", { class: "legende", "aria-label": "Légende" }),
    info: html("p", { class: "info-ligne", "aria-live": "polite" }),
    infoNom: html("strong"),
    infoMots: html("span"),
    source: html("p", { class: "note" }),
    reserve: html("p", { class: "reserve" }),
    tableau: creerTableau(),
  };
  dit.info.append(dit.infoNom, " ", dit.infoMots);
  const fond = creerFondDeCarte({
    choisir: (id) => geste("territoire", id),
    expliquer: (id) => {
      if (p.carte.cible) geste("chiffre", p.carte.cible.replace("{}", id));
    },
    designer: (territoire) => direTerritoire(p, territoire),
  });
  const p = { ...dit, fond, carte, bouton: boutonTableau(section, () => remplirTableau(p)) };
  const tete = html("div", { class: "bloc-tete" }, p.titre, p.bouton, p.mesures);
  const dessin = html("div", { class: "carte-dessin" }, p.fond.element, p.legende);
  section.append(tete, p.reserve, dessin, p.tableau, p.info, p.source);
  return pieces(section, p).pieces;
}

/** @param {Mesure} mesure @param {Geste} geste */
function creerMesure({ id }, geste) {
  const bouton = html("button", { type: "button", class: "mesure" });
  bouton.addEventListener("click", () => geste("mesure", id));
  return bouton;
}

/** @param {HTMLElement} bouton @param {Mesure & { choisie: boolean }} mesure */
function mettreAJourMesure(bouton, { libelle, choisie }) {
  texte(bouton, libelle);
  attribut(bouton, "aria-pressed", String(choisie));
}

/** @param {HTMLElement} liste @param {Classe[]} classes */
function dessinerLegende(liste, classes) {
  const items = classes.map((c) => ({ ...c, id: c.classe }));
  accorder(liste, items, creerClasse, (element, { classe, libelle, nb }) => {
    attribut(element.pieces.carre, "class", `carre c${classe}`);
    texte(element.pieces.libelle, libelle);
    texte(element.pieces.nb, nb);
  });
}

function creerClasse() {
  const p = { carre: html("span", { "aria-hidden": "true" }), libelle: html("span"), nb: html("strong") };
  return pieces(html("li", {}, p.carre, p.libelle, " ", p.nb), p);
}

/**
 * Name, region and value of the territory under the pointer or the focus; a hint when there is none.
 * @param {Pick<Pieces, "info" | "infoNom" | "infoMots" | "fond">} pieces @param {Territoire | null} territoire
 */
function direTerritoire({ info, infoNom, infoMots, fond }, territoire) {
  const repos = fond.estDessine() ? CONSEIL : ABSENTE;
  texte(infoNom, territoire?.nom);
  texte(infoMots, territoire ? `${territoire.region} · ${territoire.texte}` : repos);
  attribut(info, "data-repos", !territoire);
}

/** @param {Pick<Pieces, "carte" | "fond" | "tableau">} pieces */
function remplirTableau({ carte, fond, tableau }) {
  const mesure = carte.mesures.find((m) => m.id === carte.mesure);
  const lignes = fond.territoires().map((t) => [t.nom, t.region, t.texte ?? ""]);
  dessinerTableau(tableau, carte.titre, ["Territoire", "Région", mesure?.libelle ?? "Valeur"], lignes);
}
