// @ts-check
// Entry of the component: one call builds the page's body, the following calls patch it.
//
// Sibling modules and the stylesheet stand in the same folder, named by the hash of them all, so that they can be cached
// for ever. The style is awaited here, at load time: `dessiner` itself never waits but for a new map.

/** @import { Ecran, EcranNomme } from "../types/contrat" */
/** @import { Appel, Contours, Geste } from "../types/scripts" */

import { annoncerEcran } from "./annonces.js";
import { dessinerBlocs } from "./blocs.js";
import { dessinerCarte } from "./carte.js";
import * as contours from "./contours.js";
import { inscrire, retirer } from "./dessins.js";
import { html, attribut, texte } from "./dom.js";
import { montrerLeBandeau, retenir } from "./ecrans.js";
import { adopter, lireLaFeuille } from "./feuilles.js";
import { lireNomme } from "./nommes.js";
import { dessinerTuiles } from "./tuiles.js";

const feuille = await lireLaFeuille("planche.css");
/** @typedef {ReturnType<typeof construire>} Planche */

/** @type {WeakMap<HTMLElement, Planche>} */
const planches = new WeakMap();

/**
 * Called by Streamlit at each message, with everything to show or its name. Returns what undoes this call.
 * @param {Appel<Ecran | EcranNomme>} appel
 */
export function dessiner({ parentElement, data, setTriggerValue }) {
  const planche = planches.get(parentElement) ?? construire(parentElement, cleDe(parentElement));
  planches.set(parentElement, planche);
  const tour = ++planche.tour;
  planche.emettre = (type, id) => setTriggerValue("geste", { type, id });
  if (!data || "titre" in data) recevoir(planche, data);
  else {
    lireNomme(planche.cle ?? "", data, (ecran) => {
      if (tour !== planche.tour) return;
      if (ecran) recevoir(planche, ecran);
      // Not read, or another: the server sends it whole.
      else planche.emettre("entier", "");
    });
  }
  return () => defaire(parentElement, planche, tour);
}

/** @param {Planche} planche @param {Ecran} ecran */
function recevoir(planche, ecran) {
  if (!retenir(planche.cle ?? "", ecran)) poser(planche, ecran, montrerLeBandeau);
}

/**
 * A board of its own, without gestures: what is shown before the session is there.
 * @param {HTMLElement} place in a shadow root @param {Ecran} data
 */
export function dessinerSeule(place, data) {
  poser(construire(place, null), data);
}

/**
 * Draw a screen, whoever sent it, unless it is there already; null empties the board.
 * @param {Planche} planche @param {Ecran | null} data @param {() => void} [avec] done in the same frame
 */
function poser(planche, data, avec = () => {}) {
  planche.racine.hidden = !data;
  if (!data) planche.montree = null;
  const { dataset } = planche.racine;
  const pose = ++planche.pose;
  if (!data || dataset.signature && dataset.signature === data.signature) return;
  const lus = data.carte && contours.dejaLus(data.carte.contours);
  if (!data.carte || lus) {
    peindre(planche, data, lus ?? null);
    avec();
  } else {
    // The figures of the first drawing do not wait for the map; later, all change at once or not at all.
    if (!dataset.signature) peindreSansSigner(planche, data, null);
    contours.lire(data.carte.contours).then((recus) => {
      if (pose !== planche.pose) return;
      peindre(planche, data, recus);
      avec();
    });
  }
}

/**
 * The key of the board: Streamlit writes it on what holds the component.
 * @param {HTMLElement} parentElement
 */
function cleDe(parentElement) {
  const tenu = racineDe(parentElement).host?.closest("[class*='st-key-']");
  return tenu?.className.match(/st-key-(\S+)/)?.[1] ?? "";
}

/** @param {HTMLElement} parentElement @param {string | null} cle null for one that no session draws */
function construire(parentElement, cle) {
  const hote = racineDe(parentElement);
  adopter(hote, feuille);
  const titre = html("h1", { class: "titre" });
  const sousTitre = html("p", { class: "sous-titre" });
  const message = html("p", { class: "message" });
  // The live region itself is always there: one that appears with its text is not read aloud.
  const annonce = html("div", { role: "status" }, message);
  const tuiles = html("div", { class: "tuiles" });
  const carte = html("section", { class: "carte", "aria-label": "Carte" });
  const droite = html("div", { class: "droite" });
  const bas = html("div", { class: "bas" });
  const corps = html("div", { class: "corps" }, carte, droite);
  const tete = html("header", { class: "tete" }, titre, sousTitre);
  // Until there is something to draw.
  const racine = html("div", { class: "planche", hidden: "" }, tete, annonce, tuiles, corps, bas);
  const p = {
    tour: 0, pose: 0, montree: /** @type {Ecran | null} */ (null), cle, racine, titre, sousTitre, message, tuiles, carte, droite, bas, corps,
    emettre: /** @type {Geste} */ (() => {}),
    geste: /** @type {Geste} */ ((type, id) => p.emettre(type, id)),
    dessin: { hote: racineDe(parentElement).host, poser: /** @type {(ecran: Ecran | null) => void} */ ((ecran) => poser(p, ecran)), montree: () => p.montree },
  };
  parentElement.append(p.racine);
  if (cle) inscrire(cle, p.dessin);
  return p;
}

/**
 * Where the board is drawn: the shadow root Streamlit gave it.
 * @param {HTMLElement} element
 */
function racineDe(element) {
  return /** @type {ShadowRoot} */ (element.getRootNode());
}

/**
 * `lus`: the outlines, or null when they could not be read.
 * @param {Planche} planche @param {Ecran} data @param {Contours | null} lus
 */
function peindre(planche, data, lus) {
  peindreSansSigner(planche, data, lus);
  const { cle, racine: { dataset } } = planche;
  const nouvelle = data.signature ?? "";
  // One that no session draws is told to nobody: the board of the session will be.
  if (cle === null) return;
  if (dataset.signature !== nouvelle) annoncerEcran(data, !dataset.signature);
  dataset.signature = nouvelle;
  planche.montree = data;
  dispatchEvent(new Event("planche"));
}

/** @param {Planche} p @param {Ecran} data @param {Contours | null} lus */
function peindreSansSigner(p, data, lus) {
  const hote = racineDe(p.racine);
  const actif = hote.activeElement;
  for (const [nom, couleur] of Object.entries(data.couleurs)) {
    p.racine.style.setProperty(`--ti-${nom}`, couleur);
  }
  texte(p.titre, data.titre);
  texte(p.sousTitre, data.sous_titre);
  texte(p.message, data.message);
  dessinerTuiles(p.tuiles, data.tuiles, p.geste);
  const { blocs } = data;
  dessinerBlocs(p.droite, blocs.filter((b) => b.place !== "bas"), p.geste);
  dessinerBlocs(p.bas, blocs.filter((b) => b.place === "bas"), p.geste);
  p.carte.hidden = !data.carte;
  if (data.carte) dessinerCarte(p.carte, data.carte, lus, p.geste);
  attribut(p.corps, "data-carte", Boolean(data.carte));
  rendreFoyer(p, hote, actif);
}

/**
 * An element that had to be moved has lost the focus: give it back without scrolling.
 * @param {Planche} p @param {ShadowRoot} hote @param {Element | null} actif
 */
function rendreFoyer(p, hote, actif) {
  if (actif instanceof HTMLElement && actif !== hote.activeElement && p.racine.contains(actif)) actif.focus({ preventScroll: true });
}

/**
 * Streamlit may run the cleanup of an overtaken call after the next one: only the last call undoes the drawing.
 * @param {HTMLElement} parentElement @param {Planche} planche @param {number} tour
 */
function defaire(parentElement, planche, tour) {
  if (tour !== planche.tour) return;
  planche.tour += 1;
  planche.pose += 1;
  planche.racine.remove();
  retirer(planche.cle ?? "", planche.dessin);
  planches.delete(parentElement);
}
