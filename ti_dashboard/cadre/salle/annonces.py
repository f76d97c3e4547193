"""What the room is told in one line, for a while: the decision just taken."""

from datetime import datetime, timedelta

from ti_dashboard import horloge
from ti_dashboard.cadre.personne import magasin
from ti_dashboard.composants.messages import Annonce
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.langue.formats import jour
from ti_dashboard.live import decisions

# Long enough to be read aloud from the wall, then it leaves the figures alone.
DUREE = timedelta(seconds=45)


def derniere_decision(code: str) -> Annonce | None:
    """The decision taken last in a séance, while it is news."""
    try:
        taken = decisions.derniere(magasin(), code)
    except TableauDeBordError:
        # Whoever reads the séance just after says it.
        return None
    if taken is None:
        return None
    left = datetime.fromisoformat(taken.cree_le) + DUREE - horloge.maintenant()
    if left <= timedelta():
        return None
    words = f"Décision prise : « {taken.texte} » ({taken.responsable}, avant le {jour(taken.echeance)})"
    return {"id": f"{taken.decision_id} {words}", "mots": words, "reste_ms": left // timedelta(milliseconds=1)}
