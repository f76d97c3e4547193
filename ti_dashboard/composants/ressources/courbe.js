// @ts-check
// Lines over time. The curve is stretched to its place; every text is HTML, so that none shrinks with it.

/** @import { Courbe, Serie } from "../types/contrat" */
/** @import { Echelle, Garni, Tableau } from "../types/scripts" */

import { html, svg, attribut, texte, accorder, pieces, creerEchelle, estConnu } from "./dom.js";

/** @typedef {Serie["points"][number]} Point */
/** @typedef {{ x0: number, x1: number, haut: number, hauteur: Echelle }} Mesures */
/** @typedef {{ gauche: number, haut: number, serie: Serie, titre: string }} Place */

// What a date takes of the width, in hundredths.
const LARGEUR_DATE = 16;

/** @param {Garni<ReturnType<typeof construire>>} parent @param {Courbe} bloc */
export function dessiner(parent, bloc) {
  const p = parent.pieces ?? construire(parent);
  const series = bloc.series.filter((s) => s.points.length);
  texte(p.vide, series.length ? "" : bloc.vide);
  p.cadre.hidden = p.legende.hidden = series.length === 0;
  const echelle = mesurer(bloc, series);
  accorder(p.axeY, graduations(bloc, echelle), () => html("span"), poserGraduation);
  const dates = abscisses(series, echelle);
  attribut(p.cadre, "data-rangs", dates.some((d) => d.rang) ? "2" : null);
  accorder(p.axeX, dates, () => html("span"), (element, { x, mots, rang }) => {
    texte(element, mots);
    attribut(element, "data-rang", rang || null);
    element.style.left = `${x}%`;
  });
  const items = series.map((serie) => ({ id: serie.libelle, serie }));
  accorder(p.svg, items, () => svg("path", { class: "trait-courbe" }), (trait, { serie }) => {
    attribut(trait, "d", chemin(serie.points, echelle));
    trait.style.setProperty("--couleur", couleurDe(serie));
  });
  accorder(p.points, pointsDe(series, echelle), () => html("span", { class: "point" }), poserPoint);
  accorder(p.legende, items, creerNom, (nom, { serie }) => mettreAJourNom(nom, serie));
}

/** @param {Courbe} bloc @returns {Tableau} */
export function enTableau(bloc) {
  const { series } = bloc;
  const dates = new Map(series.flatMap((s) => s.points.map(([x, , date]) => [x, date])));
  const lignes = [...dates].sort(([a], [b]) => a - b).map(([x, date]) => {
    return [date, ...series.map((s) => s.points.find((point) => point[0] === x)?.[3] ?? "inconnu")];
  });
  return { colonnes: ["Date", ...series.map((s) => s.libelle)], lignes };
}

/** @param {HTMLElement} parent */
function construire(parent) {
  const dit = {
    svg: svg("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" }),
    points: html("div", { class: "points" }),
    axeX: html("div", { class: "axe-x", "aria-hidden": "true" }),
    axeY: html("div", { class: "axe-y", "aria-hidden": "true" }),
    legende: html("ul", { class: "courbe-legende" }),
    vide: html("p", { class: "vide" }),
  };
  const p = { ...dit, cadre: html("div", { class: "courbe-cadre" }, dit.axeY, dit.svg, dit.points, dit.axeX) };
  parent.append(p.legende, p.cadre, p.vide);
  return pieces(parent, p).pieces;
}

/**
 * Bounds of the days, highest value, and the vertical axis.
 * @param {Courbe} bloc @param {Serie[]} series @returns {Mesures}
 */
function mesurer(bloc, series) {
  const points = series.flatMap((s) => s.points);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const haut = Math.max(0, bloc.max_y, ...ys.filter(estConnu));
  return { x0: Math.min(...xs), x1: Math.max(...xs), haut, hauteur: creerEchelle(ys, { haut }) };
}

/**
 * Labels are left out when the top of the axis is not theirs: no label is better than a wrong one.
 * @param {Courbe} bloc @param {Mesures} mesures
 */
function graduations(bloc, { haut, hauteur }) {
  const mots = bloc.axe_y;
  if (bloc.max_y !== haut || mots.length < 2) return [];
  return mots.map((mot, i) => ({ id: i, mot, y: hauteur((i / (mots.length - 1)) * haut) }));
}

/** @param {HTMLElement} element @param {{ mot: string, y: number }} graduation */
function poserGraduation(element, { mot, y }) {
  texte(element, mot);
  element.style.bottom = `${y}%`;
}

/**
 * Every date that has room on one of two rows, first and last always: two committees of one year are both named.
 * @param {Serie[]} series @param {Mesures} echelle
 */
function abscisses(series, echelle) {
  const dates = new Map(series.flatMap((s) => s.points.map(([x, , date]) => [x, date])));
  const toutes = [...dates].sort(([a], [b]) => a - b).map(([x, mots]) => ({ id: x, mots, x: placer(x, 0, echelle)[0], rang: -1 }));
  const rangs = [toutes.slice(-1), []];
  for (const date of toutes) {
    const estFin = date === toutes.at(-1);
    date.rang = estFin ? 0 : rangs.findIndex((r) => r.every((autre) => Math.abs(autre.x - date.x) >= LARGEUR_DATE));
    if (!estFin && date.rang >= 0) rangs[date.rang].push(date);
  }
  return toutes.filter((date) => date.rang >= 0);
}

/**
 * The line is cut where a value is unknown: joining its neighbours would invent one.
 * @param {Point[]} points @param {Mesures} echelle
 */
function chemin(points, echelle) {
  let leve = true;
  return points.map(([x, y]) => {
    const ordre = leve ? "M" : "L";
    leve = !estConnu(y);
    return leve ? "" : ordre + placer(x, y, echelle).join(" ");
  }).join("");
}

/** @param {number} x @param {number} y @param {Mesures} mesures */
function placer(x, y, { x0, x1, hauteur }) {
  const gauche = x1 > x0 ? ((x - x0) / (x1 - x0)) * 100 : 50;
  return [Number(gauche.toFixed(2)), Number((100 - hauteur(y)).toFixed(2))];
}

/** @param {Serie} serie */
const couleurDe = (serie) => `var(--ti-${serie.couleur ?? "accent"})`;

/** @param {Serie[]} series @param {Mesures} echelle */
function pointsDe(series, echelle) {
  return series.flatMap((serie) => serie.points.filter((p) => estConnu(p[1])).map(([x, y, date, mots]) => {
    const [gauche, haut] = placer(x, y, echelle);
    return { id: `${serie.libelle}-${x}`, gauche, haut, serie, titre: `${serie.libelle}, ${date} : ${mots}` };
  }));
}

/** @param {HTMLElement} element @param {Place} place */
function poserPoint(element, { gauche, haut, serie, titre }) {
  element.style.left = `${gauche}%`;
  element.style.top = `${haut}%`;
  element.style.setProperty("--couleur", couleurDe(serie));
  attribut(element, "title", titre);
}

function creerNom() {
  const p = { nom: html("span"), dernier: html("strong") };
  return pieces(html("li", {}, html("span", { class: "carre", "aria-hidden": "true" }), p.nom, " ", p.dernier), p);
}

/** @param {ReturnType<typeof creerNom>} element @param {Serie} serie */
function mettreAJourNom(element, serie) {
  texte(element.pieces.nom, serie.libelle);
  texte(element.pieces.dernier, serie.points.at(-1)?.[3]);
  element.style.setProperty("--couleur", couleurDe(serie));
}
