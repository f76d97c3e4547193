// @ts-check
// Go to an address of this application through the browser's own history, in one run of the script.

/** @import { Depart, Propres } from "../types/contrat" */
/** @import { Appel } from "../types/scripts" */

/** @type {Set<string>} */
const faits = new Set();
// What a key has just changed, and that no run has answered yet: name → value, null when it is no more.
/** @type {Map<keyof Propres, string | null>} */
const changes = new Map();
// A step back of the reader's own, unlike ours, takes it back.
addEventListener("popstate", (e) => {
  if (e.isTrusted) changes.clear();
});

/**
 * A move made before the next run leaves with this value, not with the one that the last run knew.
 * @template {keyof Propres} N
 * @param {N} nom @param {Required<Propres>[N] | null} valeur
 */
export function retenir(nom, valeur) {
  changes.set(nom, valeur);
}

/**
 * Called at each run with what it knows.
 * @param {Propres} propres
 */
export function confirmer(propres) {
  for (const [nom, valeur] of changes) if ((propres[nom] ?? null) === valeur) changes.delete(nom);
}

/**
 * What belongs to this browser alone (`propres`: name → value, as its last run knew it) goes with it, wherever the
 * address comes from. `geste` is `pushState`, or `replaceState` for a move that is not the reader's own.
 * @param {string} adresse @param {Propres} propres @param {"pushState" | "replaceState"} geste
 */
export function aller(adresse, propres, geste = "pushState") {
  history[geste](history.state, "", avecPropres(adresse, propres));
  reprendre();
}

/**
 * A move that is not the reader's own, and that his session is not told of.
 * @param {string} adresse @param {Propres} propres
 */
export function remplacer(adresse, propres) {
  history.replaceState(history.state, "", avecPropres(adresse, propres));
}

/**
 * An address with what belongs to this browser alone.
 * @param {string} adresse @param {Propres} propres as its last run knew it
 */
function avecPropres(adresse, propres) {
  const cible = new URL(adresse, location.origin);
  for (const [nom, valeur] of [...Object.entries(propres), ...changes]) {
    if (valeur === null) cible.searchParams.delete(nom);
    else cible.searchParams.set(nom, valeur);
  }
  return cible;
}

/**
 * A gesture of the reader's own, on a screen that is drawn before its run.
 * @param {URL} adresse @param {() => void} prevenir tells the session
 */
export function ecrire(adresse, prevenir = reprendre) {
  history.pushState(history.state, "", adresse);
  // What was drawn is painted first: the page has enough to do to ask for its run.
  requestAnimationFrame(() => setTimeout(prevenir));
}

/** The last gesture shows nothing: the address is what it was before it. */
export const defaire = () => history.back();

/**
 * The same address with other values of these parameters.
 * @param {URL} adresse @param {Iterable<[string, string[]]>} valeurs
 */
export function avec(adresse, valeurs) {
  const autre = new URL(adresse);
  for (const [nom, mots] of valeurs) {
    autre.searchParams.delete(nom);
    for (const mot of mots) autre.searchParams.append(nom, mot);
  }
  return autre;
}

/** What an address says of a parameter. @param {URL} adresse @param {string} nom */
export const dits = (adresse, nom) => adresse.searchParams.getAll(nom);

/** The parameters that an address says. @param {URL} adresse */
export const motsDe = (adresse) => [...adresse.searchParams.keys()];

/** Where this browser is. */
export const ici = () => new URL(location.href);

/** A link was followed and its page is not there yet: asking for this screen again would undo it. */
export const estEnDepart = () => document.documentElement.hasAttribute("data-en-depart");

/** Have Streamlit read the address again, as it does for the back button. */
export function reprendre() {
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
}

/**
 * Called by Streamlit: `data.jeton` names this departure, which drawn twice happens once.
 * @param {Appel<Depart>} appel
 */
export function partir({ data }) {
  if (faits.has(data.jeton)) return;
  faits.add(data.jeton);
  aller(data.adresse, data.propres, data.geste);
}
