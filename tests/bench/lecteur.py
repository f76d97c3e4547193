"""One reader in a real Chromium: opens a page with an empty cache, chooses a region, and what that cost."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.bench.attendus import NOTRE
from tests.bench.serveurs import Serveur

SONDE = Path(__file__).with_name("sonde.js").read_text(encoding="utf-8")
DELAI_MS = 20_000
# A shorter message of Streamlit's tells that the script starts or ends; it draws nothing.
MESSAGE_UTILE = 1_000
# What a page asks its server for a change, where it asks by HTTP: Dash, and Mosaic over its server.
DEMANDES = ("_dash-update-component", "/requete")
Attendu = dict[str, object]
Releve = dict[str, float]


@dataclass
class Fil:
    """What goes over the wire of one page, as the browser itself counts it; times in its monotonic seconds."""

    page: Page
    octets: float = 0
    nb_requetes: int = 0
    departs: list[float] = field(default_factory=list)
    arrivees: list[tuple[float, float]] = field(default_factory=list)
    # Of those, the instants of the ones that draw something.
    utiles: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._appels: dict[str, float] = {}
        self._session = self.page.context.new_cdp_session(self.page)
        for domaine in ("Network", "Performance"):
            self._session.send(f"{domaine}.enable")
        for evenement, suite in {
            "requestWillBeSent": self._depart,
            "dataReceived": self._morceau,
            "loadingFinished": self._arrivee,
            "webSocketFrameSent": lambda e: self.departs.append(e["timestamp"]),
            "webSocketFrameReceived": self._message,
        }.items():
            self._session.on(f"Network.{evenement}", suite)

    def compteurs(self) -> Releve:
        """Cumulated seconds of the page's main thread, and when its own clock started."""
        return {m["name"]: m["value"] for m in self._session.send("Performance.getMetrics")["metrics"]}

    def _depart(self, event: dict) -> None:
        self.nb_requetes += 1
        if any(demande in event["request"]["url"] for demande in DEMANDES):
            self.departs.append(event["timestamp"])
            self._appels[event["requestId"]] = 0

    def _morceau(self, event: dict) -> None:
        if event["requestId"] in self._appels:
            self._appels[event["requestId"]] += event["dataLength"]

    def _arrivee(self, event: dict) -> None:
        self.octets += event["encodedDataLength"]
        if (taille := self._appels.pop(event["requestId"], None)) is not None:
            self.arrivees.append((event["timestamp"], taille))
            self.utiles.append(event["timestamp"])

    def _message(self, event: dict) -> None:
        response = event["response"]
        taille = len(response["payloadData"]) * (0.75 if response["opcode"] == 2 else 1)  # binary comes in base 64
        self.octets += taille
        self.arrivees.append((event["timestamp"], taille))
        if taille >= MESSAGE_UTILE:
            self.utiles.append(event["timestamp"])


def ouvrir(navigateur: Browser, serveur: Serveur, voulu: Attendu) -> tuple[Page, Fil, Releve]:
    """A new reader with an empty cache; times in ms since the navigation, bytes on the wire."""
    contexte = navigateur.new_context(viewport={"width": 1600, "height": 900}, locale="fr-FR")
    page = contexte.new_page()
    page.add_init_script(f"window.sondeAttendu = {json.dumps(voulu)};")
    page.add_init_script(SONDE)
    fil = Fil(page)
    page.goto(serveur.adresse, wait_until="commit")
    page.wait_for_function("() => window.sonde?.utile", timeout=DELAI_MS)
    utiles = fil.octets
    releve = _lire(page, voulu)
    return (
        page,
        fil,
        {
            "ouverture_utile": releve["utile"],
            "ouverture_complete": releve["complet"],
            "ouverture_octets_utiles": utiles,
            "ouverture_octets": fil.octets,
            "ouverture_requetes": fil.nb_requetes,
        },
    )


def _lire(page: Page, voulu: Attendu) -> Releve:
    """The probe's times once everything expected is there; says what is missing when it never is."""
    try:
        return page.wait_for_function("() => window.sonde?.mesure", timeout=DELAI_MS).json_value()
    except PlaywrightTimeout:
        found = page.evaluate("voulu => window.sonde.etatDesLieux(voulu)", voulu)
        raise SystemExit(f"Rien n'arrive sur {page.url} : {json.dumps(found, ensure_ascii=False)}") from None


def _trouver(page: Page, nom: str, libelle: str) -> Locator:
    """Open the list of regions and type the name, as a reader does; gives the option that is left to click."""
    if nom == "Dash":
        page.locator("#region").click()
        liste = page.locator(".dash-dropdown-content")
        liste.locator("input.dash-dropdown-search").fill(libelle)
        option = liste.get_by_role("option", name=libelle, exact=True)
    else:
        boite = page.get_by_role("combobox", name="Région", exact=nom == NOTRE).first
        boite.click()
        boite.fill(libelle)
        option = page.get_by_role("option", name=libelle, exact=True)
    option.wait_for()
    return option


def filtrer(page: Page, fil: Fil, serveur: Serveur, libelle: str, voulu: Attendu) -> Releve:
    """Milliseconds from the click on the option to the second frame on which everything is new, and their use."""
    page.keyboard.press("Escape")
    option = _trouver(page, serveur.nom, libelle)
    page.wait_for_timeout(150)
    page.evaluate("voulu => { window.sonde.mesure = window.sonde.armer(voulu); }", voulu)
    avant, cpu, deja = fil.compteurs(), serveur.cpu_s(), len(fil.arrivees)
    option.click()
    temps = _lire(page, voulu)
    apres = fil.compteurs()
    page.wait_for_timeout(300)
    return _detail(temps, avant, apres, fil, deja) | {"filtre_cpu_serveur": (serveur.cpu_s() - cpu) * 1000}


def _detail(temps: Releve, avant: Releve, apres: Releve, fil: Fil, deja: int) -> Releve:
    """The change cut in three: the page before it asks, the server until its last message, the page that draws.

    A page that asks nothing, having all it needs, has the first part alone.
    """
    zero = avant["NavigationStart"]
    geste, fin = zero + temps["geste"] / 1000, zero + temps["complet"] / 1000
    depart = min((t for t in fil.departs if geste <= t <= fin), default=fin)
    arrivee = max((t for t in fil.utiles if depart < t <= fin), default=depart)
    return {
        "filtre": temps["complet"] - temps["geste"],
        "filtre_confirme": temps["confirme"] - temps["geste"],
        "filtre_avant": (depart - geste) * 1000,
        "filtre_serveur": (arrivee - depart) * 1000,
        "filtre_dessin": (fin - arrivee) * 1000,
        "filtre_octets": sum(taille for _, taille in fil.arrivees[deja:]),
        "filtre_cpu_navigateur": (apres["TaskDuration"] - avant["TaskDuration"]) * 1000,
        "filtre_cpu_scripts": (apres["ScriptDuration"] - avant["ScriptDuration"]) * 1000,
    }
