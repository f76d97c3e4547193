// @ts-check
// Where a key leads on the map, from one territory to another.

/** @typedef {{ nom: string, x: number, y: number }} Lieu */

/** @type {Map<string, [number, number]>} */
const DIRECTIONS = new Map([["ArrowRight", [1, 0]], ["ArrowLeft", [-1, 0]], ["ArrowDown", [0, 1]], ["ArrowUp", [0, -1]]]);
// A territory far to the side is not « on the right »: the sideways distance weighs more than the distance ahead.
const POIDS_DE_COTE = 2.5;

/**
 * The territory `touche` leads to from `ici`, or undefined when the key means nothing here.
 * @template {Lieu} T
 * @param {T[]} territoires
 * @param {T} ici
 * @param {string} touche
 * @returns {T | undefined}
 */
export function prochain(territoires, ici, touche) {
  if (touche === "Home") return territoires[0];
  if (touche === "End") return territoires.at(-1);
  const direction = DIRECTIONS.get(touche);
  if (direction) return voisin(territoires, ici, direction) ?? ici;
  return /^\p{L}$/u.test(touche) ? parInitiale(territoires, ici, touche) : undefined;
}

/**
 * @template {Lieu} T
 * @param {T[]} territoires
 * @param {T} ici
 * @param {[number, number]} direction
 */
function voisin(territoires, ici, [dx, dy]) {
  /** @type {T | undefined} */
  let meilleur;
  let plusCourt = Infinity;
  for (const t of territoires) {
    const devant = (t.x - ici.x) * dx + (t.y - ici.y) * dy;
    if (t === ici || devant <= 0) continue;
    const distance = devant + POIDS_DE_COTE * Math.abs((t.x - ici.x) * dy + (t.y - ici.y) * dx);
    if (distance < plusCourt) [plusCourt, meilleur] = [distance, t];
  }
  return meilleur;
}

/**
 * Next territory whose name starts with this letter, round and round.
 * @template {Lieu} T
 * @param {T[]} territoires
 * @param {T} ici
 * @param {string} lettre
 */
function parInitiale(territoires, ici, lettre) {
  const debut = territoires.indexOf(ici) + 1;
  const tour = [...territoires.slice(debut), ...territoires.slice(0, debut)];
  return tour.find((t) => initiale(t.nom) === initiale(lettre));
}

/** @param {string} mot */
const initiale = (mot) => mot.normalize("NFD")[0].toLowerCase();
