"""The ledger: deliveries become append-only events, each with both dates and the line it came from."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

import duckdb

from ti_dashboard.dossier.limites import LivraisonInvalide
from ti_dashboard.ingest.figer.tables import NOMS, ajouter, colonnes, d_un_trait
from ti_dashboard.ingest.registre.arbitrage import Arbitre
from ti_dashboard.ingest.registre.ecarts import Connu
from ti_dashboard.ingest.registre.ecritures import Bilan
from ti_dashboard.ingest.registre.livraison import Livraison
from ti_dashboard.ingest.registre.renvois import connaissances, declarations
from ti_dashboard.ingest.registre.tenu import RegistreTenu
from ti_dashboard.referentiels.natures import NATURES


def consigner(
    con: duckdb.DuckDBPyConnection,
    livraisons: list[Livraison],
    progression: Callable[[str], None] = lambda _: None,
    tenu: RegistreTenu | None = None,
) -> None:
    """Insert every row of ``livraisons``; those that ``tenu`` holds, as it holds them.

    Raises LivraisonInvalide when a row speaks of a project or a territory that no row declares.
    """
    _check_references(con, livraisons)
    defaults = dict(con.execute("SELECT axe_id, theme_id FROM axe_theme").fetchall())
    sheets: list[list[object]] = []
    events: dict[str, list[dict[str, object]]] = defaultdict(list)
    known = Connu(Arbitre.de(livraisons))
    held = [s for s in livraisons if tenu and tenu.tient(s)]
    if tenu and held:
        for _ in known.apprendre(held, progression):
            pass
        tenu.copier(con, held, [nature.table for nature in NATURES.values()])
        known.tenir(tenu.actes(con, held))
    kept = {s.livraison_id for s in held}
    for livraison, written, balance in known.apprendre(
        [s for s in livraisons if s.livraison_id not in kept], progression
    ):
        sheets.append(_sheet(livraison, len(livraison.lignes), balance))
        sheets += [_sheet(withdrawn, 0, Bilan()) for withdrawn in written[1:]]
        for s in written:
            events[NATURES[s.nature].table] += [_event(s, line, row, defaults) for line, row in s.lignes]
    with d_un_trait(con):
        ajouter(con, "livraison", colonnes(con, "livraison"), sheets)
        for table, rows in events.items():
            # By name: rows kept by an earlier version bear their columns in another order, and not all of them.
            names = list(dict.fromkeys(name for row in rows for name in row))
            ajouter(con, table, names, [[row.get(name) for name in names] for row in rows])


def _sheet(s: Livraison, nb_lues: int, balance: Bilan) -> list[object]:
    """One row of ``livraison``: what was read, and what became of it."""
    return [
        s.livraison_id,
        s.dossier,
        s.fichier,
        s.feuille,
        s.nature,
        s.emetteur,
        s.date_reception,
        s.connue_le,
        s.mode,
        nb_lues,
        s.nb_rejets,
        s.nb_sans_objet,
        balance.nb_deja_connues,
        balance.nb_corrigees,
        balance.nb_retirees,
        balance.nb_recouvertes,
        s.total_controle,
        s.total_lu,
        s.sha256,
        s.est_demonstration,
    ]


def _event(livraison: Livraison, line: int, row: dict[str, object], defaults: dict[str, str]) -> dict[str, object]:
    event = {NOMS.get(k, k): v for k, v in row.items()}
    event |= {column: _plusieurs(row[column]) for column in NATURES[livraison.nature].listes}
    if "themes" in event:
        event["themes"] = event["themes"] or _themes(row, defaults)
    return event | {
        "date_connaissance": livraison.connue_le,
        "livraison_id": livraison.livraison_id,
        "ligne": line,
    }


def _plusieurs(cell: object) -> list[str]:
    return [value.strip() for value in str(cell or "").split("|") if value.strip()]


def _themes(row: dict[str, object], defaults: dict[str, str]) -> list[str]:
    """Without a declared theme, the crosswalk of the axis; otherwise « non classé »."""
    return [defaults.get(str(row["axe_id"]), "non-classe")]


def _check_references(con: duckdb.DuckDBPyConnection, livraisons: list[Livraison]) -> None:
    known = connaissances(con)
    known.declarer(row["projet_id"] for row in declarations(livraisons))
    faults: list[str] = []
    for s in livraisons:
        faults += [
            replace(fault, fichier=f"{s.dossier}/{s.fichier}", feuille=s.feuille, ligne=line).en_phrase()
            for line, row in s.lignes
            for fault in known.manques(row)
        ]
    if faults:
        raise LivraisonInvalide(faults)
