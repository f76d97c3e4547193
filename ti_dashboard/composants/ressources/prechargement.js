// @ts-check
// What the choices of an open list would show, read before one is made: a few at a time, the likeliest first, given up when
// the list closes or becomes another. Nothing for a reader who asks to save data.

import { estEnAvance } from "./ecrans.js";
import { dejaLue, prevoir, renoncer } from "./ecrans_lus.js";
import { anticiper } from "./passage.js";

const AU_PLUS = 12;
const A_LA_FOIS = 2;
// A choice that was just made is confirmed first.
const PAUSE_MS = 20;
const ATTENTE_MS = 300;
/** @type {string[]} */
let file = [];
let nombre = 0;
let reveil = 0;

/** Read ahead these addresses, and give up the others. @param {URL[]} adresses */
export function precharger(adresses) {
  clearTimeout(reveil);
  file = [];
  if (economise()) return;
  const vises = adresses.slice(0, AU_PLUS).map((adresse) => anticiper(adresse)).filter((vise) => vise !== null);
  renoncer(vises);
  reveil = setTimeout(() => {
    file = vises.filter((vise) => !dejaLue(vise));
    while (nombre < A_LA_FOIS && file.length) suivante();
  }, estEnAvance() ? ATTENTE_MS : PAUSE_MS);
}

/** Kept for when the server is gone, one at a time, while the page has nothing else to do. @param {URL[]} adresses */
export function garderPourPlusTard([adresse, ...autres]) {
  if (!adresse || economise()) return;
  const vise = anticiper(adresse);
  const ensuite = () => setTimeout(() => garderPourPlusTard(autres), PAUSE_MS);
  requestIdleCallback(() => { if (vise) prevoir(vise).then(ensuite); else ensuite(); });
}

function suivante() {
  const vise = file.shift();
  if (!vise) return;
  nombre += 1;
  prevoir(vise).finally(() => {
    nombre -= 1;
    suivante();
  });
}

function economise() {
  return Boolean(/** @type {{ connection?: { saveData?: boolean } }} */ (navigator).connection?.saveData);
}
