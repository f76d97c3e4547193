"""Content hash of an arrêté: what was said at a committee, whatever the file it is stored in.

It covers the frozen states and the events known at the cut-off, row by row in a fixed order, so rebuilding from the
same deliveries gives the same hash and a changed cent gives another one.
"""

import hashlib
from collections.abc import Callable
from datetime import date

EVENEMENTS = ("perimetre", "jalon", "projet", "projet_statut", "flux", "emploi", "poste")
ETATS = {
    "etat_territoire": "phase, territoire_id",
    "etat_projet": "projet_id",
    "etat_flux": "livraison_id, ligne",
}
# Tables the ledger got later. An arrêté that has no row there keeps the hash it was signed with before they existed,
# and a publication built before them still opens: an empty or absent table says nothing, not even its name.
EVENEMENTS_AJOUTES = ("candidature",)
ETATS_AJOUTES = {"etat_candidature": "numero_dossier"}

Lire = Callable[[str, dict[str, object]], str | None]


def empreinte_arrete(fetch_one: Lire, arrete_id: date, cloture: date) -> str:
    """SHA-256, 64 hexadecimal digits. ``fetch_one`` runs one SELECT and gives its only value."""
    digest = hashlib.sha256()
    bounds: dict[str, object] = {"arrete": arrete_id, "cloture": cloture}
    for table in EVENEMENTS:
        digest.update(f"{table}:{fetch_one(_evenements(table), bounds)}\n".encode())
    for table, order in ETATS.items():
        digest.update(f"{table}:{fetch_one(_etats(table, order), {'arrete': arrete_id})}\n".encode())
    for table in filter(lambda t: _existe(fetch_one, t), EVENEMENTS_AJOUTES):
        if content := fetch_one(_evenements(table), bounds):
            digest.update(f"{table}:{content}\n".encode())
    for table, order in ETATS_AJOUTES.items():
        if _existe(fetch_one, table) and (content := fetch_one(_etats(table, order), {"arrete": arrete_id})):
            digest.update(f"{table}:{content}\n".encode())
    return digest.hexdigest()


def _evenements(table: str) -> str:
    return (
        f"SELECT string_agg(md5(to_json(t)::VARCHAR), '' ORDER BY livraison_id, ligne) FROM {table} t "  # noqa: S608
        "WHERE date_connaissance <= $cloture AND date_effet <= $arrete"
    )


def _etats(table: str, order: str) -> str:
    return (
        f"SELECT string_agg(md5(to_json(t)::VARCHAR), '' ORDER BY {order}) FROM {table} t "  # noqa: S608
        "WHERE arrete_id = $arrete"
    )


def _existe(fetch_one: Lire, table: str) -> bool:
    return bool(fetch_one("SELECT count(*) FROM duckdb_tables() WHERE table_name = $nom", {"nom": table}))
