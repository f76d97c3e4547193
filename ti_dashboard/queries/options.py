"""What the shared filters offer: arrêtés, regions, themes, operators."""

from dataclasses import dataclass
from datetime import date

from ti_dashboard.filters import PHASES
from ti_dashboard.formats import jour
from ti_dashboard.queries.questions import poser
from ti_dashboard.store import Publication


@dataclass(frozen=True)
class Arrete:
    arrete_id: date
    libelle: str
    ordinal_dit: str | None
    phase_en_cours: int
    source: str
    empreinte: str
    est_demonstration: bool

    @property
    def etiquette(self) -> str:
        """Its label in addresses: 24/09/2019."""
        return jour(self.arrete_id)


def arretes(publication: Publication) -> list[Arrete]:
    """The latest first."""
    return [Arrete(**row) for row in poser(publication, "arretes")]


def libelles(publication: Publication, filtre: str) -> dict[str, str]:
    """code → label of one shared filter (``region``, ``theme`` or ``operateur``), in display order."""
    if filtre == "phase":
        return {str(code): label for code, label in PHASES.items()}
    rows = poser(publication, "options")
    return {str(r["code"]): str(r["libelle"]) for r in rows if r["filtre"] == filtre}


def tous_les_libelles(publication: Publication) -> dict[str, str]:
    """code → label over the three lists; codes never collide between them."""
    return {str(r["code"]): str(r["libelle"]) for r in poser(publication, "options")}
