// The clock inside the page, the same for all the pages: it reads the page at every animation frame, and stops when
// everything expected has been there for two frames in a row.
//
// `attendu`: { etat, tuiles } — the name of the state every figure must show, the exact text of every tile.
(() => {
  const TUILES = '[data-testid="stMetricValue"], .tuile-valeur';
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
    if (etat === null) return true; // nothing is drawn
    if (planche()) return planche().dataset.signature === etat;
    // A drawing of Mosaic's says the state it shows once it is in its place.
    const traces = [...document.querySelectorAll(".plot")];
    if (traces.length) {
      return traces.length === NB_GRAPHIQUES && traces.every((t) => t.dataset.etat === etat && t.querySelector("svg"));
    }
    const figures = [...document.querySelectorAll(".js-plotly-plot")];
    return figures.length === NB_GRAPHIQUES && figures.every((gd) => estDessine(gd, etat));
  };

  // What Streamlit draws again it fades first; our board is drawn before its run, and stays clear meanwhile.
  const estNet = () => {
    const hote = planche()?.getRootNode().host;
    if (!hote) return !document.querySelector('[data-stale="true"]');
    for (let e = hote; e; e = e.parentElement) if (getComputedStyle(e).opacity !== "1") return false;
    return true;
  };

  const toutEstLa = ({ etat, tuiles }) => {
    const lues = lireTuiles();
    return lues.length === tuiles.length && lues.every((mot, i) => mot === tuiles[i]) && dessinsAJour(etat) && estNet();
  };

  // The server has said the same, or is not told of it yet: nothing of the page is still of the screen before.
  const estConfirme = () => {
    const { dataset } = document.documentElement;
    return (!("enAvance" in dataset) || "enRetard" in dataset) && !document.querySelector('[data-stale="true"]');
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
        const utile = Math.min(1, attendu.tuiles.length - 1); // the tile « Projets »
        if (releve.utile === null && lireTuiles()[utile] === attendu.tuiles[utile]) window.sonde.utile = releve.utile = instant;
        deSuite = toutEstLa(attendu) ? deSuite + 1 : 0;
        if (deSuite === 2) releve.complet ??= instant;
        if (releve.complet === null || !estConfirme()) return requestAnimationFrame(regarder);
        for (const nom of ["pointerdown", "keydown"]) removeEventListener(nom, noter, { capture: true });
        return resolve({ ...releve, confirme: instant });
      };
      requestAnimationFrame(regarder);
    });
  };

  const etatDesLieux = (attendu) => ({
    tuiles: lireTuiles(), perimes: document.querySelectorAll('[data-stale="true"]').length,
    signature: planche()?.dataset.signature,
    traces: [...document.querySelectorAll(".plot")].map((t) => t.dataset.etat),
    figures: [...document.querySelectorAll(".js-plotly-plot")].map((gd) => [gd._fullLayout?.meta?.etat, gd.sonde?.etat,
      gd._fullData?.length, gd.querySelectorAll(".cartesianlayer .trace").length]),
    attendu,
  });

  window.sonde = { armer, etatDesLieux, mesure: null, utile: null };
  if (window.sondeAttendu) window.sonde.mesure = armer(window.sondeAttendu);
})();
