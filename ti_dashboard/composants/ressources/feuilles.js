// @ts-check
// The style sheets of what is drawn in a shadow root, read before the first drawing: nothing is shown without its style.

/** @param {string} nom the file, beside this one */
export async function lireLaFeuille(nom) {
  const reponse = await fetch(new URL(nom, import.meta.url));
  if (!reponse.ok) throw new Error(`${nom}: ${reponse.status}`);
  return new CSSStyleSheet().replace(await reponse.text());
}

/** @param {ShadowRoot} hote @param {CSSStyleSheet} feuille */
export function adopter(hote, feuille) {
  if (!hote.adoptedStyleSheets.includes(feuille)) hote.adoptedStyleSheets.push(feuille);
}
