// @ts-check
// An outcome, from its first words to its last: written here, read back on the wall, taken. Kept at each pause: another
// post, or this one after a cut, finds it as it was.

/** @import { ProjetDit, Pupitre, Salle } from "../types/contrat" */
/** @import { Poste } from "./pupitre.js" */

import { html, texte } from "./dom.js";
import { maintenant } from "./heure_de_salle.js";
import { bouton, boutonSur, etiqueter } from "./pupitre_tete.js";

const PAUSE_MS = 600;
const JOUR = /^\d{1,2}\/\d{1,2}\/\d{4}$/;
/** @type {Array<[string, string]>} */
const GENRES = [["decision", "Décision"], ["accord", "Relevé d'accord"], ["desaccord", "Désaccord"], ["information", "Information"]];

/** @param {Poste} poste */
export function creerDecision(poste) {
  const f = champs();
  const gestes = html("div", { class: "rangee" });
  const passee = html("p", { class: "passee", role: "status" });
  const element = html(
    "section", { class: "volet", "aria-label": "Conclusion" }, html("h2", {}, "Conclusion"),
    f.genre, f.texte, html("div", { class: "rangee" }, f.responsable, f.echeance), passee, gestes,
  );
  const etat = { sale: false, attente: 0, lu: false, projet: /** @type {ProjetDit | null} */ (null) };
  const garder = async (/** @type {boolean} */ estEntiere) => {
    clearTimeout(etat.attente);
    if (!etat.sale) return true;
    etat.sale = false;
    const dit = dites(f);
    // Half a date is no fault while it is typed.
    if (!estEntiere && !JOUR.test(dit.echeance)) dit.echeance = "";
    return poste.faire("rediger", { ...dit, adresse: poste.salle?.adresse ?? "" });
  };
  element.addEventListener("input", () => {
    etat.sale = true;
    clearTimeout(etat.attente);
    etat.attente = setTimeout(() => garder(false), PAUSE_MS);
    poserLesGestes();
  });
  // What was kept as it was typed is sent whole.
  const relue = () => {
    etat.sale = true;
    return garder(true);
  };
  const apres = (/** @type {() => Promise<boolean>} */ suite) => async () => (await relue()) && suite();
  const { faire } = poste;
  const boutons = {
    lire: bouton("Lire à la salle", apres(() => faire("relire", { est_lu: true })), "principal"),
    prendre: bouton("Prendre", apres(async () => (await faire("prendre")) && effacer()), "principal"),
    ranger: bouton("Retirer du mur", apres(() => faire("relire", { est_lu: false }))),
    abandonner: boutonSur("Abandonner", "Abandonner ce texte ?", async () => {
      clearTimeout(etat.attente);
      etat.sale = false;
      if (await faire("abandonner")) effacer();
    }),
  };
  gestes.append(...Object.values(boutons));
  poserLesGestes();
  function effacer() {
    etat.projet = null;
    remplir(f, null);
    poserLesGestes();
    return true;
  }
  function poserLesGestes() {
    const ecrit = f.zone.value.trim() !== "";
    for (const un of Object.values(boutons)) un.hidden = !ecrit;
    // What is written is either read on the wall, or to be.
    (etat.lu ? boutons.lire : boutons.ranger).hidden = true;
    const estDecision = dites(f).genre === "decision";
    for (const champ of [f.responsable, f.echeance]) champ.hidden = !estDecision;
    texte(passee, estDecision && estPassee(f.quand.value) ? "Cette échéance est déjà passée." : "");
  }
  return {
    element,
    /** @param {Salle} _salle @param {Pupitre} pupitre */
    dessiner(_salle, { projet }) {
      etat.lu = projet?.est_lu ?? false;
      element.dataset.lu = String(etat.lu);
      // What is being typed here is newer than what the store says.
      if (!etat.sale && !element.contains(document.activeElement?.matches("input, textarea") ? document.activeElement : null)) remplir(f, projet);
      poserLesGestes();
    },
    /** Where the first words are typed. */
    ecrire: () => f.zone.focus(),
  };
}

function champs() {
  const choix = GENRES.map(([valeur, mots], rang) => {
    const radio = html("input", { type: "radio", name: "genre", value: valeur, checked: rang === 0 });
    return html("label", { class: "genre" }, radio, mots);
  });
  const zone = html("textarea", { rows: "2", maxlength: "2000" });
  const qui = html("input", { type: "text", maxlength: "120", autocomplete: "off" });
  const quand = html("input", { type: "text", maxlength: "20", autocomplete: "off" });
  return {
    genre: html("fieldset", { class: "genres" }, html("legend", {}, "Genre"), ...choix),
    texte: etiqueter("Texte de la conclusion, tel que la salle le lira", zone), zone, qui, quand,
    responsable: etiqueter("Responsable (organisme ou fonction)", qui),
    echeance: etiqueter("Échéance (jj/mm/aaaa)", quand),
  };
}

/** @param {ReturnType<typeof champs>} f */
function dites({ genre, zone, qui, quand }) {
  const choisi = /** @type {HTMLInputElement | null} */ (genre.querySelector("input:checked"));
  return { genre: choisi?.value ?? "decision", texte: zone.value, responsable: qui.value, echeance: quand.value };
}

/** @param {ReturnType<typeof champs>} f @param {ProjetDit | null} projet */
function remplir({ genre, zone, qui, quand }, projet) {
  const choisi = genre.querySelector(`input[value="${projet?.genre ?? "decision"}"]`);
  if (choisi instanceof HTMLInputElement) choisi.checked = true;
  zone.value = projet?.texte ?? "";
  qui.value = projet?.responsable ?? "";
  quand.value = projet?.echeance ?? "";
}

/** A year mistyped is late as soon as it is taken. @param {string} mots */
function estPassee(mots) {
  if (!JOUR.test(mots.trim())) return false;
  const [jour, mois, an] = mots.trim().split("/").map(Number);
  return new Date(an, mois - 1, jour + 1).getTime() <= maintenant();
}
