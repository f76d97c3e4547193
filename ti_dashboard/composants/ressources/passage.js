// @ts-check
// What the last run of the script has shown, and where the screens of its page are served.

/** @import { Bandeau, PageComposee, Passage } from "../types/contrat" */

import { dits, motsDe } from "./trajet.js";

const DU_CADRE = ["arrete", "phase"];
const COMMUNS = [...DU_CADRE, "compare", "region", "departement", "theme", "operateur"];
// What the page itself says: the pages that are served alone, and the words of an address that no screen depends on.
const dite = /** @type {HTMLElement | null} */ (document.querySelector("script[data-ecrans]"))?.dataset;
const SERVIES = dite?.ecrans?.split(" ") ?? [];
const A_PART = dite?.apart?.split(" ") ?? [];
/** @type {Passage | null} */
let passage = null;

/** The run that shows this page; null before the first. */
export const passageEnCours = () => passage;

/** @param {Passage} recu */
export function entamer(recu) {
  passage = recu;
}

/** Where the screen at this query is served, or null where none is. @param {string} adresse */
export function nommer(adresse) {
  return passage?.empreinte ? `${passage.racine}/ecrans/${passage.empreinte}/${passage.page}?${adresse}` : null;
}

/**
 * Where the screen of an address of this browser is served, or null where it is not served alone.
 * @param {URL} adresse @param {[string, string] | null} [quitte]
 */
export function anticiper(adresse, quitte) {
  if (!passage) return null;
  const { page, mots } = passage;
  if (pageDe(adresse) !== page || dits(adresse, "incompris").length) return null;
  const demande = new URLSearchParams();
  for (const mot of mots) for (const valeur of dits(adresse, mot)) demande.append(mot, valeur);
  if (quitte) demande.append(`quitte_${quitte[0]}`, quitte[1]);
  return nommer(demande.toString());
}

/** The page of an address of this application. @param {URL} adresse */
export const pageDe = ({ pathname }) => pathname.slice(passage?.racine.length ?? 0).replace(/^\//, "") || "accueil";

/**
 * Where the screen of another page than that of the last run is served, or null where it is not served alone; it says itself
 * which of these words it depends on. `estRelayee`: of this page too, that no board shows yet.
 * @param {URL} adresse @param {boolean} estRelayee
 */
export function ailleurs(adresse, estRelayee) {
  const page = pageDe(adresse);
  if (!passage?.empreinte || !SERVIES.includes(page) || dits(adresse, "incompris").length) return null;
  if (page === passage.page && !estRelayee) return null;
  const demande = new URLSearchParams(adresse.search);
  for (const mot of A_PART) demande.delete(mot);
  return `${passage.racine}/ecrans/${passage.empreinte}/${page}?${demande}`;
}

/** The parameters of an address that its screen does not depend on. @param {URL} adresse */
export const autresMots = (adresse) => motsDe(adresse).filter((mot) => !passage?.mots.includes(mot));

/** What a room has corrected of the arrêté of this page, by its mark; null where nothing is. @param {{ bandeau: Bandeau }} page */
export const corrigeDe = ({ bandeau }) => passage?.corriges[bandeau.arrete] ?? null;

/**
 * Whether what the frame says around the boards is the same as around those of the last run.
 * @param {PageComposee} page
 */
export function estDuMemeCadre({ adresse }) {
  return estPareil(adresse, DU_CADRE) && !passage?.avec_puces && !document.querySelector("[role=dialog]:not([popover])");
}

/**
 * Whether the boards are all that differs from the last run, `choisit` being that something else is chosen on the page: as
 * far as the server and the address can say.
 * @param {PageComposee} page @param {boolean} choisit
 */
export function neChangeQueSesPlanches({ adresse }, choisit) {
  const propres = passage?.mots.filter((mot) => !COMMUNS.includes(mot)) ?? [];
  return Boolean(passage?.dit_tout_en_planches) && (!choisit || estPareil(adresse, propres));
}

/** @param {string} adresse @param {string[]} mots */
function estPareil(adresse, mots) {
  const [avant, apres] = [new URLSearchParams(passage?.adresse), new URLSearchParams(adresse)];
  return mots.every((mot) => avant.getAll(mot).join("\n") === apres.getAll(mot).join("\n"));
}
