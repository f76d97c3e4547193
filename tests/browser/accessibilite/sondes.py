"""What is asked of a page by a function run in it; shadow roots are crossed, which no selector of the page does."""

TOUS = """
  const tous = (racine) => [...racine.querySelectorAll("*")].flatMap(
    (e) => [e, ...(e.shadowRoot ? tous(e.shadowRoot) : [])]);
  const vu = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const mots = (e) => e.textContent.trim().replace(/\\s+/g, " ").slice(0, 60);
"""
# None of what the self-audit says not applicable, nor any tag or attribute that is for the look of things alone.
ABSENTS = f"""() => {{ {TOUS}
  const bannis = "iframe, frame, object, embed, applet, audio, video, area, figure, blockquote, q, marquee, blink, "
    + "font, center, big, tt, strike, basefont, [bgcolor], [align], table[border], [dir=rtl]";
  return tous(document).filter((e) => e.matches(bannis)).map((e) => e.outerHTML.slice(0, 120));
}}"""
# A table in view: its heads have a scope, and no cell spans several.
TABLEAUX = f"""() => {{ {TOUS}
  const faute = (t) => {{
    if (t.closest("[role=presentation], [role=none], canvas")) return "n'est que mise en forme";
    if (!t.querySelector("th")) return "n'a pas d'en-tête";
    if ([...t.querySelectorAll("th")].some((th) => !th.scope)) return "a un en-tête sans portée";
    if (t.querySelector("[colspan]:not([colspan='1']), [rowspan]:not([rowspan='1'])")) return "a une case fusionnée";
    return "";
  }};
  const vus = tous(document).filter((e) => e.matches("table") && vu(e));
  return vus.map((t) => [faute(t), mots(t)]).filter(([f]) => f);
}}"""
TITRES = f"""() => {{ {TOUS}
  const titres = tous(document).filter((e) => e.matches("h1, h2, h3, h4, h5, h6") && vu(e));
  return titres.map((e) => [+e.tagName[1], mots(e)]);
}}"""
# What goes out of the page, or is cut by a box that neither scrolls nor says that it cuts.
PERDUS = f"""() => {{ {TOUS}
  const page = document.documentElement;
  const parent = (e) => e.assignedSlot ?? e.parentElement ?? e.getRootNode().host;
  const defile = (e) => {{
    for (; e && e !== page; e = parent(e)) if (/auto|scroll/.test(getComputedStyle(e).overflowX)
      && e.scrollWidth > e.clientWidth && !e.matches("section, main, body, [role=main]")) return true;
    return false;
  }};
  const texte = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
  const sorti = (e) => {{
    const {{ left, right, width, height }} = e.getBoundingClientRect();
    return width > 1 && height > 1 && (right > innerWidth + 1 || left < -1);
  }};
  // The menu, folded, waits beside the page.
  const replie = (e) => e.closest(".stSidebar");
  const lu = (e) => texte(e) && !replie(e) && !e.matches("style, script, title, text, tspan") && vu(e);
  const trop = tous(document).filter((e) => e.matches("html, body, section, main") && vu(e) && !replie(e)
    && e.scrollWidth > e.clientWidth + 1 && (e === page || /auto|scroll/.test(getComputedStyle(e).overflowX)));
  return [...trop.map((e) => `${{e.tagName}} défile : ${{e.scrollWidth}} > ${{e.clientWidth}}`),
    ...tous(document).filter((e) => lu(e) && sorti(e) && !defile(e)).map((e) => `hors de la page : ${{mots(e)}}`)];
}}"""
# RGAA 10.12: what a reader may ask of the spacing of the text, applied to all of it.
ESPACER = f"""() => {{ {TOUS}
  for (const e of tous(document)) {{
    e.style.setProperty("line-height", "1.5", "important");
    e.style.setProperty("letter-spacing", "0.12em", "important");
    e.style.setProperty("word-spacing", "0.16em", "important");
    if (e.tagName === "P") e.style.setProperty("margin-bottom", "2em", "important");
  }}
}}"""
# Streamlit is at rest before what it has just placed has come, and before what has come has drawn. What warns of the
# end of a session draws at the end of the page, above its panels.
NON_DESSINES = """() => {
  const estDessine = (composant) => {
    if (composant.closest(".st-key-fin-de-session")) return document.querySelector(".fin-de-session");
    const hote = [...composant.querySelectorAll("*")].find((e) => e.shadowRoot);
    const planche = hote?.shadowRoot.querySelector(".planche");
    if (planche) return planche.dataset.signature;
    return (hote?.shadowRoot ?? composant).querySelector("button, label, p, div div");
  };
  const restent = [...document.querySelectorAll(".stBidiComponent")].filter((composant) => !estDessine(composant));
  return [...document.querySelectorAll("[data-testid=stSkeleton]"), ...restent]
    .map((e) => `${e.closest("[class*=st-key]")?.className ?? ""} : ${e.outerHTML.slice(0, 300)}`);
}"""
SONT_DESSINES = f"() => !({NON_DESSINES})().length"
