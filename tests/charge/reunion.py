"""A séance of the measure, and who presents it: his browser, and the moves he makes."""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from tests.charge.lecteur import Lecteur, instant_ms
from ti_dashboard.acces.personne import au_poste
from ti_dashboard.live import seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance

ARRETE = date(2019, 9, 24)
COPIL = {"arrete": "24/09/2019", "compare": "30/04/2019", "phase": "Phase I (2018-2022)"}
FILTRES = ("region", "theme")


def reunir(donnees: Path) -> Seance:
    """A séance in the store that the server of this folder reads."""
    store = Base(f"sqlite:///{donnees / 'seance.sqlite'}").au_nom_de(au_poste())
    try:
        return seances.ouvrir(store, "Mesure de charge", "Direction du programme", ARRETE)
    finally:
        store.fermer()


class Animateur(Lecteur):
    """Who presents: each move is a filter of the page he shows."""

    def __init__(self, serveur: str, seance: Seance) -> None:
        super().__init__(serveur, f"/?{urlencode(COPIL | {'animer': seance.cle})}")
        self._gestes: Iterator[tuple[str, str]] = iter(())

    async def animer(self) -> None:
        await self.ouvrir()
        self._gestes = _gestes({name: self.choix(name) for name in FILTRES})

    async def bouger(self) -> tuple[float, float, float]:
        """One gesture: when it was made, when its screen was there, when its run was over."""
        self.filtrer(*next(self._gestes))
        start = instant_ms()
        screen, end = await self.montrer()
        return start, screen.a, end


def _gestes(choix: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Screens that nobody has seen yet, every region under every theme in turn; then again, for as long as it lasts."""
    regions, themes = (choix[name] for name in FILTRES)
    while True:
        for theme in random.sample(themes, len(themes)):
            yield "theme", theme
            for region in random.sample(regions, len(regions)):
                yield "region", region
