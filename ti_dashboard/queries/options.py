"""What the shared filters offer: arrêtés, regions, themes, operators."""

from dataclasses import dataclass
from datetime import date

from ti_dashboard.adresse import Vocabulaire
from ti_dashboard.formats import jour
from ti_dashboard.queries.questions import poser
from ti_dashboard.store import Publication


@dataclass(frozen=True)
class Arrete:
    arrete_id: date
    date_cloture: date
    libelle: str
    ordinal_dit: str | None
    phase_en_cours: int
    source: str
    numero: int
    auteur: str | None
    empreinte: str
    est_demonstration: bool

    @property
    def etiquette(self) -> str:
        """Its label in addresses: 24/09/2019."""
        return jour(self.arrete_id)


def arretes(publication: Publication) -> list[Arrete]:
    """The latest first."""
    return [Arrete(**row) for row in poser(publication, "arretes")]


def vocabulaire(publication: Publication) -> Vocabulaire:
    """The labels an address may carry over this publication."""
    lists: dict[str, dict[str, str]] = {"region": {}, "theme": {}, "operateur": {}}
    for row in poser(publication, "options"):
        lists[str(row["filtre"])][str(row["code"])] = str(row["libelle"])
    return Vocabulaire({a.etiquette: (a.arrete_id, a.phase_en_cours) for a in arretes(publication)}, lists)
