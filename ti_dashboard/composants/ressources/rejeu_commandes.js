// @ts-check
// What plays a replay: to play or stop, to go to a moment, to the instant before or after, faster or slower.

/** @import { InstantRejoue, Rejeu } from "../types/contrat" */

import { attribut, html, svg, texte } from "./dom.js";
import { enMinutes } from "./heure_de_salle.js";

const VITESSES = [1, 4, 16, 60];
const TRACES = {
  lire: "M5 3v18l15-9z",
  pause: "M5 3h5v18H5zM14 3h5v18h-5z",
  avant: "M4 3h3v18H4zM20 3v18L8 12z",
  apres: "M17 3h3v18h-3zM4 3v18l12-9z",
};
const REPERES = ["etape", "conclusion"];
const HEURE = new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** @typedef {{ jouer(): void, aller(ms: number): void, passer(pas: number): void, vite(vitesse: number): void }} Lecteur */

/** @param {Rejeu} rejeu @param {Lecteur} lecteur */
export function creerCommandes({ instants, duree_ms, ouverte_ms }, lecteur) {
  const avant = bouton(icone("avant"), "Instant précédent (flèche gauche)", () => lecteur.passer(-1));
  const jouer = bouton(icone("lire"), "Lire (espace)", () => lecteur.jouer());
  const apres = bouton(icone("apres"), "Instant suivant (flèche droite)", () => lecteur.passer(1));
  const heure = html("span", { class: "heure" });
  const temps = html("span", { class: "temps" });
  const curseur = html("input", { type: "range", min: "0", max: String(duree_ms), step: "1", "aria-label": "Moment de la séance" });
  curseur.addEventListener("input", () => lecteur.aller(Number(curseur.value)));
  const vitesses = VITESSES.map((vitesse) => bouton(`×${vitesse}`, `Vitesse ×${vitesse}`, () => lecteur.vite(vitesse)));
  const element = html(
    "section",
    { class: "commandes", "aria-label": "Lecture" },
    html("div", { class: "piste" }, html("div", { class: "reperes", "aria-hidden": "true" }, ...instants.filter(({ genre }) => REPERES.includes(genre)).map((un) => repere(un, duree_ms))), curseur),
    html(
      "div",
      { class: "rangee" },
      html("div", { class: "groupe" }, avant, jouer, apres),
      html("p", { class: "horloges" }, heure, temps),
      html("p", { class: "legende" }, html("span", { class: "repere", "data-genre": "etape" }), "étape", html("span", { class: "repere", "data-genre": "conclusion" }), "conclusion"),
      html("div", { class: "groupe", role: "group", "aria-label": "Vitesse" }, ...vitesses),
    ),
  );
  return {
    element,
    jouer,
    /** @param {number} ms @param {InstantRejoue} instant */
    situer(ms, instant) {
      curseur.value = String(Math.round(ms));
      attribut(curseur, "aria-valuetext", `${enMinutes(ms)}, ${instant.mots}`);
      texte(heure, HEURE.format(ouverte_ms + ms));
      texte(temps, `${enMinutes(ms)} / ${enMinutes(duree_ms)}`);
    },
    /** @param {boolean} joue @param {number} vitesse @param {boolean} fini */
    dire(joue, vitesse, fini) {
      attribut(/** @type {Element} */ (jouer.querySelector("path")), "d", TRACES[joue ? "pause" : "lire"]);
      attribut(jouer, "aria-label", joue ? "Pause (espace)" : fini ? "Relire du début (espace)" : "Lire (espace)");
      attribut(jouer, "title", jouer.getAttribute("aria-label"));
      VITESSES.forEach((une, rang) => attribut(vitesses[rang], "aria-pressed", String(une === vitesse)));
    },
  };
}

/** @param {InstantRejoue} instant @param {number} duree */
function repere({ genre, ms, mots }, duree) {
  const marque = html("span", { class: "repere", "data-genre": genre, title: mots });
  marque.style.left = `${duree ? (ms / duree) * 100 : 0}%`;
  return marque;
}

/** @param {keyof typeof TRACES} nom */
const icone = (nom) => svg("svg", { viewBox: "0 0 24 24", class: "icone", "aria-hidden": "true" }, svg("path", { d: TRACES[nom] }));

/** @param {string | Node} mots @param {string} dit @param {() => void} faire */
function bouton(mots, dit, faire) {
  const un = html("button", { type: "button", "aria-label": dit, title: dit }, mots);
  un.addEventListener("click", faire);
  return un;
}
