// @ts-check
// The hour of the server, that the instants of a room are counted by: the clock of a browser may be wrong.

const SECONDE_MS = 1000;
const MINUTE_S = 60;
const HEURE_S = 3600;
/** What to add to the stopwatch of this page. @type {number | null} */
let ecart = null;

/** @param {number} ms what the server said when the stream opened */
export function regler(ms) {
  ecart = ms - performance.now();
}

/** Milliseconds since 1970 by the server; by this browser until it is told. */
export const maintenant = () => (ecart === null ? Date.now() : performance.now() + ecart);

/**
 * What a step has taken: its earlier visits, and the one under way.
 * @param {{ ecoule_ms: number, depuis_ms: number | null }} etape
 */
export const ecoule = ({ ecoule_ms, depuis_ms }) => ecoule_ms + (depuis_ms === null ? 0 : Math.max(0, maintenant() - depuis_ms));

/** « 04:09 », « 1:02:03 ». @param {number} ms */
export function enMinutes(ms) {
  const s = Math.floor(Math.max(0, ms) / SECONDE_MS);
  const [h, m] = [Math.floor(s / HEURE_S), Math.floor((s % HEURE_S) / MINUTE_S)];
  const fin = `${String(m).padStart(2, "0")}:${String(s % MINUTE_S).padStart(2, "0")}`;
  return h ? `${h}:${fin}` : fin;
}

/** « reste 04:09 », « dépassé de 00:12 »; what has passed where no time was planned. @param {number} minutes @param {number} ms */
export function enReste(minutes, ms) {
  if (!minutes) return enMinutes(ms);
  const reste = minutes * MINUTE_S * SECONDE_MS - ms;
  return reste < 0 ? `dépassé de ${enMinutes(-reste)}` : `reste ${enMinutes(reste)}`;
}
