"""The lines of the live journal hold each other, as those of the data folder do: added as one chain, read again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, text

from ti_dashboard.dossier import chaine
from ti_dashboard.dossier.chaine import Chaine
from ti_dashboard.live.tables import journal

Valeurs = Mapping[str, Any]
# Any number will do, as long as nobody else asks PostgreSQL for the same one.
VERROU_POSTGRES = 7_419_2020
_SIGNES = ("instant", "auteur", "geste", "objet", "seance_code", "detail", "compte_id", "origine")
_CHAINE = ("recette", "precedent", "empreinte")


def ajouter(con: Connection, lignes: Sequence[Valeurs]) -> None:
    """Add lines at the end of a transaction, which nothing follows: one writer at a time reads the last and adds.

    SQLite has one writer already. On PostgreSQL the lock is the last that a transaction asks for: no two wait for each
    other.
    """
    if not lignes:
        return
    if con.dialect.name == "postgresql":
        con.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": VERROU_POSTGRES})
    before = _precedent(con)
    for values in lignes:
        digest = _empreinte(values, before)
        signed = {"recette": chaine.RECETTE, "precedent": before, "empreinte": digest}
        con.execute(insert(journal).values(**values, **signed))
        before = digest


def _precedent(con: Connection) -> str:
    last = con.scalar(select(journal.c.empreinte).order_by(journal.c.journal_id.desc()).limit(1))
    return last if last is not None else _debut(_lignes(con))


def _lignes(con: Connection) -> Iterator[Valeurs]:
    for row in con.execute(select(journal).order_by(journal.c.journal_id)).mappings():
        yield {**row}


def _debut(anciennes: Iterable[Valeurs]) -> str:
    """What the first line of the chain follows: all those from before, their numbers included."""
    said = [_empreinte(row, f"{row['journal_id']}") for row in anciennes]
    return chaine.debut("\n".join(said).encode())


def _empreinte(values: Valeurs, precedent: str) -> str:
    said = {name: values.get(name) for name in _SIGNES}
    return chaine.empreinte(precedent, {name: None if v is None else str(v) for name, v in said.items()})


def eprouver(con: Connection) -> Chaine:
    """Read the journal of a store from its start."""
    found = eprouver_lignes(_lignes(con))
    if found.rupture or con.dialect.name != "sqlite":
        return found
    # SQLite never gives a number again: the last one it gave is that of the last line, unless it was taken off.
    given = con.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = 'journal'")) or 0
    last = con.scalar(select(journal.c.journal_id).order_by(journal.c.journal_id.desc()).limit(1)) or 0
    lost = f"ligne {last + 1} : elle n'y est plus, ni celles qui la suivaient" if given > last else ""
    return Chaine(found.empreintes, found.anciennes, lost)


def eprouver_lignes(lignes: Iterable[Valeurs]) -> Chaine:
    """The chain of lines as they were stored, in their order."""
    digests: list[str] = []
    before: list[Valeurs] = []
    for row in lignes:
        if not digests and all(row[name] is None for name in _CHAINE):
            before.append(row)
            continue
        if said := _fautive(row, digests[-1] if digests else _debut(before)):
            return Chaine(digests, len(before), f"ligne {row['journal_id']} : {said}")
        digests.append(row["empreinte"])
    return Chaine(digests, len(before))


def _fautive(row: Valeurs, attendu: str) -> str:
    """Why a line does not hold, empty when it does."""
    if row["empreinte"] is None:
        return "elle n'a pas d'empreinte, elle a été ajoutée ou refaite"
    if row["recette"] != chaine.RECETTE:
        return f"sa recette, « {str(row['recette'])[:40]} », est inconnue de cette version"
    if row["empreinte"] != _empreinte(row, str(row["precedent"])):
        return "elle n'est plus telle qu'elle a été écrite"
    if row["precedent"] != attendu:
        return "elle ne suit pas la précédente : une ligne a été retirée, ajoutée, déplacée ou refaite avant elle"
    return ""
