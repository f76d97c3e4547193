// @ts-check
// Where a replay is: what the room was told at each of its instants, and which of them is the last before a moment.

/** @import { InstantRejoue, Rejeu, Salle } from "../types/contrat" */

/** What the room was told from each instant on. @param {Rejeu} rejeu @returns {Salle[]} */
export function derouler({ salle, instants }) {
  let dite = salle;
  return instants.map(({ change }) => (dite = { ...dite, ...change }));
}

/** @param {InstantRejoue[]} instants the first one at 0 @param {number} ms */
export function rangA(instants, ms) {
  let [bas, haut] = [0, instants.length - 1];
  while (bas < haut) {
    const milieu = Math.ceil((bas + haut) / 2);
    if (instants[milieu].ms <= ms) bas = milieu;
    else haut = milieu - 1;
  }
  return bas;
}

/**
 * Where the instant before or after a moment is; those of one moment are one.
 * @param {InstantRejoue[]} instants @param {number} ms @param {number} pas 1 or -1
 */
export function voisin(instants, ms, pas) {
  if (pas > 0) return instants.find((un) => un.ms > ms)?.ms ?? ms;
  return instants.findLast((un) => un.ms < ms)?.ms ?? 0;
}
