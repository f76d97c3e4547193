// @ts-check
// The code of the séance and its image, in the bar for who sits near, as large as the screen for who sits at the back.

/** @import { Invitation } from "../types/contrat" */

import { nommer } from "./raccourcis.js";

/** `bouton` stands in the bar, `grand` covers the screen; `ecrire` says both, or hides them when there is no séance. */
export function creerInvitation() {
  const bouton = document.createElement("button");
  bouton.type = "button";
  bouton.className = "invitation";
  const petite = image();
  const mots = document.createElement("span");
  bouton.append(petite, mots);
  const grand = document.createElement("dialog");
  grand.className = "grande-invitation";
  const [titre, code, lien] = ["p", "p", "p"].map((nom) => document.createElement(nom));
  titre.textContent = "Suivre l'écran de la salle";
  code.className = "code";
  lien.className = "lien";
  const grande = image();
  grand.append(titre, grande, code, lien);
  const basculer = () => (grand.open ? grand.close() : grand.showModal());
  bouton.addEventListener("click", basculer);
  grand.addEventListener("click", basculer);
  /** @param {Invitation | null} dit @param {string} mode */
  const ecrire = (dit, mode) => {
    bouton.hidden = !dit;
    if (!dit) {
      grand.close();
      return;
    }
    mots.textContent = nommer(`Code ${dit.code}`, "Q");
    code.textContent = `Code : ${dit.code}`;
    lien.textContent = dit.lien;
    for (const dessin of [petite, grande]) if (dessin.getAttribute("src") !== dit.image) dessin.src = dit.image;
    // The dark ground turns over the colours of the bar, not those of a dialog: a telephone reads black on white.
    petite.dataset.fond = mode;
    grande.alt = `Image à photographier : ${dit.lien}`;
  };
  return { bouton, grand, basculer, ecrire };
}

function image() {
  const element = document.createElement("img");
  element.alt = "";
  return element;
}
