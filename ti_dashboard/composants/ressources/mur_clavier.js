// @ts-check
// The keys of a wall: its own for whoever stands at it, those that move the room where its browser is the presenter's.

/** @import { Salle } from "../types/contrat" */

/** Key → what is asked of the server. @type {Record<string, [string, Record<string, unknown>]>} */
const GESTES = {
  ArrowDown: ["avancer", { de: "plan", pas: 1 }],
  ArrowUp: ["avancer", { de: "plan", pas: -1 }],
  ArrowRight: ["avancer", { de: "etape", pas: 1 }],
  ArrowLeft: ["avancer", { de: "etape", pas: -1 }],
  // Those of a remote control.
  PageDown: ["avancer", { de: "etape", pas: 1 }],
  PageUp: ["avancer", { de: "etape", pas: -1 }],
};

/** @param {{ anime: boolean, faire(geste: string, corps: Record<string, unknown>): void, inviter(): void, fond(): void, salle(): Salle | null }} mur */
export function ecouterLeClavier({ anime, faire, inviter, fond, salle }) {
  addEventListener("keydown", (e) => {
    if (e.repeat || e.ctrlKey || e.metaKey || e.altKey || e.shiftKey) return;
    const touche = e.key.length === 1 ? e.key.toLowerCase() : e.key;
    if (touche === "f") plein();
    else if (touche === "d") fond();
    else if (touche === "q") inviter();
    else if (anime && GESTES[touche]) faire(...GESTES[touche]);
    else if (anime && touche === "n") faire("noircir", { est_noir: !salle()?.est_noir });
    else if (anime && touche === "e") revenir(salle(), faire);
    else return;
    e.preventDefault();
  });
}

/** To the step the room left. @param {Salle | null} salle @param {(geste: string, corps: Record<string, unknown>) => void} faire */
function revenir(salle, faire) {
  if (salle?.etape_id) faire("etape", { id: salle.etape_id });
}

function plein() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}
