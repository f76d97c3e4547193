"""The server's own share of a filter change, measured in this process without Streamlit around it."""

import time
from collections.abc import Iterable

from ti_dashboard.ecrans.accueil.composition import composer
from ti_dashboard.magasin import guichet
from ti_dashboard.magasin.reponses import Reponses
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.questions.options import contexte


def chronometrer(choix: Iterable[Filtres]) -> dict[str, list[float]]:
    """Milliseconds to compose each screen: a first time, again from the memory, and in SQL alone."""
    publication = guichet.service().publication
    durees: dict[str, list[float]] = {"premiere": [], "memorisee": [], "sql": []}
    executer, sql = publication._executer, [0.0]

    def compter(texte: str, parametres: tuple) -> tuple:
        debut = time.perf_counter()
        try:
            return executer(texte, parametres)
        finally:
            sql[0] += time.perf_counter() - debut

    # The memory of answers is set aside while we count, so that each screen is really asked for.
    memoire, publication._reponses = publication._reponses, Reponses(0, len)
    publication._executer = compter
    for un in choix:
        sql[0] = 0
        durees["premiere"].append(_duree(publication, un))
        durees["sql"].append(sql[0] * 1000)
    publication._reponses = memoire
    del publication._executer
    for un in choix:
        composer(contexte(publication, un), {})
        durees["memorisee"].append(_duree(publication, un))
    return durees


def _duree(publication: guichet.Publication, choix: Filtres) -> float:
    debut = time.perf_counter()
    composer(contexte(publication, choix), {})
    return (time.perf_counter() - debut) * 1000
