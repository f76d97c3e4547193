// @ts-check
// The first screen, drawn from its message while the session is still to come: what it shows is what the session will show.
// It goes when the board of the session is drawn in its place.

/** @import { PageComposee } from "../types/contrat" */

import { dessinerBandeau } from "./bandeau.js";
import { html } from "./dom.js";
import { adopter, lireLaFeuille } from "./feuilles.js";
import { dessinerSeule } from "./planche.js";

// A session that never comes says so itself, under it.
const PATIENCE_MS = 15_000;

const premier = await /** @type {{ premierEcran?: Promise<PageComposee | null> }} */ (window).premierEcran;
if (premier) ouvrir(premier, await lireLaFeuille("ouverture.css"), await lireLaFeuille("filtres.css"));

/** @param {PageComposee} page @param {CSSStyleSheet} feuille @param {CSSStyleSheet} feuilleDesFiltres */
function ouvrir(page, feuille, feuilleDesFiltres) {
  const planche = Object.values(page.planches).find((une) => une !== null);
  if (!planche || document.querySelector(".st-key-cadre-page")) return;
  const hote = html("div", { id: "ouverture", "aria-hidden": "true", inert: true });
  const racine = hote.attachShadow({ mode: "open" });
  adopter(racine, feuille);
  const filtres = html("div", { class: "boites" });
  const dedans = filtres.attachShadow({ mode: "open" });
  adopter(dedans, feuilleDesFiltres);
  dedans.append(html("div", { class: "filtres" }, ...boites(page)));
  const bandeau = html("div");
  const place = html("div");
  racine.append(html("div", { class: "ouverture" }, filtres, html("div", { class: "arrete" }, bandeau), place));
  for (const [nom, couleur] of Object.entries(planche.couleurs)) hote.style.setProperty(`--ti-${nom}`, couleur);
  dessinerBandeau(bandeau, page.bandeau);
  chargerLaPolice();
  document.body.append(hote);
  dessinerSeule(place, planche);
  const partir = () => hote.remove();
  addEventListener("planche", partir, { once: true });
  setTimeout(partir, PATIENCE_MS);
}

/** The filters as they will be, without what opens them. @param {PageComposee} page */
function boites({ filtres }) {
  return filtres.map(({ cle, libelle, valeur }) => html("div", { class: "boite", "data-cle": cle }, html("span", {}, libelle), html("span", { class: "champ" }, valeur)));
}

/** The page asks for it before the style sheet that names it is there. */
function chargerLaPolice() {
  const lien = document.querySelector("link[rel='preload'][as='font']");
  if (lien instanceof HTMLLinkElement) document.fonts.add(new FontFace("Source Sans", `url(${lien.href})`, { weight: "200 900" }));
}
