"""Which scripts the first screen will need, read from Streamlit's own manifest: no hashed name is written here.

Streamlit's page names the scripts of an empty screen only. The rest is asked for level by level once the first message
has arrived. Naming them in the page brings the board on the screen about 0.1 s earlier, without any network delay.
"""

import json
import re
from functools import cache

from ti_dashboard.serveur.securite import PAGE_STREAMLIT

# Elements of the frame and of Accueil; then what other pages add, too heavy to be loaded before it is needed.
ACCUEIL = ("Selectbox", "Multiselect", "BidiComponent")
AUTRES = ("DataFrame", "arrowFormatUtils")


@cache
def named_by_page() -> tuple[str, ...]:
    """Addresses of the scripts and styles in the head of Streamlit's page."""
    page = PAGE_STREAMLIT.read_text(encoding="utf-8")
    return tuple(re.findall(r'(?:src|href)="\.(/static/(?:js|css)/[^"]+)"', page))


@cache
def needed_by(noms: tuple[str, ...]) -> tuple[str, ...]:
    """Addresses of these modules and of all they import, without those the page already names."""
    manifeste = json.loads((PAGE_STREAMLIT.parent / "manifest.json").read_text(encoding="utf-8"))
    voulus = tuple(f"static/js/{nom}." for nom in noms)
    a_voir = [cle for cle, module in manifeste.items() if module["file"].startswith(voulus)]
    vus: dict[str, str] = {}
    while a_voir:
        cle = a_voir.pop(0)
        if cle not in vus:
            vus[cle] = f"/{manifeste[cle]['file']}"
            a_voir += manifeste[cle].get("imports", [])
    return tuple(adresse for adresse in vus.values() if adresse not in named_by_page() and adresse.endswith(".js"))
