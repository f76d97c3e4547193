"""Neutral project titles, each given once: no company, no person, no place name."""

from collections.abc import Iterable
from random import Random

from ti_dashboard.demonstration.vocabulaire import MODELES, NUANCES

_ESSAIS_SANS_NUANCE = 8


class Intitules:
    """Draws titles without ever giving the same one twice."""

    def __init__(self, rng: Random, donnes: Iterable[str] = ()) -> None:
        self._rng = rng
        self._donnes = set(donnes)

    def tirer(self, theme_id: str) -> str:
        """A new title of the theme; a nuance is added once the plain forms run short."""
        essai = 0
        while True:
            objets, complements = self._rng.choice(MODELES[theme_id])
            titre = f"{self._rng.choice(objets)} {self._rng.choice(complements)}"
            if essai >= _ESSAIS_SANS_NUANCE:
                titre = f"{titre}, {self._rng.choice(NUANCES)}"
            if titre not in self._donnes:
                self._donnes.add(titre)
                return titre
            essai += 1
