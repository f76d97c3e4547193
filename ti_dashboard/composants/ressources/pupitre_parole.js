// @ts-check
// The list of speakers: who speaks and for how long, who waits, and the time that each body has taken.

/** @import { ParoleDite, Pupitre, Salle } from "../types/contrat" */
/** @import { Poste } from "./pupitre.js" */

import { accorder, attribut, html, pieces, texte } from "./dom.js";
import { enMinutes, maintenant } from "./heure_de_salle.js";
import { bouton, etiqueter } from "./pupitre_tete.js";

/** @param {Poste} poste */
export function creerParole(poste) {
  const liste = html("ol", { class: "paroles" });
  const parts = html("p", { class: "parts" });
  const vide = html("p", { class: "vide" }, "Personne ne demande la parole.");
  const ajout = creerAjout("Inscrire", (organisme, fonction) => poste.faire("inscrire_la_parole", { organisme, fonction }));
  const element = html("section", { class: "volet", "aria-label": "Parole" }, html("h2", {}, "Parole"), vide, liste, ajout, parts);
  /** @type {ParoleDite[]} */
  let dites = [];
  const battre = () => {
    for (const [rang, une] of dites.entries()) compter(/** @type {any} */ (liste.children[rang]), une);
  };
  return {
    element,
    /** @param {Salle} salle @param {Pupitre} pupitre */
    dessiner({ parole }, { temps_de_parole }) {
      dites = parole;
      vide.hidden = parole.length > 0;
      accorder(liste, parole, ({ id }) => creerLigne(poste, id), (ligne, une) => {
        texte(ligne.pieces.qui, `${une.organisme}, ${une.fonction}`);
        attribut(ligne, "data-parle", une.est_en_cours);
        ligne.pieces.donner.hidden = une.est_en_cours;
        ligne.pieces.monter.hidden = une.est_en_cours || parole.filter((autre) => !autre.est_en_cours)[0]?.id === une.id;
        ligne.pieces.finir.hidden = !une.est_en_cours;
        ligne.pieces.ecarter.hidden = une.est_en_cours;
      });
      texte(parts, temps_de_parole.map(({ organisme, ms }) => `${organisme} ${enMinutes(ms)}`).join(" · "));
      battre();
    },
    battre,
  };
}

/** @param {Poste} poste @param {number} id */
function creerLigne(poste, id) {
  const { faire } = poste;
  const p = {
    qui: html("span", { class: "qui" }),
    temps: html("span", { class: "temps" }),
    donner: bouton("Donner", () => faire("donner_la_parole", { id }), "principal"),
    finir: bouton("Terminer", () => faire("finir_la_parole"), "principal"),
    monter: bouton("↑", () => remonter(poste, id)),
    ecarter: bouton("Retirer", () => faire("ecarter_la_parole", { id })),
  };
  attribut(p.monter, "aria-label", "Faire passer avant");
  return pieces(html("li", {}, p.qui, p.temps, p.donner, p.finir, p.monter, p.ecarter), p);
}

/** One place before. @param {Poste} poste @param {number} id */
function remonter({ salle, faire }, id) {
  const ids = (salle?.parole ?? []).filter(({ est_en_cours }) => !est_en_cours).map((une) => une.id);
  const rang = ids.indexOf(id);
  if (rang > 0) ids.splice(rang - 1, 2, ids[rang], ids[rang - 1]);
  return faire("ordonner_la_parole", { ids });
}

/** @param {ReturnType<typeof creerLigne> | undefined} ligne @param {ParoleDite} une */
function compter(ligne, { est_en_cours, depuis_ms }) {
  if (ligne) texte(ligne.pieces.temps, est_en_cours ? enMinutes(maintenant() - depuis_ms) : "");
}

/**
 * A body and a function, typed at the desk; both stay until they are taken.
 * @param {string} mots @param {(organisme: string, fonction: string) => Promise<boolean>} agir
 */
export function creerAjout(mots, agir) {
  const organisme = html("input", { type: "text", maxlength: "120", autocomplete: "off", required: true });
  const fonction = html("input", { type: "text", maxlength: "120", autocomplete: "off", required: true });
  const champs = [etiqueter("Organisme", organisme, true), etiqueter("Fonction", fonction, true)];
  const element = html("form", { class: "rangee ajout" }, ...champs, html("button", {}, mots));
  element.addEventListener("submit", async (e) => {
    e.preventDefault();
    if (await agir(organisme.value, fonction.value)) element.reset();
  });
  return element;
}
