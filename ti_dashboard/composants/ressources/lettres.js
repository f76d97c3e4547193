// @ts-check
// What is typed, against what is written: « ile de france » finds « Île-de-France ».

/** @param {string} mots */
export const sansAccents = (mots) => mots.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae");

/** Letters and digits alone, in the order they are said. @param {string} mots */
export const lettres = (mots) => sansAccents(mots).replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** @param {string} cherche @param {string} texte */
export const estDans = (cherche, texte) => lettres(texte).includes(lettres(cherche));
