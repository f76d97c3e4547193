"""One fault at one call of one gesture, and what is then held against what was found.

``avant`` and ``apres`` are what the folder holds before the gesture and after one that nothing disturbs.
"""

import errno
import hashlib
import json
import os
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.appels.gestes import GESTES
from tests.appels.naissance import Fin, Mere
from tests.appels.points import Point
from ti_dashboard.dossier.journal_eprouve import eprouver

RIEN = "Rien n'a changé"
# Whatever the reason, the sentence says what to do.
REMEDES = re.compile(r"recommencez|libérez|relevez|remontez|donnez|déplacez|remettez|refaites|regardez|vérifiez", re.I)
_ANGLAIS = re.compile(
    "|".join([r"\[Errno", "Traceback", "Incident imprévu", r"\bError\b", "Exception", "unable to", r"disk I/O"])
    + "|"
    + "|".join(re.escape(os.strerror(code)) for code in errno.errorcode),
    re.I,
)
# Kept apart: every gesture writes in it.
_TOUJOURS_ECRITS = {"journal.jsonl", ".verrou"}


@dataclass
class Modele:
    """A gesture about to be done: its folder, its words, the calls it makes."""

    nom: str
    base: Path
    mots: list[str] | None
    avant: dict[str, Any] = field(default_factory=dict)
    apres: dict[str, Any] = field(default_factory=dict)
    appels: list[tuple[str, str]] = field(default_factory=list)

    def copier(self) -> tuple[Path, list[str] | None]:
        shutil.rmtree(self.copie, ignore_errors=True)
        shutil.copytree(self.lieu, self.copie)
        words = [word.replace(str(self.lieu), str(self.copie)) for word in self.mots] if self.mots else None
        return self.copie / self.base.name, words

    @property
    def lieu(self) -> Path:
        """What the calls are watched in: the data folder, and what is beside it."""
        return self.base.parent

    @property
    def copie(self) -> Path:
        return self.lieu.with_name("copie")


def modele(nom: str, dossier: Path, mere: Mere) -> Modele:
    """Make the folder of a gesture and do it once, with no fault, counting its calls."""
    gesture, base = GESTES[nom], dossier / nom / "modele" / "donnees"
    base.parent.mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TI_DASHBOARD_DONNEES", str(base))
        patch.delenv("TI_DASHBOARD_LIVE_URL", raising=False)
        gesture.preparer(base)
        made = Modele(nom, base, gesture.mots(base) if gesture.mots else None)
    copy, words = made.copier()
    made.avant = mere.lire(copy)
    mere.partage.armer(made.copie, None)
    done = mere.faire(nom, copy, words)
    mere.partage.desarmer()
    assert done.code == 0, (nom, done)
    made.appels, made.apres = mere.partage.appels(), mere.lire(copy)
    assert "journal" not in made.apres or made.apres["journal"][0][1] == "fait"
    return made


def essayer(asked: Modele, point: Point, mere: Mere) -> str | None:
    """What is wrong after this fault; None when nothing is, an empty text when the call was not made this time."""
    shared, (copy, words) = mere.partage, asked.copier()
    shared.armer(asked.copie, point.faute, point.rang)
    done = mere.faire(asked.nom, copy, words)
    struck = shared.etat.touches
    shared.desarmer()
    if not struck:
        return ""
    said = _erreur(done)
    if wrong := _mal_dit(done, said):
        return wrong
    if done.code > 0 and _arbre(asked.copie) == _arbre(asked.lieu):
        return eprouver(copy).rupture or None
    return _juger(asked, copy, words, mere, done, said)


def _erreur(done: Fin) -> str:
    events = [json.loads(line) for line in done.dit.splitlines() if line.startswith("{")]
    # A verb that answers « no » says why in its result.
    found = [str(event.get("erreur") or event["resultat"]) for event in events if "etape" not in event]
    return found[-1] if found and done.code == 1 else ""


def _mal_dit(done: Fin, said: str) -> str | None:
    if done.code not in (0, 1, -9):
        return f"fin {done.code} : {done.trop[-600:]}"
    if done.code == 1 and not said:
        return f"refus sans phrase : {done.dit[-300:]}"
    if said and (_ANGLAIS.search(said) or not REMEDES.search(said)):
        return f"phrase : {said}"
    return None


def _sans_journal(held: dict[str, Any]) -> dict[str, Any]:
    return {name: what for name, what in held.items() if name != "journal"}


def _juger(asked: Modele, copy: Path, words: list[str] | None, mere: Mere, done: Fin, said: str) -> str | None:
    found = mere.lire(copy)
    if isinstance(found, str):
        return f"illisible après : {found[-600:]}"
    held, before, after = map(_sans_journal, (found, asked.avant, asked.apres))
    if done.code == 0 and held != after:
        return f"dit fait et ne l'est pas : {_ecart(held, after)}"
    if RIEN in said and held != before:
        return f"« {RIEN} » est faux : {_ecart(held, before)}"
    if held == after:
        return None
    return _refaire(asked, copy, words, mere, _ecart(held, before))


def _refaire(asked: Modele, copy: Path, words: list[str] | None, mere: Mere, left: str) -> str | None:
    """Done again with no fault, as a person would; what was frozen and not shown yet is published."""
    again = mere.faire(asked.nom, copy, words)
    if (again.code and "publiez" in _erreur(again)) or "a été retiré" in _erreur(again):
        again = mere.faire("publier", copy, ["publier"])
    if again.code:
        return f"ne se refait pas ({left}) : {_erreur(again)} {again.trop[-300:]}"
    found = mere.lire(copy)
    if isinstance(found, str):
        return f"illisible une fois refait : {found[-600:]}"
    held, after = _sans_journal(found), _sans_journal(asked.apres)
    return None if held == after else f"refait, diffère : {_ecart(held, after)}"


def _ecart(found: dict[str, Any], expected: dict[str, Any]) -> str:
    """What differs, and only that."""
    told = []
    for name in sorted(found.keys() | expected.keys()):
        one, other = found.get(name), expected.get(name)
        if isinstance(one, dict) and isinstance(other, dict):
            told += [f"{name} : {_ecart(one, other)}"] if one != other else []
        elif isinstance(one, list) and isinstance(other, list):
            kept = [row for row in one if row not in other], [row for row in other if row not in one]
            told += [f"{name} : {len(one)} et {len(other)}, {kept[0]!s:.300} ≠ {kept[1]!s:.300}"] * (one != other)
        elif one != other:
            told.append(f"{name} : {one!s:.300} ≠ {other!s:.300}")
    return " ; ".join(told)


def _arbre(base: Path) -> dict[str, str]:
    """Each file below, by its content: the same tree is the same state, and the gesture would go the same way."""
    return {
        str(path.relative_to(base)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in base.rglob("*")
        if path.is_file() and path.name not in _TOUJOURS_ECRITS
    }
