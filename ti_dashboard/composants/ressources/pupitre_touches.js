// @ts-check
// The keys of the desk: the room is led without leaving the eyes of those who are in it.

/** @import { Poste } from "./pupitre.js" */

import { estUneFrappe } from "./champ.js";

/** Key → what is asked of the server, from what the room shows now. @type {Record<string, (poste: Poste) => [string, Record<string, unknown>]>} */
const GESTES = {
  ArrowRight: () => ["avancer", { de: "etape", pas: 1 }],
  ArrowLeft: () => ["avancer", { de: "etape", pas: -1 }],
  PageDown: () => ["avancer", { de: "etape", pas: 1 }],
  PageUp: () => ["avancer", { de: "etape", pas: -1 }],
  ArrowDown: () => ["avancer", { de: "plan", pas: 1 }],
  ArrowUp: () => ["avancer", { de: "plan", pas: -1 }],
  b: ({ salle }) => ["noircir", { est_noir: !salle?.est_noir }],
  e: ({ salle }) => ["etape", { id: salle?.etape_id ?? 0 }],
};

/**
 * @param {Poste} poste
 * @param {{ ecrans: { eteindre(): void, figer(): void }, palette: { ouvrir(): void, estOuverte(): boolean } }} parties
 */
export function ecouterLesTouches(poste, { ecrans, palette }) {
  addEventListener("keydown", (e) => {
    if (e.defaultPrevented || estUneFrappe(e) || palette.estOuverte()) return;
    const touche = e.key.length === 1 ? e.key.toLowerCase() : e.key;
    if (touche === "/") palette.ouvrir();
    else if (touche === "Escape") ecrans.eteindre();
    else if (touche === "g") ecrans.figer();
    else if (GESTES[touche] && !(touche === "e" && !poste.salle?.etape_id)) poste.faire(...GESTES[touche](poste));
    else return;
    e.preventDefault();
  });
}
