// @ts-check
// In the file of a replay, takes the place of feuilles.js: the style sheets are in the file.

import { lu } from "./rejeu_lu.js";

/** @param {string} nom */
export async function lireLaFeuille(nom) {
  return new CSSStyleSheet().replace(lu.feuilles[nom]);
}

/** @param {ShadowRoot} hote @param {CSSStyleSheet} feuille */
export function adopter(hote, feuille) {
  hote.adoptedStyleSheets.push(feuille);
}
