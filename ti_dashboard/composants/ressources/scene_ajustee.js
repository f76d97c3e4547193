// @ts-check
// What a plan says is drawn as large as its stage allows: the server only promises that it fits at its plain size.

const PAS = [1.9, 1.8, 1.7, 1.6, 1.5, 1.4, 1.35, 1.3, 1.25, 1.2, 1.15, 1.1, 1.05, 1, 0.97, 0.94];
/** Larger would say no more: a table of two rows is still read as a table. @type {Record<string, number>} */
const AU_PLUS = { table: 1.4, phrases: 1.55, barres: 1.7, courbe: 1.3, pont: 1.4, signaux: 1.55, tuiles: 1.7, carte: 1.2, texte: 1.7 };

/** @param {HTMLElement} scene drawn, seen or not */
export function ajuster(scene) {
  const contenu = /** @type {HTMLElement} */ (scene.querySelector(".scene-contenu"));
  const haut = AU_PLUS[scene.dataset.genre ?? ""] ?? 1;
  for (const pas of PAS) {
    if (pas > haut) continue;
    contenu.style.setProperty("--pas", String(pas));
    if (!deborde(contenu)) return;
  }
}

/** Lines of bars would flow over what stands under them. @param {HTMLElement} contenu */
export function deborde(contenu) {
  return [contenu, ...contenu.querySelectorAll(".dessin, .lignes, .tuile, .pont-colonnes li, .legende")].some((e) => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1);
}
