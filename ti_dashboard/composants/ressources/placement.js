// @ts-check
// Where a list opens: under its box, or over it when there is more room there, as wide as the box and no narrower than a
// name one reads.

const MARGE = 8;
const LARGEUR = 240;
const HAUTEUR = 340;

/** @param {HTMLElement} liste in the top layer @param {HTMLElement} boite */
export function placerSous(liste, boite) {
  const zoom = boite.currentCSSZoom ?? 1;
  const place = boite.getBoundingClientRect();
  const largeur = Math.min(Math.max(place.width, LARGEUR * zoom), innerWidth - 2 * MARGE);
  const [dessus, dessous] = [place.top - 2 * MARGE, innerHeight - place.bottom - 2 * MARGE];
  const estDessus = dessous < HAUTEUR * zoom && dessus > dessous;
  const px = (/** @type {number} */ mesure) => `${mesure / zoom}px`;
  Object.assign(liste.style, {
    width: px(largeur),
    left: px(Math.max(MARGE, Math.min(place.left, innerWidth - largeur - MARGE))),
    top: estDessus ? "auto" : px(place.bottom + 2),
    bottom: estDessus ? px(innerHeight - place.top + 2) : "auto",
    maxHeight: px(Math.min(HAUTEUR * zoom, estDessus ? dessus : dessous)),
  });
}
