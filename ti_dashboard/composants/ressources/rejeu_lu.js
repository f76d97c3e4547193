// @ts-check
// What the file of a replay holds beside its scripts: the replay, the outlines of its maps, the style of its stage.

/** @import { Rejeu } from "../types/contrat" */
/** @import { Contours } from "../types/scripts" */

/** @returns {Promise<{ rejeu: Rejeu, contours: Record<string, Contours>, feuilles: Record<string, string> }>} */
function deplier() {
  const gzip = document.getElementById("donnees")?.textContent ?? "";
  const octets = Uint8Array.from(atob(gzip), (lettre) => lettre.charCodeAt(0));
  return new Response(new Blob([octets]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

export const lu = await deplier();
