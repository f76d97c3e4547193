// A browser that follows a séance: one stream, one status line, one key to leave and to come back. The presenter, and
// who only looks at the arrêté of the séance, hear of what is written in it and go nowhere.
//
// The stream lives with the page, not with the element: Streamlit may draw the element again at each run.

const ATTENTES_MS = [500, 1000, 2000, 4000, 8000];
// A move made while Streamlit's own connection was down is lost: it is made again until the screen says it is there.
const REPRISE_MS = 4000;
const ESSAIS_MAX = 6;
const RETOUR_MS = 1500;
const PAUSE_MS = 400;
const MOTS = {
  attente: "Connexion à la séance…",
  suit: "Vous suivez l'animateur",
  perdu: "Connexion perdue, nouvelle tentative…",
  quitte: "Vous avez quitté le suivi",
  close: "La séance est close",
};
const suivis = new Map();

/** Called by Streamlit at each run that changes something. Returns what undoes this call. */
export function monter({ parentElement, data, setTriggerValue }) {
  const suivi = suivis.get(data.code) ?? commencer(data);
  suivi.vue = data.vue;
  // What this run already shows of the séance.
  suivi.lue = Math.max(suivi.lue, data.revision);
  suivi.etapeLue = data.etape;
  clearTimeout(suivi.retour);
  suivi.relire = (revision) => setTriggerValue("revision", revision);
  if (!parentElement.contains(suivi.ligne)) parentElement.append(suivi.ligne);
  verifier(suivi);
}

function commencer({ code, racine, role, revision }) {
  const suivi = { code, racine, cle: `suivi-quitte-${code}`, etat: "attente", chutes: 0, essais: 0, lue: revision };
  suivi.suit = role === "suiveur";
  suivi.anime = role === "animateur";
  suivi.quitte = suivi.suit && Boolean(sessionStorage.getItem(suivi.cle));
  suivi.ligne = document.createElement("div");
  suivi.ligne.className = "suiveur";
  suivi.mots = document.createElement("p");
  // Always there and filled later: a status region that appears with its text is not read aloud.
  suivi.mots.setAttribute("role", "status");
  suivi.bouton = document.createElement("button");
  suivi.bouton.type = "button";
  suivi.bouton.addEventListener("click", () => basculer(suivi));
  suivi.ligne.append(suivi.mots, suivi.bouton);
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

function estUneFrappe(e) {
  const cible = e.composedPath()[0];
  return e.ctrlKey || e.metaKey || e.altKey || cible.isContentEditable
    || (cible instanceof Element && Boolean(cible.closest("input, textarea, select, [role=combobox], [role=textbox]")));
}

function dire(suivi, etat) {
  suivi.etat = etat;
  const dit = suivi.quitte && etat !== "close" ? "quitte" : etat;
  suivi.ligne.dataset.etat = dit;
  suivi.mots.textContent = MOTS[dit];
  suivi.bouton.textContent = suivi.quitte ? "Reprendre le suivi (S)" : "Quitter le suivi (S)";
  suivi.bouton.hidden = etat === "close" || !suivi.suit;
  // The presenter's own bar says the rest; who only looks has nothing to know of the stream.
  suivi.mots.hidden = suivi.ligne.hidden = !suivi.suit && !(suivi.anime && etat === "perdu");
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

function fermer(suivi) {
  suivi.source?.close();
  clearTimeout(suivi.minuterie);
  clearTimeout(suivi.reprise);
}

function ecouter(suivi) {
  fermer(suivi);
  if (suivi.etat !== "perdu") dire(suivi, "attente");
  // The first state of each stream is where to be, whatever was seen before: the screen may have been lost meanwhile.
  suivi.version = 0;
  suivi.cible = null;
  const source = new EventSource(`${suivi.racine}/evenements/${suivi.code}`);
  suivi.source = source;
  source.addEventListener("open", () => {
    if (suivi.anime && suivi.chutes) revenir(suivi);
    suivi.chutes = 0;
    dire(suivi, "suit");
  });
  source.addEventListener("etat", (e) => recevoir(suivi, JSON.parse(e.data)));
  // The browser tries again by itself after a cut, but never after an answer it did not like: we do both ourselves.
  source.addEventListener("error", () => {
    source.close();
    dire(suivi, "perdu");
    const attente = ATTENTES_MS[Math.min(suivi.chutes++, ATTENTES_MS.length - 1)];
    suivi.minuterie = setTimeout(() => ecouter(suivi), attente * (0.75 + Math.random() / 2));
  });
}

function recevoir(suivi, etat) {
  const avance = etat.version > suivi.version;
  suivi.version = Math.max(suivi.version, etat.version);
  if (etat.est_close) {
    fermer(suivi);
    dire(suivi, "close");
    return;
  }
  if (avance && suivi.suit && !suivi.quitte) {
    suivi.cible = etat.adresse;
    suivi.essais = 0;
    suivi.arrive = false;
    if (suivi.vue !== suivi.cible) aller(suivi);
    else verifier(suivi);
  }
  clearTimeout(suivi.relecture);
  suivi.relecture = setTimeout(() => relire(suivi, etat), PAUSE_MS);
}

/** Not when a run begun meanwhile already shows it: a move, or the presenter's own gesture, most of the time. */
function relire(suivi, etat) {
  const autreEtape = suivi.suit && suivi.vue === etat.adresse && suivi.etapeLue !== etat.etape_id;
  if (suivi.lue < etat.revision || autreEtape) suivi.relire(`${etat.revision}-${etat.etape_id}`);
}

/** The presenter's server may have forgotten who presents: the address still says it, until the menu is used. */
function revenir(suivi) {
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  suivi.retour = setTimeout(() => revenir(suivi), RETOUR_MS);
}

/** Go where the presenter is, through the history: Streamlit does the rest, as it does for the back button. */
function aller(suivi) {
  suivi.essais += 1;
  const lien = suivi.cible.includes("?") ? "&" : "?";
  history.replaceState(history.state, "", `${suivi.racine}${suivi.cible}${lien}suivre=${suivi.code}`);
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  clearTimeout(suivi.reprise);
  if (suivi.essais < ESSAIS_MAX) suivi.reprise = setTimeout(() => !suivi.arrive && aller(suivi), REPRISE_MS);
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
