"""A ledger of a few rows, with what the demonstration never shows: what some questions are there to find."""

from tests.fabrique import Lignes

_STATUTS = {"P1": "en_instruction", "P2": "engage", "P3": "abandonne", "P4": "engage"}
_CHER, _DEUX_FOIS = 100, 40
DOSSIERS: dict[str, dict[str, Lignes]] = {
    "2019-09-24": {
        "perimetre": [{"territoire_id": "ti-5304"}],
        "projets": [{"projet_id": one, "territoire_id": "ti-5304", "cout_total": 90} for one in _STATUTS],
        # A status late, one that no funder tells, one left without a cancellation: declarations that differ.
        "statuts": [{"projet_id": one, "statut": status} for one, status in _STATUTS.items()],
        "financements": [
            *({"projet_id": one, "montant": _CHER, "reference": one} for one in ("P1", "P3", "P4")),
            # The same act under two references.
            *({"projet_id": "P4", "montant": _DEUX_FOIS, "reference": one} for one in ("A", "B")),
        ],
    },
    # After the last closing: no arrêté counts it.
    "2025-10-01": {"financements": [{"projet_id": "P1", "montant": 5, "reference": "C", "date_effet": "2025-09-15"}]},
}
