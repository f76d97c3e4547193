// @ts-check
// A link followed while the server is lost is followed once it is back: Streamlit would forget it without a word.
(() => {
  const FLUX = /\/_stcore\/stream$/;
  const partages = (/** @type {HTMLScriptElement} */ (document.currentScript).dataset.partages ?? "").split(" ");
  /** @type {string | null} The last link followed, until the server answers. */
  let suivi = null;

  /** @param {MouseEvent} clic @returns {HTMLAnchorElement | undefined} to another page of ours, in this window */
  const lien = (clic) => {
    if (clic.button || clic.metaKey || clic.ctrlKey || clic.shiftKey || clic.altKey) return undefined;
    const a = clic.composedPath().find((e) => e instanceof HTMLAnchorElement);
    if (!(a instanceof HTMLAnchorElement) || a.target || a.download) return undefined;
    return a.origin === location.origin && a.pathname !== location.pathname ? a : undefined;
  };
  addEventListener("click", (clic) => {
    const a = lien(clic);
    if (a) suivi = a.href;
  }, { capture: true });

  /** As the link would have kept them, had it been followed at once. @param {string} adresse */
  const avecLesFiltres = (adresse) => {
    const vers = new URL(adresse);
    const dits = new Set(vers.searchParams.keys());
    for (const [nom, valeur] of new URL(location.href).searchParams) {
      if (partages.includes(nom) && !dits.has(nom)) vers.searchParams.append(nom, valeur);
    }
    return vers;
  };

  const reprendre = () => {
    if (suivi) location.assign(avecLesFiltres(suivi));
  };
  window.WebSocket = class extends WebSocket {
    /** @param {ConstructorParameters<typeof WebSocket>} ou */
    constructor(...ou) {
      super(...ou);
      if (!FLUX.test(new URL(this.url).pathname)) return;
      // Back: of itself it says nothing before it is asked.
      this.addEventListener("open", reprendre);
      this.addEventListener("message", () => { suivi = null; });
    }
  };
})();
