// @ts-check
// KPI tiles: a value, its unit, what is known of it, and one gesture away its whole definition.

/** @import { Evolution, Fiche, Tuile } from "../types/contrat" */
/** @import { Geste } from "../types/scripts" */

import { html, attribut, texte, texteCoupe, accorder, pieces } from "./dom.js";

/** @typedef {ReturnType<typeof creerParties> & ReturnType<typeof creerFiche>} Pieces */
/** @typedef {{ id: string, legende: string | null }} Groupe */

// The card: as wide as a line one reads, and no lower than its head, two entries and its foot.
const LARGEUR = 420;
const HAUTEUR = 280;
const MARGE = 8;
const GROUPES = [
  { id: "principal", legende: null },
  { id: "apart", legende: "À part, jamais additionné" },
];
// The arrow points where the figure goes; full for good news, hollow for bad: the colour is never alone to say it.
/** @type {Partial<Record<Evolution["sens"], Record<string, string>>>} */
const FLECHES = { bon: { "+": "▲", "−": "▼" }, mauvais: { "+": "△", "−": "▽" } };
/** @type {Partial<Record<Evolution["sens"], string>>} */
const AVIS = { bon: "favorable", mauvais: "défavorable" };
/** @type {Array<[keyof Fiche | "couverture" | "publie", string]>} */
const RUBRIQUES = [
  ["definition", "Définition"],
  ["formule", "Calcul"],
  ["unite", "Unité"],
  ["denominateur", "Dénominateur"],
  ["couverture", "Couverture"],
  ["sceau", "Sceau"],
  ["publie", "Chiffre public"],
  ["source", "Source"],
  ["arrete", "Arrêté"],
  ["filtres", "Filtres"],
  ["version", "Version"],
];

/**
 * @param {HTMLElement} parent
 * @param {Tuile[]} tuiles
 * @param {Geste} geste
 */
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

/**
 * @param {Tuile} tuile
 * @param {Geste} geste
 */
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

/**
 * @param {string} id
 * @param {Geste} geste
 */
function creerFiche(id, geste) {
  const ficheTitre = html("h3", { id: `fiche-titre-${id}` });
  const rubriques = html("dl");
  const cible = { popovertarget: `fiche-${id}`, popovertargetaction: "hide" };
  const fermer = html("button", { type: "button", class: "fermer", ...cible }, "Fermer");
  const lignes = html("button", { type: "button", class: "fermer", ...cible }, "Voir les lignes derrière ce chiffre");
  lignes.addEventListener("click", () => geste("chiffre", id));
  // Always in sight: what is behind the figure, and where a correction starts.
  const pied = html("p", { class: "fiche-pied" }, lignes, " ", fermer);
  const attributs = { class: "fiche", id: `fiche-${id}`, popover: "auto", role: "dialog", tabindex: "-1", autofocus: true };
  const fiche = html("div", { ...attributs, "aria-labelledby": `fiche-titre-${id}` }, ficheTitre, rubriques, pied);
  return { ficheTitre, rubriques, fiche };
}

/**
 * Only when the focus is left nowhere: a reader who clicked on something else stays there.
 * @param {Pieces} pieces
 */
function rendreFoyer({ fiche, bouton }) {
  const actif = /** @type {ShadowRoot} */ (fiche.getRootNode()).activeElement;
  if (!actif || fiche.contains(actif)) bouton.focus({ preventScroll: true });
}

/**
 * Below the button, or above it when there is more room there; over it when neither side is high enough. What is
 * measured is in pixels of the screen, what is written in those of the tile, which the presentation makes larger.
 * @param {HTMLElement} fiche
 * @param {HTMLElement} bouton
 */
function placerFiche(fiche, bouton) {
  // Of the button: a card that is not shown yet has none.
  const zoom = bouton.currentCSSZoom ?? 1;
  const place = bouton.getBoundingClientRect();
  const largeur = Math.min(LARGEUR * zoom, innerWidth - 2 * MARGE);
  const gauche = Math.max(MARGE, Math.min(place.right - 24, innerWidth - largeur - MARGE));
  const [dessus, dessous] = [place.top - 2 * MARGE, innerHeight - place.bottom - 2 * MARGE];
  const hauteur = Math.max(dessus, dessous);
  const tient = hauteur >= HAUTEUR * zoom;
  const px = (/** @type {number} */ mesure) => `${mesure / zoom}px`;
  Object.assign(fiche.style, {
    width: px(largeur),
    left: px(gauche),
    top: tient && dessus > dessous ? "auto" : px(tient ? place.bottom + MARGE : MARGE),
    bottom: tient && dessus > dessous ? px(innerHeight - place.top + MARGE) : "auto",
    maxHeight: px(tient ? hauteur : innerHeight - 2 * MARGE),
  });
}

/**
 * @param {ReturnType<typeof creerTuile>} element
 * @param {Tuile} tuile
 */
function mettreAJourTuile(element, tuile) {
  const p = element.pieces;
  texteCoupe(p.nom, tuile.libelle);
  texte(p.valeur, tuile.valeur);
  attribut(p.valeur, "data-etat", /^inconnu/i.test(tuile.valeur) ? "inconnu" : null);
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

/**
 * @param {Pieces} p
 * @param {Evolution | null} evolution
 */
function mettreAJourEvolution(p, evolution) {
  const sens = evolution?.sens ?? "aucun";
  texte(p.signe, evolution && FLECHES[sens]?.[evolution.texte.trim()[0]]);
  texte(p.evolutionMots, evolution?.court ?? evolution?.texte);
  texte(p.avis, AVIS[sens]);
  attribut(p.evolution, "data-sens", sens);
  attribut(p.evolution, "title", evolution?.texte);
  p.evolution.hidden = !evolution;
}

/**
 * @param {Pieces} p
 * @param {Tuile} tuile
 */
function mettreAJourFiche(p, tuile) {
  texte(p.ficheTitre, tuile.libelle);
  const dit = { ...tuile.fiche, couverture: tuile.couverture.texte, publie: tuile.publie?.texte };
  const rubriques = RUBRIQUES.filter(([cle]) => dit[cle]).map(([id, nom]) => ({ id, nom, mots: dit[id] }));
  accorder(p.rubriques, rubriques, creerRubrique, (ligne, { nom, mots }) => {
    texte(ligne.pieces.nom, nom);
    texte(ligne.pieces.mots, mots);
  });
}

function creerRubrique() {
  const nom = html("dt");
  const mots = html("dd");
  return pieces(html("div", {}, nom, mots), { nom, mots });
}
