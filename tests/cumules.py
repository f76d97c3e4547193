"""The same question asked of the lines and of the sums, under filters drawn at random with a seed."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ti_dashboard.magasin.guichet import Ligne, Publication
from ti_dashboard.programme.filtres import PHASES, Filtres
from ti_dashboard.questions.cumules import CUMULEES, D_UN_SEUL_REGARD, poser_en_sommes
from ti_dashboard.questions.poser import poser

_CHOIX = {
    "regions": "SELECT DISTINCT code_region FROM territoire ORDER BY ALL",
    "departements": "SELECT DISTINCT code_departement FROM departement ORDER BY ALL",
    "themes": "SELECT theme_id FROM theme ORDER BY ALL",
    "operateurs": "SELECT DISTINCT famille_id FROM etat_flux ORDER BY ALL",
}


def tires(publication: Publication, nb: int, graine: int) -> Iterator[Filtres]:
    """``nb`` sets of filters: none, one or several choices of each."""
    draw = random.Random(graine)
    days = [row["arrete_id"] for row in publication.lignes("SELECT arrete_id FROM arrete ORDER BY ALL")]
    known = {key: [next(iter(row.values())) for row in publication.lignes(sql)] for key, sql in _CHOIX.items()}
    for _ in range(nb):
        drawn = Filtres(draw.choice(days), draw.choice(tuple(PHASES)), compare=draw.choice((None, *days)))
        for key, codes in known.items():
            wanted = draw.choice((0, 0, 1, 1, 2, 4))
            drawn = replace(drawn, **{key: tuple(draw.sample(codes, min(wanted, len(codes))))})
        yield drawn


# What a question is asked over, all its rows kept; its own rows come in no order.
SUR = {
    "financements_reste": ("dossiers_reste", {"ages": []}),
    "financements_delais": ("dossiers_delais", {"etapes": []}),
    "projets_emplois": (
        "emplois_connus",
        {"emploi_types": [], "emploi_etats": [], "verifies": False, "territoires": [], "projets": []},
    ),
}


def ecarts(publication: Publication, choix: Filtres) -> list[str]:
    """The questions whose answer from the sums is not the one from the lines, row for row and type for type."""
    return [f"{name} sous {choix}" for name in (*CUMULEES, *D_UN_SEUL_REGARD) if _differe(publication, name, choix)]


def _differe(publication: Publication, nom: str, choix: Filtres) -> bool:
    over, whole = SUR.get(nom, (None, {}))
    bound = choix.parametres() | whole | {"arrete": choix.arrete, "compare": choix.compare}
    told = _dits(poser(publication, nom, sur=over, **bound))
    summed = _dits(poser_en_sommes(publication, nom, sur=over, **bound))
    return sorted(told, key=repr) != sorted(summed, key=repr) if over else told != summed


def _dits(rows: Iterable[Ligne]) -> list[list[tuple[str, type, object]]]:
    return [[(key, type(value), value) for key, value in row.items()] for row in rows]
