// @ts-check
// What the room is told, written on a telephone: where the séance is, the point under way, what is read and said.

/** @import { EtapeDite, PieceDite, Salle } from "../types/contrat" */

import { accorder, attribut, html, texte } from "./dom.js";
import { ecoule, enReste, maintenant } from "./heure_de_salle.js";

const STATUTS = { ouverte: "Séance en cours.", suspendue: "La séance est suspendue : elle va reprendre.", close: "La séance est close." };
const ETATS = { faite: "fait", en_cours: "en cours", a_venir: "à venir" };
const KO = 1024;

/** @param {string} id */
export const partie = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** Heard once by who does not see the page. @param {string} mots */
export function direAussi(mots) {
  const dites = partie("dites");
  // The same words twice are two things said.
  dites.textContent = dites.textContent === mots ? `${mots}\u00a0` : mots;
}

/** @param {Salle} salle @param {Salle | null} avant what was told before it */
export function ecrire(salle, avant) {
  texte(partie("arrete"), salle.arrete);
  ecrireLecture(salle, avant);
  ecrireMessage(salle, avant);
  ecrirePoint(salle);
  ecrirePieces(salle.pieces);
  ecrireAgenda(salle.agenda);
  if (avant && avant.statut !== salle.statut) direAussi(statutDit(salle));
  const { annonce } = salle;
  if (annonce && annonce.id !== avant?.annonce?.id && annonce.jusqu_a_ms > maintenant()) direAussi(annonce.mots);
  battre(salle);
}

/** @param {Salle} salle */
export function statutDit({ statut, prevue }) {
  if (statut !== "brouillon") return STATUTS[statut];
  // « 3 décembre 2026 à 14 h 30, Bercy », or where it is held alone.
  const quand = prevue && (/^\d/.test(prevue) ? `\u00a0: prévue le ${prevue}` : `\u00a0: prévue à ${prevue}`);
  return `La séance n'a pas commencé${quand}. Cette page s'ouvrira d'elle-même.`;
}

/** What passes with time. @param {Salle} salle */
export function battre(salle) {
  const courante = etapeDe(salle);
  const temps = partie("point-temps");
  texte(temps, courante ? enReste(courante.minutes, ecoule(courante)) : "");
  attribut(temps, "data-depasse", Boolean(courante?.minutes) && temps.textContent?.startsWith("dépassé"));
  const annonce = salle.annonce && salle.annonce.jusqu_a_ms > maintenant() ? salle.annonce.mots : "";
  texte(partie("annonce-mots"), annonce);
  partie("annonce").hidden = !annonce;
}

/** @param {Salle} salle @returns {EtapeDite | null} */
const etapeDe = ({ agenda }) => agenda.find(({ etat }) => etat === "en_cours") ?? null;

/** @param {Salle} salle @param {Salle | null} avant */
function ecrireLecture({ lecture }, avant) {
  partie("lecture").hidden = !lecture;
  texte(partie("lecture-genre"), lecture && `En lecture\u00a0: ${lecture.genre}`);
  texte(partie("lecture-texte"), lecture?.texte);
  texte(partie("lecture-charge"), lecture?.charge);
  const dite = lecture && [lecture.genre, lecture.texte, lecture.charge].filter(Boolean).join(". ");
  if (dite && JSON.stringify(lecture) !== JSON.stringify(avant?.lecture ?? null)) direAussi(`Lu à la salle\u00a0: ${dite}`);
}

/** @param {Salle} salle @param {Salle | null} avant */
function ecrireMessage({ message }, avant) {
  partie("message").hidden = !message;
  texte(partie("message-mots"), message);
  if (message && message !== avant?.message) direAussi(`Message à la salle\u00a0: ${message}`);
}

/** @param {Salle} salle */
function ecrirePoint(salle) {
  const courante = etapeDe(salle);
  partie("point").hidden = salle.statut === "brouillon" || salle.statut === "close";
  partie("relire").hidden = salle.statut !== "close";
  const rang = courante && `Point ${courante.rang}${salle.hors ? " · l'écran en est sorti" : ""}`;
  texte(partie("point-rang"), rang);
  texte(partie("point-titre"), courante?.titre ?? (salle.agenda.length ? "L'ordre du jour n'est pas encore entamé" : "À l'écran de la salle"));
  texte(partie("point-intervenant"), courante?.intervenant);
  texte(partie("point-ecran"), salle.est_noir ? "L'écran de la salle est masqué un instant." : salle.ecran && `À l'écran\u00a0: ${salle.ecran}`);
}

/** @param {PieceDite[]} pieces */
function ecrirePieces(pieces) {
  partie("pieces").hidden = !pieces.length;
  const items = pieces.map((piece) => ({ id: piece.adresse, ...piece }));
  accorder(partie("pieces-liste"), items, () => html("li", {}, html("a")), (ligne, { nom, adresse, octets }) => {
    const lien = /** @type {HTMLElement} */ (ligne.firstElementChild);
    attribut(lien, "href", adresse);
    texte(lien, `${nom} (${enTaille(octets)})`);
  });
}

/** « 340 ko », « 2,4 Mo ». @param {number} octets */
function enTaille(octets) {
  const ko = Math.max(1, Math.round(octets / KO));
  return ko < KO ? `${ko}\u00a0ko` : `${(ko / KO).toLocaleString("fr-FR", { maximumFractionDigits: 1 })}\u00a0Mo`;
}

/** @param {EtapeDite[]} agenda */
function ecrireAgenda(agenda) {
  partie("agenda").hidden = !agenda.length;
  texte(partie("agenda-dit"), agenda.length > 1 ? `${agenda.length} points` : "Un point");
  accorder(partie("agenda-liste"), agenda, () => html("li", {}, html("strong"), html("span")), (ligne, etape) => {
    attribut(ligne, "aria-current", etape.etat === "en_cours" ? "step" : null);
    attribut(ligne, "value", etape.rang);
    const [titre, suite] = /** @type {Iterable<HTMLElement>} */ (ligne.children);
    texte(titre, etape.titre);
    const minutes = etape.minutes ? `${etape.minutes}\u00a0min` : "";
    texte(suite, [etape.intervenant, minutes, ETATS[etape.etat]].filter(Boolean).join(" · "));
  });
}
