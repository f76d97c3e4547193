"""A publication as Parquet, in a folder beside its file, for an engine that does not read it: what it holds, and says.

Its states and its ledger are cut where questions cut them first, one folder for each value, so that a question at an
arrêté reads this one alone.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ti_dashboard.dossier import disque
from ti_dashboard.errors import PublicationIllisible

CONTENU = "contenu.json"
DECOUPES = {
    "etat_territoire": "arrete_id",
    "etat_projet": "arrete_id",
    "etat_flux": "arrete_id",
    "etat_candidature": "arrete_id",
    "chiffre_scelle": "arrete_id",
    "flux": "phase",
}
# A type of the tables, as Spark names it where it does not name it the same.
TYPES = {"VARCHAR": "STRING", "INTEGER": "INT", "VARCHAR[]": "ARRAY<STRING>", "TIMESTAMP": "TIMESTAMP_NTZ"}
_COLONNES = "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY column_index"
_MACROS = "SELECT function_name, parameters, macro_definition FROM duckdb_functions() WHERE NOT internal"


@dataclass(frozen=True)
class TablesEnParquet:
    """``tables``: name → column → its type in Spark, in their order; ``macros``: name → its arguments, its words."""

    dossier: Path
    tables: dict[str, dict[str, str]]
    macros: dict[str, tuple[list[str], str]]


def dossier(fichier: Path) -> Path:
    return fichier.with_suffix(".parquet")


def ecrire(fichier: Path, sha256: str) -> None:
    """Write beside the publication ``fichier``, of this hash, the folder that says the same, whole on the disk.

    Raises duckdb.Error or OSError when the file system refuses; nothing of it stays then.
    """
    target = dossier(fichier)
    draft = disque.brouillon(target)
    try:
        draft.mkdir()
        with closing(duckdb.connect(str(fichier), read_only=True)) as con:
            tables: dict[str, dict[str, str]] = {}
            for table, column, kind in con.execute(_COLONNES).fetchall():
                tables.setdefault(table, {})[column] = TYPES.get(kind, kind)
            for table in tables:
                _copier(con, table, draft)
            macros = {name: (given, said) for name, given, said in con.execute(_MACROS).fetchall()}
        files = {path.relative_to(draft).as_posix(): _empreinte(path) for path in _fichiers(draft)}
        said = {"publication": sha256, "tables": tables, "macros": macros, "fichiers": files}
        disque.poser(draft / CONTENU, json.dumps(said, ensure_ascii=False, indent=1).encode())
        draft.rename(target)
    except BaseException:
        disque.oter_tout_au_mieux(draft)
        raise


def _copier(con: duckdb.DuckDBPyConnection, table: str, racine: Path) -> None:
    """The names come from the catalogue of the file, the folder from its own name. A table always has a file."""
    folder = racine / table
    folder.mkdir()
    is_cut = table in DECOUPES and con.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()  # noqa: S608
    cut = f", PARTITION_BY ({DECOUPES[table]}), OVERWRITE_OR_IGNORE" if is_cut else ""
    place = folder if is_cut else folder / "tout.parquet"
    con.execute(f"COPY (SELECT * FROM {table}) TO '{place}' (FORMAT parquet, COMPRESSION zstd{cut})")  # noqa: S608


def lire(fichier: Path, sha256: str) -> TablesEnParquet:
    """What stands beside the publication ``fichier``, looked at whole. Raises PublicationIllisible."""
    folder = dossier(fichier)
    try:
        said = json.loads((folder / CONTENU).read_text(encoding="utf-8"))
        found = {path.relative_to(folder).as_posix(): _empreinte(path) for path in _fichiers(folder)}
    except OSError:
        raise PublicationIllisible(
            f"La publication {fichier.name} n'a pas ses tables en Parquet, que lit Spark : publiez-la de nouveau "
            "(« python -m ti_dashboard construire ») là où TI_DASHBOARD_MOTEUR est posée."
        ) from None
    if said["publication"] != sha256 or said["fichiers"] != found:
        raise PublicationIllisible(
            f"Les tables en Parquet de {fichier.name} ne sont plus celles écrites à sa publication : elles ont été "
            "modifiées. « python -m ti_dashboard construire » les refait avec elle."
        )
    return TablesEnParquet(folder, said["tables"], said["macros"])


def _fichiers(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*.parquet")) if path.is_file())


def _empreinte(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
