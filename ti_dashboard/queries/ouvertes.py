"""What a publication made of public lists says of itself: what it lacks, who holds it, how far its lists go."""

from collections import defaultdict

from ti_dashboard import ouvertes
from ti_dashboard.filters import Filtres
from ti_dashboard.formats import enumeration
from ti_dashboard.indicateurs.matieres import MATIERES
from ti_dashboard.queries.matieres import dites
from ti_dashboard.queries.questions import poser
from ti_dashboard.store import Publication

MENTION = "Données ouvertes, incomplètes"


def mention(publication: Publication, filtres: Filtres) -> str:
    """« Données ouvertes, incomplètes : manquent … », for the arrêté and the phase; "" when no public list is in it."""
    received = {str(r["sha256"]) for r in poser(publication, "empreintes_recues", arrete=filtres.arrete)}
    known = ouvertes.reconnues(received)
    if not known:
        return ""
    limits = [one.limite for one in known if one.limite]
    said = [*([missing] if (missing := _manques(publication, filtres)) else []), *limits]
    return f"{MENTION} : {' ; '.join(said)}."


def _manques(publication: Publication, filtres: Filtres) -> str:
    """« manquent les emplois (les régions et les opérateurs), … »: what nobody told, by whoever holds it."""
    told = dites(publication, filtres.arrete, filtres.phase)
    lacking = defaultdict(list)
    for key, matter in MATIERES.items():
        if key not in told:
            lacking[matter.detenteur].append(matter.dite)
    if not lacking:
        return ""
    return "manquent " + ", ".join(f"{enumeration(names)} (que détiennent {who})" for who, names in lacking.items())
