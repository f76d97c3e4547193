// @ts-check
// The screens this browser keeps for when the server is gone (Cache API): those it was shown, of the publication that is
// served. Signing out empties it, with all that the browser keeps.

const NOM = "ecrans-";
const OUVERTE = /\/ecrans\/([0-9a-f]{16})\//;

/** Where the screens of one publication are kept; those of another go. @param {string} adresse */
async function reserveDe(adresse) {
  const empreinte = adresse.match(OUVERTE)?.[1];
  // A browser that gives no place, or a page that is not served securely, keeps nothing.
  if (!empreinte || !("caches" in window)) return null;
  const mienne = NOM + empreinte;
  for (const nom of await caches.keys()) if (nom.startsWith(NOM) && nom !== mienne) await caches.delete(nom);
  return caches.open(mienne);
}

/** @param {string} adresse @param {Response} reponse */
export async function mettreEnReserve(adresse, reponse) {
  try {
    await (await reserveDe(adresse))?.put(adresse, reponse);
  } catch {
    // No place left: what was kept before still is.
  }
}

/** @param {string} adresse @returns {Promise<Response | undefined>} */
export async function enReserve(adresse) {
  try {
    return await (await reserveDe(adresse))?.match(adresse);
  } catch {
    return undefined;
  }
}
