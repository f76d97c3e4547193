// @ts-check
// The spotlight: a block, a row or a place of the stage is lit, the rest is in the shade.

import { html } from "./dom.js";

const MILLE = 1000;
const MARGE = 6;
const RAYON = "calc(64px * var(--echelle, 1))";

export function creerOmbre() {
  const element = html("div", { class: "ombre", hidden: "", "aria-hidden": "true" });
  let quoi = /** @type {string | null} */ (null);
  let scene = /** @type {HTMLElement | null} */ (null);
  const poser = () => {
    const place = quoi === null || !scene ? null : lieu(quoi, scene);
    element.hidden = !place;
    if (place) Object.assign(element.style, place);
  };
  return {
    element,
    /** @param {string | null} demande the id of a part, or « x,y » in thousandths of the stage */
    projeter: (demande) => { quoi = demande; poser(); },
    /** @param {HTMLElement} nouvelle */
    suivre: (nouvelle) => { scene = nouvelle; poser(); },
  };
}

/** @param {string} quoi @param {HTMLElement} scene */
function lieu(quoi, scene) {
  const point = quoi.match(/^(\d+),(\d+)$/);
  if (point) {
    return { left: `${(Number(point[1]) / MILLE) * 100}%`, top: `${(Number(point[2]) / MILLE) * 100}%`, width: "0", height: "0", padding: RAYON, margin: `calc(-1 * ${RAYON})`, borderRadius: "50%" };
  }
  const parties = [.../** @type {NodeListOf<HTMLElement>} */ (scene.querySelectorAll("[data-id]"))];
  const visee = parties.find(({ dataset }) => dataset.id === quoi) ?? parties.find(({ dataset }) => dataset.id?.endsWith(`-${quoi}`));
  if (!visee) return null;
  const [dehors, dedans] = [scene.getBoundingClientRect(), visee.getBoundingClientRect()];
  const part = (/** @type {number} */ n, /** @type {number} */ tout) => `${(n / tout) * 100}%`;
  return {
    left: part(dedans.left - dehors.left, dehors.width), top: part(dedans.top - dehors.top, dehors.height),
    width: part(dedans.width, dehors.width), height: part(dedans.height, dehors.height),
    padding: `${MARGE}px`, margin: `-${MARGE}px`, borderRadius: "6px",
  };
}
