"""What the reading did to a file without refusing it, in sentences, each with its place."""

from collections.abc import Iterator

from ti_dashboard.ingest.reception.fichier_recu import FeuilleLue, Lecture
from ti_dashboard.ingest.reception.montre import montrer
from ti_dashboard.langue.formats import accord, enumeration, selon

MAX_COLONNES = 12


def dire_la_lecture(nom: str, lecture: Lecture) -> Iterator[str]:
    """What the reading did to the file without refusing it, each sentence with its place."""
    yield from (f"{nom} : {said}" for said in lecture.avis)
    yield from (f"{nom}, feuille {sheet} : ignorée, aucune colonne attendue." for sheet in lecture.feuilles_ignorees)
    told = {(sheet.feuille, said): None for sheet in lecture.feuilles for said in (*sheet.avis, *_non_lues(sheet))}
    yield from (f"{nom}{f', feuille {sheet}' if sheet else ''} : {said}" for sheet, said in told)


def _non_lues(sheet: FeuilleLue) -> Iterator[str]:
    """Columns that this format does not read."""
    if names := sheet.colonnes_ignorees:
        left = len(names) - MAX_COLONNES
        shown = [f"« {montrer(name)} »" for name in names[:MAX_COLONNES]]
        said = selon(len(names), "", "{n} colonne n'est pas lue", "{n} colonnes ne sont pas lues")
        yield f"{said} : {enumeration([*shown, *([accord(left, 'autre')] if left > 0 else [])])}."
