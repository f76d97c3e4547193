"""Reference data, once checked, into the tables of the same name."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from pathlib import Path

import duckdb
import pyarrow as pa

from ti_dashboard.dossier.arretes import ArreteDecide
from ti_dashboard.dossier.chemins import REFERENTIELS
from ti_dashboard.ingest.figer.tables import ajouter, colonnes, en_table, inserer, sql
from ti_dashboard.ingest.publier.referentiels import etat_des_fichiers, verifier

# Kind of another name of a commune → what a search says of it.
_GENRES = {"fusionnee": "ancienne commune", "renommee": "ancien nom", "arrondissement": "arrondissement"}


def _oui(value: str) -> bool | None:
    return {"oui": True, "non": False}.get(value)


def _nullable(value: str) -> str | None:
    return value or None


def charger(con: duckdb.DuckDBPyConnection, dossier: Path = REFERENTIELS, decides: Sequence[ArreteDecide] = ()) -> None:
    """Check the referentials of ``dossier`` and fill the reference tables of ``con``, decided arrêtés included."""
    tables = {nom: [row for _, row in rows] for nom, rows in verifier(dossier).items()}
    for nom in ("phase", "famille_operateur", "operateur", "instrument", "axe", "theme", "axe_theme"):
        _ajouter(con, nom, [[_nullable(v) for v in row.values()] for row in tables[nom]])
    _ajouter(
        con,
        "region",
        [[r["code_region"], r["nom"], _oui(r["outre_mer"]), r["population"]] for r in tables["region"]],
    )
    _ajouter(con, "departement", [[r["code_departement"], r["nom"], r["code_region"]] for r in tables["departement"]])
    _ajouter(
        con,
        "groupement",
        [
            [r["siren"], r["nom"], r["nature"], _nullable(r["population"]), r["code_region_principale"]]
            for r in tables["groupement"]
        ],
    )
    for nom in ("type_montant", "nature_aide", "contradiction", "millesime"):
        _ajouter(con, nom, [list(row.values()) for row in tables[nom]])
    for nom, flags in (
        ("type_jalon", ("est_engage", "est_signe")),
        ("statut_projet", ("est_compte", "est_sortie")),
        ("statut_candidature", ("est_deposee", "est_traitee")),
    ):
        _ajouter(con, nom, [[_oui(v) if c in flags else _nullable(v) for c, v in row.items()] for row in tables[nom]])
    _ajouter(
        con,
        "levier",
        [
            [r["levier_id"], r["libelle"], r["ordre"], r["instruments"].split(), _nullable(r["remarque"])]
            for r in tables["levier"]
        ],
    )
    _charger_territoires(con, tables)
    inserer(con, "lieu", communes(dossier))
    con.execute(sql("lieux"))
    _charger_arretes(con, tables["copil"], decides)
    _charger_chiffres(con, tables)


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
    _ajouter(
        con,
        "territoire_groupement",
        [
            [
                r["phase"],
                r["territoire_id"],
                r["siren_membre"],
                r["nom_membre"],
                r["nature"],
                r["code_region"],
                _nullable(r["population"]),
            ]
            for r in tables["territoire_groupement"]
        ],
    )


def communes(dossier: Path = REFERENTIELS) -> pa.Table:
    """Communes by which a territory can be looked for, by the names they had too (« ancien nom → nom d'aujourd'hui »).

    Its own names are in the tables already filled.
    """
    return _communes(dossier, etat_des_fichiers(dossier))


@lru_cache(maxsize=2)
def _communes(dossier: Path, _etat: object) -> pa.Table:
    tables = verifier(dossier)
    members: dict[int, dict[str, str]] = {1: {}, 2: {}}
    for _, r in tables["territoire_groupement"]:
        members[int(r["phase"])][r["siren_membre"]] = r["territoire_id"]
    others = defaultdict(list)
    for _, alias in tables["commune_alias"]:
        others[alias["code_commune"]].append((_GENRES[alias["genre"]], alias["nom"]))
    rows = [
        [phase, found, genre, f"{nom} → {c['nom']}" if nom else c["nom"], c["code_departement"]]
        for _, c in tables["commune"]
        for phase, of in members.items()
        if (found := of.get(c["siren_commune"]) or of.get(c["siren_ept"]) or of.get(c["siren_epci"]))
        for genre, nom in [("commune", ""), *others[c["code_commune"]]]
    ]
    return en_table(["phase", "territoire_id", "genre", "nom", "code_departement"], rows)


def _charger_chiffres(con: duckdb.DuckDBPyConnection, tables: dict[str, list[dict[str, str]]]) -> None:
    _ajouter(
        con,
        "chiffre_publie",
        [
            [
                r["chiffre_id"],
                r["date_arrete"],
                r["indicateur"],
                r["libelle"],
                None if r["unite"] == "date" else r["valeur"],
                r["valeur"],
                r["unite"],
                r["qualificatif"],
                _nullable(r["denominateur"]),
                r["source"],
                _nullable(r["remarque"]),
            ]
            for r in tables["chiffre_publie"]
        ],
    )
    _ajouter(
        con,
        "rapprochement",
        [
            [
                r["date_arrete"],
                r["phase"],
                r["indicateur_id"],
                r["chiffre_id"],
                _oui(r["est_comparable"]),
                _nullable(r["remarque"]),
            ]
            for r in tables["rapprochement"]
        ],
    )


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
        [
            r["date_copil"],
            r["libelle"],
            _nullable(r["ordinal_dit"]),
            r["date_cloture"],
            r["phase_en_cours"],
            r["source"],
            next(free),
            None,
            None,
        ]
        for r in told
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


def _ajouter(con: duckdb.DuckDBPyConnection, table: str, rows: list[list[object]]) -> None:
    ajouter(con, table, colonnes(con, table), rows)
