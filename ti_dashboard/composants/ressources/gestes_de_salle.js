// @ts-check
// A gesture made from a surface of the room: done when this answers, or refused with the sentence of the server.

import { SILENCE_MS } from "./connexion.js";

// What left by a network that is not there may arrive all the same.
const PERDU = "Le serveur n'a pas répondu : ce geste n'est peut-être pas fait. Vérifiez avant de recommencer.";

/**
 * @param {string} racine @param {string} code of the séance
 * @param {(faute: string) => void} dire what went wrong; empty when nothing did
 */
export function creerGestes(racine, code, dire) {
  /**
   * Gives whether it was done.
   * @param {string} geste @param {Record<string, unknown>} corps
   */
  return async function faire(geste, corps = {}) {
    const faute = await envoyer(`${racine}/gestes/${code}`, { geste, ...corps });
    dire(faute);
    return faute === "";
  };
}

/** @param {string} adresse @param {Record<string, unknown>} corps @returns {Promise<string>} why it was not done */
async function envoyer(adresse, corps) {
  const envoi = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(corps) };
  try {
    const reponse = await fetch(adresse, { ...envoi, signal: AbortSignal.timeout(SILENCE_MS) });
    return reponse.ok ? "" : (await reponse.text()).trim() || PERDU;
  } catch {
    return PERDU;
  }
}
