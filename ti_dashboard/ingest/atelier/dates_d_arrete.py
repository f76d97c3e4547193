"""Which date an arrêté may bear, and which one it bears only if somebody spells it out: it is the default for ever."""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta

from ti_dashboard import horloge
from ti_dashboard.dossier import chemins
from ti_dashboard.dossier.arretes import AUTOUR_CLOTURE, DEBUT_PROGRAMME, dernier_jour
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.langue.formats import INSECABLE, accord, jour, jour_en_lettres

# Nobody publishes for that long: the clock of the machine is to be doubted first.
_SILENCE = timedelta(days=366)
_FAITE_LE = re.compile(r"[0-9]{8}T[0-9]{6}")
_EXEMPLE = f"« 27{INSECABLE}mai{INSECABLE}2025 »"


def refuser(day: date, closing: date) -> None:
    """Raises DepotRefuse for a date or a closing that no arrêté may bear, however sure one is."""
    for value, what in ((day, "La date de l'arrêté"), (closing, "La clôture")):
        if value < DEBUT_PROGRAMME:
            raise DepotRefuse(
                f"{what}, {jour(value)}, précède le programme, lancé le {jour(DEBUT_PROGRAMME)} : vérifiez l'année."
            )
    if day > dernier_jour():
        raise DepotRefuse(f"La date de l'arrêté, {jour(day)}, est dans plus d'un an : vérifiez l'année.")
    if closing > horloge.aujourd_hui():
        raise DepotRefuse(
            f"La clôture du {jour(closing)} est à venir : ce qui arriverait d'ici là changerait l'arrêté. "
            "Arrêtez le jour dit, ou avancez la clôture."
        )
    if closing > day:
        raise DepotRefuse("La clôture est après la date de l'arrêté : un arrêté ne connaît pas l'avenir.")


def a_epeler(day: date, closing: date) -> str | None:
    """Why this date must be spelled out before it is frozen; None when nothing is unlikely about it."""
    if day - closing > AUTOUR_CLOTURE:
        gap = accord((day - closing).days, "jour")
        return f"La date de l'arrêté, {jour(day)}, est à {gap} de sa clôture, le {jour(closing)}."
    made, now = _publiee_le(), horloge.maintenant()
    if made is not None and now - made > _SILENCE:
        return (
            f"Rien n'a été publié depuis le {jour(horloge.jour_a_paris(made))} et l'horloge de cette machine dit le "
            f"{jour(horloge.jour_a_paris(now))} : est-elle à l'heure ?"
        )
    return None


def _publiee_le() -> datetime | None:
    """When the publication served was made, as its name says."""
    pointer = lire_pointeur(chemins.publications())
    found = pointer and _FAITE_LE.match(pointer["publication"])
    return datetime.strptime(found[0], "%Y%m%dT%H%M%S").replace(tzinfo=UTC) if found else None


def exiger_epelee(day: date, closing: date, epelee: str | None) -> None:
    """Raises DepotRefuse when this date must be spelled out and was not, or as another."""
    why = a_epeler(day, closing)
    if why is None and not epelee:
        return
    if not epelee:
        raise DepotRefuse(
            f"{why} Un arrêté ne change jamais et s'affiche d'abord : si cette date est la bonne, écrivez-la en toutes "
            f"lettres, comme {_EXEMPLE} (au terminal, par --en-toutes-lettres)."
        )
    if _comparable(epelee) != _comparable(jour_en_lettres(day)):
        raise DepotRefuse(
            f"« {epelee} » n'est pas la date de l'arrêté, {jour(day)}, en toutes lettres, comme {_EXEMPLE} : rien n'est"
            " figé."
        )


def _comparable(text: str) -> str:
    """Whatever the accents, the capitals and the spaces; « 1er » as « 1 »."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"^1er\b", "1", " ".join(plain.split()))
