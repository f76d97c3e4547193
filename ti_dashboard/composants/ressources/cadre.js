// @ts-check
// What leads around the frame. The links come before everything else in the page, the menu of Streamlit included: they
// are put at the head of the body, once. The fold is a word on the page's root; the style sheet does the rest.

/** @import { Appel } from "../types/scripts" */

import { annoncer } from "./annonces.js";
import { suivreLeCompte } from "./compte.js";
import { garderLeFoyer } from "./foyer.js";
import "./relais.js";

/** @typedef {{ id: string, mots: string, cible(): HTMLElement | SVGElement | null }} Lien */

/** @type {Lien[]} */
const LIENS = [
  // Streamlit's own « Aller au contenu » stops at the filters.
  { id: "chiffres", mots: "Aller aux chiffres", cible: () => /** @type {HTMLElement | null} */ (document.querySelector(".st-key-cadre-page")) },
  { id: "carte", mots: "Aller à la carte", cible: () => chercher(document, "path.territoire[tabindex='0']") },
];
const page = document.documentElement;

/**
 * Called by Streamlit at each run.
 * @param {Appel<{ couleurs: Record<string, string> }>} appel
 */
export function monter({ parentElement, data }) {
  const bouton = parentElement.querySelector("button") ?? construire(parentElement);
  suivreLeCompte((nombre) => { bouton.textContent = nombre ? `Filtres (${nombre})` : "Filtres"; });
  direPli(bouton);
  if (document.querySelector(".evitement")) return;
  // Another page comes without the browser loading one: its title is said.
  let titre = document.title;
  new MutationObserver(() => {
    if (document.title !== titre) annoncer(titre = document.title);
  }).observe(document.head, { subtree: true, childList: true, characterData: true });
  // The style sheet of the frame needs them on the whole page.
  for (const [nom, couleur] of Object.entries(data.couleurs)) page.style.setProperty(`--ti-${nom}`, couleur);
  document.body.prepend(evitement());
  garderLeFoyer();
}

/** @param {HTMLElement} parentElement */
function construire(parentElement) {
  const bouton = document.createElement("button");
  bouton.type = "button";
  bouton.addEventListener("click", () => plier(bouton, !page.dataset.filtres));
  // Before the boxes hear it: one that is closed would take Escape for « empty me ».
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape" || !bouton.checkVisibility() || !estDansUneBoite(e)) return;
    e.stopPropagation();
    plier(bouton, false);
    bouton.focus();
  }, { capture: true });
  parentElement.append(bouton);
  return bouton;
}

/** @param {HTMLElement} bouton @param {boolean} ouvre */
function plier(bouton, ouvre) {
  if (ouvre) page.dataset.filtres = "ouverts";
  else delete page.dataset.filtres;
  direPli(bouton);
}

/**
 * The list of an open box answers to Escape first; nothing has the focus once a choice was made with a finger.
 * @param {Event} e
 */
function estDansUneBoite(e) {
  const [cible, ...autour] = e.composedPath();
  if (cible === document.body) return true;
  const estDedans = autour.some((noeud) => noeud instanceof Element && noeud.matches(".st-key-cadre-filtres"));
  return estDedans && cible instanceof Element && cible.getAttribute("aria-expanded") !== "true";
}

/** @param {HTMLElement} bouton */
function direPli(bouton) {
  bouton.setAttribute("aria-expanded", String(page.dataset.filtres === "ouverts"));
}

function evitement() {
  const menu = document.createElement("nav");
  menu.className = "evitement";
  menu.setAttribute("aria-label", "Accès rapide");
  // A page without a map has no way to it.
  const liens = LIENS.map((dit) => ({ dit, a: lien(dit) }));
  menu.append(...liens.map(({ a }) => a));
  menu.addEventListener("focusin", () => liens.forEach(({ dit, a }) => { a.hidden = !dit.cible(); }));
  return menu;
}

/** @param {Lien} dit */
function lien({ id, mots, cible }) {
  const a = document.createElement("a");
  a.href = `#${id}`;
  a.textContent = mots;
  a.addEventListener("click", (e) => {
    e.preventDefault();
    const element = cible();
    if (!element) return;
    if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
    element.focus();
    element.scrollIntoView({ block: "nearest" });
  });
  return a;
}

/**
 * The boards live in shadow roots, which no selector of the page can cross.
 * @param {Document | ShadowRoot} racine @param {string} selecteur @returns {SVGElement | null}
 */
function chercher(racine, selecteur) {
  for (const element of racine.querySelectorAll("*")) {
    if (element.matches(selecteur)) return /** @type {SVGElement} */ (element);
    const dedans = element.shadowRoot && chercher(element.shadowRoot, selecteur);
    if (dedans) return dedans;
  }
  return null;
}
