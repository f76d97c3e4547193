// @ts-check
// The stage: one plan of a page, alone, on a place of one size in pixels, enlarged as a whole to its host. What fits is
// the same on every wall, on the desk and years later; nothing of it answers.
//
// A plan is drawn unseen, whole, then takes the place of the one before in one frame.

/** @import { PageComposee, Plan } from "../types/contrat" */

import * as contours from "./contours.js";
import { html, texte } from "./dom.js";
import { adopter, lireLaFeuille } from "./feuilles.js";
import { ajuster } from "./scene_ajustee.js";
import { creerOmbre } from "./scene_eclairee.js";
import { composer } from "./scene_posee.js";

export const LARGEUR = 832;
export const HAUTEUR = 468;
const POLICES = ["400", "600", "700", "italic 400"].map((graisse) => `${graisse} 16px "Source Sans"`);
const feuilles = await Promise.all(["planche.css", "scene.css"].map(lireLaFeuille));

/** @typedef {ReturnType<typeof creerOmbre>} Ombre */
/** What the foot says beside the plan. @typedef {{ etape: string, code: string }} Pied */

/** The plan that an address asks for, or the first one. @param {PageComposee} page @param {string} cle */
export function planDe(page, cle) {
  return page.plans.find((plan) => plan.cle === cle) ?? page.plans[0] ?? null;
}

/** @param {HTMLElement} hote whose size the stage takes, letterboxed @param {{ sombre?: boolean }} options */
export function creerScene(hote, { sombre = false } = {}) {
  const racine = hote.attachShadow({ mode: "open" });
  for (const feuille of feuilles) adopter(racine, feuille);
  const ombre = creerOmbre();
  const plateau = html("div", { class: "plateau" });
  const cadre = html("div", { class: "cadre-scene" }, html("div", { class: "echelle" }, plateau, ombre.element));
  racine.append(cadre);
  const s = { cadre, plateau, tour: 0, pied: /** @type {Pied} */ ({ etape: "", code: "" }), scene: /** @type {HTMLElement | null} */ (null) };
  cadre.dataset.fond = sombre ? "sombre" : "clair";
  const mesurer = () => echelonner(cadre);
  new ResizeObserver(mesurer).observe(hote);
  mesurer();
  return {
    /** @param {PageComposee} page @param {string} cle */
    montrer: (page, cle) => montrer(s, page, planDe(page, cle), ombre),
    projeter: ombre.projeter,
    /** @param {number} milliemes of what is taller than the stage */
    defiler: (milliemes) => defiler(s.scene, milliemes),
    /** @param {Pied} pied */
    situer: (pied) => {
      s.pied = pied;
      if (s.scene) poserLePied(s.scene, pied);
    },
    /** @param {boolean} est */
    assombrir: (est) => { cadre.dataset.fond = est ? "sombre" : "clair"; },
  };
}

/** @param {HTMLElement} cadre */
function echelonner(cadre) {
  const { clientWidth, clientHeight } = cadre;
  cadre.style.setProperty("--echelle", String(Math.min(clientWidth / LARGEUR, clientHeight / HAUTEUR) || 1));
}

/**
 * @param {{ plateau: HTMLElement, tour: number, pied: Pied, scene: HTMLElement | null }} s
 * @param {PageComposee} page @param {Plan | null} plan @param {Ombre} ombre
 */
async function montrer(s, page, plan, ombre) {
  const tour = ++s.tour;
  const carte = plan?.partie === "carte" ? page.planches[plan.planche]?.carte ?? null : null;
  const [lus] = await Promise.all([carte && (contours.dejaLus(carte.contours) ?? contours.lire(carte.contours)), polices()]);
  if (tour !== s.tour) return;
  const scene = composer(page, plan, lus);
  scene.classList.add("a-venir");
  poserLePied(scene, s.pied);
  s.plateau.append(scene);
  ajuster(scene);
  s.scene?.remove();
  scene.classList.remove("a-venir");
  s.scene = scene;
  ombre.suivre(scene);
}

/** Those of the boards: a letter that changes after it is shown moves all others. */
const polices = () => Promise.all(POLICES.map((police) => document.fonts.load(police))).catch(() => []);

/** @param {HTMLElement} scene @param {Pied} pied */
function poserLePied(scene, { etape, code }) {
  texte(/** @type {HTMLElement} */ (scene.querySelector(".scene-etape")), etape);
  texte(/** @type {HTMLElement} */ (scene.querySelector(".scene-code")), code);
}

/** @param {HTMLElement | null} scene @param {number} milliemes */
function defiler(scene, milliemes) {
  const contenu = scene?.querySelector(".scene-contenu");
  if (contenu) contenu.scrollTop = ((contenu.scrollHeight - contenu.clientHeight) * milliemes) / 1000;
}
