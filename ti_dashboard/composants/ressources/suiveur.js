// @ts-check
// A browser that follows a séance: one stream, one status line, one key to leave and to come back. The presenter, and
// who only looks at the arrêté of the séance, hear of what is written in it and go nowhere.
//
// The stream lives with the page, not with the element: Streamlit may draw the element again at each run.

/** @import { Appel, EtatSeance, Propres } from "../types/scripts" */

import { Connexion } from "./connexion.js";
import { aller, reprendre } from "./trajet.js";

/** @typedef {"attente" | "suit" | "quitte" | "close" | "perdu"} Etat */
/** @typedef {{ id: string, mots: string, reste_ms: number }} Annonce */
/**
 * @typedef {{ code: string, vue: string, racine: string, role: "suiveur" | "animateur" | "veilleur", propres: Propres,
 *   revision: number, etape: number | null, annonce: Annonce | null }} Donnees
 */
/** @typedef {ReturnType<typeof creerSuivi>} Suivi */

// A move made while Streamlit's own connection was down is lost: it is made again until the screen says it is there.
const REPRISE_MS = 4000;
const ESSAIS_MAX = 6;
const RETOUR_MS = 1500;
const PAUSE_MS = 400;
/** @type {Record<Exclude<Etat, "perdu">, string>} */
const MOTS = {
  attente: "Connexion à la séance…",
  suit: "Vous suivez l'animateur",
  quitte: "Vous avez quitté le suivi",
  close: "La séance est close",
};
/** @type {Map<string, Suivi>} */
const suivis = new Map();

/**
 * Called by Streamlit at each run that changes something. Returns what undoes this call.
 * @param {Appel<Donnees>} appel
 */
export function monter({ parentElement, data, setTriggerValue }) {
  const suivi = suivis.get(data.code) ?? commencer(data);
  suivi.vue = data.vue;
  suivi.propres = data.propres;
  // What this run already shows of the séance.
  suivi.lue = Math.max(suivi.lue, data.revision);
  suivi.etapeLue = data.etape;
  clearTimeout(suivi.retour);
  suivi.relire = (revision) => setTriggerValue("revision", revision);
  if (!parentElement.contains(suivi.ligne)) parentElement.append(suivi.ligne, suivi.annonce);
  annoncer(suivi, data.annonce);
  verifier(suivi);
}

/** @param {Donnees} donnees */
function commencer(donnees) {
  const { code } = donnees;
  const suivi = creerSuivi(donnees);
  suivi.ligne.className = "suiveur";
  // Always there and filled later: a status region that appears with its text is not read aloud.
  suivi.mots.setAttribute("role", "status");
  // It counts: read aloud each second, it would cover everything else.
  suivi.depuis.setAttribute("role", "timer");
  suivi.depuis.setAttribute("aria-live", "off");
  suivi.bouton.type = "button";
  suivi.bouton.addEventListener("click", () => basculer(suivi));
  suivi.ligne.append(suivi.mots, suivi.bouton);
  suivi.annonce.className = "annonce";
  suivi.annonce.setAttribute("role", "status");
  suivis.set(code, suivi);
  addEventListener("keydown", (e) => {
    if (e.key.toLowerCase() === "s" && !e.repeat && !estUneFrappe(e)) basculer(suivi);
  });
  // A change of address that follows a gesture of this reader is his own: he has left the presenter.
  for (const type of ["pointerdown", "keydown"]) {
    addEventListener(type, () => { suivi.geste = true; }, { capture: true, passive: true });
  }
  ecouter(suivi);
  return suivi;
}

/**
 * What this page remembers of the séance, and the elements that say it.
 * @param {Donnees} donnees
 */
function creerSuivi({ code, racine, role, revision, vue, etape, propres }) {
  const cle = `suivi-quitte-${code}`;
  const suit = role === "suiveur";
  const suivi = {
    code, racine, cle, vue, propres, suit,
    etat: /** @type {Etat} */ ("attente"),
    anime: role === "animateur",
    quitte: suit && Boolean(sessionStorage.getItem(cle)),
    essais: 0, lue: revision, etapeLue: etape, version: 0, arrive: false, geste: false,
    cible: /** @type {string | null} */ (null),
    annoncee: /** @type {string | null} */ (null),
    // Timers: what is asked for again, read again, gone back to, silenced.
    reprise: 0, relecture: 0, retour: 0, silence: 0,
    relire: /** @type {(revision: string) => void} */ (() => {}),
    ligne: document.createElement("div"), mots: document.createElement("p"), depuis: document.createElement("span"),
    bouton: document.createElement("button"), annonce: document.createElement("p"),
    connexion: new Connexion(`${racine}/evenements/${code}`, {
      ouverte: (apresUneCoupure) => {
        // The first state of each stream is where to be, whatever was seen before: the screen may have been lost meanwhile.
        Object.assign(suivi, { version: 0, cible: null });
        if (apresUneCoupure) revenir(suivi);
        dire(suivi, "suit");
      },
      perdue: () => dire(suivi, "perdu"),
      etat: (etat) => recevoir(suivi, etat),
    }),
  };
  return suivi;
}

/** @param {KeyboardEvent} e */
function estUneFrappe(e) {
  const cible = e.composedPath()[0];
  return e.ctrlKey || e.metaKey || e.altKey || (cible instanceof HTMLElement && cible.isContentEditable)
    || (cible instanceof Element && Boolean(cible.closest("input, textarea, select, [role=combobox], [role=textbox]")));
}

/**
 * @param {Suivi} suivi
 * @param {Etat} etat
 */
function dire(suivi, etat) {
  suivi.etat = etat;
  const dit = suivi.quitte && !["close", "perdu"].includes(etat) ? "quitte" : etat;
  if (dit === "perdu") direLaPerte(suivi);
  else suivi.mots.textContent = MOTS[dit];
  suivi.ligne.dataset.etat = dit;
  suivi.bouton.textContent = suivi.quitte ? "Reprendre le suivi (S)" : "Quitter le suivi (S)";
  suivi.bouton.hidden = etat === "close" || !suivi.suit;
  // The presenter's own bar says the rest; who only looks has nothing to know of a stream that is there.
  suivi.mots.hidden = suivi.ligne.hidden = !suivi.suit && etat !== "perdu";
}

/**
 * One line for a while, once: on a wall it stands above the bar, so that the figures do not move.
 * @param {Suivi} suivi
 * @param {Annonce | null} annonce
 */
function annoncer(suivi, annonce) {
  suivi.annonce.dataset.place = "presenter" in document.documentElement.dataset ? "pied" : "ligne";
  if (!annonce || annonce.id === suivi.annoncee) return;
  suivi.annoncee = annonce.id;
  const mots = document.createElement("span");
  mots.textContent = annonce.mots;
  suivi.annonce.replaceChildren(mots);
  clearTimeout(suivi.silence);
  suivi.silence = setTimeout(() => suivi.annonce.replaceChildren(), annonce.reste_ms);
}

/** @param {Suivi} suivi */
function direLaPerte({ connexion, ligne, mots, depuis }) {
  const panne = connexion.panne();
  if (!panne) return;
  depuis.textContent = panne.depuis;
  if (ligne.dataset.etat !== "perdu") mots.replaceChildren("Connexion perdue ", depuis, `, ${panne.ecran}`);
}

/** @param {Suivi} suivi */
function basculer(suivi) {
  if (suivi.etat === "close" || !suivi.suit) return;
  if (suivi.quitte) {
    suivi.quitte = false;
    sessionStorage.removeItem(suivi.cle);
    ecouter(suivi);
  } else {
    quitter(suivi);
  }
}

/**
 * The stream stays: a correction is shown to who looks elsewhere too.
 * @param {Suivi} suivi
 */
function quitter(suivi) {
  suivi.quitte = true;
  sessionStorage.setItem(suivi.cle, "1");
  clearTimeout(suivi.reprise);
  dire(suivi, suivi.etat);
}

/** @param {Suivi} suivi */
function ecouter(suivi) {
  clearTimeout(suivi.reprise);
  dire(suivi, suivi.connexion.panne() ? "perdu" : "attente");
  suivi.connexion.ecouter();
}

/**
 * @param {Suivi} suivi
 * @param {EtatSeance} etat
 */
function recevoir(suivi, etat) {
  const avance = etat.version > suivi.version;
  suivi.version = Math.max(suivi.version, etat.version);
  if (etat.est_close) {
    suivi.connexion.fermer();
    clearTimeout(suivi.reprise);
    dire(suivi, "close");
    // Who presents is told, and finds the séance to read again.
    if (suivi.anime) suivi.relire("close");
    return;
  }
  if (avance && suivi.suit && !suivi.quitte) {
    suivi.cible = etat.adresse;
    suivi.essais = 0;
    suivi.arrive = false;
    if (suivi.vue !== suivi.cible) rejoindre(suivi);
    else verifier(suivi);
  }
  clearTimeout(suivi.relecture);
  suivi.relecture = setTimeout(() => relire(suivi, etat), PAUSE_MS);
}

/**
 * Not when a run begun meanwhile already shows it: a move, or the presenter's own gesture, most of the time. Nor while the
 * presenter has a panel open: each run takes it away until it is drawn again, with the form he fills in, and a key or a
 * click falls beside. The panel itself says what he has just written; the rest waits for it to close.
 * @param {Suivi} suivi
 * @param {EtatSeance} etat
 */
function relire(suivi, etat) {
  const autreEtape = suivi.suit && suivi.vue === etat.adresse && suivi.etapeLue !== etat.etape_id;
  if (suivi.lue >= etat.revision && !autreEtape) return;
  if (suivi.anime && document.querySelector("[role=dialog]")) {
    suivi.relecture = setTimeout(() => relire(suivi, etat), PAUSE_MS);
  } else {
    suivi.relire(`${etat.revision}-${etat.etape_id}`);
  }
}

/**
 * A server that started again has forgotten this browser: the address still says what it is, until the menu is used.
 * @param {Suivi} suivi
 */
function revenir(suivi) {
  reprendre();
  suivi.retour = setTimeout(() => revenir(suivi), RETOUR_MS);
}

/**
 * Go where the presenter is.
 * @param {Suivi} suivi
 */
function rejoindre(suivi) {
  suivi.essais += 1;
  clearTimeout(suivi.retour);
  aller(suivi.racine + (suivi.cible ?? ""), suivi.propres, "replaceState");
  clearTimeout(suivi.reprise);
  if (suivi.essais < ESSAIS_MAX) suivi.reprise = setTimeout(() => { if (!suivi.arrive) rejoindre(suivi); }, REPRISE_MS);
}

/**
 * At each run: has the screen arrived, and if it had, did this reader take it elsewhere?
 * @param {Suivi} suivi
 */
function verifier(suivi) {
  if (!suivi.cible || suivi.quitte || suivi.etat !== "suit") return;
  if (suivi.vue === suivi.cible) {
    if (!suivi.arrive) suivi.geste = false;
    suivi.arrive = true;
    clearTimeout(suivi.reprise);
  } else if (suivi.arrive && suivi.geste) {
    quitter(suivi);
  }
}
