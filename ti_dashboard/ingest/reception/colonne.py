"""One field of a schema reading its cells: a value is read once, then remembered with its fault."""

import re
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from difflib import get_close_matches
from typing import Any, NamedTuple

from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.ingest.reception import retouches
from ti_dashboard.ingest.reception.champ import Champ
from ti_dashboard.ingest.reception.montre import MONTRE, montrer
from ti_dashboard.ingest.reception.valeurs import ValeurRefusee, completer, mot_cle, veut_dire_inconnu

# Distinct values remembered per column: beyond, a column of unique references would only fill the memory.
MEMOIRE = 20_000
_ERREUR = re.compile(r"\s*(?:#N/A|#[A-ZÉ/0]+[!?]|Err:[0-9]{3})\s*")
# « 1,234 »: a thousand written in English, or one and a fraction of a cent.
_MILLE_OU_MILLIEMES = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}(?:\s*€)?")
# What a binary fraction adds to an amount written to the cent, 98708.70000000001: below, nobody wrote it.
_BRUIT = Decimal("0.000001")


class Lue(NamedTuple):
    """A cell read: its value, its fault, what was done to it (a kind of ``retouches``), what rounding took away."""

    valeur: object
    defaut: Defaut | None = None
    retouche: str = ""
    ecart: Decimal | None = None


class LecteurDeColonne:
    """Reads the cells of one field; ``lire`` says what was done to them, ``lue`` only gives (value, fault)."""

    def __init__(self, champ: Champ, lire: Callable[[object], Any], reception: date | None = None) -> None:
        self.nom = champ.nom
        self._champ, self._lire, self._reception = champ, lire, reception
        self._connues: dict[object, Lue] = {}
        self._avant: Callable[[object], object] | None = None

    def preparer(self, avant: Callable[[object], object]) -> None:
        """Turn the raw value into one the schema knows, before it is typed; into None when there is nothing to keep."""
        self._avant = avant

    def lue(self, raw: object) -> tuple[object, Defaut | None]:
        return self.lire(raw)[:2]

    def lire(self, raw: object) -> Lue:
        # 1, 1.0 and True are one key of a dictionary but three things in a cell.
        key = raw if type(raw) is str else (type(raw), raw)
        known = self._connues.get(key)
        if known is None:
            known = self._essai(raw)
            if len(self._connues) < MEMOIRE:
                self._connues[key] = known
        return known

    def _essai(self, raw: object) -> Lue:
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            return Lue(None, self._vide())
        try:
            exact = self._preparee(raw)
            value = self._arrondie(exact)
            if value is not None:
                self._controler(value)
        except ValeurRefusee as refusal:
            return Lue(None, Defaut(self.nom, montrer(raw), refusal.constat, refusal.remede))
        if isinstance(exact, Decimal) and _est_arrondi(exact, value):
            return Lue(value, None, retouches.ARRONDI, exact - value)
        return Lue(value, None, retouches.genre(self._champ, raw, value))

    def _vide(self) -> Defaut | None:
        if not self._champ.est_requis:
            return None
        return Defaut(self.nom, None, "la valeur est obligatoire et la case est vide.", "Remplissez la case.")

    def _preparee(self, raw: object) -> Any:
        made = self._avant(raw) if self._avant else raw
        return None if made is None else self._typee(made)

    def _typee(self, raw: object) -> Any:
        if isinstance(raw, str) and raw.startswith("="):
            raise ValeurRefusee("est une formule de tableur.", "Collez la valeur plutôt que la formule.")
        if est_erreur(raw):
            raise ValeurRefusee("est une erreur de calcul du tableur.", "Écrivez la bonne valeur, ou videz la case.")
        if isinstance(raw, str) and veut_dire_inconnu(raw, self._champ.genre) and mot_cle(raw) not in self._champ.admis:
            self._exiger_une_valeur()
            return None
        if self._champ.valeurs:
            return self._admise(raw)
        if isinstance(raw, str) and self._champ.decimales is not None and _MILLE_OU_MILLIEMES.fullmatch(raw.strip()):
            raise ValeurRefusee(
                f"a plus de {self._champ.decimales} décimales.",
                "Arrondissez au centime ; les milliers se séparent par une espace.",
            )
        if isinstance(raw, str) and self._champ.maximum == 1 and raw.rstrip().endswith("%"):
            return self._lire(raw.rstrip()[:-1]) / 100
        if isinstance(raw, str) and self._champ.decimales is not None and raw.rstrip().endswith("%"):
            raise ValeurRefusee("est un pourcentage.", "Écrivez le montant en euros.")
        value = self._lire(raw)
        return completer(value, self._champ.forme) if self._champ.forme else value

    def _exiger_une_valeur(self) -> None:
        if self._champ.est_requis:
            raise ValeurRefusee("veut dire « non communiqué », et la valeur est obligatoire.", "Remplissez la case.")

    def _admise(self, raw: object) -> Any:
        admitted, key = self._champ.admis, mot_cle(raw)
        value = admitted.get(key, admitted.get(key.removeprefix(self.nom)))
        if value is None and self._champ.genre == "integer" and isinstance(raw, float):
            value = admitted.get(mot_cle(int(raw))) if raw.is_integer() else None
        if value is None:
            raise ValeurRefusee("n'est pas admis.", self._possibles(raw))
        return value

    def _arrondie(self, exact: Any) -> Any:
        """An amount to the cent, a half to the even one; what is lost is told with the value."""
        if self._champ.decimales is None or exact is None:
            return exact
        return exact.quantize(Decimal(1).scaleb(-self._champ.decimales), ROUND_HALF_EVEN).normalize() + 0

    def _possibles(self, raw: object) -> str:
        near = get_close_matches(mot_cle(raw)[:MONTRE], list(self._champ.admis), 1, 0.75)
        if near:
            return f"Vouliez-vous écrire « {self._champ.admis[near[0]]} » ?"
        shown = ", ".join(str(v) for v in self._champ.valeurs)
        return f"Valeurs possibles : {shown}."

    def _controler(self, value: Any) -> None:
        champ = self._champ
        if champ.motif and not champ.motif.fullmatch(str(value)):
            example = " Exemple : ti-8419." if champ.nom == "territoire_id" else ""
            raise ValeurRefusee(f"n'a pas la forme attendue ({champ.motif.pattern}).", f"Corrigez le code.{example}")
        if champ.minimum is not None and value < champ.minimum:
            raise ValeurRefusee(f"est inférieur au minimum {montrer(champ.minimum)}.", "Vérifiez la valeur.")
        if champ.maximum is not None and value > champ.maximum:
            raise ValeurRefusee(f"est supérieur au maximum {montrer(champ.maximum)}.", "Vérifiez la valeur.")
        if champ.avant_reception and self._reception and value > self._reception:
            shown = montrer(self._reception)
            raise ValeurRefusee(
                f"est postérieure à la réception du fichier ({shown}).",
                "Un fait daté du futur n'a pas eu lieu : corrigez la date.",
            )


def est_erreur(raw: object) -> bool:
    """An error of a spreadsheet in the place of a value: « #REF! », « #N/A »."""
    return isinstance(raw, str) and _ERREUR.fullmatch(raw) is not None


def _est_arrondi(exact: Decimal, value: Decimal) -> bool:
    """True when a digit that someone wrote was lost: not the noise of a binary number, sure to fifteen digits only."""
    return abs(exact - value) >= _BRUIT and round(exact, max(0, 14 - exact.adjusted())) != value
