"""Reference data, once checked, into the tables of the same name."""

from collections.abc import Sequence
from itertools import count
from operator import itemgetter
from pathlib import Path

import duckdb

from ti_dashboard.dossier.arretes import ArreteDecide
from ti_dashboard.dossier.chemins import REFERENTIELS
from ti_dashboard.ingest.figer.tables import ajouter, colonnes, inserer, sql
from ti_dashboard.ingest.publier.communes_cherchees import communes
from ti_dashboard.ingest.publier.referentiels import verifier

# Table → its columns that say yes or no.
DRAPEAUX = {
    "type_jalon": ("est_engage", "est_signe"),
    "statut_projet": ("est_compte", "est_sortie"),
    "statut_candidature": ("est_deposee", "est_traitee"),
}
_MEMBRE = itemgetter("phase", "territoire_id", "siren_membre", "nom_membre", "nature", "code_region")
_PUBLIE = itemgetter("chiffre_id", "date_arrete", "indicateur", "libelle")
_RAPPROCHE = itemgetter("date_arrete", "phase", "indicateur_id", "chiffre_id")
_COMITE = itemgetter("date_cloture", "phase_en_cours", "source")


def _oui(value: str) -> bool | None:
    return {"oui": True, "non": False}.get(value)


def _nullable(value: str) -> str | None:
    return value or None


def charger(con: duckdb.DuckDBPyConnection, dossier: Path = REFERENTIELS, decides: Sequence[ArreteDecide] = ()) -> None:
    """Check the referentials of ``dossier`` and fill the reference tables of ``con``, decided arrêtés included."""
    tables = {nom: [row for _, row in rows] for nom, rows in verifier(dossier).items()}
    for nom in ("phase", "famille_operateur", "operateur", "instrument", "axe", "theme", "axe_theme"):
        _ajouter(con, nom, [[_nullable(v) for v in row.values()] for row in tables[nom]])
    _charger_lieux(con, tables)
    for nom in ("type_montant", "nature_aide", "contradiction", "millesime"):
        _ajouter(con, nom, [list(row.values()) for row in tables[nom]])
    for nom, flags in DRAPEAUX.items():
        _ajouter(con, nom, [[_oui(v) if c in flags else _nullable(v) for c, v in row.items()] for row in tables[nom]])
    levers = [
        [r["levier_id"], r["libelle"], r["ordre"], r["instruments"].split(), _nullable(r["remarque"])]
        for r in tables["levier"]
    ]
    _ajouter(con, "levier", levers)
    _charger_territoires(con, tables)
    inserer(con, "lieu", communes(dossier))
    con.execute(sql("lieux"))
    _charger_arretes(con, tables["copil"], decides)
    _charger_chiffres(con, tables)


def _charger_lieux(con: duckdb.DuckDBPyConnection, tables: dict[str, list[dict[str, str]]]) -> None:
    regions = [[r["code_region"], r["nom"], _oui(r["outre_mer"]), r["population"]] for r in tables["region"]]
    _ajouter(con, "region", regions)
    _ajouter(con, "departement", [[r["code_departement"], r["nom"], r["code_region"]] for r in tables["departement"]])
    groupings = [
        [r["siren"], r["nom"], r["nature"], _nullable(r["population"]), r["code_region_principale"]]
        for r in tables["groupement"]
    ]
    _ajouter(con, "groupement", groupings)


def _charger_territoires(con: duckdb.DuckDBPyConnection, tables: dict[str, list[dict[str, str]]]) -> None:
    territoires, regions, filiation = [], [], set()
    for r in tables["territoire"]:
        phase, tid, lead = int(r["phase"]), r["territoire_id"], r["code_region_chef_de_file"]
        linked = r["territoires_lies_autre_phase"].split()
        new = (not linked) if phase == 2 else None
        territoires.append([phase, tid, r["nom"], lead, _nullable(r["population"]), _nullable(r["nb_communes"]), new])
        regions += [[phase, tid, code, code == lead] for code in {lead, *r["codes_regions_couvertes"].split()}]
        filiation |= {(tid, other) if phase == 1 else (other, tid) for other in linked}
    _ajouter(con, "territoire", territoires)
    _ajouter(con, "territoire_region", sorted(regions))
    _ajouter(con, "territoire_filiation", [list(pair) for pair in sorted(filiation)])
    members = [[*_MEMBRE(r), _nullable(r["population"])] for r in tables["territoire_groupement"]]
    _ajouter(con, "territoire_groupement", members)


def _charger_chiffres(con: duckdb.DuckDBPyConnection, tables: dict[str, list[dict[str, str]]]) -> None:
    figures = [
        [
            *_PUBLIE(r),
            None if r["unite"] == "date" else r["valeur"],
            r["valeur"],
            r["unite"],
            r["qualificatif"],
            _nullable(r["denominateur"]),
            r["source"],
            _nullable(r["remarque"]),
        ]
        for r in tables["chiffre_publie"]
    ]
    _ajouter(con, "chiffre_publie", figures)
    matched = [[*_RAPPROCHE(r), _oui(r["est_comparable"]), _nullable(r["remarque"])] for r in tables["rapprochement"]]
    _ajouter(con, "rapprochement", matched)


def _charger_arretes(
    con: duckdb.DuckDBPyConnection, comites: list[dict[str, str]], decides: Sequence[ArreteDecide]
) -> None:
    """Committees known from the sources, numbered by date, then the arrêtés decided here, which win on their date.

    A number given to a decided arrêté stays its own: a committee the sources learn of later takes the next free one.
    """
    taken, numbers = {a.arrete_id.isoformat() for a in decides}, {a.numero for a in decides}
    free = (number for number in count(1) if number not in numbers)
    told = sorted((r for r in comites if r["date_copil"] not in taken), key=lambda r: r["date_copil"])
    rows: list[list[object]] = [
        [r["date_copil"], r["libelle"], _nullable(r["ordinal_dit"]), *_COMITE(r), next(free), None, None] for r in told
    ]
    rows += [
        [
            a.arrete_id,
            a.libelle,
            None,
            a.date_cloture,
            str(a.phase_en_cours),
            f"Arrêté ici par {a.auteur}",
            a.numero,
            a.auteur,
            a.arrete_le,
        ]
        for a in decides
    ]
    _ajouter(con, "arrete", rows)


def _ajouter(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[object]]) -> None:
    ajouter(con, table, colonnes(con, table), rows)
