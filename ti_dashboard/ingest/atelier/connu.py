"""What the ledger holds when a deposit comes in: enough to check its references and to find what it repeats."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from ti_dashboard.dossier import depots
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.ingest.figer.en_place import lue
from ti_dashboard.ingest.figer.tables import NOMS_DITS, existantes
from ti_dashboard.ingest.publier.referentiels import verifier
from ti_dashboard.ingest.reception.valeurs import cle_identifiant
from ti_dashboard.ingest.registre.doublons import LigneSituee
from ti_dashboard.ingest.registre.lignes_deposees import livraisons_du_depot
from ti_dashboard.ingest.registre.livraison import AJOUT, Livraison
from ti_dashboard.ingest.registre.renvois import Connaissances, connaissances, declarations
from ti_dashboard.referentiels.natures import NATURES

# Sheets of folders, which only add: their rows are in the publication as they were said.
_FEUILLES = """
    SELECT livraison_id, dossier, fichier, feuille, nature, emetteur, date_reception, date_connaissance, sha256
    FROM livraison WHERE mode = $mode ORDER BY date_connaissance, livraison_id"""


@dataclass
class Registre:
    """``paroles``: every delivery known, as it was said."""

    connaissances: Connaissances
    paroles: list[Livraison]

    def lignes(self, nature: str) -> list[LigneSituee]:
        """Rows of one kind with their place, as the search for doubles needs them."""
        return [
            LigneSituee(f"{s.livraison_id}, ligne {n}", row)
            for s in self.paroles
            if s.nature == nature
            for n, row in s.lignes
        ]


def registre_connu(publications: Path, accepted: list[Path]) -> Registre:
    """What the folders of the publication served and the accepted deposits say."""
    pointer = lire_pointeur(publications)
    if pointer is None:
        found = Registre(_referentiels_seuls(), [])
    else:
        with lue(publications / pointer["publication"]) as con:
            found = Registre(connaissances(con), list(_feuilles_des_dossiers(con)))
    for folder in accepted:
        found.paroles += livraisons_du_depot(depots.lire(folder / depots.FICHE), folder)
    declared = list(declarations(found.paroles))
    found.connaissances.declarer(row["projet_id"] for row in declared)
    found.connaissances.phases |= {cle_identifiant(str(row["projet_id"])): row["phase"] for row in declared}
    return found


def _referentiels_seuls() -> Connaissances:
    """Nothing was published yet: only the referentials are known."""
    tables = verifier()
    return Connaissances(
        {(int(r["phase"]), r["territoire_id"]) for _, r in tables["territoire"]},
        {r["theme_id"] for _, r in tables["theme"]},
        {
            r["operateur_id"]: (
                date.fromisoformat(r["date_debut"]),
                date.fromisoformat(r["date_fin"]) if r["date_fin"] else None,
            )
            for _, r in tables["operateur"]
        },
    )


def _feuilles_des_dossiers(con: duckdb.DuckDBPyConnection) -> Iterator[Livraison]:
    there = existantes(con)
    rows = {nature.nom: _lignes(con, nature.table) for nature in NATURES.values() if nature.table in there}
    for place, folder, file, sheet, nature, sender, received, known, sha in con.execute(
        _FEUILLES, {"mode": AJOUT}
    ).fetchall():
        said = rows[nature].get(place, [])
        yield Livraison(
            folder, file, sheet, nature, sender, received, len(said), None, True, sha, said, date_connaissance=known
        )


def _lignes(con: duckdb.DuckDBPyConnection, table: str) -> dict[str, list[tuple[int, dict[str, object]]]]:
    """livraison_id → rows of one kind, under the names of the contract."""
    cursor = con.execute(f"SELECT * FROM {table} ORDER BY livraison_id, ligne")  # noqa: S608
    names = [NOMS_DITS.get(c[0], c[0]) for c in cursor.description]
    found: dict[str, list[tuple[int, dict[str, object]]]] = {}
    for values in cursor.fetchall():
        row = dict(zip(names, values, strict=True))
        found.setdefault(row["livraison_id"], []).append((row["ligne"], row))
    return found
