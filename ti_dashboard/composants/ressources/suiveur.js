// A browser that follows a séance: one stream, one status line, one key to leave and to come back. The presenter, and
// who only looks at the arrêté of the séance, hear of what is written in it and go nowhere.
//
// The stream lives with the page, not with the element: Streamlit may draw the element again at each run.

import { Connexion } from "./connexion.js";
import { aller, reprendre } from "./trajet.js";

// A move made while Streamlit's own connection was down is lost: it is made again until the screen says it is there.
const REPRISE_MS = 4000;
const ESSAIS_MAX = 6;
const RETOUR_MS = 1500;
const PAUSE_MS = 400;
const MOTS = {
  attente: "Connexion à la séance…",
  suit: "Vous suivez l'animateur",
  quitte: "Vous avez quitté le suivi",
  close: "La séance est close",
};
const suivis = new Map();

/** Called by Streamlit at each run that changes something. Returns what undoes this call. */
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

function commencer({ code, racine, role, revision }) {
  const suivi = { code, racine, cle: `suivi-quitte-${code}`, etat: "attente", essais: 0, lue: revision, propres: {} };
  suivi.suit = role === "suiveur";
  suivi.anime = role === "animateur";
  suivi.quitte = suivi.suit && Boolean(sessionStorage.getItem(suivi.cle));
  suivi.ligne = document.createElement("div");
  suivi.ligne.className = "suiveur";
  suivi.mots = document.createElement("p");
  // Always there and filled later: a status region that appears with its text is not read aloud.
  suivi.mots.setAttribute("role", "status");
  suivi.depuis = document.createElement("span");
  // It counts: read aloud each second, it would cover everything else.
  suivi.depuis.setAttribute("role", "timer");
  suivi.depuis.setAttribute("aria-live", "off");
  suivi.bouton = document.createElement("button");
  suivi.bouton.type = "button";
  suivi.bouton.addEventListener("click", () => basculer(suivi));
  suivi.ligne.append(suivi.mots, suivi.bouton);
  suivi.annonce = document.createElement("p");
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
  suivi.connexion = new Connexion(`${racine}/evenements/${code}`, {
    ouverte: (apresUneCoupure) => {
      // The first state of each stream is where to be, whatever was seen before: the screen may have been lost meanwhile.
      Object.assign(suivi, { version: 0, cible: null });
      if (apresUneCoupure) revenir(suivi);
      dire(suivi, "suit");
    },
    perdue: () => dire(suivi, "perdu"),
    etat: (etat) => recevoir(suivi, etat),
  });
  ecouter(suivi);
  return suivi;
}

function estUneFrappe(e) {
  const cible = e.composedPath()[0];
  return e.ctrlKey || e.metaKey || e.altKey || cible.isContentEditable
    || (cible instanceof Element && Boolean(cible.closest("input, textarea, select, [role=combobox], [role=textbox]")));
}

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

/** One line for a while, once: on a wall it stands above the bar, so that the figures do not move. */
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

function direLaPerte({ connexion, ligne, mots, depuis }) {
  const panne = connexion.panne();
  depuis.textContent = panne.depuis;
  if (ligne.dataset.etat !== "perdu") mots.replaceChildren("Connexion perdue ", depuis, `, ${panne.ecran}`);
}

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

/** The stream stays: a correction is shown to who looks elsewhere too. */
function quitter(suivi) {
  suivi.quitte = true;
  sessionStorage.setItem(suivi.cle, "1");
  clearTimeout(suivi.reprise);
  dire(suivi, suivi.etat);
}

function ecouter(suivi) {
  clearTimeout(suivi.reprise);
  dire(suivi, suivi.connexion.panne() ? "perdu" : "attente");
  suivi.connexion.ecouter();
}

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

/** A server that started again has forgotten this browser: the address still says what it is, until the menu is used. */
function revenir(suivi) {
  reprendre();
  suivi.retour = setTimeout(() => revenir(suivi), RETOUR_MS);
}

/** Go where the presenter is. */
function rejoindre(suivi) {
  suivi.essais += 1;
  clearTimeout(suivi.retour);
  aller(suivi.racine + suivi.cible, suivi.propres, "replaceState");
  clearTimeout(suivi.reprise);
  if (suivi.essais < ESSAIS_MAX) suivi.reprise = setTimeout(() => !suivi.arrive && rejoindre(suivi), REPRISE_MS);
}

/** At each run: has the screen arrived, and if it had, did this reader take it elsewhere? */
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
