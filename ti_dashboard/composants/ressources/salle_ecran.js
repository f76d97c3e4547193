// @ts-check
// The screen of the room on a telephone: the plan that the wall shows, as wide as the telephone is, with what the room has
// corrected. Loaded when its reader asks for it; one that is drawn stays until the next is read.

/** @import { PageComposee } from "../types/contrat" */
/** @import { EcranVoulu } from "./salle_ecran_voulu.js" */

import * as contours from "./contours.js";
import { html, texte } from "./dom.js";
import { adopter, lireLaFeuille } from "./feuilles.js";
import { lirePage, oublier, planDeLAdresse } from "./page_de_salle.js";
import { quandOnVeut } from "./salle_ecran_voulu.js";
import { composer } from "./scene_posee.js";

const ABSENT = "Cet écran ne se lit pas ici : ouvrez le tableau complet.";
const EN_CHEMIN = "L'écran arrive…";
const [hote, dit] = ["ecran", "ecran-dit"].map((id) => /** @type {HTMLElement} */ (document.getElementById(id)));
const racine = hote.attachShadow({ mode: "open" });
let tour = 0;
let revision = 0;

for (const nom of ["planche.css", "salle_ecran.css"]) adopter(racine, await lireLaFeuille(nom));
quandOnVeut(montrer);

/** @param {EcranVoulu | null} voulu */
async function montrer(voulu) {
  const mien = ++tour;
  if (!voulu) {
    racine.replaceChildren();
    texte(dit, "");
    return;
  }
  if (!racine.childElementCount) texte(dit, EN_CHEMIN);
  // What was written since may be laid over it.
  if (voulu.revision !== revision) oublier();
  revision = voulu.revision;
  const page = await lirePage(voulu.racine, voulu.adresse);
  const scene = page && (await dessiner(page, planDeLAdresse(voulu.adresse)));
  if (mien !== tour) return;
  texte(dit, scene ? "" : ABSENT);
  racine.replaceChildren(...(scene ? [scene] : []));
}

/** Null where the page has nothing to draw. @param {PageComposee} page @param {string} cle of the plan */
async function dessiner(page, cle) {
  const plan = page.plans.find((un) => un.cle === cle) ?? page.plans[0];
  const ecran = plan && page.planches[plan.planche];
  if (!ecran) return null;
  const scene = composer(page, plan, ecran.carte && (await contours.lire(ecran.carte.contours)));
  // Said by the telephone itself, around it.
  for (const autour of scene.querySelectorAll("header, footer")) autour.remove();
  // They lead out of the room: the whole board, one gesture away, has them.
  for (const lien of scene.querySelectorAll("a")) lien.replaceWith(html("span", {}, ...lien.childNodes));
  return scene;
}
