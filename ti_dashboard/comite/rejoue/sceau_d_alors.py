"""The seal of an arrêté as the minutes of a séance kept it, against the one it has now."""

import json

from ti_dashboard.composants.messages_de_salle import SceauRejoue
from ti_dashboard.langue.formats import jour
from ti_dashboard.live import proces_verbaux
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance
from ti_dashboard.magasin.publication import Publication
from ti_dashboard.questions.options import arretes


def comparer(store: Base, seance: Seance, publication: Publication) -> SceauRejoue:
    """The seal of its arrêté as its minutes kept it, and as it is now."""
    kept = proces_verbaux.trouver(store, seance.code)
    then = json.loads(kept.contenu)["arrete"]["racine"] if kept else None
    held = next((one for one in arretes(publication) if one.arrete_id == seance.arrete), None)
    now = held.empreinte if held else None
    same = None if then is None or now is None else then == now
    return SceauRejoue(alors=then, maintenant=now, tient=same, mots=_dire_le_sceau(jour(seance.arrete), then, now))


def _dire_le_sceau(day: str, then: str | None, now: str | None) -> str:
    if now is None:
        return f"La publication d'aujourd'hui n'a pas l'arrêté du {day} : ses écrans ne peuvent pas être composés."
    if then is None:
        return f"Sceau de l'arrêté du {day} aujourd'hui ; celui du jour de la séance n'a pas été gardé."
    if then == now:
        return f"L'arrêté du {day} porte le sceau qu'il avait le jour de la séance : les écrans sont ceux d'alors."
    return f"L'arrêté du {day} ne porte plus le sceau qu'il avait le jour de la séance : ces écrans en diffèrent."
