"""What changed between two arrêtés: headline figures ranked by importance, territories that moved, rates."""

from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.evolution import TETES, Deplacement, Evolution, Taux, TauxCompare
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.mesures import moins
from ti_dashboard.programme.sans_objet import motif
from ti_dashboard.questions.deplacements import deplacements
from ti_dashboard.questions.matieres import tus
from ti_dashboard.questions.origine import lignes, origine, parts
from ti_dashboard.questions.releve import relever

CONSTANT = ("perimetre", "constant")
# What a rate is called, its indicator, its numerator.
TAUX = (
    ("Territoires engagés", "taux_territoires_engages", "nb_territoires_engages"),
    ("Territoires signés", "taux_territoires_signes", "nb_territoires_signes"),
    ("Projets avec un engagement", "taux_projets_engages", "nb_projets_engages"),
    ("Payé sur engagé, tous financeurs", "part_payee", "montant_paye"),
)


def evolutions(publication: Publication, choix: Filtres) -> tuple[Evolution, ...]:
    """The headline figures, the largest relative move first; equal moves stay in the order of the first screen."""
    now = relever(publication, choix)[choix.arrete]
    found = [_evolution(publication, name, choix, now[name].sans_objet) for name in TETES]
    return tuple(sorted(found, key=lambda e: e.ampleur, reverse=True))


def _evolution(publication: Publication, name: str, choix: Filtres, sans_objet: str | None) -> Evolution:
    if sans_objet:
        return Evolution(name, None, None, (), sans_objet=sans_objet)
    found = origine(publication, Chiffre(name), choix)
    beside = TETES[name].annule
    cancelled = origine(publication, Chiffre(beside), choix) if beside else None
    return Evolution(
        name,
        found.valeur_precedente,
        found.valeur,
        tuple(found.mouvements),
        found.nb_inconnus,
        annule=moins(cancelled.valeur or 0, cancelled.valeur_precedente or 0) if cancelled else None,
    )


def territoires_deplaces(publication: Publication, name: str, choix: Filtres) -> list[Deplacement]:
    """Territories that entered or left a count (``nb_territoires``, ``nb_territoires_signes``), each with its cause."""
    figure = Chiffre(name)
    now, before = (lignes(publication, figure, choix, day) for day in (choix.arrete, choix.anterieur))
    return deplacements(publication, figure, choix, now, before)


def taux_compares(publication: Publication, choix: Filtres) -> list[TauxCompare]:
    """Each rate at current then constant perimeter; without those that have no meaning under these filters, or that
    nobody told at one of the two arrêtés."""
    compared = []
    silent = tus(publication, choix) | tus(publication, choix, choix.compare)
    for label, name, over in TAUX:
        if motif(name, choix) or name in silent:
            continue
        for constant in (False, True):
            figure = Chiffre(name, (CONSTANT,) if constant else ())
            earlier, later = (
                Taux(figure, over, *parts(figure, lignes(publication, figure, choix, day)))
                for day in (choix.anterieur, choix.arrete)
            )
            compared.append(TauxCompare(label, constant, earlier, later))
    return compared
