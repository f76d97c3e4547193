// @ts-check
// A browser that follows a séance: one stream, one status line, one key to leave and to come back. The presenter, and
// who only looks at the arrêté of the séance, hear of what is written in it and go nowhere.
//
// The stream lives with the page, not with the element: Streamlit may draw the element again at each run.

/** @import { DonneesSuivi, Etat } from "../types/contrat" */
/** @import { Appel, EtatSuivi } from "../types/scripts" */

import { estUneFrappe } from "./champ.js";
import { Connexion } from "./connexion.js";
import { suivreSeul } from "./deplacements.js";
import { deplier } from "./ecrans_lus.js";
import { garderLesRegions } from "./filtres.js";
import { quandIlsChangent, sontActifs } from "./raccourcis.js";
import { annoncer, creerLigne, dire, direLeChemin } from "./situation.js";
import { estEnDepart, reprendre } from "./trajet.js";

/** @typedef {ReturnType<typeof creerSuivi>} Suivi */

// A move made while Streamlit's own connection was down is lost: it is made again until the screen says it is there.
const REPRISE_MS = 4000;
const ESSAIS_MAX = 6;
const RETOUR_MS = 1500;
const PAUSE_MS = 400;
/** @type {Map<string, Suivi>} */
const suivis = new Map();

/**
 * Called by Streamlit at each run that changes something. Returns what undoes this call.
 * @param {Appel<DonneesSuivi>} appel
 */
export function monter({ parentElement, data, setTriggerValue }) {
  const suivi = suivis.get(data.code) ?? commencer(data);
  if (suivi.role !== data.role) changerDeRole(suivi, data);
  suivi.vue = data.vue;
  if (suivi.vue === suivi.demandee) suivi.demandee = null;
  suivi.propres = data.propres;
  // What this run already shows of the séance.
  suivi.lue = Math.max(suivi.lue, data.revision);
  suivi.etapeLue = data.etape;
  clearTimeout(suivi.retour);
  suivi.relire = (revision) => setTriggerValue("revision", revision);
  if (!parentElement.contains(suivi.ligne)) parentElement.append(suivi.ligne, suivi.annonce);
  annoncer(suivi, data.annonce);
  verifier(suivi);
  garderLesRegions(new URL(data.vue, location.origin).pathname);
}

/** @param {DonneesSuivi} donnees */
function commencer(donnees) {
  const { code } = donnees;
  const suivi = creerSuivi(donnees);
  suivi.bouton.addEventListener("click", () => basculer(suivi));
  suivis.set(code, suivi);
  addEventListener("keydown", (e) => {
    if (e.key.toLowerCase() === "s" && sontActifs() && !e.repeat && !estUneFrappe(e)) basculer(suivi);
  });
  quandIlsChangent(() => dire(suivi, suivi.etat));
  // A change of address that follows a gesture of this reader is his own: he has left the presenter.
  for (const type of ["pointerdown", "keydown"]) {
    addEventListener(type, () => { suivi.geste = true; }, { capture: true, passive: true });
  }
  ecouter(suivi);
  return suivi;
}

/**
 * Who only looked at the arrêté follows, or presents: the first state of a new stream says where to be.
 * @param {Suivi} suivi @param {DonneesSuivi} donnees
 */
function changerDeRole(suivi, { code, role }) {
  Object.assign(suivi, { role, quitte: aQuitte(code, role) });
  ecouter(suivi);
}

/** Where this browser keeps that it has left. @param {string} code */
const enQuittant = (code) => `suivi-quitte-${code}`;

/** @param {string} code @param {DonneesSuivi["role"]} role */
const aQuitte = (code, role) => role === "suiveur" && Boolean(sessionStorage.getItem(enQuittant(code)));

/**
 * What this page remembers of the séance, and the elements that say it.
 * @param {DonneesSuivi} donnees
 */
function creerSuivi({ code, racine, role, revision, vue, etape, propres }) {
  const suivi = {
    code, racine, role, vue, propres,
    /** @returns {boolean} */
    get suit() { return this.role === "suiveur"; },
    /** @returns {boolean} */
    get anime() { return this.role === "animateur"; },
    etat: /** @type {EtatSuivi} */ ("attente"),
    quitte: aQuitte(code, role),
    essais: 0, lue: revision, etapeLue: etape, version: 0, arrive: false, geste: false,
    cible: /** @type {string | null} */ (null),
    /** The screen that a run was asked for, and that none has shown yet. */
    demandee: /** @type {string | null} */ (null),
    annoncee: /** @type {string | null} */ (null),
    /** The screen that came with the last move, once it is unfolded. */
    recu: Promise.resolve(),
    // Timers: what is asked for again, read again, gone back to, silenced.
    reprise: 0, relecture: 0, retour: 0, silence: 0,
    relire: /** @type {(revision: string) => void} */ (() => {}),
    ...creerLigne(),
    connexion: new Connexion(`${racine}/evenements/${code}`, {
      ouverte: (apresUneCoupure) => {
        // The first state of each stream is where to be, whatever was seen before: the screen may have been lost meanwhile.
        Object.assign(suivi, { version: 0, cible: null, arrive: false });
        if (apresUneCoupure) revenir(suivi);
        dire(suivi, "suit");
      },
      perdue: () => dire(suivi, "perdu"),
      ecran: (recu) => { suivi.recu = deplier(recu); },
      etat: (etat) => recevoir(suivi, etat),
    }),
  };
  return suivi;
}

/** @param {Suivi} suivi */
function basculer(suivi) {
  if (suivi.etat === "close" || !suivi.suit) return;
  if (suivi.quitte) {
    suivi.quitte = false;
    sessionStorage.removeItem(enQuittant(suivi.code));
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
  sessionStorage.setItem(enQuittant(suivi.code), "1");
  clearTimeout(suivi.reprise);
  dire(suivi, suivi.etat);
}

/** @param {Suivi} suivi */
function ecouter(suivi) {
  clearTimeout(suivi.reprise);
  dire(suivi, suivi.connexion.panne() ? "perdu" : "attente");
  suivi.connexion.ecouter();
}

/** @param {Suivi} suivi @param {Etat} etat */
function recevoir(suivi, etat) {
  if (etat.statut === "brouillon") {
    // Nothing of it is for who follows: its first state once it is open says where to be.
    if (suivi.suit) dire(suivi, "brouillon");
    return relirePlusTard(suivi, etat);
  }
  if (suivi.etat === "brouillon") dire(suivi, "suit");
  const avance = etat.version > suivi.version;
  suivi.version = Math.max(suivi.version, etat.version);
  if (etat.statut === "close") {
    suivi.connexion.fermer();
    clearTimeout(suivi.reprise);
    dire(suivi, "close");
    // Who presents is told, and finds the séance to read again.
    if (suivi.anime) suivi.relire("close");
    return;
  }
  if (avance && suivi.suit && !suivi.quitte) {
    // One back to the screen that is still there is made too: the one on its way would come after it, and stay.
    const enChemin = suivi.demandee || suivi.cible && !suivi.arrive;
    suivi.cible = etat.adresse;
    suivi.essais = 0;
    suivi.arrive = false;
    direLeChemin(suivi);
    if (suivi.vue !== suivi.cible || enChemin) rejoindre(suivi);
    else verifier(suivi);
  }
  relirePlusTard(suivi, etat);
}

/** @param {Suivi} suivi @param {Etat} etat */
function relirePlusTard(suivi, etat) {
  clearTimeout(suivi.relecture);
  suivi.relecture = setTimeout(() => relire(suivi, etat), PAUSE_MS);
}

/**
 * Not when a run begun meanwhile already shows it: a move, or the presenter's own gesture, most of the time. Nor while the
 * presenter has a panel open: each run takes it away until it is drawn again, with the form he fills in, and a key or a
 * click falls beside. The panel itself says what he has just written; the rest waits for it to close. Nor while a link is
 * being followed.
 * @param {Suivi} suivi @param {Etat} etat
 */
function relire(suivi, etat) {
  const autreEtape = suivi.suit && suivi.vue === etat.adresse && suivi.etapeLue !== etat.etape_id;
  if (suivi.lue >= etat.revision && !autreEtape) return;
  if (estEnDepart() || suivi.anime && document.querySelector("[role=dialog]")) {
    suivi.relecture = setTimeout(() => relire(suivi, etat), PAUSE_MS);
  } else {
    suivi.relire(`${etat.revision}-${etat.etape_id}`);
  }
}

/**
 * A server that started again has forgotten this browser: the address still says what it is, until the menu is used. Each
 * time it is given longer: asked again before it answers, it begins again.
 * @param {Suivi} suivi
 */
function revenir(suivi, delai = RETOUR_MS) {
  if (!estEnDepart()) reprendre();
  suivi.retour = setTimeout(() => revenir(suivi, 2 * delai), delai);
}

/**
 * Go where the presenter is.
 * @param {Suivi} suivi
 */
async function rejoindre(suivi) {
  const { cible } = suivi;
  suivi.essais += 1;
  clearTimeout(suivi.retour);
  clearTimeout(suivi.reprise);
  await suivi.recu;
  if (cible !== suivi.cible) return;
  const seul = await suivreSeul(suivi.racine + (cible ?? ""), suivi.propres, !suivi.demandee);
  // Gone elsewhere, or left, meanwhile.
  if (cible !== suivi.cible || suivi.quitte || suivi.etat === "close") return;
  if (!seul) suivi.demandee = cible;
  if (seul) arriver(suivi);
  else if (suivi.essais < ESSAIS_MAX) suivi.reprise = setTimeout(() => { if (!suivi.arrive) rejoindre(suivi); }, REPRISE_MS);
}

/**
 * The screen is there, whole, before any run.
 * @param {Suivi} suivi
 */
function arriver(suivi) {
  suivi.vue = suivi.cible ?? suivi.vue;
  verifier(suivi);
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
    direLeChemin(suivi);
    clearTimeout(suivi.reprise);
  } else if (suivi.arrive && suivi.geste) {
    quitter(suivi);
  } else if (suivi.arrive && suivi.essais < ESSAIS_MAX) {
    // A run that was asked for before he arrived has drawn where he was: he is led there again.
    suivi.arrive = false;
    direLeChemin(suivi);
    rejoindre(suivi);
  }
}
