// @ts-check
// Overseas alone: the insets leave their column and share the whole drawing, so that they can be read.

/** @import { Contours, EtatCarte } from "../types/scripts" */

/** @typedef {{ transform: string, point(ici: [number, number]): [number, number] }} Place */

const ECART = 16;
const NOM = 18;

/** Show only these regions, large, each where its inset lands; no region: everything back in its place. */
/** @param {EtatCarte} etat @param {Contours} lus @param {Set<string>} codes */
export function agrandirEncarts(etat, lus, codes) {
  /** @type {Map<string | undefined, Place>} */
  const places = codes.size ? placer(lus, codes) : new Map();
  /** @param {SVGElement} element @param {string | undefined} code */
  const poser = (element, code) => {
    const cacher = places.size > 0 && !places.has(code);
    ecrire(element, "display", cacher ? "none" : null);
    ecrire(element, "transform", places.get(code)?.transform ?? null);
  };
  etat.regions.forEach((element) => poser(element, element.dataset.region));
  etat.frontieres.forEach((element) => poser(element, element.dataset.region));
  etat.liste.forEach((t) => {
    poser(t.trace, t.codeRegion);
    t.transform = places.get(t.codeRegion)?.transform ?? null;
    [t.x, t.y] = places.get(t.codeRegion)?.point(t.origine) ?? t.origine;
  });
  etat.encarts.forEach(({ cadre, nom, code, boite }) => {
    poser(cadre, code);
    nom.hidden = places.size > 0 && !places.has(code);
    situer(nom, lus, places.get(code)?.point(boite) ?? boite);
  });
}

/** @param {SVGElement} element @param {string} nom @param {string | null} valeur */
const ecrire = (element, nom, valeur) =>
  valeur === null ? element.removeAttribute(nom) : element.setAttribute(nom, valeur);

/**
 * Names are HTML, placed in hundredths of the drawing.
 * @param {HTMLElement} nom @param {Contours} lus @param {[number, number]} ici
 */
export function situer(nom, lus, [x, y]) {
  const [, , largeur, hauteur] = lus.viewBox.split(" ").map(Number);
  nom.style.left = `${(x / largeur) * 100}%`;
  nom.style.top = `${(y / hauteur) * 100}%`;
}

/**
 * One scale for all, the largest that lets them stand in rows: two insets stay comparable as in their column.
 * @param {Contours} lus @param {Set<string>} codes @returns {Map<string | undefined, Place>}
 */
function placer(lus, codes) {
  const [, , largeur, hauteur] = lus.viewBox.split(" ").map(Number);
  const noms = new Map(lus.regions.map(([code, nom]) => [nom, code]));
  const gardes = lus.encarts.map(([nom, ...boite]) => ({ code: noms.get(nom) ?? "", boite })).filter(({ code }) => codes.has(code));
  const w = Math.max(...gardes.map(({ boite }) => boite[2]));
  const h = Math.max(...gardes.map(({ boite }) => boite[3]));
  const essais = gardes.map((_, i) => {
    const [colonnes, rangs] = [i + 1, Math.ceil(gardes.length / (i + 1))];
    const echelle = Math.min((largeur / colonnes - ECART) / w, (hauteur / rangs - ECART - NOM) / h);
    return { colonnes, rangs, echelle };
  });
  const { colonnes, rangs, echelle } = essais.reduce((a, b) => (b.echelle > a.echelle ? b : a));
  return new Map(
    gardes.map(({ code, boite: [x, y] }, i) => {
      const rang = Math.floor(i / colonnes);
      const nbDuRang = Math.min(colonnes, gardes.length - rang * colonnes);
      const gauche = ((i % colonnes) + 0.5) * (w * echelle + ECART) + (largeur - nbDuRang * (w * echelle + ECART)) / 2;
      const haut = (rang + 0.5) * (hauteur / rangs);
      const [dx, dy] = [gauche - (x + w / 2) * echelle, haut - (y + h / 2) * echelle];
      /** @type {Place["point"]} */
      const point = ([px, py]) => [px * echelle + dx, py * echelle + dy];
      return [code, { transform: `translate(${dx} ${dy}) scale(${echelle})`, point }];
    }),
  );
}
