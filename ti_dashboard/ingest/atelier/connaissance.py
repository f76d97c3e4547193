"""From which day a word counts: no arrêté already frozen ever changes."""

from datetime import date, timedelta

from ti_dashboard.dossier import arretes, chemins
from ti_dashboard.ingest.atelier.servie import valeurs


def connaissance(reception: date) -> date:
    """The day from which a deposit counts: after every closing already frozen, so that no arrêté ever changes."""
    closings = [a.date_cloture for a in arretes.lire(chemins.donnees())]
    closings += valeurs("SELECT date_cloture FROM arrete")
    return max([reception, *(c + timedelta(days=1) for c in closings if c >= reception)])
