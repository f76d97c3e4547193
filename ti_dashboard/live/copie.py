"""The live store out of its engine, and back in either: one file of JSON lines per table, all of one instant.

A copy says the version of its schema: it is put back at that version, then brought up to date as any store is.
"""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, MetaData, Table, insert, make_url, select, text
from sqlalchemy.exc import ProgrammingError

from ti_dashboard.dossier.chaine import Chaine
from ti_dashboard.errors import SauvegardeRefusee
from ti_dashboard.live import base as magasin
from ti_dashboard.live import lignes_enchainees, mise_a_niveau
from ti_dashboard.live.gardees import GARDEES

_PAQUET = 500
_MARQUE = "restauration "


def copier(url: str, dossier: Path) -> str:
    """Write what the store holds now, as one instant whatever is written meanwhile.

    Gives the version of its schema; empty, and nothing is written, when nobody wrote in it.
    """
    path = fichier_sqlite(url)
    if path is not None and not path.exists():
        return ""
    with magasin.tel_qu_il_est(url, ecrire=False) as con:
        version = mise_a_niveau.actuelle(con)
        if version is None:
            return ""
        dossier.mkdir()
        tables = _tables(con)
        for name in GARDEES:
            if name in tables:
                _ecrire(con, tables[name], dossier / f"{name}.jsonl")
    return version


def _ecrire(con: Connection, table: Table, cible: Path) -> None:
    with cible.open("w", encoding="utf-8", newline="\n") as file:
        for row in con.execute(select(table).order_by(*table.primary_key)).mappings():
            file.write(json.dumps(dict(row), ensure_ascii=False, sort_keys=True) + "\n")


def journal_copie(dossier: Path) -> Chaine:
    """The chain of the journal of a copy; one from before there was a chain has none."""
    path = dossier / "journal.jsonl"
    if not path.exists():
        return Chaine()
    with path.open(encoding="utf-8") as file:
        rows = [dict.fromkeys(("recette", "precedent", "empreinte")) | json.loads(line) for line in file]
    return lignes_enchainees.eprouver_lignes(rows)


def _tables(con: Connection) -> dict[str, Table]:
    """The tables of the store as they are at its version, those that others name first."""
    found = MetaData()
    found.reflect(con)
    return {table.name: table for table in found.sorted_tables}


def exiger_vide(url: str, marque: str) -> None:
    """Raises SauvegardeRefusee when this store is not empty, unless this very backup is what was put there."""
    with magasin.tel_qu_il_est(url, ecrire=True) as con:
        if mise_a_niveau.actuelle(con) is not None and not _est_remplie_par(con, marque):
            raise SauvegardeRefusee(
                "Le magasin des séances que nomme TI_DASHBOARD_LIVE_URL n'est pas vide : « --remplacer » le met de "
                "côté. Rien n'a changé."
            )


def remplir(url: str, dossier: Path, version: str, marque: str, remplacer: bool = False) -> None:
    """Make the store at ``url`` what the copy says, in one transaction: all or nothing.

    ``marque`` names the backup: put back already by a gesture cut later, it is left. ``remplacer``: what a PostgreSQL
    store held is kept aside under another schema.
    """
    if not mise_a_niveau.est_connue(version):
        raise SauvegardeRefusee(
            f"Les séances de cette sauvegarde sont d'une version que celle-ci ne connaît pas ({version}) : restaurez-"
            "la avec la version de l'outil qui l'a faite, ou une plus récente. Rien n'a changé."
        )
    with magasin.tel_qu_il_est(url, ecrire=True) as con:
        if mise_a_niveau.actuelle(con) is not None:
            if not remplacer and _est_remplie_par(con, marque):
                return
            _mettre_de_cote(con)
        mise_a_niveau.mettre_a_niveau(con, version)
        tables = _tables(con)
        # Minutes that are sealed take no amendment more: they come back after theirs.
        for name, table in sorted(tables.items(), key=lambda one: one[0] == "proces_verbal"):
            if name in GARDEES and (dossier / f"{name}.jsonl").exists():
                _lire(con, table, dossier / f"{name}.jsonl")
        mise_a_niveau.mettre_a_niveau(con)
        _marquer(con, f"{_MARQUE}{marque}")


def _lire(con: Connection, table: Table, source: Path) -> None:
    with source.open(encoding="utf-8") as file:
        rows = _lignes(file, table)
        while packet := list(islice(rows, _PAQUET)):
            con.execute(insert(table), packet)
    if _est_numerotee(con, table):
        key = next(iter(table.primary_key)).name
        con.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', '{key}'), "  # noqa: S608 names of ours
                f"greatest((SELECT max({key}) FROM {table.name}), 1), EXISTS (SELECT 1 FROM {table.name}))"
            )
        )


def _est_numerotee(con: Connection, table: Table) -> bool:
    """Whether PostgreSQL numbers its rows: the next number follows those put back."""
    (key, *others) = table.primary_key
    if con.dialect.name != "postgresql" or others:
        return False
    return con.scalar(text("SELECT pg_get_serial_sequence(:t, :c)"), {"t": table.name, "c": key.name}) is not None


def _lignes(lines: Iterator[str], table: Table) -> Iterator[dict[str, Any]]:
    """Rows as they were copied. Raises SauvegardeRefusee for what is no row of this table."""
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict) or set(row) != set(table.c.keys()) or not all(map(_est_simple, row.values())):
            raise SauvegardeRefusee(
                f"La ligne {number} de la table « {table.name} » des séances n'en est pas une : cette sauvegarde a été "
                "refaite. Rien n'a changé."
            )
        yield row


def _est_simple(value: object) -> bool:
    return value is None or isinstance(value, str | int | float)


def _mettre_de_cote(con: Connection) -> None:
    """Keep what a PostgreSQL store holds under another schema, by one rename."""
    schema = str(con.scalar(text("SELECT current_schema()")))
    instant = con.scalar(text("SELECT to_char(clock_timestamp(), 'YYYYMMDD_HH24MISS_US')"))
    quote = con.dialect.identifier_preparer.quote
    try:
        con.exec_driver_sql(f"ALTER SCHEMA {quote(schema)} RENAME TO {quote(f'{schema}_avant_{instant}')}")
        con.exec_driver_sql(f"CREATE SCHEMA {quote(schema)}")
    except ProgrammingError:
        raise SauvegardeRefusee(
            f"Le compte de PostgreSQL n'a pas le droit de mettre de côté le schéma « {schema} » : restaurez dans une "
            "base neuve, ou donnez-lui ce schéma. Rien n'a changé."
        ) from None


def _est_remplie_par(con: Connection, marque: str) -> bool:
    if con.dialect.name != "postgresql":
        return False
    said = con.scalar(text("SELECT obj_description(current_schema()::regnamespace, 'pg_namespace')"))
    return bool(said == f"{_MARQUE}{marque}")


def _marquer(con: Connection, said: str | None) -> None:
    if con.dialect.name == "postgresql":
        quote = con.dialect.identifier_preparer.quote
        schema = quote(str(con.scalar(text("SELECT current_schema()"))))
        # The mark is a hash of ours: nothing to escape.
        con.exec_driver_sql(f"COMMENT ON SCHEMA {schema} IS {'NULL' if said is None else repr(said)}")


def oublier_la_marque(url: str) -> None:
    """The restoration is over: the same backup may be put back another day."""
    with magasin.tel_qu_il_est(url, ecrire=True) as con:
        _marquer(con, None)


def est_postgres(url: str) -> bool:
    return make_url(url).get_backend_name() == "postgresql"


def fichier_sqlite(url: str) -> Path | None:
    """The file of a SQLite store, None for another engine."""
    found: URL = make_url(url)
    return Path(found.database) if found.get_backend_name() == "sqlite" and found.database else None
