// @ts-check
// The screen of this address is asked for before anything else of the page: it is drawn (« ouverture.js ») as soon as it is
// there, and the session comes after.
(() => {
  const ici = /** @type {HTMLScriptElement} */ (document.currentScript);
  const racine = new URL("..", ici.src);
  const { ecrans = "", apart = "" } = ici.dataset;
  const page = location.pathname.slice(racine.pathname.length) || "accueil";
  const demande = new URLSearchParams(location.search);
  for (const mot of apart.split(" ")) demande.delete(mot);
  if (!ecrans.split(" ").includes(page) || demande.has("incompris") || new URLSearchParams(location.search).has("presenter")) return;
  const adresse = new URL(`ecrans/courante/${page}?${demande}`, racine);
  /** @type {{ premierEcran?: Promise<unknown> }} */ (window).premierEcran = fetch(adresse, { headers: { Prefer: "handling=lenient" } })
    .then((reponse) => (reponse.status === 200 ? reponse.json() : null))
    .catch(() => null);
})();
