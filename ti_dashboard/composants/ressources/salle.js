// @ts-check
// The telephone of who is in the room: one stream, a few gestures, and no session of the application until it is asked for.

/** @import { Salle } from "../types/contrat" */

import { Connexion } from "./connexion.js";
import { html, texte } from "./dom.js";
import { vouloir } from "./salle_ecran_voulu.js";
import { regler } from "./heure_de_salle.js";
import { battre, direAussi, ecrire, partie, statutDit } from "./salle_dite.js";
import { creerParole } from "./salle_parole.js";

const SECONDE_MS = 1000;
// A stream that is refused says nothing of why: it is asked by itself, now and then.
const ENTRE_DEUX_QUESTIONS_MS = 10_000;
const ENTRE_DEUX_PAGES_MS = 60_000;
const DEHORS = [401, 403, 404];
const { racine = "", code = "" } = partie("contenu").dataset;
const flux = `${racine}/evenements/${code}?surface=salle`;
const voir = partie("voir");
const s = { salle: /** @type {Salle | null} */ (null), estVu: false, estCharge: false, estPerdu: true, demandeA: -ENTRE_DEUX_QUESTIONS_MS, pourquoi: "" };

const connexion = new Connexion(flux, {
  ouverte(apresUneCoupure) {
    if (apresUneCoupure) direAussi("La connexion est revenue.");
    Object.assign(s, { estPerdu: false, pourquoi: "" });
    ecrireLEtat();
  },
  perdue() {
    if (!s.estPerdu) direAussi("La connexion est perdue.");
    s.estPerdu = true;
    ecrireLEtat();
    demanderPourquoi();
  },
  heure: ({ ms }) => regler(ms),
  salle: recevoir,
});
const parole = creerParole(racine, code, () => !s.estPerdu);

voir.addEventListener("click", () => {
  s.estVu = !s.estVu;
  montrerLEcran();
});
setInterval(() => {
  if (!s.salle) return;
  battre(s.salle);
  parole.battre();
}, SECONDE_MS);
// A telephone that was in a pocket: what it held is most often dead.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && s.estPerdu && s.salle?.statut !== "close") connexion.ecouter();
});
connexion.ecouter();

/** @param {Salle | null} salle */
function recevoir(salle) {
  if (!salle) return;
  ecrire(salle, s.salle);
  s.salle = salle;
  parole.montrer(salle);
  ecrireLEtat();
  montrerLEcran();
  if (salle.statut === "close") connexion.fermer();
}

function ecrireLEtat() {
  const panne = connexion.panne();
  const perdue = panne && `Connexion perdue ${panne.depuis}\u00a0: ce qui suit date de ${panne.ecran.replace("écran de ", "")}.`;
  const etat = partie("etat");
  texte(etat, s.pourquoi || perdue || (s.salle ? statutDit(s.salle) : "Connexion à la séance…"));
  etat.dataset.etat = perdue ? "perdue" : s.salle?.statut ?? "attente";
}

function montrerLEcran() {
  const { salle, estVu } = s;
  const seVoit = Boolean(estVu && salle && salle.adresse && !salle.est_noir);
  voir.setAttribute("aria-expanded", String(estVu));
  texte(voir, estVu ? "Fermer l'écran" : "Voir l'écran");
  partie("ecran").hidden = !seVoit;
  if (seVoit && !s.estCharge) {
    s.estCharge = true;
    document.head.append(html("script", { type: "module", src: new URL("salle_ecran.js", import.meta.url) }));
  }
  vouloir(seVoit && salle ? { racine, adresse: salle.adresse, revision: salle.revision } : null);
}

function peutRecharger() {
  const cle = `salle-rechargee-${code}`;
  const avant = Number(sessionStorage.getItem(cle));
  if (Date.now() - avant < ENTRE_DEUX_PAGES_MS) return false;
  sessionStorage.setItem(cle, String(Date.now()));
  return true;
}

async function demanderPourquoi() {
  if (performance.now() - s.demandeA < ENTRE_DEUX_QUESTIONS_MS) return;
  s.demandeA = performance.now();
  const arret = new AbortController();
  try {
    const reponse = await fetch(flux, { signal: arret.signal });
    // The page itself says why, and leads back in; one that does not is not asked again at once.
    if (DEHORS.includes(reponse.status) && peutRecharger()) location.reload();
    else if (!reponse.ok && reponse.headers.get("content-language") === "fr") s.pourquoi = (await reponse.text()).trim();
    ecrireLEtat();
  } catch {
    // No network: that is what is said already.
  } finally {
    arret.abort();
  }
}
