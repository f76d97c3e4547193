// @ts-check
// The boxes of the shared filters. They say what the address says; a choice writes it, and the screen follows at once.

/** @import { Boite, BoitesDeFiltre } from "../types/contrat" */
/** @import { Appel } from "../types/scripts" */

import { creerBoite, mettreAJourBoite } from "./boite.js";
import { aller } from "./deplacements.js";
import { accorder, html, pieces } from "./dom.js";
import { estEnAvance, quandLAdresseChange } from "./ecrans.js";
import { adopter, lireLaFeuille } from "./feuilles.js";
import { garderPourPlusTard } from "./prechargement.js";
import { avec, dits, ici } from "./trajet.js";

const feuille = await lireLaFeuille("filtres.css");
/** @typedef {ReturnType<typeof construire>} Barre */
// Another arrêté, another phase: other boxes follow from them.
const SUIVIES = ["arrete", "phase"];
/** @type {Set<string>} */
const gardes = new Set();
/** @type {Barre | null} */
let barre = null;

quandLAdresseChange(() => {
  if (barre) dessiner(barre, barre.pieces.boites.map(selonLAdresse));
});

/**
 * Called by Streamlit at each run that changes something.
 * @param {Appel<BoitesDeFiltre>} appel
 */
export function monter({ parentElement, data }) {
  const racine = /** @type {ShadowRoot} */ (parentElement.getRootNode());
  adopter(racine, feuille);
  const mienne = /** @type {Barre | null} */ (parentElement.querySelector(".filtres")) ?? construire(parentElement);
  for (const [nom, couleur] of Object.entries(data.couleurs)) mienne.style.setProperty(`--ti-${nom}`, couleur);
  barre = mienne;
  mienne.pieces.boites = data.boites;
  // A run of an earlier screen says what the boxes held then.
  dessiner(mienne, estEnAvance() ? data.boites.map(selonLAdresse) : data.boites);
}

/**
 * In a séance the regions of the screen stay readable whatever becomes of the network: asked once for a page.
 * @param {string} chemin of the page
 */
export function garderLesRegions(chemin) {
  const region = barre?.pieces.boites.find(({ cle }) => cle === "region");
  if (!region || gardes.has(chemin)) return;
  gardes.add(chemin);
  garderPourPlusTard([[], ...region.options.map((option) => [option])].map((choisis) => adresseDe(region, choisis)));
}

/** @param {HTMLElement} parentElement */
function construire(parentElement) {
  const element = html("div", { class: "filtres", role: "group", "aria-label": "Filtres" });
  parentElement.append(element);
  return pieces(element, { boites: /** @type {Boite[]} */ ([]) });
}

/** @param {Barre} element @param {Boite[]} boites */
function dessiner(element, boites) {
  const items = boites.map((boite) => ({ id: boite.cle, boite }));
  accorder(element, items, ({ boite }) => creerBoite(boite, { choisir, adresseDe }), (e, { boite }) => mettreAJourBoite(e, boite));
}

/**
 * A box whose parameter the address lacks keeps what it held: the server fills it.
 * @param {Boite} boite @returns {Boite}
 */
function selonLAdresse(boite) {
  const tenus = dits(ici(), boite.cle).filter((mot) => boite.options.includes(mot));
  return { ...boite, choisis: tenus.length || boite.est_multiple ? tenus : boite.choisis };
}

/**
 * The address once a box holds these choices, in the order of its list: the same choices are one address.
 * @param {Boite} boite @param {string[]} choisis
 */
function adresseDe({ cle, options }, choisis) {
  return avec(ici(), [[cle, options.filter((choix) => choisis.includes(choix))]]);
}

/** @param {Boite} boite @param {string[]} choisis */
function choisir(boite, choisis) {
  const quitte = boite.choisis[0];
  aller(adresseDe(boite, choisis), SUIVIES.includes(boite.cle) && quitte ? [boite.cle, quitte] : null);
}
