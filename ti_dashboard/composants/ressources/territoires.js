// @ts-check
// The drawing of the territories itself: outlines put once, then classes and labels patched.
//
// The map is one stop of the Tab key (roving tabindex); see clavier.js for the way around it.

/** @import { Carte } from "../types/contrat" */
/** @import { Contours, EtatCarte, Territoire } from "../types/scripts" */

import { cadrer } from "./cadrage.js";
import { prochain } from "./clavier.js";
import { html, svg, attribut } from "./dom.js";
import { cerner, creerEncarts, creerMarques, marquer, motif, renommer, tracer } from "./traces.js";

let serie = 0;

/** @param {{ choisir(id: string): void, expliquer(id: string): void, designer(territoire: Territoire | null): void }} gestes */
export function creerFondDeCarte({ choisir, expliquer, designer }) {
  const dessin = svg("svg", { class: "carte-svg", role: "group", focusable: "false" });
  /** @type {EtatCarte} */
  const etat = {
    lus: null, liste: [], parId: new Map(), hachures: `hachures-${++serie}`, svg: dessin,
    element: html("div", { class: "cadre" }, dessin), foyer: null, survole: null, focalise: null, aRefocaliser: null,
    regions: [], frontieres: [], encarts: [], marques: creerMarques(), cadrage: null, cadrageDe: null,
  };
  ecouter(etat, choisir, expliquer, designer);
  return {
    element: etat.element,
    /** @param {Contours} lus */
    poserContours: (lus) => lus !== etat.lus && poserContours(etat, lus),
    /** @param {Carte} carte */
    poserValeurs: (carte) => poserValeurs(etat, carte),
    designe: () => designe(etat),
    territoires: () => etat.liste.filter((t) => t.actif),
    estDessine: () => etat.lus !== null,
  };
}

/**
 * One set of listeners for the whole map, on the frame that every update keeps. Not on the SVG element: with a focus
 * listener of its own, Chromium makes it a stop of the Tab key.
 * @param {EtatCarte} etat
 * @param {(id: string) => void} choisir
 * @param {(id: string) => void} expliquer
 * @param {(territoire: Territoire | null) => void} designer
 */
function ecouter(etat, choisir, expliquer, designer) {
  /** @param {Event} evenement */
  const sous = ({ target }) => (target instanceof SVGElement ? etat.parId.get(target.dataset.id ?? "") : undefined);
  const montrer = () => {
    cerner(etat);
    designer(designe(etat));
  };
  etat.element.addEventListener("pointerover", (e) => {
    const la = sous(e);
    etat.survole = la?.actif ? la : null;
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
  etat.element.addEventListener("click", (e) => {
    const la = sous(e);
    if (la?.actif) (e.shiftKey ? expliquer : choisir)(la.id);
  });
  etat.element.addEventListener("keydown", (e) => touche(etat, e, choisir, expliquer));
}

/**
 * @param {EtatCarte} etat
 * @param {KeyboardEvent} evenement
 * @param {(id: string) => void} choisir
 * @param {(id: string) => void} expliquer
 */
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

/** @param {EtatCarte} etat @param {Territoire | undefined} territoire */
function entrer(etat, territoire) {
  if (!territoire) return;
  etat.focalise = territoire;
  if (territoire.actif) deplacerFoyer(etat, territoire);
}

/** @param {EtatCarte} etat @param {Territoire | null} territoire */
function deplacerFoyer(etat, territoire) {
  if (etat.foyer && etat.foyer !== territoire) attribut(etat.foyer.trace, "tabindex", etat.foyer.actif ? "-1" : null);
  etat.foyer = territoire;
  if (territoire) attribut(territoire.trace, "tabindex", "0");
}

/** @param {EtatCarte} etat */
const designe = (etat) => etat.survole ?? etat.focalise ?? null;

/**
 * Another phase is another list of territories: everything is drawn again, the focus follows the same id.
 * @param {EtatCarte} etat @param {Contours} lus
 */
function poserContours(etat, lus) {
  const avant = etat.focalise?.id;
  etat.lus = lus;
  const regions = new Map(lus.regions.map(([code, nom]) => [code, nom]));
  etat.liste = lus.territoires.map(([id, nom, region, chemin, x, y]) => {
    const fond = { nom, region: regions.get(region) ?? "", codeRegion: region };
    const dit = { actif: false, classe: null, texte: null, transform: null };
    return { id, ...fond, fond, origine: [x, y], x, y, chemin, trace: tracer(id, chemin), ...dit };
  });
  etat.parId = new Map(etat.liste.map((t) => [t.id, t]));
  etat.foyer = etat.focalise = etat.survole = null;
  etat.marques = creerMarques();
  etat.regions = lus.regions.map(([code, , d]) => svg("path", { class: "region", d, "data-region": code }));
  etat.frontieres = lus.regions.map(([code, , d]) => svg("path", { class: "frontiere", d, "data-region": code }));
  etat.encarts = creerEncarts(lus);
  etat.svg.replaceChildren(
    motif(etat.hachures),
    svg("g", { "aria-hidden": "true" }, ...etat.regions),
    svg("g", {}, ...etat.liste.map((t) => t.trace)),
    svg("g", { class: "dessus", "aria-hidden": "true" }, ...etat.frontieres, ...etat.encarts.map((e) => e.cadre)),
    svg("g", { class: "dessus", "aria-hidden": "true" }, ...Object.values(etat.marques)),
  );
  etat.element.replaceChildren(etat.svg, ...etat.encarts.map((e) => e.nom));
  etat.aRefocaliser = avant ?? null;
}

/** @param {EtatCarte} etat @param {Carte} carte */
function poserValeurs(etat, { valeurs, alt, noms }) {
  // By what the message says, and by nothing that any object has: « constructor » is no territory with a value.
  const [dits, nommes] = [new Map(Object.entries(valeurs)), new Map(Object.entries(noms ?? {}))];
  for (const t of etat.liste) renommer(t, nommes.get(t.id));
  const actifs = etat.liste.filter((t) => marquer(etat, t, dits.get(t.id)));
  attribut(etat.svg, "aria-label", `${alt} ${actifs.length} territoires, flèches pour circuler.`);
  if (!etat.foyer?.actif) deplacerFoyer(etat, actifs[0] ?? null);
  if (etat.survole && !etat.survole.actif) etat.survole = null;
  if (etat.lus) cadrer(etat, etat.lus, actifs);
  if (etat.aRefocaliser) etat.parId.get(etat.aRefocaliser)?.trace.focus({ preventScroll: true });
  etat.aRefocaliser = null;
  cerner(etat);
}

