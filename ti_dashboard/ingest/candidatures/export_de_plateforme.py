"""The verb's way in for the CSV, XLSX or ODS export of the platform: what the mapping does not name is not stored."""

from pathlib import Path

from ti_dashboard.dossier import disque
from ti_dashboard.dossier.limites import FichierRefuse
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest.candidatures.mise_en_depot import BilanImport, Importation, deposer_s_il_y_a_lieu
from ti_dashboard.ingest.demarches.appel import Dire
from ti_dashboard.ingest.demarches.formulaire import correspondance
from ti_dashboard.ingest.demarches.lecture_export import convertir
from ti_dashboard.ingest.reception.fichiers import feuilles_brutes


def importer_export(path: Path, demande: Importation, dire: Dire) -> BilanImport:
    """Deposit what the export says of the applications. The file itself, with its names and e-mails, is not kept."""
    mapping = correspondance()
    dire(f"Lecture de {path.name}")
    try:
        sheets = feuilles_brutes(path, path.name)
    except FichierRefuse as refusal:
        raise DepotRefuse(f"{path.name} : {refusal}") from None
    except OSError as error:
        raise DepotRefuse(f"{path} n'a pas pu être lu : {disque.raison(error)}.") from None
    rows, notices = convertir(sheets, path.name, mapping)
    depot = deposer_s_il_y_a_lieu(f"export-{path.stem}", rows, notices, demande, dire)
    return BilanImport(len(rows), len(rows) if depot else 0, notices, depot)
