"""Mapping files, one per house format, edited without code: data/correspondances/*.toml → readings of a sheet."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ti_dashboard.dossier.chemins import CORRESPONDANCES
from ti_dashboard.dossier.limites import FichierRefuse
from ti_dashboard.ingest.reception.plans import LecturePrevue, prevoir
from ti_dashboard.ingest.reception.plans_faux import Faux, cles_connues
from ti_dashboard.ingest.reception.valeurs import mot_cle

_CLES = {
    "emetteur",
    "titre",
    "nature",
    "reconnait",
    "nom_contient",
    "unite",
    "format_date",
    "colonnes",
    "constantes",
    "valeurs",
    "lectures",
    "filtre",
    "identifiants",
    "plateforme",
}


@dataclass(frozen=True)
class Correspondance:
    """``nom_contient``: what the name of a file says when its headers do not tell this list from another, a year."""

    fichier: str
    emetteur: str
    titre: str
    reconnait: tuple[str, ...]
    lectures: tuple[LecturePrevue, ...]
    nom_contient: str = ""

    @property
    def attendus(self) -> dict[str, str]:
        """Key of every header this format speaks of → that header."""
        named = [header for reading in self.lectures for header in reading.en_tetes]
        return {mot_cle(h): h for h in [*self.reconnait, *named]}

    def nommee_par(self, fichier: str) -> bool:
        """Whether the name of a file says this list, or has nothing to say."""
        return mot_cle(self.nom_contient) in mot_cle(fichier)


def charger(dossier: Path = CORRESPONDANCES) -> tuple[list[Correspondance], list[FichierRefuse]]:
    """Every mapping of ``dossier`` that holds, and a sentence for each that does not."""
    good: list[Correspondance] = []
    bad: list[FichierRefuse] = []
    for path in sorted(dossier.glob("*.toml")):
        try:
            good.append(lire_correspondance(path))
        except FichierRefuse as refusal:
            bad.append(refusal)
    return good, bad


def lire_correspondance(path: Path) -> Correspondance:
    """Raises FichierRefuse naming the file and the key at fault."""
    stat = path.stat()
    return _lire(path, stat.st_mtime_ns, stat.st_size)


@cache
def _lire(path: Path, _mtime: int, _size: int) -> Correspondance:
    try:
        return _construire(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
    except Faux as fault:
        key, said = fault.args
        raise FichierRefuse(
            f"la correspondance {path.name} est fautive : clé {key}, {said}.",
            f"Corrigez {path.name} dans data/correspondances.",
        ) from None
    except (ValueError, RecursionError) as error:
        # Beside what its grammar refuses: bytes that are no text, a number of thousands of digits, lists within lists.
        raise FichierRefuse(
            f"la correspondance {path.name} n'est pas du TOML lisible ({error}).",
            f"Corrigez {path.name} dans data/correspondances.",
        ) from None


def _construire(nom: str, content: dict[str, Any]) -> Correspondance:
    cles_connues("", content, _CLES)
    for key, kind in (("emetteur", str), ("titre", str), ("nature", str), ("reconnait", list)):
        if not isinstance(content.get(key), kind) or not content[key]:
            raise Faux(key, "elle manque ou est vide")
    if not all(isinstance(h, str) and mot_cle(h) for h in content["reconnait"]):
        raise Faux("reconnait", "elle doit être une liste d'en-têtes")
    if not isinstance(content.get("nom_contient", ""), str):
        raise Faux("nom_contient", 'elle doit être un texte, par exemple "2024"')
    plans = content.get("lectures", [{"nom": ""}])
    if not isinstance(plans, list) or not plans or not all(isinstance(p, dict) for p in plans):
        raise Faux("lectures", "elle doit être une suite de tables [[lectures]]")
    readings = tuple(prevoir(k, plan, content) for k, plan in enumerate(plans, 1))
    if len({r.nom for r in readings}) < len(readings):
        raise Faux("lectures", "deux lectures portent le même nom")
    return Correspondance(
        nom,
        content["emetteur"],
        content["titre"],
        tuple(content["reconnait"]),
        readings,
        content.get("nom_contient", ""),
    )
