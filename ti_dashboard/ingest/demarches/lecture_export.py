"""The CSV, XLSX or ODS export of the platform: what the mapping does not name is dropped before anything is stored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ti_dashboard.classeurs.rangee_vide import est_vide
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest.demarches.blocs_repetes import Bloc, est_un_bloc, lire_bloc, numero
from ti_dashboard.ingest.demarches.colonnes_export import (
    ColonnesLues,
    attendus,
    dire_le_reste,
    dire_les_manques,
    indispensables,
    reperer,
)
from ti_dashboard.ingest.demarches.compte_rendu import Noter, ReleveDeLecture
from ti_dashboard.ingest.demarches.connues import dire_les_absents
from ti_dashboard.ingest.demarches.formulaire import cite
from ti_dashboard.ingest.demarches.nettoyage import est_du_programme, ligne
from ti_dashboard.ingest.reception.entetes import trouver
from ti_dashboard.ingest.reception.fichiers import FeuilleBrute
from ti_dashboard.ingest.reception.plans import LecturePrevue
from ti_dashboard.langue.formats import enumeration, selon


@dataclass(frozen=True)
class _Dossiers:
    """The sheet of files: its header, where the mapping's columns are, number and row of each file under it."""

    nom: str
    cases: list[str]
    colonnes: ColonnesLues
    lignes: list[tuple[str, list[object]]]
    avis: tuple[str, ...]


def convertir(
    sheets: Sequence[FeuilleBrute], nom: str, mapping: LecturePrevue, masquees: bool = False
) -> tuple[list[dict[str, object]], tuple[str, ...]]:
    """Raw rows of ``candidatures``, and all that is to be said of how they were read. ``masquees``: read them too.

    Raises DepotRefuse when no sheet has what a row needs.
    """
    wanted = attendus(mapping)
    if masquees:
        sheets = [replace(s, masquees=frozenset(), est_masquee=False) for s in sheets]
    shown = [s for s in sheets if not s.est_masquee]
    main = _dossiers(nom, shown, wanted, mapping)
    blocks = [lire_bloc(s, wanted) for s in shown if est_un_bloc(s)]
    done = ReleveDeLecture()
    rows = [row for number, cells in main.lignes if (row := _ligne(main, number, cells, blocks, mapping, done))]
    read = {main.nom, *(s.nom for s in shown if est_un_bloc(s))}
    unread = [s.nom for s in sheets if s.nom not in read and len(s.lignes) > 1]
    _noter_les_orphelins(main, blocks, done)
    notices = [*main.avis, *_dire_les_colonnes(main, blocks, wanted), *done.phrases()]
    if unread:
        notices.append(f"Feuilles non lues : {enumeration([cite(name) for name in unread])}.")
    return rows, (*notices, *dire_les_absents(rows))


def _dossiers(
    nom: str, sheets: Sequence[FeuilleBrute], wanted: dict[str, list[str]], mapping: LecturePrevue
) -> _Dossiers:
    keys = {key: header for header, spellings in wanted.items() for key in spellings}
    best: tuple[list[str], ColonnesLues] | None = None
    for sheet in sheets:
        rank = None if est_un_bloc(sheet) else trouver(sheet.lignes, keys)
        if rank is None:
            continue
        cases = [str(c).strip() if c is not None else "" for c in sheet.lignes[rank]]
        columns = reperer(cases, wanted)
        missing = [header for header in indispensables(mapping) if header not in columns.positions]
        if not missing:
            return _sous_l_en_tete(nom, sheet, rank, cases, columns, mapping.colonnes["numero_dossier"])
        if best is None or len(missing) < len(best[0]):
            best = missing, columns
    missing, rest = (best[0], best[1].reste) if best else (indispensables(mapping), [])
    raise DepotRefuse(
        f"{nom} n'est pas lu et rien n'est déposé. {' '.join(dire_les_manques(missing, rest))} "
        "Sans ces colonnes, aucun dossier ne peut être lu : complétez l'export, ou data/correspondances/demarches.toml."
    )


def _sous_l_en_tete(
    nom: str, sheet: FeuilleBrute, rank: int, cases: list[str], columns: ColonnesLues, header: str
) -> _Dossiers:
    """Rows that the sender's screen shows. Raises DepotRefuse when there is none."""
    place = columns.positions[header][0]
    rows = [(n, row) for n, row in enumerate(sheet.lignes[rank + 1 :], rank + 2) if not est_vide(row)]
    shown = [(numero(row[place]) if place < len(row) else "", row) for n, row in rows if n not in sheet.masquees]
    if not shown:
        raise DepotRefuse(f"{nom} : l'en-tête n'est suivi d'aucune ligne.")
    notices = sheet.avis
    if hidden := len(rows) - len(shown):
        said = selon(
            hidden, "", "{n} ligne masquée ou filtrée n'est pas lue", "{n} lignes masquées ou filtrées ne sont pas lues"
        )
        notices = (*notices, f"{said} ; pour tout lire, affichez tout dans le tableur.")
    return _Dossiers(sheet.nom, cases, columns, shown, notices)


def _ligne(
    main: _Dossiers,
    number: str,
    row: Sequence[object],
    blocks: Sequence[Bloc],
    mapping: LecturePrevue,
    done: ReleveDeLecture,
) -> dict[str, object] | None:
    """One file; None when the filter of the mapping leaves it out."""
    noter = done.pour(number)
    cells = _cellules(main, row, noter)
    for block in blocks:
        for header, values in block.valeurs.items():
            if found := values.get(number):
                noter("bloc", block.nom)
                cells[header] = " | ".join(numero(v) for v in found)
    if est_du_programme(cells, mapping):
        return ligne(cells, mapping, noter)
    noter("hors_programme")
    return None


def _cellules(main: _Dossiers, row: Sequence[object], noter: Noter) -> dict[str, object]:
    """Cells by header: of the columns a header may have, the first one filled speaks."""
    doubled = main.colonnes.doublees(main.cases)
    cells: dict[str, object] = {}
    for header, places in main.colonnes.positions.items():
        filled = {i: row[i] for i in places if i < len(row) and row[i] not in (None, "")}
        cells[header] = next(iter(filled.values()), None)
        if len({str(filled[i]).strip() for i in doubled.get(header, ()) if i in filled}) > 1:
            noter("double", header)
    return cells


def _dire_les_colonnes(main: _Dossiers, blocks: Sequence[Bloc], wanted: dict[str, list[str]]) -> Iterator[str]:
    seen = {*main.colonnes.positions, *(header for block in blocks for header in block.valeurs)}
    rest = [*main.colonnes.reste, *(c for block in blocks for c in block.reste)]
    yield from dire_les_manques([header for header in wanted if header not in seen], rest)
    if doubled := main.colonnes.doublees(main.cases):
        told = [f"{cite(h)} (colonnes {enumeration([str(i + 1) for i in found])})" for h, found in doubled.items()]
        yield f"En-têtes écrits plusieurs fois, la première colonne remplie est lue : {enumeration(told)}."
    yield from dire_le_reste(rest)


def _noter_les_orphelins(main: _Dossiers, blocks: Sequence[Bloc], done: ReleveDeLecture) -> None:
    known = {number for number, _ in main.lignes}
    for block in blocks:
        for number in sorted({n for values in block.valeurs.values() for n in values} - known):
            done.noter(number, "bloc_orphelin", block.nom)
