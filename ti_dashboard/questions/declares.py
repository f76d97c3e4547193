"""Measures of the indicators that have a tile on a page, and that no summary gives: those of the rows behind them."""

from datetime import date

from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.mesures import Mesure, Releve, taire
from ti_dashboard.programme.sans_objet import motif
from ti_dashboard.questions.decompte import compter
from ti_dashboard.questions.lecture import lecture, montrees
from ti_dashboard.questions.matieres import tus
from ti_dashboard.questions.origine import connus, lignes, parmi, valeur


def completer(publication: Publication, choix: Filtres, page: str, arrete: date, releve: Releve) -> Releve:
    """``releve`` at ``arrete``, with what the tiles declared on the page show besides."""
    missing = [key for key, i in CATALOGUE.items() if i.tuile and i.tuile.page == page and key not in releve]
    if not missing:
        return releve
    found = {key: mesurer(publication, Chiffre(key), choix, arrete) for key in missing}
    return releve | taire(found, tus(publication, choix, arrete))


def mesurer(publication: Publication, chiffre: Chiffre, choix: Filtres, arrete: date) -> Mesure:
    """One figure, measured by its rows."""
    indicateur = chiffre.indicateur
    if indicateur.regles:
        return compter(indicateur, parmi(publication, chiffre, choix, arrete))
    rows = lignes(publication, chiffre, choix, arrete)
    known = connus(chiffre, montrees(lecture(chiffre), rows))
    return Mesure(valeur(chiffre, rows), *known, sans_objet=motif(chiffre.indicateur_id, choix))
