"""What changed between two arrêtés: headline figures ranked by importance, territories that moved, rates."""

from collections.abc import Mapping
from datetime import date

from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.evolution import TETES, Deplacement, Evolution, Taux, TauxCompare
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.mesures import Mesure
from ti_dashboard.programme.sans_objet import motif
from ti_dashboard.questions import mouvements_en_sommes as sommes
from ti_dashboard.questions.deplacements import deplacements
from ti_dashboard.questions.lecture import lecture
from ti_dashboard.questions.matieres import tus
from ti_dashboard.questions.origine import lignes, origine, parts
from ti_dashboard.questions.releve import relever

CONSTANT = ("perimetre", "constant")
# What a rate is called, its indicator, its numerator, its denominator.
TAUX = (
    ("Territoires engagés", "taux_territoires_engages", "nb_territoires_engages", "nb_territoires"),
    ("Territoires signés", "taux_territoires_signes", "nb_territoires_signes", "nb_territoires"),
    ("Projets avec un engagement", "taux_projets_engages", "nb_projets_engages", "nb_projets"),
    ("Payé sur engagé, tous financeurs", "part_payee", "montant_paye", "montant_engage_regions_comprises"),
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
    if not sommes.se_somme(figure):
        found = origine(publication, figure, choix)
        return Evolution(name, found.valeur_precedente, found.valeur, tuple(found.mouvements), found.nb_inconnus)
    moves = sommes.mouvements(publication, figure, choix)
    beside = TETES[name].annule
    cancelled = sommes.mouvements(publication, Chiffre(beside), choix) if beside else ()
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
    known, days = relever(publication, choix), (choix.anterieur, choix.arrete)
    silent = tus(publication, choix) | tus(publication, choix, choix.compare)
    for label, name, over, under in TAUX:
        if motif(name, choix) or name in silent:
            continue
        current = {day: (known[day][over].valeur or 0, known[day][under].valeur or 0) for day in days}
        constant = _constantes(publication, Chiffre(name, (CONSTANT,)), choix)
        for figure, halves in ((Chiffre(name), current), (Chiffre(name, (CONSTANT,)), constant)):
            earlier, later = (Taux(figure, over, *halves[day]) for day in days)
            compared.append(TauxCompare(label, bool(figure.precisions), earlier, later))
    return compared


def _constantes(publication: Publication, figure: Chiffre, choix: Filtres) -> Mapping[date, sommes.Parts]:
    if sommes.se_somme(figure):
        return sommes.parts_constantes(publication, figure, choix)
    days = (choix.anterieur, choix.arrete)
    return {day: parts(figure, lignes(publication, figure, choix, day)) for day in days}
