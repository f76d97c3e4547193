// @ts-check
// The screens at the desk: what the room sees, and what comes next, drawn as the wall draws them; its plans, and what is
// lit on it.

/** @import { PageComposee, Plan, Pupitre, Salle } from "../types/contrat" */
/** @import { Poste } from "./pupitre.js" */

import { attribut, html, texte } from "./dom.js";
import { lirePage, planDeLAdresse, seProjette } from "./page_de_salle.js";
import { dessinerLesPlans } from "./pupitre_plans.js";
import { bouton, etiqueter } from "./pupitre_tete.js";
import { creerScene, planDe } from "./scene.js";

const MILLE = 1000;

/** @param {Poste} poste @param {(page: PageComposee | null) => void} montree told what the room sees */
export function creerEcrans(poste, montree) {
  const { faire } = poste;
  const p = {
    etat: html("p", { class: "etat-du-mur", role: "status" }),
    mur: html("div", { class: "vue-du-mur", "data-titre": "" }),
    suite: html("div", { class: "vue-suivante" }),
    suiteTitre: html("h2", { class: "suite-titre" }),
    plans: html("ul", { class: "plans" }),
    noteTitre: html("h2", {}, "Vos notes, pour vous seul"),
    note: html("p", { class: "note-privee" }),
    message: creerMessage(poste),
  };
  const boutons = creerBoutons(poste);
  const scenes = { mur: creerScene(p.mur), suite: creerScene(p.suite) };
  const element = html(
    "section", { class: "centre", "aria-label": "Écran de la salle" },
    p.etat,
    html(
      "div", { class: "vues" },
      html("div", {}, html("h2", {}, "La salle voit"), p.mur),
      html("div", {}, p.suiteTitre, p.suite, p.noteTitre, p.note),
    ),
    boutons.element, p.plans, p.message.element,
  );
  let tour = 0;
  let gelee = false;
  let sansPlanche = false;
  eclairerAuPointeur(poste, p.mur);
  return {
    element,
    /** Drawn as soon as the room moves, before what the desk alone is told. @param {Salle} salle */
    async suivre(salle) {
      const mien = ++tour;
      sansPlanche = Boolean(salle.adresse) && !seProjette(salle.adresse, poste.projetes);
      direLEtat(p.etat, salle, gelee, sansPlanche);
      p.mur.dataset.noir = String(salle.est_noir);
      if (!salle.adresse) return;
      const page = sansPlanche ? null : await lirePage(poste.racine, salle.adresse);
      if (mien !== tour) return;
      p.mur.dataset.titre = sansPlanche ? salle.agenda.find(({ etat }) => etat === "en_cours")?.titre ?? salle.titre : "";
      montree(page);
      if (sansPlanche) {
        dessinerLesPlans(poste, p.plans, [], null);
        await dessinerLaSuite(poste, scenes.suite, p, salle, null, () => mien === tour);
      }
      if (!page) return;
      const plan = planDe(page, planDeLAdresse(salle.adresse));
      await scenes.mur.montrer(page, plan?.cle ?? "");
      scenes.mur.projeter(salle.projecteur);
      scenes.mur.defiler(salle.defilement);
      dessinerLesPlans(poste, p.plans, page.plans, plan);
      await dessinerLaSuite(poste, scenes.suite, p, salle, apresDe(page, plan), () => mien === tour);
    },
    /** @param {Salle} salle @param {Pupitre} pupitre */
    dessiner(salle, pupitre) {
      gelee = pupitre.est_gelee;
      direLEtat(p.etat, salle, gelee, sansPlanche);
      texte(p.note, pupitre.notes[String(salle.etape_id)] ?? "");
      p.noteTitre.hidden = p.note.hidden;
      boutons.dessiner(salle, pupitre);
      p.message.dessiner(salle);
    },
    eteindre: () => { if (poste.salle?.projecteur) faire("projeter", { quoi: "" }); },
    figer: () => { faire("figer", { est_gelee: !gelee }); },
  };
}

/** @param {HTMLElement} place @param {Salle} salle @param {boolean} gelee @param {boolean} sansPlanche */
function direLEtat(place, { statut, est_noir, hors, lecture, message }, gelee, sansPlanche) {
  const dits = [
    statut === "brouillon" && "La salle n'en voit que le titre et la date : la séance n'est pas ouverte.",
    statut === "ouverte" && sansPlanche && "Cette page ne se projette pas : le mur n'en montre que le titre.",
    statut === "suspendue" && "Séance suspendue.",
    est_noir && "Mur noir.",
    gelee && "Salle figée : vos pas ne la déplacent pas.",
    hors && "Hors ordre du jour.",
    lecture && "La conclusion est lue à l'écran.",
    message && `Message affiché : « ${message} ».`,
  ];
  texte(place, dits.filter(Boolean).join(" "));
}

/** @param {Poste} poste */
function creerBoutons({ faire }) {
  const avancer = (/** @type {string} */ de, /** @type {number} */ pas) => () => faire("avancer", { de, pas });
  const b = {
    avant: bouton("← Étape", avancer("etape", -1)),
    apres: bouton("Étape →", avancer("etape", 1), "principal"),
    monter: bouton("↑ Plan", avancer("plan", -1)),
    descendre: bouton("↓ Plan", avancer("plan", 1)),
    retour: bouton("Retour à l'étape (E)", () => {}),
    noir: bouton("Noir (B)", () => {}),
    figer: bouton("Figer (G)", () => {}),
    eteindre: bouton("Éteindre le projecteur (Échap)", () => faire("projeter", { quoi: "" })),
  };
  return {
    element: html("div", { class: "rangee conduite" }, ...Object.values(b)),
    /** @param {Salle} salle @param {Pupitre} pupitre */
    dessiner(salle, { est_gelee, main }) {
      for (const un of [b.avant, b.apres, b.monter, b.descendre]) un.disabled = salle.statut !== "ouverte" || est_gelee || !main.est_tenue;
      b.retour.hidden = !salle.hors || salle.etape_id === null;
      b.retour.onclick = () => { faire("etape", { id: salle.etape_id }); };
      b.noir.onclick = () => { faire("noircir", { est_noir: !salle.est_noir }); };
      attribut(b.noir, "aria-pressed", String(salle.est_noir));
      b.figer.onclick = () => { faire("figer", { est_gelee: !est_gelee }); };
      attribut(b.figer, "aria-pressed", String(est_gelee));
      b.eteindre.hidden = !salle.projecteur;
    },
  };
}

/** @param {Poste} poste */
function creerMessage({ faire }) {
  const champ = html("input", { type: "text", maxlength: "300", autocomplete: "off" });
  const oter = bouton("Retirer", () => faire("dire", { message: "" }));
  const element = html("form", { class: "rangee message" }, etiqueter("Message à la salle (pause, Wi-Fi…)", champ), html("button", {}, "Afficher"), oter);
  element.addEventListener("submit", async (e) => {
    e.preventDefault();
    if (await faire("dire", { message: champ.value })) champ.value = "";
  });
  const dessiner = (/** @type {Salle} */ { message }) => { oter.hidden = !message; };
  return { element, dessiner };
}

/**
 * The next plan of this screen, or the first of the step that follows.
 * @param {Poste} poste @param {ReturnType<typeof creerScene>} scene @param {{ suiteTitre: HTMLElement, suite: HTMLElement }} p
 * @param {Salle} salle @param {{ page: PageComposee, plan: Plan } | null} apres @param {() => boolean} encore
 */
async function dessinerLaSuite(poste, scene, p, salle, apres, encore) {
  const adresse = salle.suivante?.adresse ?? "";
  const suivante = adresse && seProjette(adresse, poste.projetes) ? await lirePage(poste.racine, adresse) : null;
  if (!encore()) return;
  texte(p.suiteTitre, apres ? `Ensuite, ↓ : ${apres.plan.titre}` : salle.suivante ? `Ensuite, → : ${salle.suivante.titre}` : "Rien ne suit");
  p.suite.hidden = !apres && !suivante;
  if (apres) await scene.montrer(apres.page, apres.plan.cle);
  else if (suivante) await scene.montrer(suivante, planDeLAdresse(adresse));
}

/** @param {PageComposee} page @param {Plan | null} plan */
function apresDe(page, plan) {
  const apres = page.plans[page.plans.findIndex(({ cle }) => cle === plan?.cle) + 1];
  return apres ? { page, plan: apres } : null;
}

/** A click lights that place of the wall; the same place again puts it out. @param {Poste} poste @param {HTMLElement} vue */
function eclairerAuPointeur({ faire }, vue) {
  vue.addEventListener("click", (e) => {
    const { left, top, width, height } = vue.getBoundingClientRect();
    const [x, y] = [(e.clientX - left) / width, (e.clientY - top) / height].map((part) => Math.round(part * MILLE));
    faire("projeter", { quoi: `${x},${y}` });
  });
}
