"""What questions build on: the fragments of the folders ``communs``, each said once and put where a question names it.

A question names them under its grain, « -- avec: touche, lieu_suivi ». A fragment that starts with « -- grain: » is
a table, put before the question; one that starts with « -- rule: », a rule of a row, written where it is called: the
engine reads the text it would read if each question said it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from ti_dashboard.sceau import references

_AVEC = re.compile(r"^-- avec: *(.*)\n", re.MULTILINE)
_REGLE = re.compile(r"-- rule: \w+\(([\w, ]*)\)")
_COMMENTAIRES = re.compile(r"^\s*--.*\n?", re.MULTILINE)
_CITE = r"--[^\n]*|'(?:[^']|'')*'"
# What a text reads or calls: a word before a bracket, or after FROM or JOIN; neither in a comment nor between quotes.
_EMPLOIS = re.compile(rf"{_CITE}|\b(?:FROM|JOIN)\s+(\w+)|(?<![.$\w])(\w+)\(")
# A name of its own: no column of something, no value bound, no part of a literal.
_NOMS = re.compile(rf"{_CITE}|(?<![.$\w])\w+")
_BORNES = re.compile(rf"{_CITE}|[(),]")


class FragmentFaux(LookupError):
    """A question and the fragments it builds on do not hold together."""


@dataclass(frozen=True)
class Texte:
    """A question or a fragment once developed: the tables to put before it, each after those it reads; its words."""

    tables: dict[str, str]
    sql: str
    arguments: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Communs:
    """The fragments of these folders, no two of one name."""

    dossiers: tuple[Path, ...]

    def fichiers(self) -> dict[str, Path]:
        return {path.stem: path for folder in self.dossiers for path in sorted(folder.glob("*.sql"))}

    def ecrire(self, ou: str, sql: str) -> str:
        """``sql`` as the engine takes it, the tables of its fragments named before its own. Raises FragmentFaux."""
        found = self.developper(ou, sql)
        return references.nommer_avant(found.sql, [f"{name} AS (\n{said})" for name, said in found.tables.items()])

    def developper(self, ou: str, sql: str, suivis: tuple[str, ...] = ()) -> Texte:
        """``sql`` with what it builds on in its place; ``ou`` names it. Raises FragmentFaux."""
        names = [name.strip() for said in _AVEC.findall(sql) for name in said.split(",")]
        body = _AVEC.sub("", sql)
        used = set(_emplois(body))
        self._exiger(ou, names, used, suivis)
        tables: dict[str, str] = {}
        for name in names:
            fragment = self._lire(name, suivis)
            tables |= fragment.tables
            if fragment.arguments is None:
                tables[name] = fragment.sql
            else:
                body = _appeler(name, fragment, body, ou)
        return Texte(tables, body)

    def _exiger(self, ou: str, names: list[str], used: set[str], suivis: tuple[str, ...]) -> None:
        known = set(self.fichiers())
        for name in names:
            if name not in known:
                raise FragmentFaux(f"{ou} nomme « {name} », qui n'est pas un fragment.")
            if name in suivis:
                raise FragmentFaux(f"Les fragments tournent en rond : {' → '.join((*suivis, name))}.")
            if name not in used:
                raise FragmentFaux(f"{ou} nomme « {name} » et ne s'en sert pas.")
        if unsaid := sorted(used & known - set(names)):
            raise FragmentFaux(f"{ou} se sert de « {unsaid[0]} » sans le nommer à sa ligne « -- avec: ».")

    def _lire(self, nom: str, suivis: tuple[str, ...]) -> Texte:
        sql = self.fichiers()[nom].read_text(encoding="utf-8")
        found = self.developper(nom, sql, (*suivis, nom))
        rule = _REGLE.match(sql)
        if rule is None:
            return found
        words = " ".join(_COMMENTAIRES.sub("", found.sql).split())
        return Texte(found.tables, f"({words})", tuple(re.findall(r"\w+", rule[1])))


def _emplois(sql: str) -> list[str]:
    return [table or called for table, called in _EMPLOIS.findall(sql) if table or called]


def _appeler(nom: str, regle: Texte, sql: str, ou: str) -> str:
    """``sql`` where each call of a rule is its words, about what it is called with."""
    written, done = [], 0
    for call in _EMPLOIS.finditer(sql):
        if call[2] != nom or call.start() < done:
            continue
        given, end = _donnes(sql, call.end())
        wanted = regle.arguments or ()
        if len(given) != len(wanted):
            raise FragmentFaux(f"{ou} n'appelle pas « {nom} » avec : {', '.join(wanted) or 'rien'}.")
        written += [sql[done : call.start()], _dire(regle, given)]
        done = end
    return "".join(written) + sql[done:]


def _dire(regle: Texte, given: list[str]) -> str:
    """The words of a rule about ``given``, in the order of its arguments."""
    by_name = dict(zip(regle.arguments or (), given, strict=True))
    return _NOMS.sub(lambda name: by_name.get(name[0], name[0]), regle.sql)


def _donnes(sql: str, debut: int) -> tuple[list[str], int]:
    """What stands between the bracket open before ``debut`` and its own, cut at its commas; where it ends."""
    depth, start, given = 0, debut, []
    for mark in _BORNES.finditer(sql, debut):
        if mark[0] == "(":
            depth += 1
        elif mark[0] == "," and depth == 0:
            given.append(sql[start : mark.start()].strip())
            start = mark.end()
        elif mark[0] == ")":
            if depth == 0:
                last = sql[start : mark.start()].strip()
                return ([*given, last] if last or given else []), mark.end()
            depth -= 1
    raise FragmentFaux("Une parenthèse ouverte ne se ferme pas.")


# What the ledger knew at an arrêté: said here for those who freeze it, who seal it and who ask it.
REGISTRE = Communs((Path(__file__).with_name("communs"),))
