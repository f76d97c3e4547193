// @ts-check
// The few DOM gestures every part needs. Writing only what changed is what keeps an update short.

/** @import { Echelle } from "../types/scripts" */

const SVG = "http://www.w3.org/2000/svg";

/**
 * New HTML element: `attributs` are set as attributes, `enfants` are nodes or texts.
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} nom
 * @param {Record<string, unknown>} attributs
 * @param {Array<Node | string>} enfants
 * @returns {HTMLElementTagNameMap[N]}
 */
export function html(nom, attributs = {}, ...enfants) {
  return garnir(document.createElement(nom), attributs, enfants);
}

/**
 * @template {keyof SVGElementTagNameMap} N
 * @param {N} nom
 * @param {Record<string, unknown>} attributs
 * @param {Array<Node>} enfants
 * @returns {SVGElementTagNameMap[N]}
 */
export function svg(nom, attributs = {}, ...enfants) {
  return garnir(document.createElementNS(SVG, nom), attributs, enfants);
}

/**
 * @template {Element} E
 * @param {E} element
 * @param {Record<string, unknown>} attributs
 * @param {Array<Node | string>} enfants
 * @returns {E}
 */
function garnir(element, attributs, enfants) {
  for (const [cle, valeur] of Object.entries(attributs)) attribut(element, cle, valeur);
  element.append(...enfants);
  return element;
}

/**
 * Set an attribute if it changed; `null`, `undefined` and `false` remove it.
 * @param {Element} element @param {string} nom @param {unknown} valeur
 */
export function attribut(element, nom, valeur) {
  if (valeur === null || valeur === undefined || valeur === false) {
    if (element.hasAttribute(nom)) element.removeAttribute(nom);
    return;
  }
  const mot = valeur === true ? "" : String(valeur);
  if (element.getAttribute(nom) !== mot) element.setAttribute(nom, mot);
}

/**
 * Set a text if it changed, and hide the element when there is nothing to say.
 * @param {HTMLElement} element @param {string | null | undefined} mots
 */
export function texte(element, mots) {
  const voulu = mots ?? "";
  if (element.textContent !== voulu) element.textContent = voulu;
  if (element.hidden !== (voulu === "")) element.hidden = voulu === "";
}

/**
 * A text that may be cut by the width of the screen: the whole of it stays in the tooltip.
 * @param {HTMLElement} element @param {string | null | undefined} mots
 */
export function texteCoupe(element, mots) {
  texte(element, mots);
  attribut(element, "title", mots || null);
}

/**
 * Make the children of `parent` those of `items`, in order, matched by `data-id`: an element whose id is still there
 * is kept, with its focus, its open popover and its scroll.
 * @template {{ id: string | number }} I
 * @template {HTMLElement | SVGElement} E
 * @param {Element} parent
 * @param {ReadonlyArray<I>} items
 * @param {(item: I) => E} creer
 * @param {(element: E, item: I) => void} mettreAJour
 */
export function accorder(parent, items, creer, mettreAJour) {
  /** @type {Map<string | undefined, E>} */
  const anciens = new Map();
  for (const enfant of /** @type {Iterable<E>} */ (parent.children)) anciens.set(enfant.dataset.id, enfant);
  let repere = parent.firstElementChild;
  for (const item of items) {
    const id = String(item.id);
    let element = anciens.get(id);
    if (!element) {
      element = creer(item);
      element.dataset.id = id;
    }
    anciens.delete(id);
    if (element === repere) repere = element.nextElementSibling;
    else deplacer(parent, element, repere);
    mettreAJour(element, item);
  }
  for (const reste of anciens.values()) reste.remove();
}

/**
 * `moveBefore` keeps focus and popover of an element already on the page; older browsers insert it again.
 * @param {Element} parent @param {Element} element @param {Element | null} repere
 */
function deplacer(parent, element, repere) {
  if (element.isConnected && parent.moveBefore) parent.moveBefore(element, repere);
  else parent.insertBefore(element, repere);
}

/**
 * Keep on the element itself the parts an update will need.
 * @template {Element} E
 * @template P
 * @param {E} element
 * @param {P} noms
 * @returns {E & { pieces: P }}
 */
export function pieces(element, noms) {
  return Object.assign(element, { pieces: noms });
}

/** @type {(nombre: number | null | undefined) => nombre is number} */
export const estConnu = (nombre) => nombre !== null && nombre !== undefined;

/**
 * Where a value stands on an axis that holds every known one and always its zero, from 0 to 100: a cut axis makes a
 * small change look large, and without a zero a debt looks like a gain.
 * @param {Array<number | null | undefined>} valeurs @param {{ haut?: number, bas?: number }} bornes @returns {Echelle}
 */
export function creerEchelle(valeurs, { haut = 0, bas: fond = 0 } = {}) {
  const connues = valeurs.filter(estConnu);
  const bas = Math.min(fond, 0, ...connues);
  const sommet = Math.max(haut, 0, ...connues);
  return (valeur) => (sommet > bas ? ((valeur - bas) / (sommet - bas)) * 100 : 0);
}

/**
 * A share of 100 as a CSS percentage.
 * @param {number} part
 */
export const pourcent = (part) => `${Number(part.toFixed(2))}%`;
