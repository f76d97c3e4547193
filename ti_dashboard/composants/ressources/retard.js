// @ts-check
// A session that has not been told of the screen its reader is at, where the boards say all of it: it is told at the first
// sign that something of the session will be asked for, so that it answers at once. Who only filters and looks, a room that
// follows, ask their server for nothing more. (What is asked for before it knows is of that screen too: the address first.)

import { estUneFrappe } from "./champ.js";
import { aBouge } from "./pointeur.js";

const page = document.documentElement;
const SIGNES = ["pointerover", "keydown", "focusin"];
// What acts on a page, and what only writes the address.
const AGISSENT = "button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])";
const ECRIVENT = ".filtres, .bandeau";
const CORPS = "[data-testid='stMain']";
/** @type {(() => void) | null} */
let rattraper = null;

for (const signe of SIGNES) addEventListener(signe, entendre, { capture: true, passive: true });

export const estEnRetard = () => rattraper !== null;

/** @param {() => void} faire what tells the session */
export function laisserLaSession(faire) {
  rattraper = faire;
  page.dataset.enRetard = "";
}

/** The session knows, or another screen is followed. */
export function rejoint() {
  rattraper = null;
  delete page.dataset.enRetard;
}

/** @param {Event} signe */
function entendre(signe) {
  if (signe instanceof PointerEvent && !aBouge(signe)) return;
  const faire = rattraper;
  if (!faire || !demande(signe)) return;
  rejoint();
  faire();
}

/** @param {Event} signe */
function demande(signe) {
  const chemin = signe.composedPath().filter((noeud) => noeud instanceof Element);
  if (signe instanceof KeyboardEvent && estUneTouche(signe)) return true;
  if (chemin.some((element) => element.matches(ECRIVENT))) return false;
  const corps = chemin.findIndex((element) => element.matches(CORPS));
  return signe instanceof KeyboardEvent || chemin.slice(0, Math.max(corps, 1)).some((element) => element.matches(AGISSENT));
}

/**
 * A key of the screen, wherever the focus was left: on the box of a filter, one that nobody types in.
 * @param {KeyboardEvent} signe
 */
function estUneTouche(signe) {
  const cible = signe.composedPath()[0];
  const sert = signe.key.length > 1 && cible instanceof Element && cible.matches(AGISSENT);
  return signe.key !== "Tab" && !sert && !estUneFrappe(signe);
}
