// @ts-check
// One plan as it stands on the stage: its title, what narrows it, its part of the board, and nothing that answers.

/** @import { Bloc, Ecran, PageComposee, Plan, Table, Tuile } from "../types/contrat" */
/** @import { Contours } from "../types/scripts" */

import { dessinerBlocs } from "./blocs.js";
import { dessinerCarte } from "./carte.js";
import { html } from "./dom.js";
import { taire } from "./scene_muette.js";
import { dessinerTuiles } from "./tuiles.js";

const RIEN = "Aucune planche à cette adresse : cet écran se lit sur la page même.";
const rien = () => {};

/** @param {PageComposee} page @param {Plan | null} plan @param {Contours | null | undefined} lus */
export function composer(page, plan, lus) {
  const ecran = plan ? page.planches[plan.planche] ?? null : null;
  const contenu = html("div", { class: "planche scene-contenu" });
  const scene = html(
    "section",
    { class: "scene", "data-plan": plan?.cle ?? "", "data-genre": genre(plan, ecran) },
    tete(page, plan, ecran),
    html("div", { class: "scene-corps" }, contenu),
    html("footer", { class: "scene-pied" }, html("span", { class: "scene-etape", hidden: "" }), html("span", { class: "scene-code", hidden: "" })),
  );
  for (const [nom, couleur] of Object.entries(ecran?.couleurs ?? {})) scene.style.setProperty(`--ti-${nom}`, couleur);
  if (plan && ecran) poser(contenu, plan, ecran, lus ?? null);
  else contenu.append(html("p", { class: "scene-phrase" }, RIEN));
  taire(contenu);
  return scene;
}

/** @param {Plan | null} plan @param {Ecran | null} ecran */
function genre(plan, ecran) {
  if (plan?.partie !== "bloc") return plan?.partie ?? "texte";
  return ecran?.blocs.find(({ id }) => id === plan.bloc)?.type ?? "texte";
}

/** @param {PageComposee} page @param {Plan | null} plan @param {Ecran | null} ecran */
function tete({ titre, bandeau, filtres }, plan, ecran) {
  const phase = filtres.find(({ cle }) => cle === "phase")?.valeur;
  const lieu = [titre, phase, ...bandeau.puces.map(({ choix }) => choix)].filter(Boolean).join(" · ");
  const mentions = bandeau.mentions.map((mots) => html("span", { class: "scene-mention" }, mots));
  const date = html("span", {}, `Arrêté du ${bandeau.arrete}`);
  return html(
    "header",
    { class: "scene-tete" },
    html("p", { class: "scene-lieu" }, html("span", {}, lieu), ...mentions, date),
    html("h2", { class: "scene-titre" }, plan?.titre || titre),
    ...(plan && ecran ? avant(plan, ecran) : []),
  );
}

/** What its board says of itself, over the first of its plans. @param {Plan} plan @param {Ecran} ecran */
function avant(plan, ecran) {
  const premier = ecran.tuiles.length ? "tuiles" : ecran.carte ? "carte" : ecran.blocs[0]?.id ?? "texte";
  if ((plan.bloc || plan.partie) !== premier || plan.de) return [];
  const dits = [html("p", { class: "scene-sous-titre" }, ecran.sous_titre)];
  if (ecran.message && plan.partie !== "texte") dits.push(html("p", { class: "scene-message" }, ecran.message));
  return dits.filter((p) => p.textContent);
}

/** @param {HTMLElement} contenu @param {Plan} plan @param {Ecran} ecran @param {Contours | null} lus */
function poser(contenu, plan, ecran, lus) {
  if (plan.partie === "texte") contenu.append(html("p", { class: "scene-phrase" }, ecran.message ?? ""));
  if (plan.partie === "tuiles") contenu.append(tuiles(ecran.tuiles, plan));
  if (plan.partie === "carte" && ecran.carte) {
    const section = html("section", { class: "carte" });
    dessinerCarte(section, { ...ecran.carte, mesures: [] }, lus, rien);
    contenu.append(section);
  }
  const bloc = plan.partie === "bloc" && ecran.blocs.find(({ id }) => id === plan.bloc);
  if (bloc) {
    const place = html("div", { class: "scene-bloc" });
    place.style.setProperty("--rang", String(plan.de));
    dessinerBlocs(place, [partie(bloc, plan)], rien);
    contenu.append(place);
  }
}

/** Those that are never added up come last, as the server counts them. @param {Tuile[]} toutes @param {Plan} plan */
function tuiles(toutes, { de, a }) {
  const place = html("div", { class: "tuiles" });
  const rangees = ["principal", "apart"].flatMap((groupe) => toutes.filter((t) => t.groupe === groupe));
  const gardees = rangees.slice(de, a || undefined);
  const nb = gardees.length;
  const colonnes = nb <= 3 ? nb : nb === 4 ? 2 : Math.ceil(nb / 2);
  const aPart = gardees.filter(({ groupe }) => groupe === "apart").length;
  place.style.setProperty("--colonnes", String(colonnes));
  // Apart, they end the last row together, whatever is left of it.
  place.style.setProperty("--a-part", String(Math.min(colonnes, aPart)));
  dessinerTuiles(place, gardees, rien);
  return place;
}

/** A block, of these rows and columns. @param {Bloc} bloc @param {Plan} plan @returns {Bloc} */
function partie(bloc, { de, a, colonnes, note }) {
  const dit = { ...bloc, note };
  const garde = (/** @type {any[]} */ lignes) => (a ? lignes.slice(de, a) : lignes);
  if (dit.type === "table") return tranche({ ...dit, hauteur: null, lignes: garde(dit.lignes), totaux: a && a < dit.lignes.length ? null : dit.totaux }, colonnes);
  if (dit.type === "barres") {
    // One axis for all its plans: a bar is as long on each as it would be beside the others.
    const valeurs = dit.lignes.flatMap((l) => [l.valeur ?? 0, l.precedent ?? 0]);
    return { ...dit, lignes: garde(dit.lignes), max: Math.max(dit.max ?? 0, ...valeurs), min: Math.min(0, ...valeurs) };
  }
  if (dit.type === "phrases") return { ...dit, lignes: garde(dit.lignes) };
  if (dit.type === "signaux") return { ...dit, lignes: garde(dit.lignes) };
  return dit;
}

/** @param {Table} table @param {number[]} colonnes @returns {Table} */
function tranche(table, colonnes) {
  if (!colonnes.length) return table;
  const garder = (/** @type {Table["lignes"][number]} */ rangee) => ({ ...rangee, cases: colonnes.map((c) => rangee.cases[c]) });
  return { ...table, colonnes: colonnes.map((c) => table.colonnes[c]), lignes: table.lignes.map(garder), totaux: table.totaux && garder(table.totaux) };
}
