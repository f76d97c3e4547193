// @ts-check
// A screen drawn before its run: what Streamlit itself writes of the screen before, between the boards, is not read under
// the new banner. Its place stays; what is typed in or pressed stays too.

import { ici } from "./trajet.js";

const CORPS = ".st-key-cadre-page";
const CHIFFRE = /\d/;
const TITRE = "h1";
const EMPORTE = "[data-testid='stDownloadButton'] button";
const AGIT = "[data-testid='stButton']";
const VIVANTS = "input, textarea, select, [role='radiogroup'], [role='group'], [role='tablist']";

/** What is pressed, until it is of the screen that is read. @type {{ href: string, element: HTMLElement } | null} */
let presse = null;

// It would take away the figures of the screen before: it waits for the session, which is told at once.
addEventListener("click", (clic) => {
  if (!("enAvance" in document.documentElement.dataset)) return;
  const element = clic.composedPath().find((noeud) => noeud instanceof HTMLElement && noeud.matches(EMPORTE));
  if (!(element instanceof HTMLElement)) return;
  clic.preventDefault();
  clic.stopImmediatePropagation();
  presse = { href: ici().href, element };
}, { capture: true });

/** @param {Iterable<Element>} hotes of the boards that are drawn ahead */
export function taire(hotes) {
  const corps = document.querySelector(CORPS);
  if (!corps) return;
  for (const element of autour(corps, new Set(hotes))) element.setAttribute("data-perime", "");
}

/**
 * Whether nothing of the page has to be silenced, nor is of a search.
 * @param {Iterable<Element>} hotes of the boards that can be drawn ahead
 */
export function estToutDit(hotes) {
  const corps = document.querySelector(CORPS);
  if (!corps || corps.querySelector(AGIT) || [...corps.querySelectorAll("input")].some(estRemplie)) return false;
  return autour(corps, new Set(hotes)).next().done === true;
}

/** Whether something beside the boards is chosen on the page. */
export const choisit = () => document.querySelector(`${CORPS} :is(${VIVANTS})`) !== null;

/** @param {HTMLInputElement} champ */
const estRemplie = (champ) => champ.type !== "radio" && champ.value.trim() !== "";

/** The screen that is read is that of the session. */
export function redire() {
  for (const element of document.querySelectorAll(`${CORPS} [data-perime]`)) element.removeAttribute("data-perime");
  const { href, element } = presse ?? {};
  presse = null;
  if (href === ici().href) setTimeout(() => element?.click());
}

/**
 * What says something of a screen around its boards.
 * @param {Element} element @param {Set<Element>} dessines @returns {Generator<Element, void>}
 */
function* autour(element, dessines) {
  for (const enfant of element.children) {
    if (dessines.has(enfant)) continue;
    const porte = enfant.querySelector(VIVANTS) || [...dessines].some((hote) => enfant.contains(hote));
    if (porte) yield* autour(enfant, dessines);
    else if (CHIFFRE.test(enfant.textContent ?? "") || enfant.querySelector(TITRE)) yield enfant;
  }
}
