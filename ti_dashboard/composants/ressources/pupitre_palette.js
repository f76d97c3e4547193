// @ts-check
// The palette: a plain word (a territory, a region, an operator, a page) moves the room.

/** @import { MotDePalette } from "../types/contrat" */
/** @import { Poste } from "./pupitre.js" */

import { accorder, attribut, html, pieces, texte } from "./dom.js";
import { lettres } from "./lettres.js";
import { etiqueter } from "./pupitre_tete.js";

const MONTRES = 9;

const ILLISIBLE = "La liste des mots ne se lit pas : le serveur ne répond pas. Fermez, puis ouvrez de nouveau.";
const AUCUN = "Aucun territoire, région, opérateur ni page ne s'écrit ainsi.";

/** @param {Poste} poste */
export function creerPalette(poste) {
  const champ = html("input", { type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "mots-de-palette", autocomplete: "off" });
  const liste = html("ul", { id: "mots-de-palette", role: "listbox", "aria-label": "Propositions" });
  const dit = html("p", { class: "vide", role: "status" });
  const element = html("dialog", { class: "palette", "aria-label": "Palette" }, etiqueter("Montrer à la salle (territoire, région, opérateur, page)", champ), liste, dit);
  const etat = { mots: /** @type {Array<MotDePalette & { nu: string }>} */ ([]), trouves: /** @type {MotDePalette[]} */ ([]), rang: 0 };
  const montrer = () => {
    etat.trouves = chercher(etat.mots, lettres(champ.value));
    etat.rang = Math.min(etat.rang, Math.max(0, etat.trouves.length - 1));
    const items = etat.trouves.map((mot, rang) => ({ ...mot, id: `${mot.genre}-${mot.mot}`, rang }));
    texte(dit, etat.trouves.length ? "" : etat.mots.length ? AUCUN : ILLISIBLE);
    attribut(champ, "aria-activedescendant", etat.trouves.length ? `mot-${etat.rang}` : null);
    accorder(liste, items, creerMot, (ligne, mot) => {
      texte(ligne.pieces.mot, mot.mot);
      texte(ligne.pieces.genre, mot.genre);
      attribut(ligne, "id", `mot-${mot.rang}`);
      attribut(ligne, "aria-selected", String(mot.rang === etat.rang));
      ligne.pieces.choisir = () => choisir(mot.rang);
    });
  };
  const choisir = async (/** @type {number} */ rang) => {
    const mot = etat.trouves[rang];
    if (mot && (await poste.faire("deplacer", { adresse: mot.adresse }))) element.close();
  };
  champ.addEventListener("input", () => {
    etat.rang = 0;
    montrer();
  });
  champ.addEventListener("keydown", (e) => {
    const pas = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (pas) etat.rang = Math.min(Math.max(0, etat.rang + pas), etat.trouves.length - 1);
    else if (e.key === "Enter") choisir(etat.rang);
    else return;
    e.preventDefault();
    montrer();
  });
  return {
    element,
    estOuverte: () => element.open,
    async ouvrir() {
      champ.value = "";
      element.showModal();
      const reponse = await fetch(`${poste.racine}/pupitre/${poste.code}/mots`).catch(() => null);
      /** @type {MotDePalette[]} */
      const lus = reponse?.ok ? await reponse.json() : [];
      etat.mots = lus.map((mot) => ({ ...mot, nu: lettres(mot.mot) }));
      montrer();
    },
  };
}

/** Those that begin so first, then those that hold it; the shortest first. Nothing typed yet: the pages. @param {Array<MotDePalette & { nu: string }>} mots @param {string} cherche */
function chercher(mots, cherche) {
  const rang = (/** @type {{ nu: string }} */ { nu: dit }) => (dit === cherche ? 0 : dit.startsWith(cherche) ? 1 : ` ${dit}`.includes(` ${cherche}`) ? 2 : 3);
  const tenus = mots.filter(({ nu: dit, genre }) => (cherche ? dit.includes(cherche) : genre === "page"));
  return tenus.sort((a, b) => rang(a) - rang(b) || a.nu.length - b.nu.length).slice(0, MONTRES);
}

/** @param {{ id: string }} _mot */
function creerMot(_mot) {
  const p = { mot: html("span", {}), genre: html("span", { class: "genre-de-mot" }), choisir: () => {} };
  const ligne = pieces(html("li", { role: "option" }, p.mot, p.genre), p);
  ligne.addEventListener("click", () => ligne.pieces.choisir());
  return ligne;
}
