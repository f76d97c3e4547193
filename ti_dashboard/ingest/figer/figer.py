"""Freeze every arrêté: the states the ledger gives at each cut-off, the figures they say, and the seal over both."""

from collections.abc import Iterable
from datetime import date
from functools import partial

import duckdb

from ti_dashboard.dossier.arretes import ArreteDecide, Retrait
from ti_dashboard.ingest.figer import reprise
from ti_dashboard.ingest.figer.dits import Dits
from ti_dashboard.ingest.figer.tables import ajouter, d_un_trait, sql
from ti_dashboard.magasin.fichier import parcourir
from ti_dashboard.sceau import chiffres
from ti_dashboard.sceau.empreinte import Sceau, sceller
from ti_dashboard.sceau.recettes import COURANTE
from ti_dashboard.sceau.references import PREFIXE, REFERENCES

# In the order they are frozen: a ledger line follows its project.
ETATS = ("etat_territoire", "etat_projet", "etat_flux", "etat_candidature")
SCELLES = ("chiffre_scelle", "sceau_chiffre", "arrete_empreinte")


def figer(con: duckdb.DuckDBPyConnection, deja: Dits) -> None:
    """Fill the reference (``fige_…``) and the states (``etat_…``) of all arrêtés: as they were, wherever they are kept.

    A state computed again follows the reference of its arrêté, not that of today.
    """
    held = reprise.reprendre_references(con, deja)
    with d_un_trait(con):
        for name in REFERENCES:
            con.execute(
                f"INSERT INTO {PREFIXE}{name} SELECT a.arrete_id, r.* FROM arrete a CROSS JOIN {name} r "  # noqa: S608
                "WHERE NOT list_contains($1, a.arrete_id) ORDER BY a.arrete_id",
                [held],
            )
    kept = reprise.reprendre_etats(con, deja, ETATS)
    with d_un_trait(con):
        for table in ETATS:
            con.execute(sql(table.replace("etat_", "figer_")), {"repris": kept})


def signer(con: duckdb.DuckDBPyConnection, deja: Dits) -> None:
    """Say the figures of each arrêté and seal it; one already said keeps its figures and its recipe."""
    known = con.execute("SELECT arrete_id, date_cloture FROM arrete ORDER BY arrete_id").fetchall()
    reprise.reprendre(con, {day: deja[day] for day, _ in known if day in deja})
    chiffres.calculer(con.execute, [day for day, _ in known if day not in deja])
    recipes = {day: deja[day].recette if day in deja else COURANTE for day, _ in known}
    seals: dict[date, Sceau] = {}
    for name in set(recipes.values()):
        seals |= sceller(
            partial(parcourir, con), name, {day: closing for day, closing in known if recipes[day] == name}
        )
    with d_un_trait(con):
        _inscrire(con, sorted(seals.items()))


def _inscrire(con: duckdb.DuckDBPyConnection, sceaux: list[tuple[date, Sceau]]) -> None:
    # DuckDB rewrites a referenced row on UPDATE and refuses it while foreign keys point there: the seal lives apart.
    ajouter(
        con,
        "arrete_empreinte",
        ["arrete_id", "recette", "empreinte"],
        [[day, sceau.recette, sceau.empreinte] for day, sceau in sceaux],
    )
    ajouter(
        con,
        "sceau_chiffre",
        ["arrete_id", "phase", "indicateur_id", "version", "nb", "empreinte"],
        [[day, *key, *signed] for day, sceau in sceaux for key, signed in sorted(sceau.chiffres.items())],
    )


def oter(con: duckdb.DuckDBPyConnection, decides: Iterable[ArreteDecide]) -> dict[str, str]:
    """Set the withdrawn arrêtés apart, once sealed like all others: no question can meet one. Gives their seals.

    In a draft that nobody will serve, nothing is sealed: they are only taken away.
    """
    seals = {}
    for arrete in decides:
        if arrete.retrait is None:
            continue
        seal = con.execute(
            "SELECT recette, empreinte FROM arrete_empreinte WHERE arrete_id = $1", [arrete.arrete_id]
        ).fetchone()
        for table in (*ETATS, *SCELLES, "arrete"):
            con.execute(f"DELETE FROM {table} WHERE arrete_id = $1", [arrete.arrete_id])  # noqa: S608
        if seal is None:
            continue
        _garder_le_retrait(con, arrete, arrete.retrait, seal)
        seals[str(arrete.arrete_id)] = seal[1]
    return seals


def _garder_le_retrait(
    con: duckdb.DuckDBPyConnection, arrete: ArreteDecide, retrait: Retrait, seal: tuple[str, str]
) -> None:
    row = {
        "arrete_id": arrete.arrete_id,
        "libelle": arrete.libelle,
        "numero": arrete.numero,
        "date_cloture": arrete.date_cloture,
        "auteur": arrete.auteur,
        "arrete_le": arrete.arrete_le,
        "recette": seal[0],
        "empreinte": seal[1],
        "motif": retrait.motif,
        "retire_par": retrait.auteur,
        "retire_le": retrait.retire_le,
    }
    ajouter(con, "arrete_retire", list(row), [list(row.values())])
