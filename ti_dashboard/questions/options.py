"""What the shared filters offer: the arrêtés, and the choices of each list."""

from collections import defaultdict

from ti_dashboard.adresse.comprise import Vocabulaire
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.filtres import FILTRES, Filtres
from ti_dashboard.questions.contexte import Arrete, Contexte
from ti_dashboard.questions.poser import poser


def arretes(publication: Publication) -> list[Arrete]:
    """The latest first."""
    return [Arrete(**row) for row in poser(publication, "arretes")]


def vocabulaire(publication: Publication) -> Vocabulaire:
    """The labels an address may carry over this publication."""
    lists: dict[str, dict[str, str]] = {key: {} for key in FILTRES}
    for row in poser(publication, "options"):
        lists[str(row["filtre"])][str(row["code"])] = str(row["libelle"])
    present: dict[object, set[int]] = defaultdict(set)
    for row in poser(publication, "phases_presentes"):
        present[row["arrete_id"]].add(int(row["phase"]))
    found = arretes(publication)
    return Vocabulaire(
        {a.etiquette: (a.arrete_id, a.phase_en_cours) for a in found},
        lists,
        {a.etiquette: frozenset(present[a.arrete_id]) for a in found},
    )


def contexte(publication: Publication, choix: Filtres, page: str = "") -> Contexte:
    """What a run reads, from the filters already chosen."""
    arrete = next(a for a in arretes(publication) if a.arrete_id == choix.arrete)
    return Contexte(publication, choix, vocabulaire(publication), arrete, page)
