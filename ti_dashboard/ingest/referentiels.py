"""Reference data: checked line by line, then loaded into the tables of the same name."""

from pathlib import Path

import duckdb

from ti_dashboard.chemins import REFERENTIELS
from ti_dashboard.errors import ReferentielInvalide
from ti_dashboard.ingest.tables import ajouter, colonnes, sql
from ti_dashboard.referentiels import lire_numerote

# file → columns that together name a row once
CLES = {
    "region": ("code_region",),
    "departement": ("code_departement",),
    "groupement": ("siren",),
    "commune": ("code_commune",),
    "phase": ("phase",),
    "famille_operateur": ("famille_id",),
    "operateur": ("operateur_id",),
    "instrument": ("instrument_id",),
    "axe": ("axe_id",),
    "theme": ("theme_id",),
    "axe_theme": ("axe_id",),
    "type_jalon": ("jalon",),
    "statut_projet": ("statut",),
    "type_montant": ("type_montant",),
    "nature_aide": ("nature_aide",),
    "territoire": ("phase", "territoire_id"),
    "territoire_groupement": ("phase", "siren_membre"),
    "chiffre_publie": ("chiffre_id",),
    "rapprochement": ("date_arrete", "phase", "indicateur_id", "chiffre_id"),
    "contradiction": ("contradiction_id",),
    "copil": ("date_copil",),
}
# (file, columns) → (file, columns) that must hold the value; an empty value refers to nothing
RENVOIS = [
    (("departement", ("code_region",)), ("region", ("code_region",))),
    (("groupement", ("code_region_principale",)), ("region", ("code_region",))),
    (("commune", ("code_departement",)), ("departement", ("code_departement",))),
    (("commune", ("siren_epci",)), ("groupement", ("siren",))),
    (("commune", ("siren_ept",)), ("groupement", ("siren",))),
    (("operateur", ("famille_id",)), ("famille_operateur", ("famille_id",))),
    (("axe", ("phase",)), ("phase", ("phase",))),
    (("axe_theme", ("axe_id",)), ("axe", ("axe_id",))),
    (("axe_theme", ("theme_id",)), ("theme", ("theme_id",))),
    (("territoire", ("phase",)), ("phase", ("phase",))),
    (("territoire", ("code_region_chef_de_file",)), ("region", ("code_region",))),
    (("territoire_groupement", ("phase", "territoire_id")), ("territoire", ("phase", "territoire_id"))),
    (("territoire_groupement", ("code_region",)), ("region", ("code_region",))),
    (("territoire_groupement", ("siren_epci",)), ("groupement", ("siren",))),
    (("rapprochement", ("chiffre_id",)), ("chiffre_publie", ("chiffre_id",))),
    (("copil", ("phase_en_cours",)), ("phase", ("phase",))),
]

Lignes = list[tuple[int, dict[str, str]]]


def verifier(dossier: Path = REFERENTIELS) -> dict[str, Lignes]:
    """Read every referential and check keys and references.

    Raises ReferentielInvalide naming file and line at the first faulty row.
    """
    tables = {nom: list(lire_numerote(nom, dossier)) for nom in CLES}
    keys = {nom: _unique_keys(nom, rows, CLES[nom]) for nom, rows in tables.items()}
    for (nom, columns), (target, target_columns) in RENVOIS:
        known = keys[target] if CLES[target] == target_columns else set()
        for line, row in tables[nom]:
            value = tuple(row[c] for c in columns)
            if all(value) and value not in known:
                raise ReferentielInvalide(
                    f"{nom}.csv, ligne {line} : {' + '.join(columns)} = « {' / '.join(value)} » n'existe pas dans "
                    f"{target}.csv. Corrigez le code ou ajoutez la ligne manquante à {target}.csv."
                )
    _check_lists(tables)
    return tables


def _unique_keys(nom: str, rows: Lignes, columns: tuple[str, ...]) -> set[tuple[str, ...]]:
    seen: dict[tuple[str, ...], int] = {}
    for line, row in rows:
        if None in row or None in row.values():
            raise ReferentielInvalide(f"{nom}.csv, ligne {line} : le nombre de colonnes n'est pas celui de l'en-tête.")
        if missing := [c for c in columns if not row.get(c)]:
            raise ReferentielInvalide(f"{nom}.csv, ligne {line} : la colonne {missing[0]} est vide ou absente.")
        key = tuple(row[c] for c in columns)
        if key in seen:
            raise ReferentielInvalide(
                f"{nom}.csv, ligne {line} : {' / '.join(key)} figure déjà ligne {seen[key]}. Supprimez le doublon."
            )
        seen[key] = line
    return set(seen)


def _check_lists(tables: dict[str, Lignes]) -> None:
    """Columns that hold several codes separated by spaces."""
    codes = {row["code_region"] for _, row in tables["region"]}
    for line, row in tables["territoire"]:
        for code in row["codes_regions_couvertes"].split():
            if code not in codes:
                raise ReferentielInvalide(
                    f"territoire.csv, ligne {line} : la région couverte « {code} » n'existe pas dans region.csv."
                )


def _oui(value: str) -> bool | None:
    return {"oui": True, "non": False}.get(value)


def _nullable(value: str) -> str | None:
    return value or None


def charger(con: duckdb.DuckDBPyConnection, dossier: Path = REFERENTIELS) -> None:
    """Check the referentials of ``dossier`` and fill the reference tables of ``con``."""
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
    for nom in ("type_montant", "nature_aide", "contradiction"):
        _ajouter(con, nom, [list(row.values()) for row in tables[nom]])
    for nom, flags in (("type_jalon", ("est_engage", "est_signe")), ("statut_projet", ("est_compte", "est_sortie"))):
        _ajouter(con, nom, [[_oui(v) if c in flags else _nullable(v) for c, v in row.items()] for row in tables[nom]])
    _charger_territoires(con, tables)
    _charger_lieux(con, tables)
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
            [r["phase"], r["territoire_id"], r["siren_membre"], r["nom_membre"], r["nature"], r["code_region"],
             _nullable(r["population"])]
            for r in tables["territoire_groupement"]
        ],
    )  # fmt: skip


def _charger_lieux(con: duckdb.DuckDBPyConnection, tables: dict[str, list[dict[str, str]]]) -> None:
    """Names by which a territory can be looked for: communes here, the rest from the tables already filled."""
    members = {(r["phase"], r["siren_membre"]): r["territoire_id"] for r in tables["territoire_groupement"]}
    rows = []
    for commune in tables["commune"]:
        for phase in ("1", "2"):
            owners = (commune[level] for level in ("siren_commune", "siren_ept", "siren_epci"))
            found = next((members[phase, siren] for siren in owners if (phase, siren) in members), None)
            if found:
                rows.append([int(phase), found, "commune", commune["nom"], commune["code_departement"]])
    ajouter(con, "lieu", ["phase", "territoire_id", "genre", "nom", "code_departement"], rows)
    con.execute(sql("lieux"))


def _charger_chiffres(con: duckdb.DuckDBPyConnection, tables: dict[str, list[dict[str, str]]]) -> None:
    _ajouter(
        con,
        "chiffre_publie",
        [
            [r["chiffre_id"], r["date_arrete"], r["indicateur"], r["libelle"],
             None if r["unite"] == "date" else r["valeur"], r["valeur"], r["unite"], r["qualificatif"],
             _nullable(r["denominateur"]), r["source"], _nullable(r["remarque"])]
            for r in tables["chiffre_publie"]
        ],
    )  # fmt: skip
    _ajouter(
        con,
        "rapprochement",
        [
            [r["date_arrete"], r["phase"], r["indicateur_id"], r["chiffre_id"], _oui(r["est_comparable"]),
             _nullable(r["remarque"])]
            for r in tables["rapprochement"]
        ],
    )  # fmt: skip
    _ajouter(
        con,
        "arrete",
        [
            [r["date_copil"], r["libelle"], _nullable(r["ordinal_dit"]), r["date_cloture"], r["phase_en_cours"],
             r["source"]]
            for r in tables["copil"]
        ],
    )  # fmt: skip


def _ajouter(con: duckdb.DuckDBPyConnection, table: str, rows: list[list[object]]) -> None:
    ajouter(con, table, colonnes(con, table), rows)
