// The outlines of the map, fetched once per address and kept: a filter change never asks for them again.

const lus = new Map();
const enCours = new Map();
// The path the application is served under: an address of the message does not know it.
const racine = import.meta.url.slice(0, import.meta.url.lastIndexOf("/ressources/"));

export function dejaLus(adresse) {
  return lus.get(adresse);
}

/** Outlines at this address, or null when they cannot be read (the next drawing will ask again). */
export function lire(adresse) {
  if (!enCours.has(adresse)) enCours.set(adresse, demander(adresse).finally(() => enCours.delete(adresse)));
  return enCours.get(adresse);
}

async function demander(adresse) {
  try {
    const reponse = await fetch(racine + adresse);
    if (!reponse.ok) throw new Error(String(reponse.status));
    lus.set(adresse, await reponse.json());
    return lus.get(adresse);
  } catch (erreur) {
    console.warn(`contours: ${adresse}`, erreur);
    return null;
  }
}
