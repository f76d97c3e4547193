// @ts-check
// A session that has not been told of the screen its reader follows: it is told at the first sign of life, so that what is
// then pressed or asked for is of the screen that is read. A room that only looks asks its server for nothing more.

const page = document.documentElement;
const SIGNES = ["pointerover", "keydown", "focusin"];
/** @type {(() => void) | null} */
let rattraper = null;
/** Where the pointer was: a page that moves under it is no sign of life. */
let pointeur = "";

for (const signe of SIGNES) addEventListener(signe, entendre, { capture: true, passive: true });

export const estEnRetard = () => rattraper !== null;

/** @param {() => void} faire what tells the session */
export function laisserLaSession(faire) {
  rattraper = faire;
  page.dataset.enRetard = "";
}

/** The session knows, or another screen is followed. */
export function rejoint() {
  rattraper = null;
  delete page.dataset.enRetard;
}

/** @param {Event} signe */
function entendre(signe) {
  if (signe instanceof PointerEvent) {
    const ici = `${signe.screenX} ${signe.screenY}`;
    if (ici === pointeur) return;
    pointeur = ici;
  }
  const faire = rattraper;
  rejoint();
  faire?.();
}
