// @ts-check
// A screen drawn before its run: what Streamlit itself writes of the screen before, between the boards, is not read under
// the new banner. Its place stays; what is typed in or pressed stays too.

const CORPS = ".st-key-cadre-page";
const CHIFFRE = /\d/;
const VIVANTS = "input, textarea, select, [role='radiogroup'], [role='group'], [role='tablist']";

/** @param {Iterable<Element>} hotes of the boards that are drawn ahead */
export function taire(hotes) {
  const dessines = new Set(hotes);
  const corps = document.querySelector(CORPS);
  if (corps) taireSous(corps, dessines);
}

export function redire() {
  for (const element of document.querySelectorAll(`${CORPS} [data-perime]`)) element.removeAttribute("data-perime");
}

/** @param {Element} element @param {Set<Element>} dessines */
function taireSous(element, dessines) {
  for (const enfant of element.children) {
    if (dessines.has(enfant)) continue;
    const porte = enfant.querySelector(VIVANTS) || [...dessines].some((hote) => enfant.contains(hote));
    if (porte) taireSous(enfant, dessines);
    else if (CHIFFRE.test(enfant.textContent ?? "")) enfant.setAttribute("data-perime", "");
  }
}
