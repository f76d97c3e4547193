// @ts-check
// The card behind a tile: its whole definition, where there is room for it.

/** @import { Fiche, Tuile } from "../types/contrat" */
/** @import { Geste } from "../types/scripts" */

import { html, texte, accorder, pieces } from "./dom.js";

// The card: as wide as a line one reads, and no lower than its head, two entries and its foot.
const LARGEUR = 420;
const HAUTEUR = 280;
const MARGE = 8;
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

/** @param {string} id @param {Geste} geste */
export function creerFiche(id, geste) {
  const ficheTitre = html("h3", { id: `fiche-titre-${id}` });
  // What scrolls is reached by the keyboard, or its end is never read by it.
  const rubriques = html("dl", { tabindex: "0" });
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
 * @param {{ fiche: HTMLElement, bouton: HTMLElement }} pieces
 */
export function rendreFoyer({ fiche, bouton }) {
  const actif = /** @type {ShadowRoot} */ (fiche.getRootNode()).activeElement;
  if (!actif || fiche.contains(actif)) bouton.focus({ preventScroll: true });
}

/**
 * Below the button, or above it when there is more room there; over it when neither side is high enough. What is
 * measured is in pixels of the screen, what is written in those of the tile, which the presentation makes larger.
 * @param {HTMLElement} fiche @param {HTMLElement} bouton
 */
export function placerFiche(fiche, bouton) {
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

/** @param {ReturnType<typeof creerFiche>} p @param {Tuile} tuile */
export function mettreAJourFiche(p, tuile) {
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
