// @ts-check
// What is said aloud of a screen that changed under the reader: the page that came, the first figure, how many rows.
//
// One status region, always there and outside of every board: one that appears with its text is not read aloud, and a
// board that had nothing to show has gone with its own.

/** @import { Bloc, Ecran } from "../types/contrat" */
/** @import { Appel } from "../types/scripts" */

// Several boards answer one gesture: they are said in one sentence.
const PAUSE_MS = 400;
/** @type {string[]} */
let attendus = [];
let reveil = 0;
let page = "";
let aAgi = false;
const region = construire();

function construire() {
  for (const type of ["pointerdown", "keydown"]) addEventListener(type, () => { aAgi = true; }, { capture: true, passive: true });
  const element = document.createElement("p");
  element.className = "annonces";
  element.setAttribute("role", "status");
  // Still heard while a list or a panel is open: Streamlit hides from readers all the rest of the page.
  element.dataset.liveAnnouncer = "true";
  document.body.append(element);
  return element;
}

/** @param {string} mots */
export function annoncer(mots) {
  if (!mots || attendus.includes(mots)) return;
  attendus.push(mots);
  clearTimeout(reveil);
  reveil = setTimeout(() => {
    region.textContent = attendus.join(" ");
    attendus = [];
  }, PAUSE_MS);
}

/** What was said last, by whom. @type {Map<string, string>} */
const dits = new Map();

/**
 * Called by Streamlit at each run, the sentence being most often the same.
 * @param {Appel<{ mots: string, cle: string }>} appel
 */
export function dire({ data: { mots, cle } }) {
  if (dits.get(cle) === mots) return;
  dits.set(cle, mots);
  annoncer(mots);
}

/**
 * A page that opens is told by its title; what it draws first is not told again, unless the reader asked for it there.
 * @param {Ecran} ecran @param {boolean} estLePremier
 */
export function annoncerEcran(ecran, estLePremier) {
  if (page !== location.pathname) {
    page = location.pathname;
    aAgi = false;
  }
  if (!estLePremier || aAgi) annoncer(enMots(ecran));
}

/** @param {Ecran} ecran */
function enMots({ sous_titre, tuiles: [premiere], blocs }) {
  if (premiere) {
    const chiffre = [premiere.valeur, premiere.unite].filter(Boolean).join(" ");
    return `${sous_titre}. ${premiere.libelle} : ${chiffre}.`;
  }
  return blocs.map(enLignes).filter(Boolean).join(" ");
}

/** @param {Bloc} bloc */
function enLignes(bloc) {
  if (bloc.type !== "table") return "";
  const nombre = bloc.lignes.length;
  return `${[bloc.titre || bloc.alt, bloc.totaux?.cases[0].texte].filter(Boolean).join(", ") || "Tableau"} : ${nombre} ${nombre > 1 ? "lignes" : "ligne"}.`;
}
