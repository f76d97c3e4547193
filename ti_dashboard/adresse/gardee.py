"""Addresses that are kept: steps, decisions, corrections. They hold codes, which outlive the labels people read.

Those kept before held labels: both are read. A word that is not understood any more stays as written, and is said.
"""

from urllib.parse import parse_qs, urlencode, urlsplit

from ti_dashboard.adresse import partagee
from ti_dashboard.adresse.comprise import Vocabulaire
from ti_dashboard.adresse.parametres import PARTAGES
from ti_dashboard.langue.formats import enumeration
from ti_dashboard.langue.mots import Mot
from ti_dashboard.programme.filtres import Filtres


def en_codes(ecran: str, vocabulaire: Vocabulaire) -> str:
    """The address as it is to be kept."""
    return _ecrire(ecran, vocabulaire, codes=True)


def en_etiquettes(ecran: str, vocabulaire: Vocabulaire) -> str:
    """A kept address as people read it, and as a browser is sent to it."""
    return _ecrire(ecran, vocabulaire, codes=False)


def lire(ecran: str, vocabulaire: Vocabulaire) -> tuple[Filtres, tuple[Mot, ...]]:
    """The filters of a kept address, and its words that are not understood."""
    return partagee.lire(_mots(ecran), vocabulaire)


def incomprise(ecran: str, vocabulaire: Vocabulaire) -> str:
    """« adresse qui n'est plus comprise : opérateur « Bpifranse » », or nothing when it is wholly understood."""
    found = [f"{PARTAGES[m.parametre].libelle} « {m.texte} »" for m in lire(ecran, vocabulaire)[1]]
    return f"adresse qui n'est plus comprise : {enumeration(found)}" if found else ""


def _mots(ecran: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(ecran).query)


def _ecrire(ecran: str, vocabulaire: Vocabulaire, codes: bool) -> str:
    """Only the words that the address has: what it leaves out keeps following from the rest."""
    written = {
        key: [_traduire(key, word, vocabulaire, codes) for word in words] if key in PARTAGES else words
        for key, words in _mots(ecran).items()
    }
    query = urlencode(written, doseq=True)
    return urlsplit(ecran).path + (f"?{query}" if query else "")


def _traduire(key: str, word: str, vocabulaire: Vocabulaire, codes: bool) -> str:
    label = vocabulaire.comprendre(key, word)
    if label is None:
        return word
    return next(code for code, said in vocabulaire.options(key).items() if said == label) if codes else label
