"""Whom to tell of a fault, as RFC 9116 writes it: only a contact that somebody gave, until the day they said."""

from datetime import date, datetime, time

from ti_dashboard import horloge
from ti_dashboard.service.mentions import SecuriteDuService


def echeance(said: SecuriteDuService) -> date | None:
    """The last day its contact is good for."""
    return date.fromisoformat(said.expire) if said.expire else None


def est_perime(said: SecuriteDuService) -> bool:
    end = echeance(said)
    return end is not None and end < horloge.aujourd_hui()


def est_servi(said: SecuriteDuService) -> bool:
    return bool(said.courriel or said.formulaire) and said.expire is not None and not est_perime(said)


def ecrire(said: SecuriteDuService) -> str:
    """The file, its contacts in the order they are to be tried."""
    end = datetime.combine(date.fromisoformat(said.expire or ""), time(23, 59, 59)).isoformat()
    lines = [
        ("Contact", said.courriel and f"mailto:{said.courriel}"),
        ("Contact", said.formulaire),
        ("Expires", f"{end}Z"),
        ("Policy", said.politique),
        ("Preferred-Languages", "fr, en"),
    ]
    return "".join(f"{name}: {value}\n" for name, value in lines if value)
