// @ts-check
// Where the keyboard is, kept: what had the focus may leave the page (a panel that closes, a button that has done what it
// said, a row taken away). The focus then goes back to what opened the panel, or to what is left nearest; without that it
// falls on the page as a whole, and a screen reader starts again from the top.

// Streamlit takes an element away before it draws it again: what comes back within this time was never lost.
const REPOS_MS = 200;
const FOCALISABLES = "a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), summary, [tabindex='0']";

/** @typedef {HTMLElement | SVGElement} Focalisable */
/** @typedef {{ element: Focalisable, parents: Focalisable[] }} Place */

/** Where the focus was last, and where it was before the panel that is open. @type {{ ici: Place | null, avant: Place | null }} */
const lu = { ici: null, avant: null };
let auClavier = false;
let attente = 0;

/** Once for the page. */
export function garderLeFoyer() {
  // A move inside one board is told to nobody outside of it: the key that is struck there says where it was.
  addEventListener("keydown", (e) => {
    auClavier = true;
    retenir(e.composedPath());
  }, { capture: true });
  addEventListener("pointerdown", () => { auClavier = false; }, { capture: true });
  addEventListener("focusin", (e) => retenir(e.composedPath()), { capture: true });
  new MutationObserver(() => {
    // Two readings of the page, no more, at each of its changes.
    if (!auClavier || !lu.ici || !estPerdu()) return;
    clearTimeout(attente);
    attente = setTimeout(rendre, REPOS_MS);
  }).observe(document.body, { childList: true, subtree: true, attributeFilter: ["disabled"] });
}

/** @param {EventTarget[]} chemin */
function retenir(chemin) {
  const [element, ...parents] = chemin.filter((e) => e instanceof HTMLElement || e instanceof SVGElement);
  if (element === document.body || element === document.documentElement) return;
  const ici = { element, parents };
  if (estDansUnPanneau(ici) && lu.ici && !estDansUnPanneau(lu.ici)) lu.avant = lu.ici;
  lu.ici = ici;
}

/** @param {Place} place */
function estDansUnPanneau({ element, parents }) {
  return [element, ...parents].some((e) => e.getAttribute("role") === "dialog" && !e.hasAttribute("popover"));
}

function estPerdu() {
  const actif = document.activeElement;
  return !actif || actif === document.body;
}

function rendre() {
  if (!lu.ici || !estPerdu()) return;
  if (estLa(lu.ici.element)) {
    // A button loses it while it is disabled, until what it asked for is done; anything else was left by a key.
    if (lu.ici.element instanceof HTMLButtonElement) lu.ici.element.focus();
    return;
  }
  const avant = estDansUnPanneau(lu.ici) && !document.querySelector("[role=dialog]:not([popover])") ? lu.avant : null;
  const place = avant ?? lu.ici;
  const cible = estLa(place.element) ? place.element : deRemplacement(place);
  cible?.focus();
}

/** @param {Element} element */
const estLa = (element) => element.isConnected && element.checkVisibility({ visibilityProperty: true });

/**
 * The same part drawn again, by the name that we gave it, else what is left in the smallest part that held it.
 * @param {Place} place @returns {HTMLElement | null}
 */
function deRemplacement({ element, parents }) {
  for (const parent of [element, ...parents]) {
    const nom = [...parent.classList].find((c) => c.startsWith("st-key-"));
    const restant = parent.isConnected ? parent : nom && document.querySelector(`.${CSS.escape(nom)}`);
    const dedans = restant ? [...restant.querySelectorAll(FOCALISABLES)].find(estLa) : null;
    if (dedans instanceof HTMLElement) return dedans;
  }
  return null;
}
