// @ts-check
// The screen that a telephone wants to see: asked for by its page, drawn by what is loaded only then.

/** @typedef {{ racine: string, adresse: string, revision: number }} EcranVoulu */

/** @type {EcranVoulu | null} */
let voulu = null;
/** @type {(voulu: EcranVoulu | null) => void} */
let dessiner = () => {};

/** Null when none is wanted any more. @param {EcranVoulu | null} autre */
export function vouloir(autre) {
  const [avant, apres] = [JSON.stringify(voulu), JSON.stringify(autre)];
  voulu = autre;
  if (avant !== apres) dessiner(voulu);
}

/** @param {(voulu: EcranVoulu | null) => void} dessin called at once with what is wanted now */
export function quandOnVeut(dessin) {
  dessiner = dessin;
  dessin(voulu);
}
