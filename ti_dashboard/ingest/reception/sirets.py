"""SIREN and SIRET numbers as spreadsheets leave them: whole, with their zeros lost, or with digits lost for ever."""

import re
from collections.abc import Hashable
from functools import lru_cache
from typing import NamedTuple

from ti_dashboard.ingest.reception.valeurs import code_ecrit

SIREN, SIRET = 9, 14
ABIME = "chiffres perdus, sans doute dans un tableur"
_SEPARATEURS = re.compile(r"[\s\u00a0\u202f.-]")
_SCIENTIFIQUE = re.compile(r"([0-9]+)(?:[.,]([0-9]+))?[eE]\+?([0-9]{1,2})")


class Numero(NamedTuple):
    """``texte``: 9 or 14 digits, or what was written when it is no such number. ``est_abime``: digits are lost; it is
    then the SIREN if that much is left, or nothing. ``est_complete``: leading zeros were put back, which the key of a
    SIREN confirms.
    """

    texte: str
    est_abime: bool = False
    est_complete: bool = False

    @property
    def siren(self) -> str:
        return self.texte[:SIREN] if est_numero(self.texte) else ""


@lru_cache(100_000)
def lire_numero(raw: Hashable) -> Numero:
    """« 233 500 016 00040 », 23350001600040.0, « 5520135 » → the number; « 2,335E+13 » has lost it."""
    written = "" if raw is None else str(raw).strip()
    if scientific := _SCIENTIFIQUE.fullmatch(written):
        return _scientifique(scientific[1], scientific[2] or "", scientific[3])
    written = code_ecrit(written)
    plain = _SEPARATEURS.sub("", written)
    if not (plain.isascii() and plain.isdigit()):
        return Numero(written)
    for length in (SIREN, SIRET):  # a number has no leading zero: a spreadsheet drops it
        if 0 < length - len(plain) <= 2 and _est_siren(plain.zfill(length)[:SIREN]):
            return Numero(plain.zfill(length), est_complete=True)
    if len(plain) == SIRET and plain.endswith("00000"):  # no establishment has this rank: the last digits are lost
        return Numero(plain[:SIREN] if _est_siren(plain[:SIREN]) else "", est_abime=True)
    return Numero(plain if est_numero(plain) else written)


def est_numero(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) in (SIREN, SIRET)


def _scientifique(mantisse: str, decimales: str, exposant: str) -> Numero:
    """Whole only when every digit is written: 2.3350001600040e13 is, 2,335E+13 is not."""
    whole = mantisse + decimales if int(exposant) == len(decimales) else ""
    return Numero(whole) if est_numero(whole) else Numero("", est_abime=True)


def _est_siren(text: str) -> bool:
    """The key of Luhn, that every SIREN satisfies."""
    doubled = [int(c) * (1 + k % 2) for k, c in enumerate(reversed(text))]
    return text.strip("0") != "" and sum(n - 9 * (n > 9) for n in doubled) % 10 == 0
