"""The verb « candidatures importer »: from the API or from an export, and what is said at the end."""

import argparse
from pathlib import Path
from typing import Protocol

from ti_dashboard.ingest.candidatures.export_de_plateforme import importer_export
from ti_dashboard.ingest.candidatures.importer import importer
from ti_dashboard.ingest.candidatures.mise_en_depot import BilanImport, Importation
from ti_dashboard.langue.formats import accord


class SortieDuVerbe(Protocol):
    def etape(self, phrase: str) -> None: ...

    def resultat(self, phrases: list[str], /, **faits: object) -> None: ...


def importer_les_candidatures(args: argparse.Namespace, sortie: SortieDuVerbe, est_demonstration: bool) -> None:
    asked = Importation(args.auteur, est_demonstration, args.lignes_valides)
    found = _importer(args.fichier, args.demarche, asked, sortie)
    end = f"Accepté sous {found.depot.depot_id}. « publier » le mettra en ligne." if found.depot else "Rien de nouveau."
    counts = f"{accord(found.nb_lus, 'dossier lu', 'dossiers lus')}, {accord(found.nb_nouveaux, 'déposé')}"
    notices = [*found.avis, *(found.depot.avis if found.depot else ())]
    sortie.resultat(
        [counts, *(f"  i {notice}" for notice in notices), end],
        lus=found.nb_lus,
        deposes=found.nb_nouveaux,
        avis=notices,
        depot=found.depot.depot_id if found.depot else None,
    )


def _importer(fichier: Path | None, demarche: int, asked: Importation, sortie: SortieDuVerbe) -> BilanImport:
    if fichier:
        return importer_export(fichier, asked, sortie.etape)
    return importer(demarche, asked, sortie.etape)
