// @ts-check
// Another page, drawn over the one that is left as soon as its screen is read: whoever goes from one to the other, a room
// most of all, passes by no empty page. It goes when the session has drawn the page in its place.

/** @import { PageComposee } from "../types/contrat" */

import { corriger } from "./calque.js";
import { html } from "./dom.js";
import { estInscrite, montrerCeBandeau } from "./ecrans.js";
import { dejaLue, demander } from "./ecrans_lus.js";
import { estHorsLigne } from "./hors_ligne.js";
import { ailleurs, estCorrigee, pageDe } from "./passage.js";
import { dessinerSeule } from "./planche.js";
import { ici } from "./trajet.js";

/** `cle`: of the board that the session will draw. @typedef {{ page: string, adresse: string, cle: string, voile: HTMLElement }} Relais */

// A session that never comes says so itself, under it.
const PATIENCE_MS = 15_000;
// A page that is over and has not drawn its board will not.
const SURSIS_MS = 2000;
/** @type {Relais | null} */
let relais = null;
let tour = 0;

// The reader has pressed a link: its page has not the address yet.
addEventListener("depart", (e) => { if (e instanceof CustomEvent) relayer(e.detail); });
addEventListener("adresse", () => { relayer(ici()); });
addEventListener("planche", () => { if (relais && estInscrite(relais.cle)) retirer(); });
// Its board may be the last thing to come.
addEventListener("passage", () => { if (relais?.page === pageDe(ici())) retirerDans(SURSIS_MS); });

/** @param {URL} adresse of this page or of another */
async function relayer(adresse) {
  const mien = ++tour;
  const page = pageDe(adresse);
  if (relais?.page !== page) retirer();
  const vise = ailleurs(adresse, relais !== null);
  if (!vise || estHorsLigne()) return retirer();
  const lue = dejaLue(vise) ?? await demander(vise);
  const composee = lue && estCorrigee(lue) ? await corriger(vise, lue) : lue;
  if (mien !== tour) return undefined;
  if (relais?.adresse === composee?.adresse) return undefined;
  retirer();
  return composee && ailleurs(adresse, false) ? dessiner(page, composee) : undefined;
}

/** @param {string} page @param {PageComposee} composee */
function dessiner(page, composee) {
  const premiere = Object.entries(composee.planches).find(([, une]) => une !== null);
  const cadre = document.querySelector(".st-key-cadre-page");
  if (!premiere?.[1] || !cadre) return;
  const [cle, planche] = premiere;
  // Where one arrives by a link.
  cadre.closest("[data-testid='stMain']")?.scrollTo({ top: 0, behavior: "instant" });
  const { left, top, width } = cadre.getBoundingClientRect();
  const hote = html("div", { inert: "" });
  const place = html("div");
  hote.attachShadow({ mode: "open" }).append(place);
  const voile = html("div", { class: "relais", "aria-hidden": "true" }, hote);
  Object.assign(voile.style, { left: `${left}px`, top: `${top}px`, width: `${width}px` });
  for (const [nom, couleur] of Object.entries(planche.couleurs)) voile.style.setProperty(`--ti-${nom}`, couleur);
  document.body.append(voile);
  dessinerSeule(place, planche);
  montrerCeBandeau(composee.bandeau);
  relais = { page, adresse: composee.adresse, cle, voile };
  retirerDans(PATIENCE_MS);
}

/** @param {number} delai */
function retirerDans(delai) {
  const mien = relais;
  setTimeout(() => { if (relais === mien) retirer(); }, delai);
}

function retirer() {
  relais?.voile.remove();
  relais = null;
}
