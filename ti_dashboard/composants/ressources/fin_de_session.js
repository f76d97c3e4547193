// @ts-check
// A session that is about to end says so five minutes before, and one button puts that off (RGAA 13.1).
//
// The server is asked again rather than a clock kept here: a gesture, in this page or in another, has moved the end.

/** @import { Appel, FinDeSession } from "../types/scripts" */

import { annoncer } from "./annonces.js";
import { html, texte } from "./dom.js";

const PREVENIR_S = 300;
const REVOIR_S = 20;
const MINUTE_S = 60;
const FINIE = "Votre session est finie : ce que montre cet écran n'est plus à jour.";
const DERNIERE = "moins d'une minute";

/** @type {Veille | null} */
let veille = null;

/**
 * Called by Streamlit at each run; once is enough for a page.
 * @param {Appel<{ adresse: string }>} appel
 */
export function monter({ data }) {
  veille ??= new Veille(data.adresse);
}

class Veille {
  /** @param {string} adresse */
  constructor(adresse) {
    this.adresse = adresse;
    this.demandes = 0;
    this.reveil = 0;
    this.dit = "";
    /** @type {HTMLElement | null} */
    this.avant = null;
    this.mots = html("p");
    this.rester = html("button", { type: "button" }, "Rester connecté");
    this.revenir = html("button", { type: "button", hidden: "" }, "Se reconnecter");
    this.bandeau = this.#construire();
    this.revoir = () => { if (!document.hidden) this.#demander("GET"); };
    // A machine that slept has counted nothing.
    document.addEventListener("visibilitychange", this.revoir);
    this.#demander("GET");
  }

  #construire() {
    const bandeau = html("div", { class: "fin-de-session", role: "region", "aria-label": "Fin de la session", hidden: "" }, this.mots, this.rester, this.revenir);
    // A panel that is open is neither closed by a click on this, nor keeps the keyboard from it.
    bandeau.dataset.reactAriaTopLayer = "true";
    // Where the keyboard was may be inside a board: only the path of the event says it from out here.
    addEventListener("focusout", (e) => {
      const [quitte] = e.composedPath();
      if (quitte instanceof HTMLElement && !bandeau.contains(quitte)) this.avant = quitte;
    }, { capture: true });
    this.rester.addEventListener("click", () => this.#demander("POST"));
    // To ask for this very page leads to the login page, then back here.
    this.revenir.addEventListener("click", () => location.reload());
    document.body.append(bandeau);
    return bandeau;
  }

  /** @param {"GET" | "POST"} methode */
  async #demander(methode) {
    clearTimeout(this.reveil);
    const demande = ++this.demandes;
    const reponse = await fetch(this.adresse, { method: methode, cache: "no-store" }).catch(() => null);
    /** @type {FinDeSession | null} */
    const fin = reponse?.ok ? await reponse.json().catch(() => null) : null;
    // A later request knows more than this one.
    if (demande !== this.demandes) return;
    if (reponse?.status === 401) {
      this.#finir();
      return;
    }
    if (fin) this.#prevenir(fin, methode === "POST");
    else if (methode === "POST") this.#montrer("Le serveur n'a pas répondu : votre session n'est pas prolongée. Recommencez.", "pas prolongée");
    const dans = fin ? Math.max(fin.reste_s - PREVENIR_S, REVOIR_S) : REVOIR_S;
    this.reveil = setTimeout(this.revoir, dans * 1000);
  }

  /** @param {FinDeSession} fin @param {boolean} estDemandee */
  #prevenir({ reste_s, est_prolongeable }, estDemandee) {
    if (reste_s > PREVENIR_S) {
      if (estDemandee) annoncer("Votre session continue.");
      this.#ranger();
      return;
    }
    const dans = reste_s < MINUTE_S ? DERNIERE : accordees(Math.floor(reste_s / MINUTE_S));
    this.rester.hidden = !est_prolongeable;
    const suite = est_prolongeable ? "" : " Elle ne peut plus être prolongée : enregistrez ce que vous écrivez, vous pourrez revenir ici aussitôt.";
    // Said aloud when it first comes, and when little is left.
    this.#montrer(`Votre session finit dans ${dans}.${suite}`, dans === DERNIERE ? DERNIERE : "bientôt");
  }

  #finir() {
    document.removeEventListener("visibilitychange", this.revoir);
    this.rester.hidden = true;
    this.revenir.hidden = false;
    this.#montrer(FINIE, FINIE);
  }

  /** @param {string} mots @param {string} degre */
  #montrer(mots, degre) {
    texte(this.mots, mots);
    if (this.dit !== degre) annoncer(mots);
    this.dit = degre;
    this.bandeau.hidden = false;
    // The foot of the page is scrolled clear of it.
    document.documentElement.dataset.sessionFinit = "oui";
  }

  #ranger() {
    const tenait = this.bandeau.contains(document.activeElement);
    this.bandeau.hidden = true;
    delete document.documentElement.dataset.sessionFinit;
    this.dit = "";
    if (tenait) this.avant?.focus();
  }
}

/** @param {number} minutes */
const accordees = (minutes) => `${minutes} ${minutes > 1 ? "minutes" : "minute"}`;
