"""When things happen and when they are told: committees, reception dates, seeded draws.

An event dated ``jour`` travels in the first folder its sender sends on or after that day. A few events are told one
folder later on purpose: that is late knowledge.
"""

from datetime import date, timedelta
from random import Random

from ti_dashboard.dossier.arretes import DEBUT_PROGRAMME

COMITES = (date(2019, 4, 30), date(2019, 9, 24), date(2021, 10, 12), date(2023, 11, 9), date(2025, 5, 27))
DERNIER = 3
"""The last folder of the first story, told as it was in 2023: the sequel changes none of its bytes."""
SUITE = DERNIER + 1
"""The folder of the sequel."""
LANCEMENT = DEBUT_PROGRAMME
DELAI_MAXIMAL = 11
"""Files are received 1 to 11 days before the committee, on a weekday."""
_SAMEDI = 5


def hasard(graine: int, sujet: str) -> Random:
    """A generator of its own for each subject, so that changing one subject does not shuffle another."""
    return Random(f"{graine}/{sujet}")


def un_jour(rng: Random, debut: date, fin: date) -> date:
    """A day drawn between two days, both included."""
    return debut + timedelta(days=rng.randint(0, (fin - debut).days))


def jours_croissants(rng: Random, debut: date, fin: date, nombre: int) -> list[date]:
    """``nombre`` distinct days in order: the last event of a subject is then never ambiguous."""
    return [debut + timedelta(days=n) for n in sorted(rng.sample(range((fin - debut).days + 1), nombre))]


class Calendrier:
    """Reception dates of one seed: the same sender, whatever it sends, is received once per folder.

    ``dernier``: the last folder there is; what comes after it is not told.
    """

    def __init__(self, graine: int, dernier: int = DERNIER) -> None:
        self._graine = graine
        self._dernier = dernier
        self._receptions: dict[tuple[str, int], date] = {}

    def reception(self, emetteur: str, dossier: int) -> date:
        """Day the files of ``emetteur`` for folder ``dossier`` (0 to 4) were received."""
        key = (emetteur, dossier)
        if key not in self._receptions:
            jours = [COMITES[dossier] - timedelta(days=n) for n in range(1, DELAI_MAXIMAL + 1)]
            ouvres = [jour for jour in jours if jour.weekday() < _SAMEDI]
            self._receptions[key] = hasard(self._graine, f"reception/{emetteur}/{dossier}").choice(ouvres)
        return self._receptions[key]

    def dossier(self, emetteur: str, jour: date) -> int | None:
        """First folder that can tell an event of that day, ``None`` when it comes after the last one."""
        for dossier in range(self._dernier + 1):
            if jour <= self.reception(emetteur, dossier):
                return dossier
        return None


def fenetre(dossier: int) -> tuple[date, date]:
    """First and last day whose events travel in ``dossier`` whoever sends them."""
    debut = COMITES[dossier - 1] if dossier else LANCEMENT
    return debut + timedelta(days=1), COMITES[dossier] - timedelta(days=DELAI_MAXIMAL + 1)
