"""When and where a séance is planned: a day and an hour of the clock on the wall in Paris, minutes, a place."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ti_dashboard import horloge
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.langue.formats import jour_et_heure
from ti_dashboard.live.saisie import texte

MINUTES_MAX = 24 * 60
PREMIERE_ANNEE, DERNIERE_ANNEE = 2018, 2100


@dataclass(frozen=True)
class Prevision:
    """``quand``: without a zone, as it is written on a convocation; ``minutes``: 0 where the length is not told."""

    quand: datetime | None = None
    minutes: int = 0
    lieu: str = ""

    def colonnes(self) -> dict[str, str | int | None]:
        """As the store keeps it. Raises GesteRefuse."""
        if self.quand is not None and not PREMIERE_ANNEE <= self.quand.year <= DERNIERE_ANNEE:
            raise GesteRefuse(f"La date prévue va de {PREMIERE_ANNEE} à {DERNIERE_ANNEE} : rien n'a été enregistré.")
        if not 0 <= self.minutes <= MINUTES_MAX:
            raise GesteRefuse(f"Une séance dure de 0 à {MINUTES_MAX} minutes : rien n'a été enregistré.")
        return {
            "prevue_le": None if self.quand is None else self.quand.isoformat(timespec="minutes"),
            "duree_prevue": self.minutes,
            "lieu": texte(self.lieu, "le lieu") if self.lieu.strip() else "",
        }

    @property
    def debut(self) -> datetime | None:
        """The instant it is planned for."""
        return None if self.quand is None else self.quand.replace(tzinfo=horloge.PARIS)

    @property
    def fin(self) -> datetime | None:
        return None if self.debut is None else self.debut + timedelta(minutes=self.minutes)

    def en_mots(self) -> str:
        """« 3 décembre 2026 à 14 h 30, Bercy »: what is known of it; nothing where nothing is."""
        when = jour_et_heure(self.debut.isoformat()) if self.debut else ""
        return ", ".join(word for word in (when, self.lieu) if word)


def lire(prevue_le: str | None, minutes: int, lieu: str) -> Prevision:
    """From what the store keeps."""
    return Prevision(datetime.fromisoformat(prevue_le) if prevue_le else None, minutes, lieu)
