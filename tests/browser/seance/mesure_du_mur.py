"""What is measured of a stage, in the browser: its letters, what is cut, what overflows, what would answer."""

TAILLES = ((1920, 1080), (1600, 900), (1280, 720))

# Gives the stages of these sizes, side by side in the page, in `window.scenes`; the scripts are those of the wall.
POSER = """async (tailles) => {
  const { src } = document.querySelector("script[type=module]");
  const { creerScene } = await import(src.replace(/mur\\.js$/, "scene.js"));
  window.scenes = tailles.map(([largeur, hauteur]) => {
    const hote = document.createElement("div");
    hote.style.cssText = `position: absolute; left: 0; top: 0; width: ${largeur}px; height: ${hauteur}px`;
    document.body.append(hote);
    return { hote, scene: creerScene(hote) };
  });
  await new Promise((fini) => requestAnimationFrame(fini));
}"""

# The faults of every plan of the screen at an address, in each of the stages: none for a wall that is read.
MESURER = """async (adresse) => {
  const page = await (await fetch(adresse)).json();
  const crayon = document.createElement("canvas").getContext("2d");
  const minuscules = new Map();
  const minuscule = ({ fontStyle, fontWeight, fontFamily }) => {
    const police = `${fontStyle} ${fontWeight} 100px ${fontFamily}`;
    if (!minuscules.has(police)) {
      crayon.font = police;
      minuscules.set(police, crayon.measureText("x").actualBoundingBoxAscent / 100);
    }
    return minuscules.get(police);
  };
  const mesurer = (hote, ou) => {
    const scene = hote.shadowRoot.querySelector(".scene");
    const fautes = [];
    const dire = (quoi, e, mots) => fautes.push(`${ou} ${quoi} : ${e.className} « ${mots.trim().slice(0, 40)} »`);
    const cadre = scene.getBoundingClientRect();
    const voulue = Math.min(hote.clientHeight, (hote.clientWidth * 9) / 16);
    if (Math.abs(cadre.height - voulue) > 1) dire("taille", scene, "");
    const echelle = cadre.height / scene.offsetHeight;
    const pas = Number(scene.querySelector(".scene-contenu").style.getPropertyValue("--pas"));
    const marche = document.createTreeWalker(scene, NodeFilter.SHOW_TEXT);
    const rangs = [];
    let lus = 0;
    while (marche.nextNode()) {
      const mots = marche.currentNode.data, e = marche.currentNode.parentElement;
      if (!mots.trim() || e.closest(".hors-ecran") || !e.checkVisibility()) continue;
      const plage = document.createRange();
      plage.selectNodeContents(marche.currentNode);
      const la = plage.getBoundingClientRect();
      if (!la.width) { dire("invisible", e, mots); continue; }
      lus += 1;
      for (const rang of plage.getClientRects()) if (rang.width > 1) rangs.push({ e, mots, rang });
      const style = getComputedStyle(e);
      const corps = parseFloat(style.fontSize) * (e.closest(".scene-contenu") ? pas : 1) * echelle;
      if (corps * minuscule(style) < cadre.height / 80) dire("lettres trop petites", e, mots);
      // Digits stand at two thirds of the size of the letters.
      if (e.matches(".valeur") && corps * 0.65 < cadre.height / 36) dire("chiffre trop petit", e, mots);
      const jeu = 4 * echelle;
      for (let p = e; p; p = p === scene ? null : p.parentElement) {
        const dedans = getComputedStyle(p);
        if (dedans.textOverflow === "ellipsis" && dedans.overflowX !== "visible") dire("points de suspension", p, mots);
        if (dedans.webkitLineClamp !== "none") dire("lignes comptées", p, mots);
        if (dedans.overflowX === "visible" && p !== scene) continue;
        const b = p.getBoundingClientRect();
        const tient = la.left >= b.left - 1 && la.right <= b.right + 1;
        const estHaut = la.top >= b.top - jeu && la.bottom <= b.bottom + jeu;
        if (!tient || !estHaut) dire("coupé", p, mots);
      }
    }
    rangs.forEach(({ e, rang: a }, n) => {
      for (const { e: autre, mots, rang: b } of rangs.slice(n + 1)) {
        if (e === autre) continue;
        const large = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const haut = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        // The boxes of two lines that follow may touch; their letters, which fill half of them, may not.
        if (large > 2 && haut > Math.min(a.height, b.height) / 2) dire("recouvre", e, mots);
      }
    });
    for (const e of scene.querySelectorAll("*")) {
      const { display, overflowX } = getComputedStyle(e);
      if (!(e instanceof HTMLElement) || e.matches(".hors-ecran")) continue;
      if (display === "inline" || overflowX === "visible") continue;
      if (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) dire("déborde", e, "");
    }
    if (!lus) dire("rien à lire", scene, "");
    const actifs = "a, button, input, summary, [tabindex], [title], [role=button]";
    for (const e of scene.querySelectorAll(actifs)) dire("répond", e, "");
    return fautes;
  };
  const fautes = [], vus = [];
  for (const plan of page.plans) {
    await Promise.all(window.scenes.map(({ scene }) => scene.montrer(page, plan.cle)));
    vus.push(window.scenes[0].hote.shadowRoot.querySelector(".scene").dataset.plan);
    for (const { hote } of window.scenes) {
      fautes.push(...mesurer(hote, `${page.page} ${plan.cle} ${hote.clientHeight}`));
    }
  }
  return { plans: page.plans.map(({ cle }) => cle), vus, fautes };
}"""

# Each frame: how many stages are seen, and which plan.
REGARDER = """() => {
  window.images = [];
  const regarder = () => {
    const racine = document.querySelector("#scene").shadowRoot;
    const vues = [...racine.querySelectorAll(".scene")].filter((s) => getComputedStyle(s).visibility === "visible");
    const dite = (s) => [s.dataset.plan, s.textContent.length, s.querySelector(".scene-titre").textContent];
    window.images.push(vues.map(dite));
    requestAnimationFrame(regarder);
  };
  requestAnimationFrame(regarder);
}"""
