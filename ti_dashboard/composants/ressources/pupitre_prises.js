// @ts-check
// The outcomes that were taken; one taken with a wrong word, owner or date is mended where it stands.

/** @import { DecisionDite, Pupitre, Salle } from "../types/contrat" */
/** @import { Poste } from "./pupitre.js" */

import { accorder, attribut, html, pieces, texte } from "./dom.js";
import { creerGestes } from "./gestes_de_salle.js";
import { bouton, etiqueter } from "./pupitre_tete.js";

/** @param {Poste} poste */
export function creerPrises(poste) {
  const titre = html("h2", {});
  const liste = html("ul", { class: "prises" });
  const element = html("section", { class: "volet", "aria-label": "Conclusions prises" }, titre, liste);
  return {
    element,
    /** @param {Salle} _salle @param {Pupitre} pupitre */
    dessiner(_salle, { decisions }) {
      element.hidden = decisions.length === 0;
      texte(titre, `Conclusions prises : ${decisions.length}`);
      accorder(liste, decisions, ({ id }) => creerPrise(poste, id), (ligne, une) => ligne.pieces.dire(une));
    },
  };
}

/** @param {Poste} poste @param {number} id */
function creerPrise({ racine, code }, id) {
  const p = { genre: html("strong", {}), texte: html("span", {}), charge: html("span", { class: "charge" }) };
  const f = champs();
  const reprendre = bouton("Reprendre", () => ouvrir());
  const dite = html("div", {}, p.genre, " ", p.texte, " ", p.charge, " ", reprendre);
  /** @type {DecisionDite | null} */
  let derniere = null;
  // Why it is refused stays beside what was typed, whatever else is done at this desk.
  const faire = creerGestes(racine, code, (mots) => texte(f.faute, mots));
  function ouvrir() {
    if (!derniere) return;
    f.zone.value = derniere.texte;
    f.qui.value = derniere.responsable;
    f.quand.value = derniere.echeance;
    // A decision has both; what has neither asks for none.
    f.charge.hidden = !derniere.responsable && !derniere.echeance;
    texte(f.faute, "");
    montrer(true);
    f.zone.focus();
  }
  const montrer = (/** @type {boolean} */ estReprise) => {
    f.element.hidden = !estReprise;
    dite.hidden = estReprise;
  };
  const fermer = () => {
    montrer(false);
    reprendre.focus();
  };
  f.annuler.addEventListener("click", fermer);
  f.element.addEventListener("submit", async (e) => {
    e.preventDefault();
    if (await faire("modifier_decision", { id, texte: f.zone.value, responsable: f.qui.value, echeance: f.quand.value })) fermer();
  });
  montrer(false);
  return pieces(html("li", {}, dite, f.element), {
    /** @param {DecisionDite} une */
    dire(une) {
      derniere = une;
      texte(p.genre, `${une.genre.slice(0, 1).toUpperCase()}${une.genre.slice(1)} :`);
      texte(p.texte, une.texte);
      texte(p.charge, [une.charge, une.statut].filter(Boolean).join(" · "));
      attribut(reprendre, "aria-label", `Reprendre : ${une.texte}`);
    },
  });
}

function champs() {
  const zone = html("textarea", { rows: "2", maxlength: "2000", required: true });
  const qui = html("input", { type: "text", maxlength: "120", autocomplete: "off" });
  const quand = html("input", { type: "text", maxlength: "20", autocomplete: "off" });
  const charge = html("div", { class: "rangee" }, etiqueter("Responsable (organisme ou fonction)", qui), etiqueter("Échéance (jj/mm/aaaa)", quand));
  const annuler = bouton("Annuler", () => {});
  const faute = html("p", { class: "faute", role: "alert" });
  const element = html(
    "form", { class: "reprise" }, etiqueter("Texte repris", zone, true), charge, faute,
    html("div", { class: "rangee" }, html("button", { class: "principal" }, "Enregistrer"), annuler),
  );
  return { element, zone, qui, quand, charge, annuler, faute };
}
