"""What a publication made of public lists says of itself: what it lacks, who holds it, how far its lists go."""

from ti_dashboard.langue.formats import enumeration
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs.matieres import MONTANTS, SUIVI
from ti_dashboard.questions.matieres import dites
from ti_dashboard.questions.poser import poser
from ti_dashboard.referentiels import ATTRIBUTION, ouvertes
from ti_dashboard.referentiels.ouvertes import Liste

MENTION = "Données ouvertes, incomplètes"


def mention(publication: Publication, filtres: Filtres) -> str:
    """« Données ouvertes, incomplètes : manquent … », for the arrêté and the phase; "" when no public list is in it."""
    if not _listes(publication, filtres):
        return ""
    known = _listes(publication, filtres, connues=True)
    said = [_manques(publication, filtres), *(one.limite for one in known)]
    return f"{MENTION} : {'. '.join(filter(None, said))}."


def attribution(publication: Publication, filtres: Filtres) -> str:
    """Whom the data are to be credited to: those of the referentials, then of the public lists of the publication."""
    named = dict.fromkeys(one.attribution for one in _listes(publication, filtres) if one.attribution)
    return " · ".join([ATTRIBUTION, *(f"{who} (Licence Ouverte 2.0)" for who in named)])


def _listes(publication: Publication, filtres: Filtres, connues: bool = False) -> tuple[Liste, ...]:
    """The public lists of the publication; ``connues``: those that the arrêté could know."""
    files = poser(publication, "empreintes_recues", arrete=filtres.arrete)
    return ouvertes.reconnues([str(r["sha256"]) for r in files if r["est_connue"] or not connues])


def _manques(publication: Publication, filtres: Filtres) -> str:
    """« manquent emplois (ANCT et régions), montants payés (financeurs) »: what nobody told, and who holds it."""
    told = dites(publication, filtres.arrete, filtres.phase)
    followed, amounts = (
        enumeration([said for key, said in known.items() if key not in told]) for known in (SUIVI, MONTANTS)
    )
    lacking = [f"{followed} (ANCT et régions)"] * bool(followed) + [f"montants {amounts} (financeurs)"] * bool(amounts)
    return f"manquent {', '.join(lacking)}" if lacking else ""
