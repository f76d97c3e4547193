// @ts-check
// From a telephone: ask to speak, take it back, say that one is here. Who one is is typed once, and kept by this browser.

/** @import { ParoleDite, Salle } from "../types/contrat" */

import { accorder, html, texte } from "./dom.js";
import { creerGestes } from "./gestes_de_salle.js";
import { enMinutes, maintenant } from "./heure_de_salle.js";
import { direAussi, partie } from "./salle_dite.js";

/** @typedef {{ organisme: string, fonction: string, represente: string, presence: string }} Moi */

const CHAMPS = /** @type {const} */ (["organisme", "fonction", "represente"]);
// As the server keeps what is typed.
const BLANCS = /[\x01-\x20\x7f-\x9f\u2028\u2029]+/g;
const HORS_LIGNE = "Ce téléphone n'entend plus le serveur : rien n'a été envoyé. Recommencez quand la connexion sera revenue.";

/**
 * @param {string} racine @param {string} code @param {() => boolean} entend whether the server is heard
 */
export function creerParole(racine, code, entend) {
  const cle = `salle-${code}`;
  const formulaire = /** @type {HTMLFormElement} */ (partie("vous"));
  const qui = /** @type {HTMLDetailsElement} */ (partie("qui"));
  const champs = CHAMPS.map((nom) => /** @type {HTMLInputElement} */ (partie(nom)));
  /** @param {string} faute */
  const dire = (faute) => texte(partie("vous-faute"), faute);
  const envoyer = creerGestes(racine, code, dire);
  const p = { moi: lire(cle), salle: /** @type {Salle | null} */ (null), occupe: false, demandee: /** @type {number | null} */ (null) };
  if (p.moi) CHAMPS.forEach((nom, rang) => { champs[rang].value = p.moi?.[nom] ?? ""; });
  qui.open = !p.moi;

  /** @param {string} geste @param {Record<string, unknown>} corps */
  async function faire(geste, corps) {
    if (p.occupe) return false;
    if (!entend()) {
      dire(HORS_LIGNE);
      return false;
    }
    p.occupe = true;
    const fait = await envoyer(geste, corps);
    p.occupe = false;
    return fait;
  }

  formulaire.addEventListener("invalid", () => { qui.open = true; }, { capture: true });
  formulaire.addEventListener("submit", async (e) => {
    e.preventDefault();
    const [organisme, fonction, represente] = champs.map(({ value }) => value.replace(BLANCS, " ").trim());
    const geste = e.submitter instanceof HTMLButtonElement ? e.submitter.value : "parole";
    const ou = { organisme, fonction };
    if (!await faire(geste, geste === "presence" ? { ...ou, represente } : ou)) return;
    const presence = geste === "presence" ? partie("presence-dite").dataset.heure = heure() : p.moi?.presence ?? "";
    p.moi = garder(cle, { ...ou, represente, presence });
    qui.open = false;
    if (p.salle) montrer(p.salle);
    direAussi(geste === "presence" ? "Votre présence est notée." : "Votre demande de parole est sur la liste.");
  });
  partie("retirer").addEventListener("click", async () => {
    if (p.demandee === null || !await faire("retirer_la_parole", { id: p.demandee })) return;
    direAussi("Votre demande de parole est retirée.");
    partie("demander").focus();
  });

  /** @param {Salle} salle */
  function montrer(salle) {
    const avait = p.salle && aMoi(p.salle, p.moi)?.est_en_cours;
    p.salle = salle;
    const mienne = aMoi(salle, p.moi);
    p.demandee = mienne && !mienne.est_en_cours ? mienne.id : null;
    partie("participer").hidden = salle.statut === "close" || salle.statut === "brouillon";
    ecrireMaPlace(salle, mienne);
    ecrireQui(p.moi);
    ecrireLaListe(salle, mienne);
    if (mienne?.est_en_cours && !avait) direAussi("Vous avez la parole.");
    battre();
  }

  function battre() {
    const mienne = p.salle && aMoi(p.salle, p.moi);
    partie("a-moi").hidden = !mienne?.est_en_cours;
    if (mienne?.est_en_cours) texte(partie("a-moi-depuis"), `depuis ${enMinutes(maintenant() - mienne.depuis_ms)}`);
  }

  return { montrer, battre };
}

/** @param {Salle} salle @param {Moi | null} moi @returns {ParoleDite | null} */
const aMoi = ({ parole }, moi) => parole.find((une) => une.organisme === moi?.organisme && une.fonction === moi.fonction) ?? null;

/** @param {Salle} salle @param {ParoleDite | null} mienne */
function ecrireMaPlace({ parole }, mienne) {
  const attendent = parole.filter((une) => !une.est_en_cours);
  const rang = mienne ? attendent.indexOf(mienne) + 1 : 0;
  partie("demander").hidden = mienne !== null;
  partie("retirer").hidden = !rang;
  const suite = rang === 1 ? "la parole vous revient ensuite" : `${rang - 1}\u00a0${rang === 2 ? "personne" : "personnes"} avant vous`;
  texte(partie("parole-place"), rang ? `Votre demande est sur la liste\u00a0: ${suite}.` : "");
}

/** @param {Moi | null} moi */
function ecrireQui(moi) {
  texte(partie("qui-dit"), moi ? `${moi.organisme}, ${moi.fonction}` : "Qui vous êtes");
  const representee = moi?.represente ? `, vous représentez\u00a0: ${moi.represente}` : "";
  texte(partie("presence-dite"), moi?.presence ? `Votre présence est notée depuis ${moi.presence}${representee}.` : "");
  partie("etre-la").hidden = Boolean(moi?.presence);
}

/** @param {Salle} salle @param {ParoleDite | null} mienne */
function ecrireLaListe({ parole }, mienne) {
  const attendent = parole.filter((une) => !une.est_en_cours).length;
  const enCours = parole.find((une) => une.est_en_cours);
  partie("file").hidden = !parole.length;
  const qui = enCours ? `Parle\u00a0: ${enCours.organisme}` : "Personne ne parle";
  texte(partie("file-titre"), `${qui} · ${attendent > 1 ? `${attendent} demandes` : attendent ? "une demande" : "aucune demande"}`);
  accorder(partie("file-liste"), parole, () => html("li", {}, html("strong"), html("span")), (ligne, une) => {
    const [organisme, suite] = /** @type {Iterable<HTMLElement>} */ (ligne.children);
    texte(organisme, une.organisme);
    const place = une.est_en_cours ? "a la parole" : "attend";
    texte(suite, [une.fonction, une === mienne ? "c'est vous" : "", place].filter(Boolean).join(" · "));
  });
}

/** « 14 h 05 », by this telephone. */
const heure = () => new Date().toLocaleTimeString("fr-FR", { hour: "numeric", minute: "2-digit" }).replace(":", "\u00a0h\u00a0");

/** @param {string} cle @returns {Moi | null} */
function lire(cle) {
  try {
    const lu = JSON.parse(localStorage.getItem(cle) ?? "null");
    return lu && typeof lu.organisme === "string" && typeof lu.fonction === "string" ? lu : null;
  } catch {
    return null;
  }
}

/** @param {string} cle @param {Moi} moi */
function garder(cle, moi) {
  try {
    localStorage.setItem(cle, JSON.stringify(moi));
  } catch {
    // A private window keeps nothing: it is typed again after a reload.
  }
  return moi;
}
