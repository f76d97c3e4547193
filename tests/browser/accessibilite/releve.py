"""What is wrong on a page, gathered in one passage of it: each question of the self-audit reads one list."""

from tests.browser.accessibilite.sondes import TOUS

# A mark that the browser reads and does not show (« ▾ » with an empty alternative) says nothing.
_MARQUES = r'/^(none|normal|""|counter\(.*|"[▾▴]"( \/ "")?)$/'
RELEVE = f"""() => {{ {TOUS}
  const parent = (e) => e.assignedSlot ?? e.parentElement ?? e.getRootNode().host;
  const net = (t) => (t ?? "").trim().replace(/\\s+/g, " ");
  const propre = (e) => net([...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join(" "));
  const bref = (e) => e.outerHTML.slice(0, 140);
  const vus = tous(document).filter((e) => !e.closest("head, script, style") && vu(e));
  const ecrits = vus.filter(propre);
  const place = (e) => e.getBoundingClientRect();

  const nom = (e) => net(e.getAttribute("aria-label") || e.labels?.[0]?.innerText);
  const accole = (champ, mots) => ecrits.some((e) => {{
    if (!mots.startsWith(propre(e).slice(0, 40)) && !propre(e).startsWith(mots.slice(0, 40))) return false;
    const [a, b] = [place(e), place(champ)];
    const cote = a.bottom > b.top - 90 && a.top < b.bottom + 8;
    return cote && a.right > b.left - 60 && a.left < b.right + 60;
  }});
  const saisie = "input:not([type=hidden], [type=file], [type=date]), textarea, [role=slider]";
  const champs = vus.filter((e) => e.matches(saisie) && !e.closest("[aria-hidden=true]") && place(e).width > 1);
  const etiquettes = champs.filter((e) => !e.matches("[type=range], [role=slider]") && !accole(e, nom(e))).map(bref);
  const requis = champs.filter((e) => e.required || e.getAttribute("aria-required") === "true")
    .filter((e) => !vus.some((l) => l.matches("label") && (l.control === e || l.contains(e) || l.htmlFor === e.id)
      && l.textContent.includes("(obligatoire)"))).map(bref);

  const titre = (t) => net(t.caption?.textContent) || t.getAttribute("aria-label") || t.getAttribute("aria-labelledby")
    || t.closest("[aria-label]:not(section, main, body)")?.getAttribute("aria-label");
  const sans_titre = vus.filter((e) => e.matches("table") && !titre(e)).map((e) => net(e.textContent).slice(0, 80));

  const ajoutes = vus.flatMap((e) => ["::before", "::after"].map((ou) => [e, getComputedStyle(e, ou).content]))
    .filter(([e, mots]) => !{_MARQUES}.test(mots) && mots !== `"${{net(e.textContent)}}"`)
    .map(([e, mots]) => `${{mots}} : ${{bref(e)}}`);
  // A table that Streamlit draws as an image numbers its cells from nought, as the next one does.
  const ids = tous(document).filter((e) => e.id && !e.id.startsWith("glide-cell-")).map((e) => [e.getRootNode(), e.id]);
  const doubles = ids.filter(([r, id], i) => ids.findIndex(([s, d]) => r === s && id === d) < i).map(([, id]) => id);
  const puces = vus.filter((e) => e.matches("p, div, span") && /^([-•*–]|\\d+[.)])\\s/.test(propre(e))).map(bref);
  // Two in a row, whatever blank is between them.
  const avant = (e) => {{ const n = e.previousSibling; return n?.data?.trim() === "" ? avant(n) : n; }};
  const vides = vus.filter((e) => (e.matches("br") && avant(e)?.nodeName === "BR")
    || (e.matches("p:empty, li:empty") && place(e).height > 1 && !e.role)).map(bref);
  const opaque = (e) => e && (/^rgb\\(|, 1\\)$/.test(getComputedStyle(e).backgroundColor) || opaque(parent(e)));
  const sans_fond = ecrits.filter((e) => !(e instanceof SVGElement) && !opaque(e)).map(bref);
  return {{ etiquettes, requis, sans_titre, ajoutes, doubles, puces, vides, sans_fond }};
}}"""
# Nothing moves for who asks for less motion: neither what goes on for ever, nor what takes longer than a blink.
MOUVEMENTS = """() => document.getAnimations().filter((a) => {
  const { duration, iterations } = a.effect.getComputedTiming();
  return iterations === Infinity || duration > 20;
}).map((a) => `${a.animationName ?? a.transitionProperty} ${a.effect.target?.outerHTML.slice(0, 120)}`)"""
# The page as it is without any style: what was written in view and is not any more.
SANS_STYLE = f"""() => {{ {TOUS}
  const ecrit = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
  const avant = tous(document).filter((e) => ecrit(e) && !e.closest("head, script, style, title") && vu(e));
  for (const feuille of document.styleSheets) feuille.disabled = true;
  for (const e of [document, ...tous(document).map((e) => e.shadowRoot).filter(Boolean)]) e.adoptedStyleSheets = [];
  for (const e of tous(document)) {{
    if (e.matches("style, link[rel=stylesheet]")) e.remove();
    e.removeAttribute("style");
  }}
  return avant.filter((e) => e.isConnected && !e.checkVisibility()).map((e) => e.outerHTML.slice(0, 140));
}}"""
