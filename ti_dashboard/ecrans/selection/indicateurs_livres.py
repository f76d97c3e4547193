"""An indicator delivered by file: ``territoire_id;valeur``, one row per territory, and « # libelle : … » lines."""

import csv
import hashlib
from dataclasses import dataclass

from ti_dashboard.ecrans.selection.modele import Critere
from ti_dashboard.errors import NombreIllisible
from ti_dashboard.langue.nombres import lire_nombre

ENTETE = ["territoire_id", "valeur"]
SENS = ("haut", "bas")
# As many characters of a hash as are shown, and travel in an address.
EMPREINTE = 12


@dataclass(frozen=True)
class IndicateurLivre:
    """One delivered indicator, or the faults that keep it out."""

    critere: Critere
    valeurs: dict[str, float]
    nom: str
    sha256: str
    fautes: tuple[str, ...]

    @property
    def reference(self) -> "Reference":
        return Reference(self.nom, self.sha256[:EMPREINTE], self.critere.libelle)


@dataclass(frozen=True)
class Reference:
    """What an address says of a delivered file: its values do not fit there, its name and its hash do."""

    nom: str
    empreinte: str
    libelle: str

    @property
    def critere_id(self) -> str:
        return critere_id(self.empreinte)

    def ecrire(self) -> str:
        return "*".join((self.empreinte, self.nom.replace("*", " "), self.libelle))


def lire_reference(text: str) -> Reference | None:
    """The file an address names, or None when the text names none."""
    mark, _, rest = text.partition("*")
    name, _, label = rest.partition("*")
    known = len(mark) == EMPREINTE and set(mark) <= set("0123456789abcdef") and name
    return Reference(name, mark, label or name) if known else None


def critere_id(sha256: str) -> str:
    return f"f{sha256[:8]}"


def lire_fichier(nom: str, contenu: bytes) -> IndicateurLivre:
    """``sens`` in a comment line is « haut » (a high value is fragile, the default) or « bas »."""
    sha256 = hashlib.sha256(contenu).hexdigest()
    try:
        lines = contenu.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        lines = []
    said = {
        name.strip().lower(): text.strip()
        for name, _, text in (line.lstrip("# ").partition(":") for line in lines if line.startswith("#"))
    }
    rows = list(csv.reader((line for line in lines if line.strip() and not line.startswith("#")), delimiter=";"))
    values, faults = _valeurs(rows)
    label = said.get("libelle") or nom.rsplit("/", 1)[-1].removesuffix(".csv")
    source = " · ".join(t for t in (nom, said.get("source", "source non dite"), f"SHA-256 {sha256[:EMPREINTE]}") if t)
    sense = said.get("sens", "haut").lower()
    if sense not in SENS:
        faults.append(f"« # sens : {said['sens']} » n'est pas compris : écrivez « haut » ou « bas ».")
    critere = Critere(critere_id(sha256), label, "bas" if sense == "bas" else "haut", "decimal", source)
    return IndicateurLivre(critere, values, nom, sha256, tuple(faults))


def _valeurs(rows: list[list[str]]) -> tuple[dict[str, float], list[str]]:
    if not rows or [cell.strip() for cell in rows[0]] != ENTETE:
        return {}, ["La première ligne doit être « territoire_id;valeur », en UTF-8."]
    values: dict[str, float] = {}
    faults: list[str] = []
    for line, row in enumerate(rows[1:], 2):
        code, text = (row[0].strip(), row[1].strip()) if len(row) == len(ENTETE) else ("", "")
        number = _nombre(text)
        if not code or (text and number is None):
            faults.append(f"Ligne {line} : « {';'.join(row)} » n'est pas un territoire et un nombre.")
        elif code in values:
            faults.append(f"Ligne {line} : {code} est déjà donné.")
        elif number is not None:
            values[code] = number
    return values, faults


def _nombre(text: str) -> float | None:
    """« 12,5 » or « 12.5 »; nothing for what is not a number."""
    try:
        return float(lire_nombre(text, par_programme=True))
    except NombreIllisible:
        return None
