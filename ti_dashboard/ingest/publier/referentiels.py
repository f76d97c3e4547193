"""Reference data, checked line by line before anything is loaded (see chargement.py)."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from ti_dashboard import horloge
from ti_dashboard.dossier.arretes import AUTOUR_CLOTURE, DEBUT_PROGRAMME
from ti_dashboard.dossier.chemins import REFERENTIELS
from ti_dashboard.errors import ReferentielInvalide
from ti_dashboard.langue.formats import accord, jour
from ti_dashboard.referentiels import lire_numerote

# file → columns that together name a row once
CLES = {
    "region": ("code_region",),
    "departement": ("code_departement",),
    "groupement": ("siren",),
    "groupement_disparu": ("siren",),
    "commune": ("code_commune",),
    "commune_alias": ("code", "nom"),
    "phase": ("phase",),
    "famille_operateur": ("famille_id",),
    "operateur": ("operateur_id",),
    "organisme": ("nom",),
    "instrument": ("instrument_id",),
    "axe": ("axe_id",),
    "theme": ("theme_id",),
    "axe_theme": ("axe_id",),
    "type_jalon": ("jalon",),
    "statut_projet": ("statut",),
    "statut_candidature": ("statut",),
    "levier": ("levier_id",),
    "type_montant": ("type_montant",),
    "nature_aide": ("nature_aide",),
    "territoire": ("phase", "territoire_id"),
    "territoire_groupement": ("phase", "siren_membre"),
    "chiffre_publie": ("chiffre_id",),
    "rapprochement": ("date_arrete", "phase", "indicateur_id", "chiffre_id"),
    "contradiction": ("contradiction_id",),
    "copil": ("date_copil",),
    "millesime": ("objet",),
}
# (file, columns) → (file, columns) that must hold the value; an empty value refers to nothing
RENVOIS = [
    (("departement", ("code_region",)), ("region", ("code_region",))),
    (("groupement", ("code_region_principale",)), ("region", ("code_region",))),
    (("commune", ("code_departement",)), ("departement", ("code_departement",))),
    (("commune", ("siren_epci",)), ("groupement", ("siren",))),
    (("commune", ("siren_ept",)), ("groupement", ("siren",))),
    (("commune_alias", ("code_commune",)), ("commune", ("code_commune",))),
    (("operateur", ("famille_id",)), ("famille_operateur", ("famille_id",))),
    (("organisme", ("operateur_id",)), ("operateur", ("operateur_id",))),
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
    """Every referential, its keys and references checked; once for as long as the files do not change.

    Raises ReferentielInvalide naming file and line at the first faulty row. The rows are shared: they are only read.
    """
    return _verifier(dossier, etat_des_fichiers(dossier))


def etat_des_fichiers(dossier: Path) -> tuple[tuple[str, int, int], ...]:
    """What tells that no referential was touched: name, size and time of change of each."""
    return tuple((p.name, (s := p.stat()).st_size, s.st_mtime_ns) for p in sorted(dossier.glob("*.csv")))


@lru_cache(maxsize=2)
def _verifier(dossier: Path, _etat: tuple[tuple[str, int, int], ...]) -> dict[str, Lignes]:
    tables = {nom: list(lire_numerote(nom, dossier)) for nom in CLES}
    keys = {nom: _unique_keys(nom, rows, CLES[nom]) for nom, rows in tables.items()}
    for (nom, columns), (target, target_columns) in RENVOIS:
        known = keys[target] if CLES[target] == target_columns else set()
        for line, row in tables[nom]:
            value = tuple([row[c] for c in columns])
            if value not in known and all(value):
                raise ReferentielInvalide(
                    f"{nom}.csv, ligne {line} : {' + '.join(columns)} = « {' / '.join(value)} » n'existe pas dans "
                    f"{target}.csv. Corrigez le code ou ajoutez la ligne manquante à {target}.csv."
                )
    _check_lists(tables)
    _check_comites(tables["copil"])
    return tables


def _unique_keys(nom: str, rows: Lignes, columns: tuple[str, ...]) -> set[tuple[str, ...]]:
    seen: dict[tuple[str, ...], int] = {}
    for line, row in rows:
        if None in row or None in row.values():
            raise ReferentielInvalide(f"{nom}.csv, ligne {line} : le nombre de colonnes n'est pas celui de l'en-tête.")
        key = tuple([row.get(c) or "" for c in columns])
        if not all(key):
            missing = next(c for c, value in zip(columns, key, strict=True) if not value)
            raise ReferentielInvalide(f"{nom}.csv, ligne {line} : la colonne {missing} est vide ou absente.")
        if key in seen:
            raise ReferentielInvalide(
                f"{nom}.csv, ligne {line} : {' / '.join(key)} figure déjà ligne {seen[key]}. Supprimez le doublon."
            )
        seen[key] = line
    return set(seen)


# (file, column of codes separated by spaces) → (file, column) that must hold each of them
_LISTES = [
    (("territoire", "codes_regions_couvertes"), ("region", "code_region")),
    (("levier", "instruments"), ("instrument", "instrument_id")),
    (("groupement_disparu", "sirens_successeurs"), ("groupement", "siren")),
]


def _check_lists(tables: dict[str, Lignes]) -> None:
    for (nom, column), (target, target_column) in _LISTES:
        codes = {row[target_column] for _, row in tables[target]}
        for line, row in tables[nom]:
            for code in row[column].split():
                if code not in codes:
                    raise ReferentielInvalide(
                        f"{nom}.csv, ligne {line} : {column}, « {code} » n'existe pas dans {target}.csv."
                    )


def _check_comites(rows: Lignes) -> None:
    """A committee of the sources is an arrêté by itself, and the latest is everyone's default: no date is a slip."""
    for line, row in rows:
        day, closing = _jour(row, "date_copil", line), _jour(row, "date_cloture", line)
        wrong = (
            "la clôture est après le comité"
            if closing > day
            else "la clôture est à venir"
            if closing > horloge.aujourd_hui()
            else f"la clôture précède le programme, lancé le {jour(DEBUT_PROGRAMME)}"
            if closing < DEBUT_PROGRAMME
            else f"le comité est à {accord((day - closing).days, 'jour')} de sa clôture"
            if day - closing > AUTOUR_CLOTURE
            else None
        )
        if wrong:
            raise ReferentielInvalide(
                f"copil.csv, ligne {line} : {wrong} (comité du {jour(day)}, clôture du {jour(closing)}). Corrigez la "
                "date."
            )


def _jour(row: dict[str, str], column: str, line: int) -> date:
    try:
        return date.fromisoformat(row[column])
    except ValueError:
        raise ReferentielInvalide(
            f"copil.csv, ligne {line} : {column} = « {row[column]} » n'est pas une date de la forme AAAA-MM-JJ."
        ) from None
