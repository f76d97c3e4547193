// @ts-check
// From one page to another, no empty page: what is left stays until the screen of the other is read, which is then drawn
// where it will stand. It goes when the session has drawn the page in its place.

/** @import { Ecran, PageComposee } from "../types/contrat" */

import { corrigerOuGarder } from "./calques_gardes.js";
import { estMontree, premiereMontree } from "./dessins.js";
import { html } from "./dom.js";
import { estEcrite, montrerCeBandeau } from "./ecrans.js";
import { dejaLue, demander } from "./ecrans_lus.js";
import { estHorsLigne } from "./hors_ligne.js";
import { ailleurs, corrigeDe, pageDe, passageEnCours } from "./passage.js";
import { dessinerSeule } from "./planche.js";
import { ici } from "./trajet.js";

/** `cle`: of the board that the session will draw, once known. @typedef {{ page: string, cle: string | null, voile: HTMLElement }} Relais */

// A session that never comes says so itself, under it.
const PATIENCE_MS = 15_000;
// A page that is over and has not drawn its board will not.
const SURSIS_MS = 2000;
// What is drawn on the edge of the page that is left, a focus for instance, is covered too.
const MARGE_PX = 16;
/** @type {Relais | null} */
let relais = null;
let tour = 0;

// A link is pressed: the address is still that of the page that is left.
addEventListener("depart", (e) => { if (e instanceof CustomEvent) relayer(e.detail); });
addEventListener("adresse", () => { relayer(ici()); });
addEventListener("planche", () => { if (relais && estLa(relais)) retirer(); });
// Its board may be the last thing to come.
addEventListener("passage", () => { if (relais?.page === pageDe(ici())) retirerDans(SURSIS_MS); });

/** @param {Relais} attendu */
const estLa = ({ page, cle }) => (cle === null ? passageEnCours()?.page === page : estMontree(cle));

/** @param {URL} adresse of this page or of another */
async function relayer(adresse) {
  const page = pageDe(adresse);
  // Streamlit writes it in several times; what a box changes meanwhile is drawn.
  if (relais?.page === page && !estEcrite(adresse.href)) return;
  const mien = ++tour;
  const vise = ailleurs(adresse, relais?.page === page);
  if (!vise || estHorsLigne()) {
    retirer();
    return;
  }
  const [quittee, deja] = [premiereMontree(), dejaLue(vise)];
  if (!relais && quittee && (!deja || corrigeDe(deja) !== null)) couvrir(page, quittee, null);
  const composee = await lire(vise);
  if (mien !== tour) return;
  const [cle, planche] = Object.entries(composee?.planches ?? {}).find(([, une]) => une !== null) ?? [];
  if (!composee || !planche || !cle) {
    // Refused, or not read: the session says why.
    retirer();
  } else if (!estMontree(cle)) {
    couvrir(page, planche, cle);
    montrerCeBandeau(composee.bandeau);
  }
}

/** With what a room has corrected of it. @param {string} vise @returns {Promise<PageComposee | null>} */
async function lire(vise) {
  const lue = dejaLue(vise) ?? await demander(vise);
  return lue && corrigerOuGarder(vise, lue);
}

/** @param {string} page @param {Ecran} planche @param {string | null} cle */
function couvrir(page, planche, cle) {
  const cadre = document.querySelector(".st-key-cadre-page");
  if (!cadre) return;
  // Where one arrives by a link.
  cadre.closest("[data-testid='stMain']")?.scrollTo({ top: 0, behavior: "instant" });
  const { left, top, width } = cadre.getBoundingClientRect();
  const hote = html("div", { inert: "" });
  const place = html("div");
  hote.attachShadow({ mode: "open" }).append(place);
  const voile = html("div", { class: "relais", "data-page": cle === null ? passageEnCours()?.page : page, "aria-hidden": "true" }, hote);
  Object.assign(voile.style, { left: `${left - MARGE_PX}px`, top: `${top}px`, width: `${width}px`, paddingInline: `${MARGE_PX}px` });
  for (const [nom, couleur] of Object.entries(planche.couleurs)) voile.style.setProperty(`--ti-${nom}`, couleur);
  document.body.append(voile);
  dessinerSeule(place, planche);
  retirer();
  relais = { page, cle, voile };
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
