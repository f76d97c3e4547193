"""The CSV or XLSX export of the platform: only the columns the mapping names are kept before anything is stored."""

from pathlib import Path

from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest.demarches.formulaire import NATURE, correspondance, ligne
from ti_dashboard.ingest.demarches.importer import Bilan, Demande, Dire, deposer, en_csv
from ti_dashboard.ingest.reception.correspondances import LecturePrevue
from ti_dashboard.ingest.reception.entetes import est_vide, trouver
from ti_dashboard.ingest.reception.fichiers import FeuilleBrute, feuilles_brutes
from ti_dashboard.ingest.reception.limites import FichierRefuse
from ti_dashboard.ingest.reception.valeurs import mot_cle
from ti_dashboard.ingest.schema import schema


def importer_export(path: Path, demande: Demande, dire: Dire) -> Bilan:
    """Deposit what the export says of the applications. The file itself, with its names and e-mails, is not kept."""
    mapping = correspondance()
    wanted = {mot_cle(header): header for header in mapping.colonnes.values()}
    needed = {
        mot_cle(mapping.colonnes[c.nom]) for c in schema(NATURE).champs if c.est_requis and c.nom in mapping.colonnes
    }
    dire(f"Lecture de {path.name}")
    try:
        sheets = feuilles_brutes(path, path.name)
    except FichierRefuse as refusal:
        raise DepotRefuse(f"{path.name} : {refusal.constat} {refusal.remede}") from None
    except OSError as error:
        raise DepotRefuse(f"{path} ne peut pas être lu ({error.strerror}).") from None
    for sheet in sheets:
        rank = trouver(sheet.lignes, wanted)
        if rank is not None and needed <= {mot_cle(c) for c in sheet.lignes[rank] if isinstance(c, str)}:
            return _deposer(path, sheet, rank, mapping, wanted, demande, dire)
    raise DepotRefuse(
        f"{path.name} n'a pas les colonnes de l'export attendu : {', '.join(sorted(wanted[k] for k in needed))}. "
        "Vérifiez le fichier, ou data/correspondances/demarches.toml."
    )


def _deposer(
    path: Path,
    sheet: FeuilleBrute,
    rank: int,
    mapping: LecturePrevue,
    wanted: dict[str, str],
    demande: Demande,
    dire: Dire,
) -> Bilan:
    header = [str(c) if c is not None else "" for c in sheet.lignes[rank]]
    rows = [
        ligne(dict(zip(header, row, strict=False)), mapping) for row in sheet.lignes[rank + 1 :] if not est_vide(row)
    ]
    ignored = sum(bool(h.strip()) and mot_cle(h) not in wanted for h in header)
    if not rows:
        raise DepotRefuse(f"{path.name} : l'en-tête n'est suivi d'aucune ligne.")
    depot = deposer(f"export-{path.stem}", en_csv(schema(NATURE).noms, rows), demande, dire)
    return Bilan(
        len(rows), depot.nb_valides, (f"{ignored} colonnes non reprises, données personnelles comprises.",), depot
    )
