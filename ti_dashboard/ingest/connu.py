"""What the ledger holds when a deposit comes in: enough to check its references and to find what it repeats."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from ti_dashboard import depots
from ti_dashboard.ingest.doublons import Ligne
from ti_dashboard.ingest.lignes_deposees import livraisons_du_depot
from ti_dashboard.ingest.references import Connaissances, connaissances
from ti_dashboard.ingest.referentiels import verifier
from ti_dashboard.ingest.registre import NOMS
from ti_dashboard.pointeur import lire_pointeur

_ACTES = """
    SELECT reference, operateur_id, type_montant, montant_eur, date_effet, projet_id, livraison_id, ligne
    FROM flux WHERE montant_eur IS NOT NULL AND cause = 'initial'"""
_PROJETS = """
    SELECT projet_id, phase, territoire_id, intitule, livraison_id, ligne FROM projet
    QUALIFY row_number() OVER (PARTITION BY projet_id ORDER BY date_connaissance DESC, ligne DESC) = 1"""


@dataclass
class Registre:
    connaissances: Connaissances
    actes: list[Ligne]
    projets: list[Ligne]


def registre_connu(publications: Path, waiting: list[Path]) -> Registre:
    """The publication served, and the accepted deposits that wait for the next one."""
    pointer = lire_pointeur(publications)
    if pointer is None:
        found = _referentiels_seuls()
    else:
        with duckdb.connect(str(publications / pointer["publication"]), read_only=True) as con:
            found = Registre(connaissances(con), _lignes(con, _ACTES), _lignes(con, _PROJETS))
            found.connaissances.projets |= {
                p for (p,) in con.execute("SELECT DISTINCT projet_id FROM projet").fetchall()
            }
    for folder in waiting:
        _ajouter_depot(found, folder)
    return found


def _referentiels_seuls() -> Registre:
    """Nothing was published yet: only the referentials are known."""
    tables = verifier()
    return Registre(
        Connaissances(
            {(int(r["phase"]), r["territoire_id"]) for _, r in tables["territoire"]},
            {r["theme_id"] for _, r in tables["theme"]},
            {
                r["operateur_id"]: (
                    date.fromisoformat(r["date_debut"]),
                    date.fromisoformat(r["date_fin"]) if r["date_fin"] else None,
                )
                for _, r in tables["operateur"]
            },
        ),
        [],
        [],
    )


def _lignes(con: duckdb.DuckDBPyConnection, query: str) -> list[Ligne]:
    cursor = con.execute(query)
    names = [_NOMS_DEPOSES.get(c[0], c[0]) for c in cursor.description]
    rows = (dict(zip(names, row, strict=True)) for row in cursor.fetchall())
    return [Ligne(f"{row['livraison_id']}, ligne {row['ligne']}", row) for row in rows]


_NOMS_DEPOSES = {ledger: delivered for delivered, ledger in NOMS.items()}


def _ajouter_depot(found: Registre, folder: Path) -> None:
    for sheet in livraisons_du_depot(depots.lire(folder / depots.FICHE), folder):
        lines = [Ligne(f"{sheet.livraison_id}, ligne {n}", row) for n, row in sheet.lignes]
        if sheet.nature == "projets":
            found.projets += lines
            found.connaissances.projets |= {line.row["projet_id"] for line in lines}
        elif sheet.nature == "financements":
            found.actes += lines
