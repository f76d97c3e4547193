"""The same question asked of the lines and of the sums, under filters drawn at random with a seed."""

import random
from collections.abc import Iterator
from dataclasses import replace

from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.filtres import PHASES, Filtres
from ti_dashboard.questions.cumules import CUMULEES, D_UN_SEUL_REGARD, cumulee
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


def ecarts(publication: Publication, choix: Filtres) -> list[str]:
    """The questions whose answer from the sums is not the one from the lines, row for row and type for type."""
    bound = choix.parametres() | {"arrete": choix.arrete, "compare": choix.compare}
    return [
        f"{name} sous {choix}"
        for name in (*CUMULEES, *D_UN_SEUL_REGARD)
        if _dits(poser(publication, name, **bound))
        != _dits(poser(publication, cumulee(name, bound["operateurs"]), **bound))
    ]


def _dits(rows: object) -> list[list[tuple[str, type, object]]]:
    return [[(key, type(value), value) for key, value in row.items()] for row in rows]
