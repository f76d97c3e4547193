// @ts-check
// A drawing of the board without what answers: on a wall there is no hand, and what looks like a button is a promise.

import { html } from "./dom.js";

const SANS_OBJET = ".info, .fiche, .bascule, .mesures, .origine, .info-ligne, .tableau, .fleche, caption, .bloc-tete";
const ATTRIBUTS = ["title", "tabindex", "role", "aria-pressed", "aria-label", "aria-live", "popovertarget", "scope"];

/** @param {HTMLElement} contenu */
export function taire(contenu) {
  for (const element of contenu.querySelectorAll(SANS_OBJET)) element.remove();
  // The innermost first: one that is replaced takes its own with it.
  for (const element of [...contenu.querySelectorAll("button, details, summary")].reverse()) rendreMuet(element);
  for (const element of contenu.querySelectorAll("*")) for (const nom of ATTRIBUTS) element.removeAttribute(nom);
}

/** @param {Element} element */
function rendreMuet(element) {
  const estLigne = element.matches(".ligne, .signal, .pont-bouton");
  const dit = html(estLigne ? "div" : "span", { class: element.className });
  if (element instanceof HTMLElement) dit.hidden = element.hidden;
  if (element.matches("details")) dit.classList.add("noms");
  for (const [nom, valeur] of Object.entries(/** @type {HTMLElement} */ (element).dataset)) dit.dataset[nom] = valeur;
  dit.style.cssText = /** @type {HTMLElement} */ (element).style.cssText;
  // « et 12 autres » opens nothing here: it is said, and that is all.
  if (element.matches("details")) dit.append(element.querySelector(".replie")?.textContent ?? "");
  else dit.append(...element.childNodes);
  if (element.matches("summary")) dit.className = "replie";
  element.replaceWith(dit);
}
