"""What a data folder holds, read by a process that has just started: told so that two folders can be compared.

Reading it proves that nothing is half there: the pointer names a whole publication, each seal recomputed is the one
that was said, each deposit has its rows and its bytes, each line of the journal reads, the store of the room is sound.
"""

import hashlib
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from sqlalchemy import create_engine, inspect

from ti_dashboard.dossier import arretes, chemins, depots, journal, rattachements
from ti_dashboard.dossier.journal_eprouve import eprouver
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.live.base import NOM
from ti_dashboard.live.lignes_enchainees import eprouver as eprouver_la_salle
from ti_dashboard.magasin.guichet import ouvrir
from ti_dashboard.sauvegarde.essai_a_blanc import eprouver as eprouver_l_abri

# Drawn, or read on a clock: not the same from one run to the next.
_CHANGE = re.compile(r"^(code|cle|instant|precedent|empreinte|.*_code|.*_le|.*_depuis|ecoule_ms|version_num)$")


_CODE = re.compile(r"seance:\w{6}")
# A store where nobody wrote anything is no more than one that is not there.
_DU_MAGASIN = {"alembic_version", "sqlite_sequence"}


def lire() -> dict[str, Any]:
    base = chemins.donnees()
    found: dict[str, Any] = {"salle": _salle(base / NOM) if (base / NOM).exists() else {}}
    kept = base.with_name("abri")
    found["abri"] = not eprouver_l_abri(kept).fautes if kept.exists() else None
    if not chemins.publications().is_dir():
        return found
    assert not (broken := eprouver(base).rupture), broken
    return found | {
        "servi": _servi(),
        "depots": [_depot(d) for d in depots.tous()],
        "ecartes": [d.depot_id for d in depots.ecartes()],
        "attente": [_attend(d) for d in depots.prepares()],
        "arretes": [[str(a.arrete_id), bool(a.retrait), bool(a.empreinte)] for a in arretes.lire(base)],
        "rattachements": [[s.ecrire() for s in g.sujets] for g in rattachements.lire(base)],
        "journal": [[e.geste, e.issue_dite] for e in journal.gestes(journal.lire(base))],
    }


def _servi() -> dict[str, Any]:
    pointer = lire_pointeur(chemins.publications())
    assert pointer is not None
    before = pointer["precedente"]
    if before is not None:
        ouvrir(chemins.publications(), before).close()
    with closing(ouvrir(chemins.publications(), pointer)) as served:
        seals = served.lignes("SELECT arrete_id, empreinte FROM arrete_empreinte ORDER BY arrete_id")
        (total,) = served.lignes("SELECT sum(montant_eur) AS total, count(*) AS nb FROM flux")
        held = served.lignes("SELECT DISTINCT dossier FROM livraison ORDER BY dossier")
        return {
            "sceaux": {str(row["arrete_id"]): row["empreinte"] for row in seals},
            "total": [str(total["total"]), total["nb"]],
            "precedente": before is not None,
            "dossiers": [row["dossier"] for row in held],
        }


def _depot(depot: Any) -> str:
    for received in depot.fichiers:
        content = (depots.recus() / received.sha256).read_bytes()
        assert hashlib.sha256(content).hexdigest() == received.sha256, received
    folder = depots.dossier() / depot.depot_id
    for sheet in depot.feuilles:
        assert pq.read_table(folder / sheet.lignes).num_rows == sheet.nb_valides, sheet
        assert not sheet.rejets or (folder / sheet.rejets).is_file()
    return depot.depot_id


def _attend(depot: Any) -> str:
    folder = depots.attente() / depot.depot_id
    for received in depot.fichiers:
        content = (folder / depots.copie(received)).read_bytes()
        assert hashlib.sha256(content).hexdigest() == received.sha256, received
    assert all(pq.read_table(folder / sheet.lignes).num_rows == sheet.nb_valides for sheet in depot.feuilles)
    return depot.depot_id


def _salle(fichier: Path) -> dict[str, list[dict[str, Any]]]:
    with create_engine(f"sqlite:///{fichier}").connect() as con:
        if inspect(con).has_table("journal"):
            assert not (broken := eprouver_la_salle(con).rupture), broken
    with closing(sqlite3.connect(fichier)) as con:
        assert con.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert con.execute("PRAGMA foreign_key_check").fetchall() == []
        con.row_factory = sqlite3.Row
        tables = [name for (name,) in con.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        found = {
            table: [_stable(row) for row in con.execute(f"SELECT * FROM {table} ORDER BY rowid")]  # noqa: S608
            for table in tables
            if table not in _DU_MAGASIN
        }
        return {table: rows for table, rows in found.items() if rows}


def _stable(row: sqlite3.Row) -> dict[str, Any]:
    """Whether a value that changes from one run to the next is there, what the others are."""
    said = {key: (row[key] is None) if _CHANGE.match(key) else row[key] for key in row.keys()}  # noqa: SIM118
    return {key: _CODE.sub("seance:…", value) if isinstance(value, str) else value for key, value in said.items()}
