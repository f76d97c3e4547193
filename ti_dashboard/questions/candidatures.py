"""Applications at an arrêté: their rows, the measures they give, the deadline they had."""

from collections import Counter
from datetime import date

from ti_dashboard.magasin.guichet import Ligne, Publication
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.mesures import Mesure, Releve
from ti_dashboard.questions.decompte import compter
from ti_dashboard.questions.poser import poser

PRECISIONS = ("dossiers", "statuts_dossier", "decisions", "avis_prefet", "avis_region")
_MOUVEMENTS = {
    "nb_membres_maintenus": "maintenu",
    "nb_membres_entrants": "entrant",
    "nb_membres_sortants": "sortant",
}

Lignes = tuple[Ligne, ...]


def dossiers(publication: Publication, choix: Filtres, arrete: date) -> Lignes:
    """Every application known at ``arrete``, in the order of its state."""
    bound = choix.parametres() | {name: [] for name in PRECISIONS} | {"arrete": arrete}
    return poser(publication, "lignes_candidatures", **bound)


def membres(publication: Publication, choix: Filtres, arrete: date) -> Lignes:
    """Every member of phase I or of a deposited application."""
    bound = choix.parametres() | {"arrete": arrete, "territoires": [], "volet": "tous"}
    return poser(publication, "lignes_membres", **bound)


def relever_candidatures(publication: Publication, choix: Filtres, arrete: date) -> Releve | None:
    """indicateur_id → Mesure at one arrêté; None when no application is known there."""
    rows = dossiers(publication, choix, arrete)
    if not rows:
        return None
    releve = {key: compter(i, rows) for key, i in CATALOGUE.items() if i.lignes == "lignes_candidatures"}
    return releve | _membres(membres(publication, choix, arrete)) | _solde(publication, choix, arrete)


def _membres(rows: Lignes) -> Releve:
    moves = Counter(str(r["mouvement"]) for r in rows)
    before = {r["territoire_id"] for r in rows if r["territoire_id"]}
    again = {r["territoire_id"] for r in rows if r["mouvement"] == "maintenu"}
    return {key: Mesure(moves[move], len(rows), 0) for key, move in _MOUVEMENTS.items()} | {
        "nb_territoires_recandidats": Mesure(len(again), len(before), 0, len(before))
    }


def _solde(publication: Publication, choix: Filtres, arrete: date) -> Releve:
    rows = poser(publication, CATALOGUE["solde_net_territoires"].lignes, **choix.parametres(), arrete=arrete)
    return {"solde_net_territoires": Mesure(sum(r["compte"] for r in rows), len(rows), 0)}


def date_limite(publication: Publication) -> date | None:
    """Deadline of the call, as published."""
    return next((row["date_limite"] for row in poser(publication, "date_limite")), None)


def enveloppe(publication: Publication) -> Ligne | None:
    """What was announced for the year of the call: value in euros and source; None when nothing is known."""
    limite = date_limite(publication)
    return next(iter(poser(publication, "enveloppe_annoncee", annee=limite.year)), None) if limite else None


def lignage(publication: Publication, choix: Filtres, phase: int) -> Lignes:
    """Territories of one phase at the arrêté, with those of the other phase they share population with."""
    return poser(publication, "lignage", **choix.parametres() | {"phase": phase, "arrete": choix.arrete})


def leviers(publication: Publication, choix: Filtres) -> Lignes:
    """The levers of the envelope and what the ledger knows of each scheme under the filters."""
    return poser(publication, "leviers", **choix.parametres() | {"arrete": choix.arrete})
