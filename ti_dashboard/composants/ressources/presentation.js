// @ts-check
// The presentation: one bar at the foot of a clean screen, a timer, and keys. It lives with the page, as the follower does.

/** @import { Presentation } from "../types/contrat" */
/** @import { Mode, Touche } from "../types/scripts" */
/** @import { Appel } from "../types/scripts" */

import { BOUTONS, creerBarre, nommerLesBoutons } from "./barre.js";
import { estUneFrappe, quitterLeChamp } from "./champ.js";
import { panne } from "./connexion.js";
import { quandIlsChangent, sontActifs } from "./raccourcis.js";
import { aller, confirmer, retenir } from "./trajet.js";

/** @typedef {ReturnType<typeof creerBarre>} Barre */

const SECONDE_MS = 1000;
// A key that brought nothing after this long must say why.
const PATIENCE_MS = 3000;
/** @type {Barre | null} */
let barre = null;

/**
 * Called by Streamlit at each run. `data.mode` is null outside the presentation.
 * @param {Appel<Presentation>} appel
 */
export function monter({ parentElement, data, setTriggerValue }) {
  barre ??= construire(data);
  barre.data = data;
  barre.recu = performance.now();
  barre.demande = null;
  barre.dire = (mode) => setTriggerValue("mode", mode);
  confirmer(data.propres);
  const [ici, ailleurs] = data.mode ? [barre.pied, barre.entree] : [barre.entree, barre.pied];
  ailleurs.remove();
  if (ici.parentNode !== parentElement) parentElement.append(ici);
  habiller(data.mode);
  nommerTout(barre);
  if (data.mode) ecrire(barre);
}

/** @param {Barre} b */
function nommerTout(b) {
  nommerLesBoutons(b, b.data.mode === "sombre" ? "Fond clair" : "Fond sombre");
}

/** @param {Presentation} data */
function construire(data) {
  const b = creerBarre(data, (quoi) => (quoi === "commencer" ? commencer(b) : faire(b, quoi)));
  addEventListener("keydown", (e) => frapper(b, e));
  addEventListener("keydown", quitterLeChamp, { capture: true });
  // Escape on a full screen is taken by the browser: one key must still be enough to leave.
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && b.data.mode) echapper(b);
  });
  quandIlsChangent(() => nommerTout(b));
  setInterval(() => b.data.mode && battre(b), SECONDE_MS);
  return b;
}

/** @param {string | null} mode */
function habiller(mode) {
  const page = document.documentElement;
  if (mode) page.dataset.presenter = mode;
  else delete page.dataset.presenter;
}

/** @param {Barre} b */
function ecrire(b) {
  const { mode, etape } = b.data;
  const hors = etape?.est_hors && "Hors ordre du jour";
  b.etape.textContent = etape
    ? [hors, `${etape.rang} / ${etape.nb}`, etape.titre, etape.intervenant].filter(Boolean).join(" · ")
    : b.data.situation ?? "";
  b.etape.dataset.hors = String(Boolean(hors));
  b.invitation.ecrire(b.data.invitation ?? null, mode ?? "");
  for (const id of /** @type {const} */ (["avant", "apres"])) {
    b.boutons[id].hidden = !b.data.est_animee;
    b.boutons[id].disabled = !b.data[id];
  }
  for (const id of /** @type {const} */ (["territoire", "retour"])) b.boutons[id].hidden = !b.data[id];
  b.boutons.plein.hidden = Boolean(document.fullscreenElement) || !document.fullscreenEnabled;
  battre(b);
}

/** @param {Barre} b */
function battre(b) {
  compter(b);
  avertir(b);
}

/**
 * Why nothing moves: nothing is heard, or what was asked for is not there yet.
 * @param {Barre} b
 */
function avertir(b) {
  const perdue = panne();
  const muet = b.demande !== null && performance.now() - b.demande > PATIENCE_MS;
  let mots = muet ? "Le serveur n'a pas encore répondu : rien n'a bougé." : "";
  // A wall has nobody at its keys.
  const suite = b.data.propres.suivre ? "." : " : les touches ne bougeront rien avant son retour.";
  if (perdue) mots = `Connexion perdue ${perdue.depuis}, ${perdue.ecran}${suite}`;
  if (b.avis.textContent !== mots) b.avis.textContent = mots;
  b.avis.hidden = !mots;
}

/** @param {Barre} b */
function compter(b) {
  const { etape } = b.data;
  b.minuterie.hidden = !etape;
  if (!etape) return;
  const ecoule = etape.ecoule_s + (performance.now() - b.recu) / SECONDE_MS;
  const reste = etape.minutes * 60 - ecoule;
  const depasse = etape.minutes > 0 && reste < 0;
  b.minuterie.dataset.etat = depasse ? "depasse" : "";
  if (!etape.minutes) b.minuterie.textContent = horloge(ecoule);
  else b.minuterie.textContent = depasse ? `dépassé de ${horloge(-reste)}` : `reste ${horloge(reste)}`;
}

/** @param {number} secondes */
function horloge(secondes) {
  const s = Math.floor(secondes);
  return `${String(Math.floor(s / 60)).padStart(2, "0")}:${String(s % 60).padStart(2, "0")}`;
}

/** @param {Barre} b @param {KeyboardEvent} e */
function frapper(b, e) {
  if (e.defaultPrevented || e.repeat || e.shiftKey || estUneFrappe(e)) return;
  const cible = e.composedPath()[0];
  if (e.key.length === 1 && !sontActifs()) return;
  const touche = e.key.length === 1 ? e.key.toLowerCase() : e.key;
  if (!b.data.mode) {
    if (touche === "p") commencer(b);
    return;
  }
  if (touche === "q" && b.data.invitation) b.invitation.basculer();
  if (b.invitation.grand.open) {
    if (touche === "Escape") b.invitation.basculer();
    return;
  }
  // A panel or a card that is open closes first.
  if (touche === "Escape" && (document.querySelector("[role=dialog]") || (cible instanceof Element && cible.closest("[popover]")))) return;
  const trouve = BOUTONS.find(({ touches }) => touches.includes(touche));
  if (trouve && !b.boutons[trouve.id].hidden && !b.boutons[trouve.id].disabled) {
    e.preventDefault();
    faire(b, trouve.id);
  }
}

/** @param {Barre} b */
function commencer(b) {
  // Asked for while the gesture is fresh; refused, the screen is clean all the same.
  document.documentElement.requestFullscreen?.().catch(() => {});
  changer(b, "clair");
}

/**
 * Known at once: the next key may be struck before the run that answers this one.
 * @param {Barre} b @param {Mode | null} mode
 */
function changer(b, mode) {
  b.data = { ...b.data, mode };
  habiller(mode);
  retenir("presenter", mode);
  demander(b);
  b.dire(mode ?? "");
}

/**
 * What was asked for is answered by the next run.
 * @param {Barre} b
 */
function demander(b) {
  b.demande = performance.now();
  avertir(b);
}

/** @param {Barre} b */
function echapper(b) {
  if (b.invitation.grand.open) b.invitation.basculer();
  else faire(b, "quitter");
}

/** @param {Barre} b @param {Touche} id */
function faire(b, id) {
  if (id === "quitter") {
    if (document.fullscreenElement) document.exitFullscreen();
    changer(b, null);
  } else if (id === "variante") {
    changer(b, b.data.mode === "sombre" ? "clair" : "sombre");
  } else if (id === "plein") {
    document.documentElement.requestFullscreen().then(() => ecrire(b)).catch(() => {});
  } else if (b.data[id]) {
    demander(b);
    if (!panne()) aller(b.data.racine + b.data[id], b.data.propres);
  }
}
