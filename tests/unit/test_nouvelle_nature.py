"""A ninth kind of delivery enters by four files: read, compared, published, sealed; nothing said before moves."""

import json
import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.depot import decider, interroger
from ti_dashboard import horloge
from ti_dashboard.dossier import chemins

SCHEMA, DECLARATION = "data/schemas/formations.json", "ti_dashboard/referentiels/natures.py"
TABLES, RECETTES = "ti_dashboard/ingest/figer/sql/tables.sql", "ti_dashboard/sceau/recettes.py"
TABLE = """
CREATE TABLE formation ( -- Événements : places de formation ouvertes
    formation_id VARCHAR NOT NULL, -- Formation
    phase TINYINT NOT NULL, -- Phase
    territoire_id VARCHAR NOT NULL, -- Territoire
    rattachement VARCHAR, -- Comment la ligne a été rattachée
    lieu_dit VARCHAR, -- Le lieu que dit le fichier
    nb_places INTEGER, -- Places, vide si inconnu
    date_effet DATE NOT NULL, -- Quand le fait a eu lieu
    date_connaissance DATE NOT NULL, -- Quand nous l'avons su
    cause VARCHAR NOT NULL, -- initial ou correction
    livraison_id VARCHAR NOT NULL REFERENCES livraison, -- Livraison d'origine
    ligne INTEGER NOT NULL, -- Ligne dans la feuille
    PRIMARY KEY (livraison_id, ligne)
);
"""
RECETTE = """V3 = Recette(
    "v3",
    (*V2.tables, _contenu("formation", EVENEMENT, f"formation_id phase:entier territoire_id nb_places:entier "
                          f"{_ORIGINE}")),
    V2.chiffres,
)

RECETTES = {"v1": V1, "v2": V2, "v3": V3}
COURANTE = "v3"
"""
EN_TETE = "formation_id;phase;code_commune;nb_places;date_effet;cause\n"
LIGNES = "SELECT formation_id, territoire_id, nb_places FROM formation ORDER BY formation_id, nb_places NULLS FIRST"
SCEAUX = "SELECT arrete_id, recette, empreinte FROM arrete_empreinte ORDER BY arrete_id"


@pytest.fixture(scope="module")
def maison(tmp_path_factory) -> Path:
    """The house where a kind was added, whose files differ from ours in four places."""
    house = tmp_path_factory.mktemp("maison")
    for name in ("ti_dashboard", *(f"data/{f}" for f in ("schemas", "referentiels", "correspondances", "ouvertes"))):
        shutil.copytree(chemins.RACINE / name, house / name)
    _ecrire_le_schema(house / SCHEMA)
    first = "    for nature in (\n"
    _remplacer(house / DECLARATION, first, f'{first}        Nature("formations", "formation", ("formation_id",)),\n')
    _remplacer(house / TABLES, "\n-- Frozen states", f"{TABLE}\n-- Frozen states")
    _remplacer(house / RECETTES, 'RECETTES = {"v1": V1, "v2": V2}\nCOURANTE = "v2"\n', RECETTE)
    return house


def _ecrire_le_schema(path: Path) -> None:
    """Like that of posts: an identifier, a territory or a place, a day."""
    content = json.loads((path.parent / "postes.json").read_text(encoding="utf-8"))
    fields = {f["name"]: f for f in content["fields"] if "_poste" not in f["name"] and "financement" not in f["name"]}
    fields["formation_id"] = fields.pop("poste_id") | {"name": "formation_id"}
    fields["nb_places"] = {"name": "nb_places", "type": "integer", "description": "Places ouvertes"}
    told = {"name": "formations", "title": "Formations", "description": "Une ligne par formation"}
    path.write_text(json.dumps(content | told | {"fields": list(fields.values())}), encoding="utf-8")


def _remplacer(path: Path, ancien: str, nouveau: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(ancien) == 1
    path.write_text(text.replace(ancien, nouveau), encoding="utf-8")


@pytest.fixture
def base(tmp_path, monkeypatch) -> Path:
    """A publication, with an arrêté decided, made before the kind existed."""
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    decider(tmp_path)
    return tmp_path


def _dire(maison: Path, *mots: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "ti_dashboard", "--auteur=équipe données", *mots],
        cwd=maison,
        env=os.environ | {"PYTHONPATH": str(maison)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _deposer(maison: Path, base: Path, nom: str, lignes: str, *mots: str) -> str:
    path = base / nom
    path.write_text(EN_TETE + lignes, encoding="utf-8")
    return _dire(maison, "deposer", str(path), "--emetteur=Région Bretagne", *mots)


def test_a_kind_is_added_by_four_files(maison):
    theirs = (path.relative_to(maison) for path in maison.rglob("*") if path.is_file() and path.suffix != ".pyc")
    other = {str(p) for p in theirs if not _pareil(maison / p, chemins.RACINE / p)}
    assert other == {SCHEMA, DECLARATION, TABLES, RECETTES}


def _pareil(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()


def test_its_rows_are_read_compared_published_and_sealed(maison, base):
    before = interroger(SCEAUX)
    first = "F1;2;22113;12;02/10/2025;initial\nF2;2;22113;;02/10/2025;initial\n"
    yesterday = horloge.aujourd_hui() - timedelta(days=1)
    _deposer(maison, base, "un.csv", first, "--nouvel-emetteur", f"--recu-le={yesterday:%d/%m/%Y}")
    _deposer(maison, base, "deux.csv", first.replace(";;", ";8;"))
    _dire(maison, "publier")
    assert interroger(LIGNES) == [("F1", "ti-5306", 12), ("F2", "ti-5306", None), ("F2", "ti-5306", 8)]
    assert interroger(SCEAUX) == before
    _dire(maison, "arreter", f"{horloge.aujourd_hui():%d/%m/%Y}", "--libelle=Comité suivant", "--oui")
    *kept, (_, recipe, _) = interroger(SCEAUX)
    assert (kept, recipe) == (before, "v3")


def test_its_template_is_offered(maison, base):
    _dire(maison, "modele", "formations", f"--vers={base / 'modele.xlsx'}")
    assert (base / "modele.xlsx").is_file()
