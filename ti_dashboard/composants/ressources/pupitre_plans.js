// @ts-check
// The plans of a screen at the desk: a button each; what is cut in many is one entry, gone through from rank to rank.

/** @import { Plan } from "../types/contrat" */
/** @import { Poste } from "./pupitre.js" */

import { accorder, attribut, html, pieces, texte } from "./dom.js";
import { bouton } from "./pupitre_tete.js";
import { avec } from "./trajet.js";

// What the server writes after the title of what it cut.
const SUITE = / \(\d+ sur \d+\)$/;

/** A plan, or all those of one block. @typedef {{ id: string, titre: string, plans: Plan[] }} Entree */

/** @param {Poste} poste @param {HTMLElement} liste @param {Plan[]} plans @param {Plan | null} montre */
export function dessinerLesPlans({ faire, salle }, liste, plans, montre) {
  const aller = (/** @type {Plan} */ { cle }) => faire("deplacer", { adresse: surLePlan(salle?.adresse ?? "/", cle) });
  accorder(liste, entrees(plans), (entree) => (entree.plans.length > 1 ? creerSuite(entree) : creerSeul()), (ligne, entree) => {
    ligne.pieces.dessiner(entree, entree.plans.findIndex(({ cle }) => cle === montre?.cle), aller);
  });
}

/** @param {Plan[]} plans @returns {Entree[]} */
function entrees(plans) {
  /** @type {Entree[]} */
  const trouvees = [];
  for (const plan of plans) {
    const titre = plan.titre.replace(SUITE, "");
    const derniere = trouvees.at(-1);
    const premier = derniere?.plans[0];
    const suit = titre !== plan.titre && derniere?.titre === titre && premier?.planche === plan.planche && premier?.bloc === plan.bloc;
    if (suit) derniere?.plans.push(plan);
    else trouvees.push({ id: plan.cle, titre, plans: [plan] });
  }
  // One that is cut otherwise from now on is another entry.
  return trouvees.map((une) => ({ ...une, id: `${une.id} ${une.plans.length}` }));
}

/** @typedef {{ dessiner(entree: Entree, rang: number, aller: (plan: Plan) => unknown): void }} Dessin */

function creerSeul() {
  const vers = html("button", { type: "button" });
  return pieces(html("li", {}, vers), /** @type {Dessin} */ ({
    dessiner({ plans: [plan] }, rang, aller) {
      texte(vers, plan.titre);
      attribut(vers, "aria-current", rang === 0 && "true");
      vers.onclick = () => { aller(plan); };
    },
  }));
}

/** Its title leads to its first; one chooses the rank or goes to the one before or after. @param {Entree} entree */
function creerSuite({ plans: { length: nb } }) {
  let pas = (/** @type {number} */ _de) => {};
  const rangs = Array.from({ length: nb }, (_, rang) => html("option", { value: rang }, `${rang + 1} / ${nb}`));
  const p = {
    titre: html("button", { type: "button" }),
    avant: bouton("‹", () => pas(-1)),
    choix: html("select", {}, html("option", { value: "", hidden: true }, `– / ${nb}`), ...rangs),
    apres: bouton("›", () => pas(1)),
  };
  return pieces(html("li", {}, html("span", { class: "suite-de-plans", role: "group" }, ...Object.values(p))), /** @type {Dessin} */ ({
    dessiner({ titre, plans }, rang, aller) {
      const y = rang >= 0;
      texte(p.titre, titre);
      attribut(p.titre.parentElement ?? p.titre, "aria-label", `${titre}, ${nb} plans`);
      attribut(p.titre, "aria-current", y && "true");
      attribut(p.avant, "aria-label", `Plan précédent : ${titre}`);
      attribut(p.choix, "aria-label", `Rang du plan : ${titre}`);
      attribut(p.apres, "aria-label", `Plan suivant : ${titre}`);
      // Not disabled for good: the key that has just led to the last one keeps its place.
      attribut(p.avant, "aria-disabled", rang <= 0 && "true");
      attribut(p.apres, "aria-disabled", rang === nb - 1 && "true");
      p.choix.value = y ? String(rang) : "";
      const vers = (/** @type {number} */ voulu) => { if (plans[voulu]) aller(plans[voulu]); };
      p.titre.onclick = () => vers(0);
      p.choix.onchange = () => vers(Number(p.choix.value));
      pas = (de) => vers(rang + de);
    },
  }));
}

/** @param {string} adresse @param {string} cle */
function surLePlan(adresse, cle) {
  const url = avec(new URL(adresse, location.origin), [["plan", [cle]]]);
  return url.pathname + url.search;
}
