// @ts-check
// A figure of the screen of the room, corrected on the spot: shown at once over the old one, taken back in one gesture.

/** @import { CorrectionMontree, PageComposee, Pupitre, Salle } from "../types/contrat" */
/** @import { Poste } from "./pupitre.js" */

import { accorder, html, pieces, texte } from "./dom.js";
import { bouton, etiqueter } from "./pupitre_tete.js";

/** @param {Poste} poste */
export function creerCorrection(poste) {
  const chiffre = html("select", {});
  const valeur = html("input", { type: "text", maxlength: "40", autocomplete: "off", required: true });
  const motif = html("input", { type: "text", maxlength: "300", autocomplete: "off", required: true });
  const saisie = html(
    "form", { class: "corriger" }, etiqueter("Chiffre à corriger", chiffre),
    html("div", { class: "rangee" }, etiqueter("Valeur exacte", valeur, true), etiqueter("Motif", motif, true), html("button", {}, "Corriger")),
  );
  const liste = html("ul", { class: "prises" });
  const element = html("details", { class: "volet" }, html("summary", {}, "Corriger un chiffre"), saisie, liste);
  saisie.addEventListener("submit", async (e) => {
    e.preventDefault();
    if (!(await poste.faire("corriger", { chiffre: chiffre.value, valeur: valeur.value, motif: motif.value }))) return;
    for (const champ of [valeur, motif]) champ.value = "";
  });
  return {
    element,
    /** The figures that can be chosen are those of the screen of the room. @param {PageComposee | null} page */
    proposer(page) {
      const choisi = chiffre.value;
      const trouves = chiffresDe(page);
      chiffre.replaceChildren(...trouves.map(([nom, mots]) => html("option", { value: nom, selected: nom === choisi }, mots)));
      saisie.hidden = !trouves.length;
    },
    /** @param {Salle} _salle @param {Pupitre} pupitre */
    dessiner(_salle, { corrections }) {
      accorder(liste, corrections, ({ id }) => creerLigne(poste, id), dire);
    },
  };
}

/** Tiles, then what stands in a line of a block. @param {PageComposee | null} page @returns {Array<[string, string]>} */
function chiffresDe(page) {
  const ecrans = Object.values(page?.planches ?? {}).flatMap((ecran) => ecran ?? []);
  const tuiles = ecrans.flatMap((ecran) => ecran.tuiles.map((t) => /** @type {[string, string]} */ ([t.id, `${t.libelle} : ${t.valeur}`])));
  const barres = ecrans.flatMap((ecran) => ecran.blocs.flatMap((bloc) => (bloc.type !== "barres" ? [] : bloc.lignes.filter((l) => l.chiffre).map((l) => /** @type {[string, string]} */ ([l.chiffre, `${bloc.titre}, ${l.libelle} : ${l.texte}`])))));
  // One that stands twice is one figure: it is chosen once.
  const tuilees = new Set(tuiles.map(([nom]) => nom));
  return [...tuiles, ...barres.filter(([nom]) => !tuilees.has(nom))];
}

/** @param {Poste} poste @param {number} id */
function creerLigne({ faire }, id) {
  const p = { mots: html("span", { class: "qui" }), reprendre: bouton("Annuler", () => faire("annuler_correction", { id })) };
  return pieces(html("li", { class: "rangee" }, p.mots, p.reprendre), p);
}

/** @param {ReturnType<typeof creerLigne>} ligne @param {CorrectionMontree} une */
function dire({ pieces: p }, { mots, est_annulable }) {
  texte(p.mots, mots);
  p.reprendre.setAttribute("aria-label", `Annuler la correction : ${mots}`);
  p.reprendre.hidden = !est_annulable;
}
