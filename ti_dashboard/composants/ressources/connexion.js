// @ts-check
// One stream from the server, that is known to be dead: a socket may stay open for minutes over a network that is not there.

/** @import { EcranSuivi, Etat, HeureDite, Salle } from "../types/contrat" */
/** @import { Panne } from "../types/scripts" */

// The server says something every four seconds at least, and a network that is not there not even no.
export const SILENCE_MS = 10_000;
const SECONDE_MS = 1000;
const MINUTE_S = 60;
const ATTENTES_MS = [500, 1000, 2000, 4000, 8000];
/** @type {Connexion | null} */
let courante = null;

/** Why what needs the server does nothing: null when it is heard, or when this page listens to nothing. */
export const panne = () => courante?.panne() ?? null;

/** `heure` and `salle` are told to the surfaces of a room alone. @typedef {{ ouverte(apresUneCoupure: boolean): void, perdue(): void, ecran?(recu: EcranSuivi): void, etat?(etat: Etat): void, heure?(dite: HeureDite): void, salle?(salle: Salle): void }} Dire */

export class Connexion {
  /**
   * `dire.ouverte(apresUneCoupure)`, `dire.perdue()` then each second while it lasts, `dire.ecran(recu)` before the `dire.etat(etat)` that leads there.
   *
   * @param {string} adresse @param {Dire} dire
   */
  constructor(adresse, dire) {
    this.adresse = adresse;
    this.dire = dire;
    this.chutes = 0;
    this.perdue = false;
    this.signe = 0;
    this.veille = 0;
    this.reprise = 0;
    /** @type {{ a: number, heure: Date } | null} */
    this.entendu = null;
    /** @type {EventSource | null} */
    this.source = null;
  }

  /** From now on. A stream that was lost stays so until something is heard. */
  ecouter() {
    this.#quitter();
    courante = this;
    this.signe = performance.now();
    const source = new EventSource(this.adresse);
    this.source = source;
    source.addEventListener("open", () => this.#ouvrir());
    source.addEventListener("battement", () => this.#entendre());
    source.addEventListener("ecran", ({ data }) => this.dire.ecran?.(JSON.parse(data)));
    source.addEventListener("heure", ({ data }) => this.dire.heure?.(JSON.parse(data)));
    source.addEventListener("salle", ({ data }) => this.dire.salle?.(JSON.parse(data)));
    source.addEventListener("etat", ({ data }) => {
      this.#entendre();
      this.dire.etat?.(JSON.parse(data));
    });
    // The browser tries again by itself after a cut, but never after an answer it did not like: we do both ourselves.
    source.addEventListener("error", () => this.#rompre());
    this.veille = setInterval(() => this.#veiller(), SECONDE_MS);
  }

  fermer() {
    this.#quitter();
    this.perdue = false;
  }

  /**
   * Since when nothing is heard, and the hour of what is shown.
   *
   * @returns {Panne | null}
   */
  panne() {
    if (!this.perdue || !this.entendu) return null;
    const { a, heure } = this.entendu;
    return { depuis: `depuis ${duree((performance.now() - a) / SECONDE_MS)}`, ecran: `écran de ${aMinute(heure)}` };
  }

  #quitter() {
    this.source?.close();
    clearInterval(this.veille);
    clearTimeout(this.reprise);
  }

  #ouvrir() {
    this.#entendre();
    this.dire.ouverte(this.chutes > 0);
    this.chutes = 0;
  }

  #entendre() {
    this.signe = performance.now();
    this.entendu = { a: this.signe, heure: new Date() };
    this.perdue = false;
  }

  #veiller() {
    // An attempt that nobody answers is given up as a stream that falls silent.
    if (performance.now() - this.signe > SILENCE_MS) this.#rompre();
    else if (this.perdue) this.dire.perdue();
  }

  #rompre() {
    this.source?.close();
    clearTimeout(this.reprise);
    this.entendu ??= { a: performance.now(), heure: new Date() };
    this.signe = performance.now();
    this.perdue = true;
    this.dire.perdue();
    const attente = ATTENTES_MS[Math.min(this.chutes++, ATTENTES_MS.length - 1)];
    this.reprise = setTimeout(() => this.ecouter(), attente * (0.75 + Math.random() / 2));
  }
}

/** @param {number} secondes */
function duree(secondes) {
  const s = Math.floor(secondes);
  return s < MINUTE_S ? `${s}\u00a0s` : `${Math.floor(s / MINUTE_S)}\u00a0min\u00a0${String(s % MINUTE_S).padStart(2, "0")}\u00a0s`;
}

/** @param {Date} heure */
function aMinute(heure) {
  return `${heure.getHours()}\u00a0h\u00a0${String(heure.getMinutes()).padStart(2, "0")}`;
}
