// The clock inside the page, the same for the three pages: it reads the page at every animation frame, and stops when
// everything expected has been there for two frames in a row.
//
// `attendu`: { etat, tuiles } — the name of the state every figure must show, the exact text of every tile.
(() => {
  const TUILES = '[data-testid="stMetricValue"], .tuile-valeur';
  const UTILE = 1; // the tile « Projets »
  const NB_GRAPHIQUES = 5;
  let racine = null;

  // Our board lives in a shadow root, which no selector of the page can cross.
  const planche = () => {
    if (racine?.isConnected) return racine;
    for (const hote of document.querySelectorAll("*")) {
      racine = hote.shadowRoot?.querySelector(".planche");
      if (racine) return racine;
    }
    return null;
  };

  const lireTuiles = () => {
    const source = planche()?.querySelectorAll(".tuile .valeur") ?? document.querySelectorAll(TUILES);
    return [...source].map((e) => e.textContent.trim());
  };

  // A figure is drawn when Plotly has said so after it took the new state, and every trace has its place in the SVG.
  const estDessine = (gd, etat) => {
    if (!gd.on || gd._fullLayout?.meta?.etat !== etat) return false;
    if (!gd.sonde) {
      gd.sonde = { etat: gd._fullLayout.meta.etat };
      gd.on("plotly_afterplot", () => { gd.sonde.etat = gd._fullLayout.meta?.etat; });
    }
    const visibles = gd._fullData.filter((t) => t.visible === true).length;
    return gd.sonde.etat === etat && gd.querySelectorAll(".cartesianlayer .trace").length >= visibles;
  };

  // Listen early: a figure already on the page must tell when it is drawn again.
  const ecouter = () => {
    for (const gd of document.querySelectorAll(".js-plotly-plot")) {
      if (!gd.on || gd.sonde) continue;
      // A figure made anew may have been drawn between two looks: then all its traces are already there.
      const visibles = gd._fullData?.filter((t) => t.visible === true).length ?? 0;
      const estLa = visibles > 0 && gd.querySelectorAll(".cartesianlayer .trace").length >= visibles;
      gd.sonde = { etat: estLa ? gd._fullLayout.meta?.etat : null };
      gd.on("plotly_afterplot", () => { gd.sonde.etat = gd._fullLayout.meta?.etat; });
    }
  };

  const dessinsAJour = (etat) => {
    if (planche()) return planche().dataset.signature === etat;
    const figures = [...document.querySelectorAll(".js-plotly-plot")];
    return figures.length === NB_GRAPHIQUES && figures.every((gd) => estDessine(gd, etat));
  };

  const toutEstLa = ({ etat, tuiles }) => {
    const lues = lireTuiles();
    return lues.length === tuiles.length && lues.every((mot, i) => mot === tuiles[i])
      && dessinsAJour(etat) && !document.querySelector('[data-stale="true"]');
  };

  /** Resolves to times in ms since the navigation: last gesture, useful figures there, everything there. */
  const armer = (attendu) => {
    const releve = { geste: 0, utile: null, complet: null };
    const noter = (e) => { releve.geste = e.timeStamp; };
    for (const nom of ["pointerdown", "keydown"]) addEventListener(nom, noter, { capture: true });
    return new Promise((resolve) => {
      let deSuite = 0;
      const regarder = (instant) => {
        ecouter();
        if (releve.utile === null && lireTuiles()[UTILE] === attendu.tuiles[UTILE]) releve.utile = instant;
        deSuite = toutEstLa(attendu) ? deSuite + 1 : 0;
        if (deSuite < 2) return requestAnimationFrame(regarder);
        for (const nom of ["pointerdown", "keydown"]) removeEventListener(nom, noter, { capture: true });
        return resolve({ ...releve, complet: instant });
      };
      requestAnimationFrame(regarder);
    });
  };

  const etatDesLieux = (attendu) => ({
    tuiles: lireTuiles(), perimes: document.querySelectorAll('[data-stale="true"]').length,
    signature: planche()?.dataset.signature,
    figures: [...document.querySelectorAll(".js-plotly-plot")].map((gd) => [gd._fullLayout?.meta?.etat, gd.sonde?.etat,
      gd._fullData?.length, gd.querySelectorAll(".cartesianlayer .trace").length]),
    attendu,
  });

  window.sonde = { armer, etatDesLieux, mesure: null };
  if (window.sondeAttendu) window.sonde.mesure = armer(window.sondeAttendu);
})();
