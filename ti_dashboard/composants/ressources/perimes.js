// @ts-check
// A screen drawn before its run: what Streamlit itself writes of the screen before, between the boards, is not read under
// the new banner. Its place stays; what is typed in or pressed stays too, but for what would take away the figures of the
// screen before.

const CORPS = ".st-key-cadre-page";
const CHIFFRE = /\d/;
const TITRE = "h1";
const EMPORTE = "[data-testid='stDownloadButton']";
const AGIT = "[data-testid='stButton']";
const VIVANTS = "input, textarea, select, [role='radiogroup'], [role='group'], [role='tablist']";

/**
 * Whether the boards are all that the page says: nothing else had to be silenced, is chosen there or leads elsewhere.
 * @param {Iterable<Element>} hotes of the boards that are drawn ahead
 */
export function taire(hotes) {
  const dessines = new Set(hotes);
  const corps = document.querySelector(CORPS);
  if (!corps) return false;
  taireSous(corps, dessines);
  for (const element of corps.querySelectorAll(EMPORTE)) element.toggleAttribute("inert", true);
  return !corps.querySelector(`[data-perime], ${AGIT}, ${VIVANTS}`);
}

export function redire() {
  for (const element of document.querySelectorAll(`${CORPS} [data-perime]`)) element.removeAttribute("data-perime");
  for (const element of document.querySelectorAll(`${CORPS} ${EMPORTE}`)) element.removeAttribute("inert");
}

/** @param {Element} element @param {Set<Element>} dessines */
function taireSous(element, dessines) {
  for (const enfant of element.children) {
    if (dessines.has(enfant)) continue;
    const porte = enfant.querySelector(VIVANTS) || [...dessines].some((hote) => enfant.contains(hote));
    if (porte) taireSous(enfant, dessines);
    else if (CHIFFRE.test(enfant.textContent ?? "") || enfant.querySelector(TITRE)) enfant.setAttribute("data-perime", "");
  }
}
