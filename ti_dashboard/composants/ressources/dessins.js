// @ts-check
// The boards that stand on the page, by their key: several modules draw them, each sees the same ones.

/** @import { Ecran } from "../types/contrat" */

/** A board: where it stands, how it is drawn, what it shows. @typedef {{ hote: Element, poser(ecran: Ecran | null): void, montree(): Ecran | null }} Dessin */

/** @type {Map<string, Dessin>} */
export const dessins = new Map();

/** @param {string} cle @param {Dessin} dessin */
export function inscrire(cle, dessin) {
  dessins.set(cle, dessin);
}

/** @param {string} cle @param {Dessin} dessin */
export function retirer(cle, dessin) {
  if (dessins.get(cle) === dessin) dessins.delete(cle);
}

/** What the first board of the page shows, once it shows something. */
export const premiereMontree = () => [...dessins.values()].map(({ montree }) => montree()).find(Boolean) ?? null;

/** @param {string} cle */
export const estMontree = (cle) => Boolean(dessins.get(cle)?.montree());
