"""The Tab key followed from the first thing of a screen to the last, and what is measured at each stop."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.accessibilite.sondes import TOUS
from tests.browser.repos import IMMOBILE

LOT, ARRETS_MAX = 40, 4_000
ANNEAU_PX, CONTRASTE = 2, 3
# A stop is measured when it takes the focus: what opens or moves then is what its reader has before him.
ECOUTER = f"""() => {{ {TOUS}
  const parent = (e) => e.assignedSlot ?? e.parentElement ?? e.getRootNode().host;
  const rgb = (mots) => (mots.match(/[\\d.]+/g) ?? []).map(Number);
  const luminance = ([r, v, b]) => [r, v, b].map((c) => c / 255)
    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((somme, c, i) => somme + c * [0.2126, 0.7152, 0.0722][i], 0);
  const fond = (e) => {{
    for (; e; e = parent(e)) {{
      const lu = rgb(getComputedStyle(e).backgroundColor);
      if (lu.length === 3 || lu[3] > 0.5) return lu;
    }}
    return [255, 255, 255];
  }};
  const contraste = (a, b) => {{
    const [clair, sombre] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (clair + 0.05) / (sombre + 0.05);
  }};
  // On how many of its sides a ring is cut by a box around it.
  const cotesCoupes = (e, dehors) => {{
    const r = e.getBoundingClientRect();
    let coupes = new Set();
    for (let b = parent(e); b && b !== document.documentElement; b = parent(b)) {{
      const s = getComputedStyle(b);
      if (s.overflowX === "visible" && s.overflowY === "visible") continue;
      const c = b.getBoundingClientRect();
      if (r.left - dehors < c.left - 1) coupes.add("g");
      if (r.right + dehors > c.right + 1) coupes.add("d");
      if (r.top - dehors < c.top - 1) coupes.add("h");
      if (r.bottom + dehors > c.bottom + 1) coupes.add("b");
    }}
    return coupes.size;
  }};
  const anneau = (cible) => {{
    if (cible.matches("path.territoire")) {{
      const trait = cible.getRootNode().querySelector(".anneau");
      const s = getComputedStyle(trait);
      const px = trait.getAttribute("d") ? parseFloat(s.strokeWidth) : 0;
      return {{ px, contraste: contraste(rgb(s.stroke), fond(trait.ownerSVGElement.parentElement)), coupes: 0 }};
    }}
    let pire = {{ px: 0, contraste: 0, coupes: 0 }};
    for (let e = cible, i = 0; e && i < 5; e = parent(e), i += 1) {{
      const s = getComputedStyle(e);
      const {{ width, height }} = e.getBoundingClientRect();
      const px = s.outlineStyle === "none" ? 0 : parseFloat(s.outlineWidth);
      if (px < {ANNEAU_PX} || width < 4 || height < 4 || !vu(e)) continue;
      const dehors = parseFloat(s.outlineOffset) + px;
      const dessous = fond(dehors > px / 2 ? parent(e) : e);
      pire = {{ px, contraste: contraste(rgb(s.outlineColor), dessous), coupes: cotesCoupes(e, Math.max(0, dehors)) }};
      if (pire.coupes < 2) return pire;
    }}
    return pire;
  }};
  const classes = (e) => e.className.baseVal ?? e.className;
  const nom = (e) => `${{e.tagName}} ${{e.getAttribute("aria-label") ?? mots(e)}} ${{classes(e)}}`.slice(0, 160);
  window.arrets = [];
  const noter = (ev) => {{
    const e = ev.composedPath()[0];
    if (window.arrets.at(-1)?.e === e) return;
    window.arrets.push({{ e, nom: nom(e), ...anneau(e) }});
  }};
  // The map draws its ring when it hears of the same event, deeper than the root that is listened to.
  window.mesurer = (arret) => Object.assign(arret, anneau(arret.e));
  const remesurer = () => window.mesurer(window.arrets.at(-1));
  // A move inside one shadow root is told to nobody outside of it.
  for (const racine of [window, ...tous(document).map((e) => e.shadowRoot).filter(Boolean)]) {{
    racine.addEventListener("focusin", noter, {{ capture: true }});
    racine.addEventListener("focusin", remesurer);
  }}
}}"""
A_FAIT_LE_TOUR = "() => window.arrets.findIndex((a, i) => i && a.e === window.arrets[0].e)"
# A grid lays out the cell that takes the focus after it has it, later still on a loaded machine: a stop that no ring
# shows at once is measured again where its reader rests.
REMESURER = f"""async (tour) => {{
  const image = () => new Promise((suite) => requestAnimationFrame(suite));
  for (const arret of window.arrets.slice(0, tour).filter((a) => a.px < {ANNEAU_PX})) {{
    arret.e.focus();
    await image();
    await image();
    if (arret.e.matches(":focus")) window.mesurer(arret);
  }}
}}"""
# Each stop without its element, with its place in the page; then what can be acted upon and was no stop.
DIRE = f"""(tour) => {{ {TOUS}
  const arrets = window.arrets.slice(0, tour);
  const ordre = new Map(tous(document).map((e, rang) => [e, rang]));
  const agis = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable]";
  const groupe = (e) => (e.type === "radio" || e.getAttribute("role") === "radio")
    && (e.closest("[role=radiogroup]") ?? e.name);
  const vus = new Set(arrets.map((a) => a.e));
  const groupes = new Set(arrets.map((a) => groupe(a.e)).filter(Boolean));
  const manques = [...ordre.keys()].filter((e) => e.matches(agis) && e.tabIndex >= 0 && !e.disabled && vu(e)
    && !e.closest("[inert]") && !vus.has(e) && !groupes.has(groupe(e)));
  const places = [...ordre.keys()].filter((e) => e.matches("[tabindex]") && e.tabIndex > 0);
  return {{
    arrets: arrets.map(({{ e, ...dit }}) => ({{ ...dit, rang: ordre.get(e) ?? -1 }})),
    manques: manques.map((e) => e.outerHTML.slice(0, 160)),
    places: places.map((e) => e.outerHTML.slice(0, 160)),
  }};
}}"""


@dataclass(frozen=True)
class Parcours:
    """``arrets``: name, place, ring; ``manques``: what is acted upon and the keyboard never reaches; ``places``: what
    is taken out of the order of the page."""

    arrets: list[dict[str, Any]]
    manques: list[str]
    places: list[str]

    @property
    def sans_anneau(self) -> list[str]:
        """Stops that nothing shows, too thin or too pale a ring, or one cut on more than one side."""
        return [
            f"{a['nom']} : {a['px']:g} px, contraste {a['contraste']:.1f}, {a['coupes']} côtés coupés"
            for a in self.arrets
            if a["px"] < ANNEAU_PX or a["contraste"] < CONTRASTE or a["coupes"] > 1
        ]

    @property
    def retours(self) -> list[tuple[str, str]]:
        """Two stops of which the second stands before the first in the page."""
        ranks = [a["rang"] for a in self.arrets]
        # A tour begins anywhere: it is followed from the head of the page.
        head = ranks.index(min(ranks))
        kept = self.arrets[head:] + self.arrets[:head]
        return [(a["nom"], b["nom"]) for a, b in pairwise(kept) if b["rang"] < a["rang"]]


def parcourir(page: Page) -> Parcours:
    """All the stops, until the first one comes back; never coming back is a trap."""
    # What fades in when it takes the focus is measured as it will be.
    page.emulate_media(reduced_motion="reduce")
    page.wait_for_function(IMMOBILE)
    page.evaluate(ECOUTER)
    for _ in range(ARRETS_MAX // LOT):
        for _ in range(LOT):
            page.keyboard.press("Tab")
        turn = page.evaluate(A_FAIT_LE_TOUR)
        if turn > 0:
            page.evaluate(REMESURER, turn)
            return Parcours(**page.evaluate(DIRE, turn))
    pytest.fail(f"La tabulation ne sort pas de : {page.evaluate('window.arrets.slice(-6).map(a => a.nom)')}")
