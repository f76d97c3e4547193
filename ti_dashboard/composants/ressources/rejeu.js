// @ts-check
// A closed séance, replayed as a film: alone in its file, from a disk, years later, without any network.

import { html, texte } from "./dom.js";
import { creerCommandes } from "./rejeu_commandes.js";
import { derouler, rangA, voisin } from "./rejeu_cours.js";
import { creerListe } from "./rejeu_liste.js";
import { lu } from "./rejeu_lu.js";
import { creerMur } from "./rejeu_mur.js";

const { rejeu } = lu;
const salles = derouler(rejeu);
const etat = { ms: 0, rang: -1, joue: false, vitesse: 1, image: 0, dernier: 0 };
const mur = creerMur(rejeu);
const liste = creerListe(rejeu, aller);
const commandes = creerCommandes(rejeu, { jouer, aller, passer, vite });
const presents = html("p", { class: "presents" });
const annonce = html("p", { class: "hors-ecran", role: "status" });
const vue = html("div", { class: "cadre-de-la-vue" }, mur.element);

document.body.append(
  tete(),
  html("main", { class: "lecteur" }, html("div", { class: "gauche" }, vue, commandes.element), html("div", { class: "droite" }, presents, liste.element)),
  annonce,
);
addEventListener("keydown", toucher);
commandes.dire(false, 1, false);
placer();

function tete() {
  const { titre, tenue, arrete, mentions, sceau, manques, compose } = rejeu;
  const court = sceau.maintenant ? `sceau ${sceau.maintenant.slice(0, 12)}` : "sans sceau";
  const dits = [sceau.mots, sceau.alors && `Sceau du jour de la séance : ${sceau.alors}.`, sceau.maintenant && `Sceau à la composition : ${sceau.maintenant}.`, ...manques, `${compose}.`];
  return html(
    "header",
    { class: "tete" },
    html("h1", {}, titre),
    html("p", { class: "tenue" }, `${tenue}. ${arrete}, ${court}.`),
    ...mentions.map((mots) => html("p", { class: "mention" }, mots)),
    html(
      "details",
      { "data-tient": String(sceau.tient) },
      html("summary", {}, sceau.tient === false ? "L'arrêté a changé depuis" : sceau.tient ? "Sceau inchangé" : "Ce que vaut ce rejeu"),
      html("ul", {}, ...dits.filter((mots) => mots !== null).map((mots) => html("li", {}, mots))),
    ),
  );
}

/** The screen, the list and the clocks follow the moment. */
function placer() {
  const rang = rangA(rejeu.instants, etat.ms);
  const [instant, salle] = [rejeu.instants[rang], salles[rang]];
  commandes.situer(etat.ms, instant);
  liste.allumer(rang);
  if (rang === etat.rang) return mur.battre(salle, etat.ms);
  etat.rang = rang;
  const enParole = salle.parole.find(({ est_en_cours }) => est_en_cours);
  texte(presents, [`Présents : ${salle.presents}`, enParole && `la parole est à ${enParole.organisme}`].filter(Boolean).join(" · "));
  // At any speed, what is read aloud is what somebody has gone to.
  if (!etat.joue) texte(annonce, instant.mots);
  mur.montrer(instant, salle, etat.ms);
}

/** @param {number} ms */
function aller(ms) {
  etat.ms = Math.min(rejeu.duree_ms, Math.max(0, ms));
  etat.dernier = performance.now();
  placer();
  dire();
}

/** @param {number} pas */
function passer(pas) {
  aller(voisin(rejeu.instants, etat.ms, pas));
}

/** @param {number} vitesse */
function vite(vitesse) {
  etat.vitesse = vitesse;
  dire();
}

function jouer() {
  if (etat.joue) return arreter();
  if (etat.ms >= rejeu.duree_ms) etat.ms = 0;
  etat.joue = true;
  etat.dernier = performance.now();
  etat.image = requestAnimationFrame(avancer);
  dire();
}

function arreter() {
  etat.joue = false;
  cancelAnimationFrame(etat.image);
  dire();
}

function avancer() {
  const maintenant = performance.now();
  etat.ms = Math.min(rejeu.duree_ms, etat.ms + (maintenant - etat.dernier) * etat.vitesse);
  etat.dernier = maintenant;
  placer();
  if (etat.ms >= rejeu.duree_ms) arreter();
  else etat.image = requestAnimationFrame(avancer);
}

function dire() {
  commandes.dire(etat.joue, etat.vitesse, etat.ms >= rejeu.duree_ms);
}

/** @param {KeyboardEvent} e */
function toucher(e) {
  if (e.ctrlKey || e.metaKey || e.altKey || e.shiftKey) return;
  // A button that has the focus answers its own key.
  const estBouton = e.target instanceof Element && e.target.closest("button, summary");
  if (e.key === " " && !estBouton && !e.repeat) jouer();
  else if (e.key === "ArrowLeft") passer(-1);
  else if (e.key === "ArrowRight") passer(1);
  else return;
  e.preventDefault();
}
