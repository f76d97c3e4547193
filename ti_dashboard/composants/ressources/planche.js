// Entry of the component: one call builds the page's body, the following calls patch it.
//
// Sibling modules and the stylesheet stand in the same folder, named by the hash of them all, so that they can be cached
// for ever. The style is awaited here, at load time: `dessiner` itself never waits but for a new map.

import { dessinerBlocs } from "./blocs.js";
import { dessinerCarte } from "./carte.js";
import * as contours from "./contours.js";
import { html, attribut, texte } from "./dom.js";
import { dessinerTuiles } from "./tuiles.js";

const feuille = await lireFeuille();
const planches = new WeakMap();

/** Read before the first drawing: nothing is ever shown without its style. */
async function lireFeuille() {
  const reponse = await fetch(new URL("planche.css", import.meta.url));
  if (!reponse.ok) throw new Error(`planche.css: ${reponse.status}`);
  return new CSSStyleSheet().replace(await reponse.text());
}

/** Called by Streamlit at each message, with everything to show. Returns what undoes this call. */
export function dessiner({ parentElement, data, setTriggerValue }) {
  const planche = planches.get(parentElement) ?? construire(parentElement);
  const tour = ++planche.tour;
  planche.emettre = (type, id) => setTriggerValue("geste", { type, id });
  const carte = data.carte && contours.dejaLus(data.carte.contours);
  if (!data.carte || carte) {
    peindre(planche, data, carte);
  } else {
    // The figures of the first drawing do not wait for the map; later, all change at once or not at all.
    if (!planche.racine.dataset.signature) peindreSansSigner(planche, data, null);
    contours.lire(data.carte.contours).then((lus) => tour === planche.tour && peindre(planche, data, lus));
  }
  return () => defaire(parentElement, planche, tour);
}

function construire(parentElement) {
  const hote = parentElement.getRootNode();
  if (!hote.adoptedStyleSheets.includes(feuille)) hote.adoptedStyleSheets.push(feuille);
  const p = { tour: 0, emettre: () => {} };
  const geste = (type, id) => p.emettre(type, id);
  p.titre = html("h1", { class: "titre" });
  p.sousTitre = html("p", { class: "sous-titre" });
  p.message = html("p", { class: "message" });
  // The live region itself is always there: one that appears with its text is not read aloud.
  const annonce = html("div", { role: "status" }, p.message);
  p.tuiles = html("div", { class: "tuiles" });
  p.carte = html("section", { class: "carte", "aria-label": "Carte" });
  p.droite = html("div", { class: "droite" });
  p.bas = html("div", { class: "bas" });
  p.source = html("p", { class: "source" });
  p.corps = html("div", { class: "corps" }, p.carte, p.droite);
  const tete = html("header", { class: "tete" }, p.titre, p.sousTitre);
  p.racine = html("div", { class: "planche" }, tete, annonce, p.tuiles, p.corps, p.bas, p.source);
  p.geste = geste;
  parentElement.append(p.racine);
  planches.set(parentElement, p);
  return p;
}

/** `lus`: the outlines, or null when they could not be read. */
function peindre(planche, data, lus) {
  peindreSansSigner(planche, data, lus);
  planche.racine.dataset.signature = data.signature ?? "";
}

function peindreSansSigner(p, data, lus) {
  const hote = p.racine.getRootNode();
  const actif = hote.activeElement;
  for (const [nom, couleur] of Object.entries(data.couleurs ?? {})) {
    p.racine.style.setProperty(`--ti-${nom}`, couleur);
  }
  texte(p.titre, data.titre);
  texte(p.sousTitre, data.sous_titre);
  texte(p.message, data.message);
  dessinerTuiles(p.tuiles, data.tuiles ?? [], p.geste);
  const blocs = data.blocs ?? [];
  dessinerBlocs(p.droite, blocs.filter((b) => b.place !== "bas"), p.geste);
  dessinerBlocs(p.bas, blocs.filter((b) => b.place === "bas"), p.geste);
  p.carte.hidden = !data.carte;
  if (data.carte) dessinerCarte(p.carte, data.carte, lus, p.geste);
  attribut(p.corps, "data-carte", Boolean(data.carte));
  texte(p.source, data.lecture?.source);
  rendreFoyer(p, hote, actif);
}

/** An element that had to be moved has lost the focus: give it back without scrolling. */
function rendreFoyer(p, hote, actif) {
  if (actif && actif !== hote.activeElement && p.racine.contains(actif)) actif.focus({ preventScroll: true });
}

/** Streamlit may run the cleanup of an overtaken call after the next one: only the last call undoes the drawing. */
function defaire(parentElement, planche, tour) {
  if (tour !== planche.tour) return;
  planche.tour += 1;
  planche.racine.remove();
  planches.delete(parentElement);
}
