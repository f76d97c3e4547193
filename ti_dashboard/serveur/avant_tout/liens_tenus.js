// @ts-check
// A link followed while the server is lost is followed once it is back: Streamlit would forget it without a word.
(() => {
  const FLUX = /\/_stcore\/stream$/;
  const partages = (/** @type {HTMLScriptElement} */ (document.currentScript).dataset.partages ?? "").split(" ");
  /** @type {WebSocket | null} The last way to the server. */
  let voie = null;
  /** @type {{ adresse: string, voie: WebSocket | null } | null} The last link followed, until the server answers. */
  let suivi = null;

  /** @param {MouseEvent} clic @returns {HTMLAnchorElement | undefined} the page of ours that it opens in this window */
  const lien = (clic) => {
    if (clic.button || clic.metaKey || clic.ctrlKey || clic.shiftKey || clic.altKey) return undefined;
    const a = clic.composedPath().find((e) => e instanceof HTMLAnchorElement);
    return a instanceof HTMLAnchorElement && a.origin === location.origin && !a.target && !a.download ? a : undefined;
  };
  addEventListener("click", (clic) => {
    const a = lien(clic);
    if (a) suivi = { adresse: a.href, voie };
  }, { capture: true });

  /** As the link would have kept them, had it been followed at once. @param {string} adresse */
  const avecLesFiltres = (adresse) => {
    const vers = new URL(adresse);
    for (const [nom, valeur] of new URL(location.href).searchParams) {
      if (partages.includes(nom)) vers.searchParams.append(nom, valeur);
    }
    return vers;
  };

  /** @param {WebSocket} celle Where the server has just spoken. */
  const entendre = (celle) => {
    if (!suivi) return;
    const { adresse, voie: ancienne } = suivi;
    suivi = null;
    if (celle !== ancienne) location.assign(avecLesFiltres(adresse));
  };
  window.WebSocket = class extends WebSocket {
    /** @param {ConstructorParameters<typeof WebSocket>} ou */
    constructor(...ou) {
      super(...ou);
      if (!FLUX.test(new URL(this.url).pathname)) return;
      voie = this;
      this.addEventListener("message", () => entendre(this));
    }
  };
})();
