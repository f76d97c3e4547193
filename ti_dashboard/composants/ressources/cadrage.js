// @ts-check
// What part of the country the map shows: the whole of it, the few regions the filters keep, or overseas, large.

/** @import { Contours, EtatCarte, Territoire } from "../types/scripts" */

import { agrandirEncarts } from "./encarts.js";

const NB_REGIONS_MAX = 3;
const MARGE = 14;
const LARGEUR_MIN = 150;

/**
 * `actifs`: the territories that answer the filters.
 * @param {EtatCarte} etat @param {Contours} lus @param {Territoire[]} actifs
 */
export function cadrer(etat, lus, actifs) {
  const codes = new Set(actifs.map((t) => t.codeRegion));
  const auLoin = new Set(etat.encarts.map((e) => e.code));
  const outreMer = codes.size > 1 && [...codes].every((code) => auLoin.has(code));
  const zoom = !outreMer && codes.size > 0 && codes.size <= NB_REGIONS_MAX;
  const cle = zoom || outreMer ? [...codes].sort().join() : "";
  if (etat.cadrage === cle && etat.cadrageDe === lus) return;
  [etat.cadrage, etat.cadrageDe] = [cle, lus];
  agrandirEncarts(etat, lus, outreMer ? codes : new Set());
  const boite = zoom ? boiteDe(etat, lus, codes, actifs) : lus.viewBox;
  etat.svg.setAttribute("viewBox", boite);
  etat.element.classList.toggle("zoom", zoom);
}

/**
 * Box around these regions and territories (one may spread over the next region), in the shape of the whole map.
 * @param {EtatCarte} etat @param {Contours} lus @param {Set<string>} codes @param {Territoire[]} actifs
 */
function boiteDe(etat, lus, codes, actifs) {
  const [, , largeur, hauteur] = lus.viewBox.split(" ").map(Number);
  const traces = [...etat.regions.filter((r) => codes.has(r.dataset.region ?? "")), ...actifs.map((t) => t.trace)];
  const boites = traces.map((trace) => trace.getBBox());
  const x0 = Math.min(...boites.map((b) => b.x)) - MARGE;
  const y0 = Math.min(...boites.map((b) => b.y)) - MARGE;
  const x1 = Math.max(...boites.map((b) => b.x + b.width)) + MARGE;
  const y1 = Math.max(...boites.map((b) => b.y + b.height)) + MARGE;
  const w = Math.max(x1 - x0, ((y1 - y0) * largeur) / hauteur, LARGEUR_MIN);
  if (w >= largeur) return lus.viewBox;
  const h = (w * hauteur) / largeur;
  return [(x0 + x1 - w) / 2, (y0 + y1 - h) / 2, w, h].map(Math.round).join(" ");
}
