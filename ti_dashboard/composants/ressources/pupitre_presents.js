// @ts-check
// Who is in the room, as a body and a function; those expected are noted in one gesture each.

/** @import { Pupitre, Salle } from "../types/contrat" */
/** @import { Poste } from "./pupitre.js" */

import { accorder, attribut, html, pieces, texte } from "./dom.js";
import { creerAjout } from "./pupitre_parole.js";
import { bouton } from "./pupitre_tete.js";

/** @param {Poste} poste */
export function creerPresents(poste) {
  const titre = html("h2", {});
  const liste = html("ul", { class: "presents" });
  const attendus = html("h3", {});
  const manque = html("ul", { class: "presents" });
  const ajout = creerAjout("Noter présent", (organisme, fonction) => poste.faire("presence", { organisme, fonction }));
  const element = html("section", { class: "volet", "aria-label": "Présents" }, titre, liste, attendus, manque, ajout);
  return {
    element,
    /** @param {Salle} salle @param {Pupitre} pupitre */
    dessiner({ presents, statut }, { presences, manquants }) {
      texte(titre, `Présents : ${presents}`);
      accorder(liste, presences, ({ id }) => creerPresent(poste, id), (ligne, une) => {
        const pour = une.represente && ` (représente ${une.represente})`;
        texte(ligne.pieces.qui, `${une.organisme}, ${une.fonction}${pour}${une.est_la ? "" : " : parti"}`);
        attribut(ligne, "data-parti", !une.est_la);
        ligne.pieces.partir.hidden = !une.est_la;
      });
      texte(attendus, manquants.length ? `Attendus encore : ${manquants.length}` : "");
      const rang = [...manque.children].findIndex((ligne) => ligne.contains(document.activeElement));
      accorder(manque, manquants, creerManquant, (ligne, { organisme, fonction }) => {
        texte(ligne.pieces.qui, `${organisme}, ${fonction}`);
        attribut(ligne.pieces.noter, "aria-label", `Noter présent : ${organisme}, ${fonction}`);
        ligne.pieces.noter.onclick = () => { poste.faire("presence", { organisme, fonction }); };
        ligne.pieces.noter.hidden = statut === "brouillon";
      });
      // Who has just been noted leaves the list: the next one is under the same key.
      if (rang >= 0 && document.activeElement === document.body) {
        const ligne = manque.children[Math.min(rang, manque.children.length - 1)];
        (ligne?.querySelector("button") ?? ajout.querySelector("input"))?.focus();
      }
    },
  };
}

/** @param {Poste} poste @param {number} id */
function creerPresent({ faire }, id) {
  const p = { qui: html("span", { class: "qui" }), partir: bouton("Parti", () => faire("depart", { id })) };
  return pieces(html("li", {}, p.qui, p.partir), p);
}

function creerManquant() {
  const p = { qui: html("span", { class: "qui" }), noter: html("button", { type: "button" }, "Noter présent") };
  return pieces(html("li", {}, p.qui, p.noter), p);
}
