// @ts-check
// The desk: what the room sees, what comes next, and all that its presenter does. One message redraws it whole.

/** @import { Pupitre, Salle } from "../types/contrat" */

import { Connexion } from "./connexion.js";
import { html, texte } from "./dom.js";
import { creerGestes } from "./gestes_de_salle.js";
import { regler } from "./heure_de_salle.js";
import { oublier, recevoir } from "./page_de_salle.js";
import { creerAgenda } from "./pupitre_agenda.js";
import { creerCorrection } from "./pupitre_correction.js";
import { creerDecision } from "./pupitre_decision.js";
import { creerEcrans } from "./pupitre_ecrans.js";
import { creerPalette } from "./pupitre_palette.js";
import { creerParole } from "./pupitre_parole.js";
import { creerPresents } from "./pupitre_presents.js";
import { creerPrises } from "./pupitre_prises.js";
import { creerTete } from "./pupitre_tete.js";
import { ecouterLesTouches } from "./pupitre_touches.js";

/** What every part of the desk is given. @typedef {{ racine: string, code: string, projetes: string, salle: Salle | null, faire: ReturnType<typeof creerGestes> }} Poste */
/** One part: where it stands, what it shows of each message, what moves with the clock. @typedef {{ element: HTMLElement, dessiner(salle: Salle, pupitre: Pupitre): void, battre?(): void }} Partie */

const SECONDE_MS = 1000;
// What is written in bursts is read once.
const PAUSE_MS = 40;
// A screen that joins or leaves changes nothing of the séance: it is seen at the next reading.
const RELIRE_MS = 5000;

const { racine = "", code = "", ecrans: projetes = "" } = document.body.dataset;
const faute = html("p", { class: "faute", role: "alert" });
const coupure = html("p", { class: "coupure", role: "status" });
texte(faute, "");
texte(coupure, "");
/** @type {Poste} */
const poste = { racine, code, projetes, salle: null, faire: creerGestes(racine, code, (mots) => texte(faute, mots)) };
const correction = creerCorrection(poste);
const ecrans = creerEcrans(poste, correction.proposer);
const palette = creerPalette(poste);
/** @type {Partie[]} */
const parties = [creerTete(poste), creerAgenda(poste), ecrans, creerDecision(poste), creerParole(poste), creerPrises(poste), creerPresents(poste), correction];
const [tete, agenda, centre, ...droite] = parties.map(({ element }) => element);
const corps = html("main", { class: "poste" }, agenda, centre, html("div", { class: "volets" }, ...droite));
document.body.append(
  html("div", { class: "haut-de-poste" }, tete, coupure, faute),
  corps,
  palette.element,
);
ecouterLesTouches(poste, { ecrans, palette });

let attente = 0;
let veille = 0;
let tour = 0;
const connexion = new Connexion(`${racine}/evenements/${code}?surface=pupitre`, {
  ouverte: () => {
    texte(coupure, "");
    oublier();
  },
  perdue: () => {
    const panne = connexion.panne();
    texte(coupure, panne && `Connexion perdue ${panne.depuis} : ce qui est montré est l'${panne.ecran}. Rien de ce que vous faites ne part.`);
  },
  heure: ({ ms }) => regler(ms),
  ecran: (recu) => recevoir(racine, recu),
  salle: (salle) => {
    poste.salle = salle;
    // What is closed is read, and changes no more.
    corps.inert = salle.statut === "close";
    ecrans.suivre(salle);
    clearTimeout(attente);
    attente = setTimeout(relire, PAUSE_MS);
  },
});
connexion.ecouter();
setInterval(() => { for (const partie of parties) partie.battre?.(); }, SECONDE_MS);

/** What the presenter alone is told. */
async function relire() {
  const { salle } = poste;
  const mien = ++tour;
  clearTimeout(veille);
  veille = setTimeout(relire, RELIRE_MS);
  const reponse = await fetch(`${racine}/pupitre/${code}/etat`).catch(() => null);
  if (!salle || !reponse) return;
  if (!reponse.ok) {
    texte(faute, (await reponse.text()).trim());
    return;
  }
  /** @type {Pupitre} */
  const pupitre = await reponse.json();
  // A later reading is on its way, or drawn.
  if (mien !== tour) return;
  for (const partie of parties) partie.dessiner(salle, pupitre);
  // A wall says what it shows a moment after it was told; nothing else will say that it does.
  if (!pupitre.relies.some(({ en_retard }) => en_retard > 0)) return;
  clearTimeout(veille);
  veille = setTimeout(relire, SECONDE_MS);
}
