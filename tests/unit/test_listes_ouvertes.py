"""The public lists as files: made again from their original, read alike with or without what was taken away."""

import csv
import hashlib
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ti_dashboard.dossier.chemins import OUVERTES, REFERENTIELS
from ti_dashboard.ingest.reception import correspondances, formats
from ti_dashboard.ingest.reception.fichier_recu import Lecture, Reglages, lire_fichier
from ti_dashboard.ingest.reception.identites import identifier
from ti_dashboard.referentiels import ouvertes

PETITS = Path(__file__).parents[1] / "donnees" / "petits"
SOURCES = (OUVERTES / "SOURCES.md").read_text(encoding="utf-8")
OTEES = {"nom_beneficiaire_principal", "siren"}
REGLAGES = Reglages("Services déconcentrés de l'État", date(2024, 7, 31))


def lire(path: Path) -> Lecture:
    lecture = lire_fichier(path, path.name, REGLAGES)
    assert lecture.fautes == []
    return lecture


def livrer(original: Path, dossier: Path, monkeypatch) -> Path:
    """What SOURCES.md says to run, run on ``original``."""
    (recipe,) = re.findall(r"```python\n(.*?)```", SOURCES, re.S)
    (dossier / "original.csv").write_bytes(original.read_bytes())
    monkeypatch.chdir(dossier)
    exec(compile(recipe, "SOURCES.md", "exec"), {})  # noqa: S102
    return dossier / "fonds_vert_2023.csv"


@pytest.mark.parametrize("nom", ["double_3_lignes.csv", "fonds_vert_tabulation_et_flottant.csv"])
def test_a_row_has_the_same_identifiers_as_published_and_as_shipped(nom, tmp_path, monkeypatch):
    published, shipped = lire(PETITS / nom), lire(livrer(PETITS / nom, tmp_path, monkeypatch))
    assert [sheet.lignes for sheet in shipped.feuilles] == [sheet.lignes for sheet in published.feuilles]
    assert len(shipped.feuilles[0].lignes) >= 3


def test_what_is_taken_away_is_the_two_columns_and_nothing_else(tmp_path, monkeypatch):
    original = PETITS / "fonds_vert_tabulation_et_flottant.csv"
    made = livrer(original, tmp_path, monkeypatch)
    with original.open(encoding="utf-8", newline="") as before, made.open(encoding="utf-8", newline="") as after:
        rows, kept = list(csv.DictReader(before)), list(csv.DictReader(after))
    assert kept == [{k: v for k, v in row.items() if k not in OTEES} for row in rows]
    with (OUVERTES / "fonds_vert_2023.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == list(kept[0])
    assert made.read_bytes().splitlines(True)[0] == (OUVERTES / "fonds_vert_2023.csv").open("rb").readline()


def test_the_sources_name_every_list_and_its_hash():
    assert {p.name for p in OUVERTES.glob("*.csv")} == {one.fichier for one in ouvertes.listes()}
    for one in ouvertes.listes():
        assert f"`{one.fichier}`" in SOURCES and f"`{one.sha256}`" in SOURCES
        assert hashlib.sha256(one.chemin.read_bytes()).hexdigest() == one.sha256


def test_the_perimeters_are_those_of_the_referential():
    with (REFERENTIELS / "territoire.csv").open(encoding="utf-8", newline="") as file:
        known = {(row["phase"], row["territoire_id"]) for row in csv.DictReader(file, delimiter=";")}
    said = set()
    for phase in ("1", "2"):
        with (OUVERTES / f"perimetre_phase_{phase}.csv").open(encoding="utf-8", newline="") as file:
            said |= {(row["phase"], row["territoire_id"]) for row in csv.DictReader(file, delimiter=";")}
    assert said == known


def test_the_places_of_a_row_read_twice_are_said_once(tmp_path):
    """The act of a row that says no place follows its project, which has none: no other count, no other reason."""
    rows = (PETITS / "double_3_lignes.csv").read_text(encoding="utf-8")
    (tmp_path / "l.csv").write_text(rows.replace('"22061"', '"NULL"').replace('"22054"', '"75056"'), encoding="utf-8")
    said = {notice for sheet in lire(tmp_path / "l.csv").feuilles for notice in sheet.avis if "rattach" in notice}
    assert {s.replace("\u00a0", " ") for s in said} == {
        "1 ligne rattachée par la commune, 2 non rattachées (1 hors de tout territoire, 1 sans lieu dit)."
    }


AILLEURS = """
emetteur = "Ville d'exemple"
titre = "Liste d'exemple"
nature = "projets"
reconnait = ["Quoi", "Ville", "Autre", "Somme"]
[identifiants]
projet_id = ["Quoi"]
[colonnes]
intitule = "Quoi"
[constantes]
phase = 2
date_effet = "2024-01-31"
cause = "initial"
[[lectures]]
nom = "projets"
colonnes = {{ code_commune = "Ville" }}
[[lectures]]
nom = "aides"
nature = "financements"
colonnes = {{ code_commune = "{aides}", montant = "Somme", reference = "Quoi" }}
constantes = {{ operateur_id = "collectivites", instrument_id = "aides-collectivites", type_montant = "engage", nature_aide = "subvention" }}
"""  # noqa: E501


@pytest.mark.parametrize(("aides", "nb"), [("Ville", 1), ("Autre", 2)])
def test_readings_that_take_their_places_elsewhere_both_tell_them(aides, nb, tmp_path, monkeypatch):
    (tmp_path / "exemple.toml").write_text(AILLEURS.format(aides=aides), encoding="utf-8")
    monkeypatch.setattr(formats, "charger", lambda: correspondances.charger(tmp_path))
    (tmp_path / "l.csv").write_text("Quoi;Ville;Autre;Somme\nHalle;01004;75056;12\n", encoding="utf-8")
    said = [notice for sheet in lire(tmp_path / "l.csv").feuilles for notice in sheet.avis if "rattach" in notice]
    assert len(said) == nb


SUITE = Path(__file__).parents[1] / "donnees" / "ouvertes" / "fonds-vert-2025-extrait.csv"
RECUE = Reglages("Services déconcentrés de l'État", date(2026, 6, 22))


def _lue_sous(nom: str) -> tuple[set[object], list[str]]:
    """The dates of what the next list says, received under a name, and whether a doubt is told."""
    lecture = lire_fichier(SUITE, nom, RECUE)
    assert lecture.fautes == [] and len(lecture.feuilles) == 2
    told = [notice for sheet in lecture.feuilles for notice in sheet.avis if "le nom du fichier ne dit pas" in notice]
    return {row["date_effet"] for sheet in lecture.feuilles for _, row in sheet.lignes}, told


def test_of_two_lists_with_the_same_headers_the_name_of_the_file_says_which():
    """The lists of 2024 and 2025 name no year but in the name of their file."""
    assert _lue_sous("fonds-vert-2024-export.csv") == ({date(2024, 12, 31)}, [])
    assert _lue_sous("fonds-vert-2025-export.csv") == ({date(2025, 12, 31)}, [])
    _, doubt = _lue_sous("export.csv")
    assert set(doubt) == {
        "lu comme « Fonds vert, projets subventionnés en 2024 » d'après ses seuls en-têtes, le nom du fichier ne dit "
        "pas « 2024 » : vérifiez que c'est bien cette liste."
    }
    assert _lue_sous("fonds-vert-2026-export.csv")[1] == doubt


def test_the_next_list_enters_by_its_mapping_alone():
    projects, aids = lire_fichier(SUITE, "fonds-vert-2025-export.csv", RECUE).feuilles
    assert [row["instrument_id"] for _, row in aids.lignes] == ["fonds-vert"] * 2 + ["fonds-vert-droit-commun"] * 3
    assert sum(row["montant"] for _, row in aids.lignes) == Decimal("796170.50")
    assert [row["projet_id"] for _, row in projects.lignes] == [row["reference"] for _, row in aids.lignes]
    assert [row["rattachement"] for _, row in projects.lignes] == ["commune"] * 3 + [None] * 2


def test_the_national_list_of_2024_names_the_acts_of_its_extract_alike(tmp_path):
    """The list gives the SIRET of who receives, the extract its SIREN: an act declared by both counts once."""
    extract = OUVERTES / "fonds_vert_2024_paca.csv"
    with extract.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = [*rows[0], "numero_dossier_ds", "resume_du_projet", "forme juridique_beneficiaire"]
    with (tmp_path / "fonds-vert-2024-export.csv").open("w", encoding="utf-8", newline="") as file:
        written = csv.DictWriter(file, columns, restval="")
        written.writeheader()
        written.writerows(r | {"siret_beneficiaire": f"{r['siret_beneficiaire']}00017"} for r in reversed(rows))
    whole = lire_fichier(tmp_path / "fonds-vert-2024-export.csv", "fonds-vert-2024-export.csv", RECUE).feuilles[1]
    part = lire_fichier(extract, extract.name, RECUE).feuilles[1]
    assert {row["reference"] for _, row in whole.lignes} == {row["reference"] for _, row in part.lignes}
    assert len(part.lignes) == 19


@pytest.mark.parametrize(
    ("siren", "siret"),
    [("838064665", "83806466500017"), ("005512345", "00551234500017"), ("838 064 665", "838 064 665 00017")],
)
def test_a_siret_names_its_company_however_it_is_written(siren, siret):
    names, _ = identifier([(2, [siren, "a"]), (3, [siret, "b"])], (0, 1), {0})
    assert names[2].split("/")[0] == names[3].split("/")[0]
    apart, _ = identifier([(2, [siren, "a"]), (3, [siret, "b"])], (0, 1))
    assert apart[2].split("/")[0] != apart[3].split("/")[0]
