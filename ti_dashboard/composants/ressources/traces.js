// @ts-check
// What the map is drawn with: its outlines, its insets, and the marks that a message or the reader puts on them.

/** @import { Contours, Encart, EtatCarte, Territoire } from "../types/scripts" */

import { html, svg, attribut } from "./dom.js";
import { situer } from "./encarts.js";

/** In the order they are drawn, each over the one before. */
export function creerMarques() {
  const marque = (/** @type {string} */ nom) => svg("path", { class: nom });
  return { halo: marque("halo"), anneau: marque("anneau"), coeur: marque("coeur"), survol: marque("survol") };
}

/** @param {string} id @param {string} d */
export function tracer(id, d) {
  return svg("path", { class: "territoire hors", d, "data-id": id });
}

/**
 * Names of the insets are HTML: their size must not shrink with the drawing.
 * @param {Contours} lus @returns {Encart[]}
 */
export function creerEncarts(lus) {
  const codes = new Map(lus.regions.map(([code, nom]) => [nom, code]));
  return lus.encarts.map(([libelle, x, y, width, height]) => {
    const cadre = svg("rect", { class: "encart", x, y, width, height, rx: 4 });
    const nom = html("span", { class: "encart-nom", "aria-hidden": "true" }, libelle);
    situer(nom, lus, [x, y]);
    return { cadre, nom, code: codes.get(libelle), boite: [x, y] };
  });
}

/**
 * Unknown is hatched: it must not look like a light shade of the scale.
 * @param {string} id
 */
export function motif(id) {
  const attributs = { id, width: 9, height: 9, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
  const fond = svg("rect", { class: "hachure-fond", width: 9, height: 9 });
  return svg("defs", {}, svg("pattern", attributs, fond, svg("rect", { class: "hachure", width: 3, height: 9 })));
}

/**
 * The ring is a copy of the outline drawn above its neighbours, so that none of them hides it, and the territory is
 * drawn once more above the ring, so that the smallest one still shows its class.
 * @param {EtatCarte} etat
 */
export function cerner(etat) {
  if (!etat.lus) return;
  const { focalise, survole, marques } = etat;
  for (const trace of Object.values(marques)) {
    const territoire = trace === marques.survol ? survole : focalise;
    attribut(trace, "d", territoire?.chemin);
    attribut(trace, "transform", territoire?.transform);
  }
  attribut(marques.coeur, "class", focalise?.actif ? `coeur c${focalise.classe}` : "coeur vide");
  attribut(marques.coeur, "fill", focalise?.trace.getAttribute("fill"));
}

/**
 * The outlines bear the names of today; an arrêté may have known a territory, or its region, under another.
 * @param {Territoire} t @param {string[] | undefined} alors
 */
export function renommer(t, alors) {
  const nom = alors?.[0] ?? t.fond.nom;
  if (t.nom !== nom) t.texte = null;
  t.nom = nom;
  t.region = alors?.[1] ?? t.fond.region;
  t.codeRegion = alors?.[2] ?? t.fond.codeRegion;
}

/**
 * Write only what changed since the last message. Returns whether the territory answers the filters.
 * @param {EtatCarte} etat @param {Territoire} t @param {[number, string] | undefined} valeur
 */
export function marquer(etat, t, valeur) {
  const classe = valeur ? valeur[0] : null;
  const mots = valeur ? valeur[1] : "hors des filtres";
  if (t.classe !== classe) {
    t.classe = classe;
    t.actif = classe !== null;
    attribut(t.trace, "class", t.actif ? `territoire c${classe}` : "territoire hors");
    attribut(t.trace, "fill", classe === -1 ? `url(#${etat.hachures})` : null);
    attribut(t.trace, "role", t.actif ? "button" : null);
    attribut(t.trace, "tabindex", !t.actif ? null : t === etat.foyer ? "0" : "-1");
  }
  if (t.texte !== mots) {
    t.texte = mots;
    attribut(t.trace, "aria-label", t.actif ? `${t.nom}, ${mots}` : null);
  }
  return t.actif;
}
