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


def empreinte_arrete(fetch_one: Callable[[str, dict[str, object]], str | None], arrete_id: date, cloture: date) -> str:
    """SHA-256, 64 hexadecimal digits. ``fetch_one`` runs one SELECT and gives its only value."""
    digest = hashlib.sha256()
    bounds: dict[str, object] = {"arrete": arrete_id, "cloture": cloture}
    for table in EVENEMENTS:
        query = (
            f"SELECT string_agg(md5(to_json(t)::VARCHAR), '' ORDER BY livraison_id, ligne) FROM {table} t "  # noqa: S608
            "WHERE date_connaissance <= $cloture AND date_effet <= $arrete"
        )
        digest.update(f"{table}:{fetch_one(query, bounds)}\n".encode())
    for table, order in ETATS.items():
        query = (
            f"SELECT string_agg(md5(to_json(t)::VARCHAR), '' ORDER BY {order}) FROM {table} t "  # noqa: S608
            "WHERE arrete_id = $arrete"
        )
        digest.update(f"{table}:{fetch_one(query, {'arrete': arrete_id})}\n".encode())
    return digest.hexdigest()
