"""What changed between two arrêtés: headline figures ranked by importance, territories that moved, rates."""

from datetime import date

from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.evolution import TETES, Deplacement, Evolution, Taux, TauxCompare
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.mesures import Mesure, Nombre
from ti_dashboard.programme.sans_objet import motif
from ti_dashboard.questions import mouvements_en_sommes
from ti_dashboard.questions.deplacements import deplacements
from ti_dashboard.questions.lecture import lecture
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
    known = relever(publication, choix)
    now, before = known[choix.arrete], known[choix.anterieur]
    found = [_evolution(publication, name, choix, now[name], before[name]) for name in TETES]
    return tuple(sorted(found, key=lambda e: e.ampleur, reverse=True))


def _evolution(publication: Publication, name: str, choix: Filtres, now: Mesure, before: Mesure) -> Evolution:
    if now.sans_objet:
        return Evolution(name, None, None, (), sans_objet=now.sans_objet)
    figure = Chiffre(name)
    if not mouvements_en_sommes.se_somme(figure):
        found = origine(publication, figure, choix)
        return Evolution(name, found.valeur_precedente, found.valeur, tuple(found.mouvements), found.nb_inconnus)
    moves = mouvements_en_sommes.mouvements(publication, figure, choix)
    beside = TETES[name].annule
    cancelled = mouvements_en_sommes.mouvements(publication, Chiffre(beside), choix) if beside else ()
    return Evolution(
        name,
        before.valeur,
        now.valeur,
        moves,
        now.inconnus if lecture(figure).valeur else 0,
        annule=sum(m.ecart for m in cancelled) if beside else None,
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
                Taux(figure, over, *_parts(publication, figure, choix, day)) for day in (choix.anterieur, choix.arrete)
            )
            compared.append(TauxCompare(label, constant, earlier, later))
    return compared


def _parts(publication: Publication, figure: Chiffre, choix: Filtres, arrete: date) -> tuple[Nombre, Nombre]:
    if mouvements_en_sommes.se_somme(figure):
        return mouvements_en_sommes.parts(publication, figure, choix, arrete)
    return parts(figure, lignes(publication, figure, choix, arrete))
