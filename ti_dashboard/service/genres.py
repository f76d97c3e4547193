"""What a field may hold: each kind reads a value of the file, or says what is wrong with it and how to write it."""

import re
from collections.abc import Callable
from datetime import date, datetime
from urllib.parse import urlsplit

from ti_dashboard.langue.formats import jour_en_lettres

# Returns the text to show, or raises ValueError with the end of a French sentence.
Genre = Callable[[object], str]

# Longer than an address or a legal basis: what is longer is not what was asked for.
LONGUEUR = 500
_COURRIEL = re.compile(r"[^\s@<>()\[\],;:\"\\]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def texte(valeur: object) -> str:
    if not isinstance(valeur, str):
        raise ValueError("n'est pas un texte : écrivez-le entre guillemets.")
    if len(valeur) > LONGUEUR:
        raise ValueError(f"est un texte trop long : {LONGUEUR} caractères au plus.")
    if not all(c.isprintable() or c == "\n" for c in valeur):
        raise ValueError("contient un caractère qui ne se voit pas : récrivez-le au clavier.")
    return " ".join(valeur.split())


def courriel(valeur: object) -> str:
    text = texte(valeur)
    if text and not _COURRIEL.fullmatch(text):
        raise ValueError("n'est pas une adresse de courriel : écrivez-la comme « service@exemple.gouv.fr ».")
    return text


def adresse_web(valeur: object) -> str:
    text = texte(valeur)
    if text and not _is_web(text):
        raise ValueError("n'est pas une adresse web : écrivez-la comme « https://exemple.gouv.fr/page ».")
    return text


def date_dite(valeur: object) -> str:
    """As a sentence says it."""
    found = _date(valeur)
    return jour_en_lettres(found) if found else ""


def date_ecrite(valeur: object) -> str:
    """As it is compared with another: 2026-11-27."""
    found = _date(valeur)
    return found.isoformat() if found else ""


def _date(valeur: object) -> date | None:
    if valeur == "":
        return None
    if not isinstance(valeur, date) or isinstance(valeur, datetime):
        raise ValueError("n'est pas une date : écrivez-la sans guillemets, comme 2026-11-27.")
    return valeur


def pour_cent(valeur: object) -> str:
    if valeur == "":
        return ""
    if isinstance(valeur, bool) or not isinstance(valeur, int | float) or not 0 <= valeur <= 100:
        raise ValueError("n'est pas un taux : écrivez un nombre de 0 à 100, sans guillemets, comme 62.5.")
    return str(valeur)


def _is_web(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme == "https" and bool(parts.hostname) and parts.username is None and " " not in text
    except ValueError:
        return False
