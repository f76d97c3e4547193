"""What a backup says of itself, before anything of it is believed: its members, what made it, what they hold."""

import json
import re
from dataclasses import asdict, dataclass, field
from typing import Any

from ti_dashboard.dossier.chemins import version
from ti_dashboard.errors import SauvegardeRefusee

NOM = "MANIFESTE.json"
FORMAT = 1
DONNEES, SEANCES, CORRESPONDANCES = "donnees", "seances", "correspondances"
"""The three folders of a backup: the data folder, the live store table by table, the mappings of the senders."""
_SHA256 = re.compile("[0-9a-f]{64}")
# Neither absolute nor climbing, no letter that a file system or a terminal would take for something else.
_MORCEAU = re.compile(r"(?!\.{1,2}$)[^/\\\x00-\x1f\x7f]{1,255}")


@dataclass(frozen=True)
class Membre:
    """One file of a backup: where it is in it, how many bytes, their hash."""

    nom: str
    taille: int
    sha256: str


@dataclass(frozen=True)
class Manifeste:
    """``sceaux``: seal of every arrêté served, by date; ``decides``: the same of those decided here, withdrawn too.

    ``tetes``: last hash of each journal; ``schema``: version of the live store, empty when nobody wrote in it;
    ``laisses``: what was there and is not kept, with the reason.
    """

    outil: str
    fait_le: str
    auteur: str
    schema: str
    publication: str
    sceaux: dict[str, str]
    decides: dict[str, str]
    tetes: dict[str, str]
    laisses: dict[str, str]
    membres: tuple[Membre, ...] = field(repr=False)
    format: int = FORMAT

    @property
    def octets(self) -> int:
        return sum(one.taille for one in self.membres)

    def en_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def lire(ecrit: bytes) -> Manifeste:
    """Raises SauvegardeRefusee when it is no manifest, or one that only a later version reads."""
    try:
        content = json.loads(ecrit)
        _refuser_plus_recent(content)
        found = Manifeste(**content | {"membres": tuple(Membre(**one) for one in content["membres"])})
        _controler(found)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise SauvegardeRefusee(
            "Ce fichier n'est pas une sauvegarde de cet outil, ou elle a été abîmée : son manifeste ne se lit pas."
        ) from None
    return found


def _refuser_plus_recent(content: dict[str, Any]) -> None:
    made_by = str(content["outil"])
    if int(content["format"]) > FORMAT or _rang(made_by) > _rang(version()):
        raise SauvegardeRefusee(
            f"Cette sauvegarde a été faite par la version {made_by[:20]} de l'outil, plus récente que celle-ci "
            f"({version()}) : restaurez-la avec cette version ou une plus récente."
        )


def _rang(version_dite: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall("[0-9]{1,9}", version_dite)[:3])


def _controler(found: Manifeste) -> None:
    """Raises ValueError for a member that could leave its folder, or that is not told as one is."""
    for one in found.membres:
        head, *parts = one.nom.split("/")
        placed = head in (DONNEES, SEANCES, CORRESPONDANCES) and parts and all(map(_MORCEAU.fullmatch, parts))
        if not placed or type(one.taille) is not int or one.taille < 0 or not _SHA256.fullmatch(one.sha256):
            raise ValueError(one.nom)
    if len({one.nom for one in found.membres}) != len(found.membres):
        raise ValueError("twice the same member")
    tables = (found.sceaux, found.decides, found.tetes, found.laisses)
    if not all(isinstance(k, str) and isinstance(v, str) for table in tables for k, v in table.items()):
        raise TypeError("a seal is a text")
    if not all(isinstance(v, str) for v in (found.fait_le, found.auteur, found.schema, found.publication)):
        raise TypeError("a text is a text")
