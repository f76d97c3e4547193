"""What is written after an option → a value, or a refusal that says how to write it."""

import argparse
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from ti_dashboard.errors import NombreIllisible
from ti_dashboard.langue.nombres import lire_nombre


def jour(text: str) -> date:
    """24/09/2019, 2019-09-24 or 24 septembre 2019; the year has four digits."""
    # Imported here: the other verbs must not pay for the reader of deliveries.
    from ti_dashboard.ingest.reception.dates import lire_date
    from ti_dashboard.ingest.reception.valeurs import ValeurRefusee

    try:
        return lire_date(text)
    except ValeurRefusee as refus:
        raise argparse.ArgumentTypeError(f"« {text} » {refus.constat} {refus.remede}".strip()) from None


def total(text: str) -> tuple[str, Decimal]:
    """[FEUILLE=]MONTANT, the amount as the application writes it."""
    sheet, _, amount = text.rpartition("=")
    try:
        return sheet, lire_nombre(amount)
    except NombreIllisible as refus:
        raise argparse.ArgumentTypeError(f"« {amount} » {refus.constat} {refus.remede}") from None


def reponse(text: str) -> tuple[str, str]:
    """QUESTION=CHOIX."""
    question, sign, choice = text.partition("=")
    if not (sign and question.strip() and choice.strip()):
        raise argparse.ArgumentTypeError(f"« {text} » n'a pas la forme QUESTION=CHOIX, par exemple meme_jour=dernier")
    return question.strip(), choice.strip()


def objet(text: str) -> str:
    """A file that is there, or an address."""
    if est_une_adresse(text) or Path(text).is_file():
        return text
    raise argparse.ArgumentTypeError(f"« {text} » n'est ni un fichier, ni une adresse comme /projets?region=53")


def est_une_adresse(text: str) -> bool:
    """« http://…/projets?region=53 », « /projets » or « ?region=53 »; a file that is there is a file."""
    return "://" in text or (text.startswith(("/", "?")) and not Path(text).exists())


def empreinte(text: str) -> str:
    """A SHA-256, as it is told."""
    if not re.fullmatch("[0-9a-f]{64}", text.strip().lower()):
        raise argparse.ArgumentTypeError(f"« {text} » n'est pas une empreinte : 64 chiffres et lettres de a à f")
    return text.strip().lower()


def entier(minimum: int) -> Callable[[str], int]:
    """A whole number, ``minimum`` or more."""

    def lire(text: str) -> int:
        if not text.strip().lstrip("+-").isdecimal() or int(text) < minimum:
            raise argparse.ArgumentTypeError(f"« {text} » n'est pas un nombre entier d'au moins {minimum}")
        return int(text)

    return lire
