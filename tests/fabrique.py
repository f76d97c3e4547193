"""Small real deliveries for tests: rows as dictionaries → a folder as operators send it."""

import csv
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from ti_dashboard.ingest.publier.construction import Resume, construire
from ti_dashboard.ingest.reception.schema import schema

Lignes = Sequence[Mapping[str, object]]

DEFAUTS: dict[str, dict[str, object]] = {
    "perimetre": {"phase": 1, "mouvement": "entree", "date_effet": "2018-11-22", "cause": "initial"},
    "jalons": {"phase": 1, "date_effet": "2019-03-01", "cause": "initial"},
    "projets": {"phase": 1, "intitule": "Plateau technique", "axe_id": "1-recruter", "date_effet": "2019-03-01",
                "cause": "initial"},
    "statuts": {"date_effet": "2019-03-01", "cause": "initial"},
    "financements": {"phase": 1, "operateur_id": "bpifrance", "instrument_id": "aides-bpifrance",
                     "type_montant": "engage", "nature_aide": "subvention", "date_effet": "2019-03-15",
                     "cause": "initial"},
    "emplois": {"date_effet": "2019-03-01", "cause": "initial"},
    "postes": {"phase": 1, "date_effet": "2019-03-01", "cause": "initial"},
    "candidatures": {"phase": 2, "intitule": "Vallée", "statut": "en_construction", "date_effet": "2023-09-01",
                     "cause": "initial"},
}  # fmt: skip


def ecrire_dossier(
    racine: Path, dossier: str, feuilles: Mapping[str, Lignes], reception: str | None = None, emetteur: str = "ANCT"
) -> Path:
    """Write one CSV per kind of delivery and their bordereau; ``reception`` defaults to the folder's date."""
    target = racine / dossier
    target.mkdir(parents=True, exist_ok=True)
    bordereau = []
    for nature, lignes in feuilles.items():
        rows = [DEFAUTS[nature] | dict(ligne) for ligne in lignes]
        if nature == "financements":
            rows = [{"reference": f"R{i}"} | row for i, row in enumerate(rows)]
        _ecrire_csv(target / f"{nature}.csv", schema(nature).noms, rows)
        amounts = [Decimal(str(r["montant"])) for r in rows if r.get("montant") not in (None, "")]
        bordereau.append(
            {
                "fichier": f"{nature}.csv",
                "feuille": "",
                "nature": nature,
                "emetteur": emetteur,
                "date_reception": reception or dossier,
                "nb_lignes": len(rows),
                "total_controle": sum(amounts, Decimal(0)) if nature == "financements" else "",
                "est_demonstration": "oui",
            }
        )
    _ecrire_csv(target / "bordereau.csv", schema("bordereau").noms, bordereau)
    return target


def _ecrire_csv(path: Path, columns: list[str], rows: Lignes) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def publier(base: Path, dossiers: Mapping[str, Mapping[str, Lignes]]) -> Resume:
    """Write the folders below ``base`` and publish them in ``base/publications``."""
    for dossier, feuilles in dossiers.items():
        ecrire_dossier(base / "livraisons", dossier, feuilles)
    return construire(base / "livraisons", base / "publications")
