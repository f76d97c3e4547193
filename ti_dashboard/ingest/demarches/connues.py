"""What the accepted deposits say of each application."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ti_dashboard.dossier import depots
from ti_dashboard.ingest.demarches.avancement import Candidature
from ti_dashboard.ingest.demarches.compte_rendu import les_dossiers
from ti_dashboard.ingest.demarches.nettoyage import NATURE
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.ingest.registre import lignes_deposees

RETIREE = "retiree"


def dire_les_absents(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """An export may be of some files only: one that is not in it is said, never withdrawn for that."""
    present = {str(row["numero_dossier"]) for row in rows}
    absent = [n for n, row in connues().items() if n not in present and row["statut"] != RETIREE]
    if absent:
        told = les_dossiers(sorted(absent, key=lambda n: (len(n), n)))
        yield f"Connus, absents de cet export, laissés tels quels : {told}."


def connues() -> dict[str, Candidature]:
    """Last row known of each file, as a deposit writes it, from every accepted deposit."""
    found: dict[str, tuple[date, Candidature]] = {}
    for depot in depots.acceptes():
        for sheet in depot.feuilles:
            if sheet.nature == NATURE:
                for _, row in lignes_deposees.lire(depots.dossier() / depot.depot_id / sheet.lignes, NATURE):
                    number, day = str(row["numero_dossier"]), row["date_effet"]
                    if number not in found or day >= found[number][0]:
                        found[number] = (day, {name: _ecrite(row.get(name)) for name in schema(NATURE).noms})
    return {number: row for number, (_, row) in found.items()}


def _ecrite(value: object) -> object:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return value.isoformat() if isinstance(value, date) else "" if value is None else value
