// @ts-check
// A link followed while the server is lost is followed once it is back: Streamlit would forget it without a word. One
// followed at the very moment it comes back may be undone by the screen that is drawn again: it is looked at later. The
// page says that a link is being followed: what asks for the same screen again by itself waits until it is.
(() => {
  const FLUX = /\/_stcore\/stream$/;
  const partages = (/** @type {HTMLScriptElement} */ (document.currentScript).dataset.partages ?? "").split(" ");
  const DELAI_MS = 10_000;
  /** @typedef {{ vers: string, depuis: string }} Suivi */
  /** @type {Suivi | null} The last link followed, until the page is no longer the one it was on. */
  let suivi = null;
  /** @type {WebSocket | null} */
  let prise = null;

  /** @param {MouseEvent} clic @returns {HTMLAnchorElement | undefined} to another page of ours, in this window */
  const lien = (clic) => {
    if (clic.button || clic.metaKey || clic.ctrlKey || clic.shiftKey || clic.altKey) return undefined;
    const a = clic.composedPath().find((e) => e instanceof HTMLAnchorElement);
    if (!(a instanceof HTMLAnchorElement) || a.target || a.download) return undefined;
    return a.origin === location.origin && a.pathname !== location.pathname ? a : undefined;
  };
  addEventListener("click", (clic) => {
    const a = lien(clic);
    if (!a) return;
    dispatchEvent(new CustomEvent("depart", { detail: avecLesFiltres(a.href) }));
    if ("enAvance" in document.documentElement.dataset) {
      // Streamlit would leave with the filters that it knows, and not with those that the screen shows.
      clic.preventDefault();
      clic.stopImmediatePropagation();
      dispatchEvent(new CustomEvent("lien", { detail: avecLesFiltres(a.href) }));
      return;
    }
    const mien = { vers: a.href, depuis: location.pathname };
    tenir(mien);
    setTimeout(() => { if (suivi === mien && prise?.readyState === WebSocket.OPEN) reprendre(); }, DELAI_MS);
  }, { capture: true });

  /** @param {Suivi | null} lien */
  const tenir = (lien) => {
    suivi = lien;
    document.documentElement.toggleAttribute("data-en-depart", lien !== null);
  };
  /** As the link would have kept them, had it been followed at once. @param {string} adresse */
  const avecLesFiltres = (adresse) => {
    const vers = new URL(adresse);
    const dits = new Set(vers.searchParams.keys());
    for (const [nom, valeur] of new URL(location.href).searchParams) {
      if (partages.includes(nom) && !dits.has(nom)) vers.searchParams.append(nom, valeur);
    }
    return vers;
  };

  const oublierSiSuivi = () => {
    if (suivi && suivi.depuis !== location.pathname) tenir(null);
  };
  const reprendre = () => {
    oublierSiSuivi();
    if (!suivi) return;
    const { vers } = suivi;
    tenir(null);
    location.assign(avecLesFiltres(vers));
  };
  window.WebSocket = class extends WebSocket {
    /** @param {ConstructorParameters<typeof WebSocket>} ou */
    constructor(...ou) {
      super(...ou);
      if (!FLUX.test(new URL(this.url).pathname)) return;
      prise = this;
      // Back: of itself it says nothing before it is asked.
      this.addEventListener("open", reprendre);
      this.addEventListener("message", oublierSiSuivi);
    }
  };
})();
