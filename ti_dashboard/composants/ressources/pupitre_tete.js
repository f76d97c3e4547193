// @ts-check
// The head of the desk: which séance, how far it is, its time, who hears it, and the gestures that open and close it.

/** @import { Pupitre, Relie, Salle } from "../types/contrat" */
/** @import { Poste } from "./pupitre.js" */

import { html, texte } from "./dom.js";
import { enMinutes, enReste, maintenant } from "./heure_de_salle.js";

const MINUTE_MS = 60_000;
const STATUTS = { brouillon: "Brouillon", ouverte: "En cours", suspendue: "Suspendue", close: "Close" };
/** @type {Record<Relie["surface"], [string, string]>} */
const SURFACES = { mur: ["mur", "murs"], salle: ["téléphone", "téléphones"], pupitre: ["pupitre", "pupitres"], page: ["page", "pages"] };

/** @param {Poste} poste */
export function creerTete(poste) {
  const p = {
    titre: html("h1", { class: "tete-titre" }),
    statut: html("span", { class: "statut" }),
    heure: html("span", { class: "heure" }),
    temps: html("span", { class: "temps" }),
    relies: html("span", { class: "relies" }),
    main: html("span", { class: "main-tenue" }),
    gestes: html("span", { class: "gestes-de-tete" }),
  };
  const element = html(
    "header", { class: "tete-de-poste" },
    html("div", {}, p.titre, p.statut), html("div", { class: "horloges" }, p.heure, p.temps), p.relies, p.main, p.gestes,
  );
  /** @type {Pupitre | null} */
  let dernier = null;
  // What may be done: a question that is being answered stays while nothing of it changes.
  let montres = "";
  const battre = () => compter(p, poste.salle, dernier);
  return {
    element,
    /** @param {Salle} salle @param {Pupitre} pupitre */
    dessiner(salle, pupitre) {
      dernier = pupitre;
      texte(p.titre, salle.titre);
      texte(p.statut, STATUTS[salle.statut]);
      p.statut.dataset.statut = salle.statut;
      texte(p.relies, pupitre.relies.map(enMots).join(" · ") || "Personne ne suit encore");
      const offerts = JSON.stringify([salle.statut, pupitre.main]);
      if (offerts !== montres) {
        p.gestes.replaceChildren(...gestesDe(poste, salle, () => dernier?.projet ?? null));
        p.main.replaceChildren(...mainDe(poste, pupitre));
      }
      montres = offerts;
      battre();
    },
    battre,
  };
}

/** @param {Relie} relie */
function enMots({ surface, nb, en_retard }) {
  const [un, plusieurs] = SURFACES[surface];
  return `${nb} ${nb > 1 ? plusieurs : un}${en_retard ? `, ${en_retard} en retard` : ""}`;
}

/** @param {{ heure: HTMLElement, temps: HTMLElement }} p @param {Salle | null} salle @param {Pupitre | null} pupitre */
function compter({ heure, temps }, salle, pupitre) {
  const la = new Date(maintenant());
  texte(heure, `${la.getHours()} h ${String(la.getMinutes()).padStart(2, "0")}`);
  if (!salle || !pupitre || salle.ouverte_ms === null) return texte(temps, salle?.prevue || "");
  const passe = (salle.close_ms ?? maintenant()) - salle.ouverte_ms;
  const prevu = pupitre.prevue_minutes;
  texte(temps, `${enMinutes(passe)}${prevu ? ` sur ${prevu} min, ${enReste(prevu, passe)}` : ""}`);
  temps.dataset.etat = prevu && passe > prevu * MINUTE_MS ? "depasse" : "";
}

/** @param {Poste} poste @param {Salle} salle @param {() => Pupitre["projet"]} projet what is written when it is asked */
function gestesDe({ racine, code, faire }, { statut }, projet) {
  if (statut === "close") return [html("a", { class: "bouton", href: `${racine}/seance?relire=${code}` }, "Lire le procès-verbal")];
  const boutons = [];
  if (statut === "brouillon") boutons.push(bouton("Ouvrir la séance", () => faire("commencer"), "principal"));
  if (statut === "ouverte") boutons.push(bouton("Suspendre", () => faire("suspendre")));
  if (statut === "suspendue") boutons.push(bouton("Reprendre", () => faire("reprendre"), "principal"));
  if (statut !== "brouillon") boutons.push(boutonSur("Clore", () => `${projet() ? "Une conclusion n'est pas prise. " : ""}Clore pour de bon ?`, () => faire("clore")));
  return boutons;
}

/** @param {Poste} poste @param {Pupitre} pupitre */
function mainDe({ faire }, { main }) {
  if (main.est_tenue && main.est_demandee) {
    return [
      html("strong", {}, "Un autre poste demande la main."),
      bouton("Passer", () => faire("repondre_la_main", { accepte: true })),
      bouton("Garder", () => faire("repondre_la_main", { accepte: false })),
    ];
  }
  if (main.est_tenue) return [];
  const mots = html("strong", {}, "Un autre poste conduit la salle.");
  if (main.par_ce_poste) return [mots, "Main demandée. ", bouton("Prendre sans réponse", () => faire("prendre_la_main"))];
  return [mots, bouton("Demander la main", () => faire("demander_la_main"))];
}

/** @param {string} mots @param {() => unknown} agir @param {string} classe */
export function bouton(mots, agir, classe = "") {
  const element = html("button", { type: "button", class: classe || null }, mots);
  element.addEventListener("click", () => agir());
  return element;
}

/**
 * A field under its label, which says when it is obligatory.
 * @template {HTMLElement} C
 * @param {string} mots @param {C} champ @param {boolean} requis
 */
export function etiqueter(mots, champ, requis = false) {
  const requise = requis ? [" ", html("span", { class: "requis" }, "(obligatoire)")] : [];
  return html("label", { class: "champ" }, html("span", {}, mots, ...requise), champ);
}

/** One that asks first, in its own place. @param {string} mots @param {string | (() => string)} question @param {() => unknown} agir */
export function boutonSur(mots, question, agir) {
  const place = html("span", { class: "sur" });
  const demander = () => {
    place.replaceChildren(html("strong", {}, typeof question === "string" ? question : question()), bouton("Oui", agir, "danger"), bouton("Non", poser));
    place.querySelector("button")?.focus();
  };
  const poser = () => place.replaceChildren(bouton(mots, demander));
  poser();
  return place;
}
