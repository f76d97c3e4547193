// @ts-check
// One entry of the history per gesture: the first change of address after a gesture is a step back, the others complete it.
// The letters typed in a search field are one gesture, however many times the screen answers before the last of them.
// (Streamlit replaces the entry when the reader changes a widget, and adds one for each parameter the server writes.)
(() => {
  let geste = false;
  /** @type {EventTarget | null} */
  let frappe = null;
  /** @param {Event} evenement */
  const noter = ({ type, target }) => {
    const champ = type === "keydown" && target instanceof HTMLInputElement && target.type === "search" ? target : null;
    if (!champ || champ !== frappe) geste = true;
    frappe = champ;
  };
  for (const type of ["pointerdown", "keydown"]) addEventListener(type, noter, { capture: true, passive: true });
  // Said to the page whoever changes the address: what shows it follows.
  const dire = () => dispatchEvent(new Event("adresse"));
  addEventListener("popstate", ({ isTrusted }) => {
    geste = false;
    frappe = null;
    if (isTrusted) dire();
  }, { capture: true });
  const ajouter = history.pushState.bind(history);
  const remplacer = history.replaceState.bind(history);
  /** @type {History["pushState"]} */
  const ecrire = (etat, titre, adresse) => {
    const change = adresse !== undefined && new URL(String(adresse), location.href).href !== location.href;
    (geste && change ? ajouter : remplacer)(etat, titre, adresse);
    if (!change) return;
    geste = false;
    dire();
  };
  history.pushState = ecrire;
  history.replaceState = ecrire;
  // Streamlit guesses where its server is by asking below the page's own address first: said here, nothing is asked in vain.
  const ici = /** @type {HTMLScriptElement} */ (document.currentScript);
  const racine = new URL("..", ici.src).href;
  /** @type {{ __streamlit?: object }} */ (window).__streamlit ??= { BACKEND_BASE_URL: racine, MAIN_PAGE_BASE_URL: racine };
})();
