// The drawing of the territories itself: outlines put once, then classes and labels patched.
//
// The map is one stop of the Tab key (roving tabindex); see clavier.js for the way around it.

import { cadrer } from "./cadrage.js";
import { prochain } from "./clavier.js";
import { html, svg, attribut } from "./dom.js";
import { situer } from "./encarts.js";

let serie = 0;

export function creerFondDeCarte({ choisir, expliquer, designer }) {
  const etat = { lus: null, liste: [], parId: new Map(), foyer: null, survole: null, hachures: `hachures-${++serie}` };
  etat.svg = svg("svg", { class: "carte-svg", role: "group", focusable: "false" });
  etat.element = html("div", { class: "cadre" }, etat.svg);
  ecouter(etat, choisir, expliquer, designer);
  return {
    element: etat.element,
    poserContours: (lus) => lus !== etat.lus && poserContours(etat, lus),
    poserValeurs: (valeurs, alt, noms) => poserValeurs(etat, valeurs, alt, noms ?? {}),
    designe: () => designe(etat),
    territoires: () => etat.liste.filter((t) => t.actif),
    estDessine: () => etat.lus !== null,
  };
}

/**
 * One set of listeners for the whole map, on the frame that every update keeps. Not on the SVG element: with a focus
 * listener of its own, Chromium makes it a stop of the Tab key.
 */
function ecouter(etat, choisir, expliquer, designer) {
  const sous = (evenement) => etat.parId.get(evenement.target.dataset?.id);
  const montrer = () => {
    cerner(etat);
    designer(designe(etat));
  };
  etat.element.addEventListener("pointerover", (e) => {
    etat.survole = sous(e)?.actif ? sous(e) : null;
    montrer();
  });
  etat.element.addEventListener("pointerleave", () => {
    etat.survole = null;
    montrer();
  });
  etat.element.addEventListener("focusin", (e) => {
    entrer(etat, sous(e));
    montrer();
  });
  etat.element.addEventListener("focusout", () => {
    etat.focalise = null;
    montrer();
  });
  etat.element.addEventListener("click", (e) => sous(e)?.actif && (e.shiftKey ? expliquer : choisir)(sous(e).id));
  etat.element.addEventListener("keydown", (e) => touche(etat, e, choisir, expliquer));
}

function touche(etat, evenement, choisir, expliquer) {
  const ici = etat.focalise;
  if (!ici || evenement.ctrlKey || evenement.metaKey || evenement.altKey) return;
  if (evenement.key === "Enter" || evenement.key === " ") {
    evenement.preventDefault();
    if (ici.actif) choisir(ici.id);
    return;
  }
  if (evenement.key === "?") {
    if (ici.actif) expliquer(ici.id);
    return;
  }
  const suivant = prochain(etat.liste.filter((t) => t.actif), ici, evenement.key);
  if (!suivant) return;
  evenement.preventDefault();
  suivant.trace.focus({ preventScroll: true });
}

function entrer(etat, territoire) {
  if (!territoire) return;
  etat.focalise = territoire;
  if (territoire.actif) deplacerFoyer(etat, territoire);
}

function deplacerFoyer(etat, territoire) {
  if (etat.foyer && etat.foyer !== territoire) attribut(etat.foyer.trace, "tabindex", etat.foyer.actif ? "-1" : null);
  etat.foyer = territoire;
  if (territoire) attribut(territoire.trace, "tabindex", "0");
}

const designe = (etat) => etat.survole ?? etat.focalise ?? null;

/**
 * The ring is a copy of the outline drawn above its neighbours, so that none of them hides it, and the territory is
 * drawn once more above the ring, so that the smallest one still shows its class.
 */
function cerner(etat) {
  if (!etat.lus) return;
  const marques = { halo: etat.focalise, anneau: etat.focalise, coeur: etat.focalise, survol: etat.survole };
  for (const [nom, territoire] of Object.entries(marques)) {
    attribut(etat[nom], "d", territoire?.chemin ?? null);
    attribut(etat[nom], "transform", territoire?.transform ?? null);
  }
  attribut(etat.coeur, "class", etat.focalise?.actif ? `coeur c${etat.focalise.classe}` : "coeur vide");
  attribut(etat.coeur, "fill", etat.focalise?.trace.getAttribute("fill"));
}

/** Another phase is another list of territories: everything is drawn again, the focus follows the same id. */
function poserContours(etat, lus) {
  const avant = etat.focalise?.id;
  etat.lus = lus;
  const regions = new Map(lus.regions.map(([code, nom]) => [code, nom]));
  etat.liste = lus.territoires.map(([id, nom, region, chemin, x, y]) => {
    const lieu = { region: regions.get(region), codeRegion: region, origine: [x, y], x, y };
    return { id, nom, ...lieu, fond: { nom, ...lieu }, chemin, trace: tracer(id, chemin) };
  });
  etat.parId = new Map(etat.liste.map((t) => [t.id, t]));
  etat.foyer = etat.focalise = etat.survole = null;
  for (const nom of ["halo", "anneau", "coeur", "survol"]) etat[nom] = svg("path", { class: nom });
  etat.regions = lus.regions.map(([code, , d]) => svg("path", { class: "region", d, "data-region": code }));
  etat.frontieres = lus.regions.map(([code, , d]) => svg("path", { class: "frontiere", d, "data-region": code }));
  etat.encarts = creerEncarts(lus);
  etat.svg.replaceChildren(
    motif(etat.hachures),
    svg("g", { "aria-hidden": "true" }, ...etat.regions),
    svg("g", {}, ...etat.liste.map((t) => t.trace)),
    svg("g", { class: "dessus", "aria-hidden": "true" }, ...etat.frontieres, ...etat.encarts.map((e) => e.cadre)),
    svg("g", { class: "dessus", "aria-hidden": "true" }, etat.halo, etat.anneau, etat.coeur, etat.survol),
  );
  etat.element.replaceChildren(etat.svg, ...etat.encarts.map((e) => e.nom));
  etat.aRefocaliser = avant;
}

function tracer(id, d) {
  return svg("path", { class: "territoire hors", d, "data-id": id });
}

/** Names of the insets are HTML: their size must not shrink with the drawing. */
function creerEncarts(lus) {
  const codes = new Map(lus.regions.map(([code, nom]) => [nom, code]));
  return lus.encarts.map(([libelle, x, y, width, height]) => {
    const cadre = svg("rect", { class: "encart", x, y, width, height, rx: 4 });
    const nom = html("span", { class: "encart-nom", "aria-hidden": "true" }, libelle);
    situer(nom, lus, [x, y]);
    return { cadre, nom, code: codes.get(libelle), boite: [x, y] };
  });
}

/** Unknown is hatched: it must not look like a light shade of the scale. */
function motif(id) {
  const attributs = { id, width: 9, height: 9, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
  const fond = svg("rect", { class: "hachure-fond", width: 9, height: 9 });
  return svg("defs", {}, svg("pattern", attributs, fond, svg("rect", { class: "hachure", width: 3, height: 9 })));
}

function poserValeurs(etat, valeurs, alt, noms) {
  for (const t of etat.liste) renommer(t, noms[t.id]);
  const actifs = etat.liste.filter((t) => marquer(etat, t, valeurs[t.id]));
  attribut(etat.svg, "aria-label", `${alt ?? "Carte"} ${actifs.length} territoires, flèches pour circuler.`);
  if (!etat.foyer?.actif) deplacerFoyer(etat, actifs[0] ?? null);
  if (etat.survole && !etat.survole.actif) etat.survole = null;
  if (etat.lus) cadrer(etat, actifs);
  if (etat.aRefocaliser) etat.parId.get(etat.aRefocaliser)?.trace.focus({ preventScroll: true });
  etat.aRefocaliser = null;
  cerner(etat);
}

/** The outlines bear the names of today; an arrêté may have known a territory, or its region, under another. */
function renommer(t, alors) {
  const nom = alors?.[0] ?? t.fond.nom;
  if (t.nom !== nom) t.texte = null;
  t.nom = nom;
  t.region = alors?.[1] ?? t.fond.region;
  t.codeRegion = alors?.[2] ?? t.fond.codeRegion;
}

/** Write only what changed since the last message. Returns whether the territory answers the filters. */
function marquer(etat, t, valeur) {
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
