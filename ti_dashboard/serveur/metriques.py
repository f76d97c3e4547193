"""``/metriques``: what this process knows of itself, in Prometheus' text format. Each replica tells its own.

None of it costs a question to the engine that a page has not asked already. The library that writes it is loaded by the
first reading, not by the start.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ti_dashboard import horloge
from ti_dashboard.cadre import ecrans_ouverts
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.magasin import publication
from ti_dashboard.magasin.durees import BORNES_S
from ti_dashboard.surveillance import etat_du_service, incidents_comptes

if TYPE_CHECKING:
    from prometheus_client import Metric

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


def ecrire() -> bytes:
    """The whole reading, as a collector reads it."""
    from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest

    registry = CollectorRegistry()
    registry.register(_Releve())
    ProcessCollector(registry=registry)
    return bytes(generate_latest(registry))


class _Releve:
    """A collector: asked once for each reading."""

    def collect(self) -> Iterator[Metric]:
        # First: what these ask the engine once for each publication is in what the others count.
        yield from _publication()
        yield from _magasin()
        yield from _questions()
        yield from _ecrans()
        yield from _incidents()


def _questions() -> Iterator[Metric]:
    from prometheus_client.core import HistogramMetricFamily

    count, opened, read = publication.COMPTE, publication.ouvertes(), publication.DUREES.lire()
    yield _total("ti_questions_posees", "Questions posées par les pages", count.posees)
    yield _total("ti_questions_executees", "Questions exécutées par le moteur", count.executees)
    yield _total("ti_questions_partagees", "Réponses attendues d'un autre lecteur", count.partagees)
    bounds = [*map(str, BORNES_S), "+Inf"]
    buckets = list(zip(bounds, read.cumules, strict=True))
    yield HistogramMetricFamily(
        "ti_question_duree_seconds", "Temps d'une question au moteur", buckets=buckets, sum_value=read.somme_s
    )
    yield _jauge("ti_reponses_gardees_bytes", "Réponses gardées en mémoire", sum(p.octets for p in opened))
    yield _jauge("ti_publications_ouvertes", "Publications ouvertes, servies ou encore lues", len(opened))


def _ecrans() -> Iterator[Metric]:
    found = ecrans_ouverts.compter()
    yield _jauge("ti_sessions_ouvertes", "Écrans reliés au serveur", found.ouverts)
    yield _jauge("ti_passages_en_cours", "Écrans qui se dessinent", found.en_cours)
    yield _jauge("ti_passages_en_attente", "Écrans redemandés pendant qu'ils se dessinent", found.en_attente)


def _incidents() -> Iterator[Metric]:
    from prometheus_client.core import CounterMetricFamily

    failed = CounterMetricFamily("ti_erreurs", "Pages non affichées, réponses en échec", labels=["genre"])
    for kind, count in incidents_comptes.comptes().items():
        failed.add_metric([kind], count)
    yield failed
    started = incidents_comptes.DEPART.timestamp()
    yield _jauge("ti_demarrage_timestamp_seconds", "Départ de ce processus", started)


def _publication() -> Iterator[Metric]:
    try:
        shown = etat_du_service.publication()
    except TableauDeBordError:
        yield _jauge("ti_publication_servie", "1 quand une publication est servie", 0)
        return
    yield _jauge("ti_publication_servie", "1 quand une publication est servie", 1)
    yield _jauge("ti_publication_age_seconds", "Âge de la publication servie", shown.age_s)
    if shown.arrete is not None:
        day = horloge.debut(shown.arrete).timestamp()
        yield _jauge("ti_arrete_timestamp_seconds", "Date du dernier arrêté de la publication servie", day)
    yield _jauge("ti_arretes_a_horodater", "Arrêtés scellés qu'aucun tiers n'a datés", shown.a_horodater)


def _magasin() -> Iterator[Metric]:
    store, space = etat_du_service.magasin(), etat_du_service.disque()
    yield _jauge("ti_depots_en_attente", "Dépôts acceptés, pas encore publiés", etat_du_service.depots_en_attente())
    yield _jauge("ti_suiveurs", "Écrans qui suivent une séance", store.suiveurs)
    yield _jauge("ti_magasin_des_seances_repond", "1 quand le magasin des séances répond", int(not store.panne))
    is_whole = not etat_du_service.rupture_du_journal()
    yield _jauge("ti_journal_entier", "1 quand chaque ligne du journal suit la précédente", int(is_whole))
    yield _jauge("ti_disque_libre_bytes", "Place qui reste sur le disque des données", space.libre)
    if (kept := etat_du_service.derniere_sauvegarde()) is not None:
        yield _jauge("ti_sauvegarde_timestamp_seconds", "Dernière sauvegarde achevée", kept.timestamp())


def _jauge(nom: str, aide: str, valeur: float) -> Metric:
    from prometheus_client.core import GaugeMetricFamily

    return GaugeMetricFamily(nom, aide, value=valeur)


def _total(nom: str, aide: str, valeur: float) -> Metric:
    from prometheus_client.core import CounterMetricFamily

    return CounterMetricFamily(nom, aide, value=valeur)
