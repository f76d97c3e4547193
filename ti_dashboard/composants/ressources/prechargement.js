// @ts-check
// What the choices of an open list would show, read before one is made: one at a time, the likeliest first, given up when
// the list closes or becomes another. Nothing for a reader who asks to save data.

import { dejaLue, prevoir, renoncer } from "./ecrans_lus.js";
import { anticiper } from "./passage.js";

const AU_PLUS = 12;
const PAUSE_MS = 20;
// A list that has just opened: what is typed or pointed at then says more than its order.
const ATTENTE_MS = 150;
/** @type {string[]} */
let file = [];
let estEnTrain = false;
let reveil = 0;

/**
 * Read ahead these addresses, and give up the others.
 * @param {URL[]} adresses @param {boolean} estVise whether the first is already pointed at, or typed
 */
export function precharger(adresses, estVise = false) {
  clearTimeout(reveil);
  file = [];
  if (economise()) return;
  const vises = adresses.slice(0, AU_PLUS).map((adresse) => anticiper(adresse)).filter((vise) => vise !== null);
  renoncer(vises);
  reveil = setTimeout(() => {
    file = vises.filter((vise) => !dejaLue(vise));
    if (!estEnTrain) suivante();
  }, estVise ? PAUSE_MS : ATTENTE_MS);
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
  estEnTrain = true;
  prevoir(vise).finally(() => {
    estEnTrain = false;
    suivante();
  });
}

function economise() {
  return Boolean(/** @type {{ connection?: { saveData?: boolean } }} */ (navigator).connection?.saveData);
}
