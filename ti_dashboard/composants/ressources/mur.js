// @ts-check
// The wall: what the room sees, and nothing else. It listens to one stream, draws the plan of the address on the stage, and
// keeps its image whatever happens to the network.

/** @import { Etat, PageComposee, Salle } from "../types/contrat" */

import { Connexion, panne } from "./connexion.js";
import * as contours from "./contours.js";
import { creerGestes } from "./gestes_de_salle.js";
import { regler } from "./heure_de_salle.js";
import { ecouterLeClavier } from "./mur_clavier.js";
import { annonceDe, faireDeLaPlace, piedDe } from "./mur_dit.js";
import { creerPleine } from "./mur_plein.js";
import { lirePage, oublier, planDeLAdresse, recevoir, seProjette } from "./page_de_salle.js";
import { creerScene, planDe } from "./scene.js";

const SECONDE_MS = 1000;
const RECOMMENCER_MS = 2000;
const FOND = "mur-fond";
const { racine = "", code = "", ecrans = "", anime } = document.body.dataset;
const place = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const scene = creerScene(place("scene"));
const pleine = creerPleine(place("pleine"));
const envoyer = creerGestes(racine, code, () => {});
const memoire = { salle: /** @type {Salle | null} */ (null), flux: "", montre: "", tour: 0, sansPlanche: false, reprise: 0 };

assombrir(localStorage.getItem(FOND) === "sombre");
ecouterLeClavier({
  anime: anime !== undefined,
  faire: (geste, corps) => { envoyer(geste, corps); },
  inviter: () => { place("invitation").hidden = !place("invitation").hidden; },
  fond: () => assombrir(document.body.dataset.fond !== "sombre"),
  salle: () => memoire.salle,
});
veiller();
document.addEventListener("visibilitychange", veiller);
setInterval(battre, SECONDE_MS);

const connexion = new Connexion(`${racine}/evenements/${code}?surface=mur`, {
  // Something may have been published while nothing was heard.
  ouverte: (apresUneCoupure) => { if (apresUneCoupure) oublier(); avertir(); },
  perdue: avertir,
  heure: ({ ms, flux }) => { regler(ms); memoire.flux = flux; },
  salle: (salle) => { memoire.salle = salle; },
  ecran: (recu) => recevoir(racine, recu),
  // The last thing told of a change.
  etat: (etat) => { avertir(); suivre(etat); },
});
connexion.ecouter();

/** @param {Etat} etat */
async function suivre({ version }) {
  const { salle } = memoire;
  if (!salle) return;
  const tour = ++memoire.tour;
  clearTimeout(memoire.reprise);
  direTout(salle);
  if (salle.adresse && !await montrer(salle, tour)) memoire.reprise = setTimeout(() => suivre(/** @type {Etat} */ ({ version })), RECOMMENCER_MS);
  if (tour !== memoire.tour) return;
  direTout(salle);
  scene.projeter(salle.projecteur);
  scene.defiler(salle.defilement);
  envoyer("vu", { flux: memoire.flux, version });
  if (salle.suivante) prevoir(salle.suivante.adresse);
}

/**
 * The plan of an address takes the place of the one before once it is whole. False when it could not be read: the one
 * before stays.
 * @param {Salle} salle @param {number} tour
 */
async function montrer({ adresse }, tour) {
  memoire.sansPlanche = !seProjette(adresse, ecrans);
  if (memoire.sansPlanche) return true;
  const page = await lirePage(racine, adresse);
  if (tour !== memoire.tour) return true;
  if (!page) return false;
  const cle = planDeLAdresse(adresse);
  const plan = planDe(page, cle);
  const empreinte = JSON.stringify([page.titre, page.bandeau, plan, plan && page.planches[plan.planche]]);
  if (empreinte !== memoire.montre) {
    await scene.montrer(page, cle);
    memoire.montre = empreinte;
  }
  return true;
}

/** Its outlines too. @param {string} adresse */
async function prevoir(adresse) {
  if (!seProjette(adresse, ecrans)) return;
  const page = await lirePage(racine, adresse);
  for (const ecran of Object.values(page?.planches ?? {})) if (ecran?.carte) contours.lire(ecran.carte.contours);
}

/** @param {Salle} salle */
function direTout(salle) {
  pleine.dire(salle, memoire.sansPlanche ? "" : null);
  place("message").textContent = salle.message ?? "";
  battre();
}

function battre() {
  const { salle } = memoire;
  if (!salle) return;
  scene.situer(piedDe(salle));
  const dit = annonceDe(salle);
  if (place("annonce").textContent !== dit) place("annonce").textContent = dit;
  faireDeLaPlace(place("scene"), place("annonce"), place("message"));
}

/** The image stays: it is said how old it is. */
function avertir() {
  const perdue = panne();
  place("perte").textContent = perdue ? `Connexion perdue ${perdue.depuis}, ${perdue.ecran}` : "";
}

/** @param {boolean} est */
function assombrir(est) {
  document.body.dataset.fond = est ? "sombre" : "clair";
  localStorage.setItem(FOND, document.body.dataset.fond);
  scene.assombrir(est);
}

/** A wall that nobody touches does not fall asleep; the browser forgets it when the page is hidden. */
async function veiller() {
  if (document.visibilityState === "visible") await navigator.wakeLock?.request("screen").catch(() => {});
}
