"""From deliveries to a publication: atomic, reproducible, refused whole when anything is wrong."""

import hashlib
import json
import shutil
from pathlib import Path

import duckdb
import pytest

from tests.classeurs import xlsx
from tests.fabrique import ecrire_dossier, publier
from ti_dashboard.dossier.chemins import REFERENTIELS
from ti_dashboard.dossier.limites import LivraisonInvalide
from ti_dashboard.dossier.pointeur import NOM, lire_pointeur
from ti_dashboard.dossier.verifiees import NOM as MARQUES
from ti_dashboard.errors import (
    ControleEchoue,
    PublicationAbsente,
    PublicationIllisible,
    ReferentielInvalide,
)
from ti_dashboard.ingest.figer.controles import controler
from ti_dashboard.ingest.publier import referentiels
from ti_dashboard.ingest.publier.construction import construire
from ti_dashboard.magasin.guichet import Guichet
from ti_dashboard.moteurs import duck
from ti_dashboard.moteurs.gardien import Gardien

LANNION = "ti-5304"
SIMPLE = {"2019-09-24": {
    "perimetre": [{"territoire_id": LANNION}],
    "projets": [{"projet_id": "P1", "territoire_id": LANNION}],
    "financements": [{"projet_id": "P1", "montant": "100.50"}],
}}  # fmt: skip


@pytest.fixture(scope="module")
def modele(tmp_path_factory) -> Path:
    """``SIMPLE`` published once; not to be changed by a test."""
    base = tmp_path_factory.mktemp("simple")
    publier(base, SIMPLE)
    return base


@pytest.fixture
def servie(modele, tmp_path) -> Path:
    """``SIMPLE`` published in the folder of the test: the file that is served."""
    shutil.copytree(modele, tmp_path, dirs_exist_ok=True)
    return tmp_path / "publications" / lire_pointeur(tmp_path / "publications")["publication"]


def _avec(**changes):
    return {"2019-09-24": SIMPLE["2019-09-24"] | changes}


def test_rebuilding_from_the_same_deliveries_gives_the_same_hashes_and_another_file(tmp_path):
    first = publier(tmp_path, SIMPLE)
    second = construire(tmp_path / "livraisons", tmp_path / "publications")
    assert first.empreintes == second.empreintes
    assert first.fichier != second.fichier and first.fichier.exists()


def test_one_cent_changes_the_hash_of_its_arrete_and_of_the_later_ones_only(tmp_path):
    first = publier(tmp_path / "a", SIMPLE)
    second = publier(tmp_path / "b", _avec(financements=[{"projet_id": "P1", "montant": "100.51"}]))
    changed = [a for a in first.empreintes if first.empreintes[a] != second.empreintes[a]]
    assert changed == ["2019-09-24", "2021-10-12", "2023-11-09", "2025-05-27"]


def test_every_table_and_column_says_what_it_holds(servie):
    with duckdb.connect(str(servie), read_only=True) as con:
        silent = con.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
        ).fetchall()
        silent += con.execute("SELECT table_name FROM duckdb_tables() WHERE comment IS NULL").fetchall()
    assert silent == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"projets": [{"projet_id": "P1", "territoire_id": "ti-0000"}]},
            "colonne territoire_id : « ti-0000 » n'existe pas en phase 1",
        ),
        (
            {"financements": [{"projet_id": "P9", "montant": 1}]},
            "financements.csv, ligne 2, colonne projet_id : « P9 » n'est déclaré par aucune livraison",
        ),
        (
            {"financements": [{"projet_id": "P1", "montant": "1e308"}]},
            "colonne montant : « 1e308 » dépasse ce qu'un montant",
        ),
        (
            {"financements": [{"projet_id": "P1", "montant": 1, "operateur_id": "bpi"}]},
            "colonne operateur_id : « bpi » n'est pas admis",
        ),
        (
            {"financements": [{"projet_id": "P1", "montant": 1, "date_effet": "24/09/2019"}]},
            "n'est pas une date de la forme AAAA-MM-JJ",
        ),
        ({"projets": [{"projet_id": "", "territoire_id": LANNION}]}, "colonne projet_id : la valeur est obligatoire"),
        ({"projets": [{"projet_id": "P1", "themes": "mobilité"}]}, "colonne themes : « mobilité » n'existe pas"),
    ],
)
def test_a_wrong_cell_is_named_with_its_file_and_line_and_nothing_is_published(servie, tmp_path, changes, said):
    before = lire_pointeur(tmp_path / "publications")
    shutil.rmtree(tmp_path / "livraisons")
    with pytest.raises(LivraisonInvalide) as refused:
        publier(tmp_path, _avec(**changes))
    assert said in str(refused.value)
    assert lire_pointeur(tmp_path / "publications") == before
    assert [p.suffix for p in (tmp_path / "publications").iterdir() if p.name not in (NOM, MARQUES)] == [".duckdb"]


def test_control_totals_that_do_not_match_refuse_the_delivery(tmp_path):
    folder = ecrire_dossier(tmp_path / "livraisons", "2019-09-24", SIMPLE["2019-09-24"])
    slip = folder / "bordereau.csv"
    slip.write_text(slip.read_text().replace(";100.50;", ";100.40;"), encoding="utf-8")
    with pytest.raises(LivraisonInvalide, match="total de contrôle annoncé 100,40\u00a0€, somme lue 100,50\u00a0€"):
        construire(tmp_path / "livraisons", tmp_path / "publications")


def test_a_file_that_the_slip_does_not_announce_or_that_is_missing_is_told(tmp_path):
    folder = ecrire_dossier(tmp_path / "livraisons", "2019-09-24", SIMPLE["2019-09-24"])
    (folder / "projets.csv").rename(folder / "oublie.csv")
    with pytest.raises(LivraisonInvalide) as refused:
        construire(tmp_path / "livraisons", tmp_path / "publications")
    assert "projets.csv : annoncé au bordereau mais absent du dossier" in str(refused.value)
    assert "oublie.csv : ce fichier n'est pas annoncé au bordereau" in str(refused.value)


def test_a_workbook_made_to_break_its_reader_is_told_and_ends_nothing_else(tmp_path):
    folder = ecrire_dossier(tmp_path / "livraisons", "2019-09-24", SIMPLE["2019-09-24"])
    (folder / "projets.csv").unlink()
    (folder / "projets.xlsx").write_bytes(xlsx({"F": "<row r='1'><c r='cccccccccE2'><v>1</v></c></row>"}))
    slip = folder / "bordereau.csv"
    said = slip.read_text()
    slip.write_text(said.replace("projets.csv;;", "projets.xlsx;F;"), encoding="utf-8")
    assert slip.read_text() != said
    with pytest.raises(LivraisonInvalide, match=r"projets\.xlsx, feuille F : .*abîmé"):
        construire(tmp_path / "livraisons", tmp_path / "publications")
    (folder / "projets.xlsx").write_bytes(xlsx({"Feuil1": [["projet_id"]], "Notes": [["x"]]}))
    with pytest.raises(LivraisonInvalide, match=r"cette feuille n'y est pas.*« Feuil1 », « Notes »"):
        construire(tmp_path / "livraisons", tmp_path / "publications")


def test_more_paid_than_contracted_breaks_the_ladder_and_refuses_the_publication(tmp_path):
    rows = [
        {"projet_id": "P1", "montant": 100},
        {"projet_id": "P1", "montant": 90, "type_montant": "conventionne"},
        {"projet_id": "P1", "montant": 95, "type_montant": "paye"},
    ]
    with pytest.raises(ControleEchoue, match="plus de payé que de conventionné"):
        publier(tmp_path, _avec(financements=rows))


def test_an_amount_outside_the_region_of_its_territory_refuses_the_publication(servie):
    with duckdb.connect(str(servie)) as con:
        controler(con)
        for place in ("territoire_id", "NULL"):
            con.execute(f"UPDATE etat_flux SET code_region = '84', territoire_id = {place}")  # noqa: S608
            with pytest.raises(ControleEchoue, match=r"pas dans la région de son territoire : 2019-09-24 .* ligne 2"):
                controler(con)


def test_without_any_delivery_the_sentence_says_so(tmp_path):
    with pytest.raises(LivraisonInvalide, match="ne contient aucun dossier de livraison"):
        construire(tmp_path / "vide", tmp_path / "publications")


@pytest.mark.parametrize(
    ("nom", "edit", "said"),
    [
        (
            "departement",
            lambda t: t.replace("01;Ain;84", "01;Ain;99"),
            r"departement.csv, ligne 2 : code_region = « 99 »",
        ),
        (
            "groupement",
            lambda t: t + t.splitlines()[1] + "\n",
            r"groupement.csv, ligne \d+ : 200000172 figure déjà ligne 2",
        ),
        (
            "territoire_groupement",
            lambda t: t.replace("1;ti-0101;", "1;ti-9999;", 1),
            r"ligne 2 : phase \+ territoire_id",
        ),
        (
            "territoire",
            lambda t: t.replace(";01;01;971;", ";01;01 98;971;", 1),
            r"codes_regions_couvertes, « 98 » n'existe pas",
        ),
        ("theme", lambda t: t.replace("mobilite;", ";", 1), r"theme.csv, ligne 4 : la colonne theme_id est vide"),
        ("theme", lambda t: t.replace("mobilite;", "mobilite;x;", 1), r"theme.csv, ligne 4 : le nombre de colonnes"),
    ],
)
def test_a_broken_referential_names_file_and_line(tmp_path, nom, edit, said):
    copy = tmp_path / "referentiels"
    shutil.copytree(REFERENTIELS, copy, ignore=shutil.ignore_patterns("geo"))
    path = copy / f"{nom}.csv"
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(ReferentielInvalide, match=said):
        referentiels.verifier(copy)


def test_a_new_publication_is_served_without_a_restart(servie, tmp_path):
    desk = Guichet(tmp_path / "publications")
    first = desk.service().publication.publication_id
    assert desk.service().publication.publication_id == first
    construire(tmp_path / "livraisons", tmp_path / "publications")
    assert desk.service().publication.publication_id != first


def _damage(path, how):
    if how == "missing":
        path.unlink()
    elif how == "truncated":
        path.write_bytes(path.read_bytes()[:4096])
    else:
        with duckdb.connect(str(path)) as con:
            con.execute("UPDATE etat_flux SET montant_eur = montant_eur + 1")


@pytest.mark.parametrize("how", ["missing", "truncated", "changed"])
def test_a_damaged_publication_leaves_the_last_good_one_served_with_a_sentence(servie, tmp_path, how):
    bad = construire(tmp_path / "livraisons", tmp_path / "publications").fichier
    _damage(bad, how)
    service = Guichet(tmp_path / "publications").service()
    assert service.publication.publication_id == servie.stem
    assert "La dernière publication valable reste affichée" in service.avertissement


@pytest.mark.parametrize("how", ["missing", "truncated", "changed"])
def test_a_damaged_publication_without_a_previous_one_is_a_sentence(servie, tmp_path, how):
    _damage(servie, how)
    with pytest.raises(PublicationIllisible, match=r"introuvable|ne correspond plus"):
        Guichet(tmp_path / "publications").service()


def test_content_changed_together_with_its_file_hash_is_still_seen(servie, tmp_path):
    _damage(servie, "changed")
    pointer = tmp_path / "publications" / NOM
    content = json.loads(pointer.read_text())
    content["sha256"] = hashlib.sha256(servie.read_bytes()).hexdigest()
    pointer.write_text(json.dumps(content))
    with pytest.raises(PublicationIllisible, match=r"ne correspond plus à son sceau \(arrêté du 24/09/2019"):
        Guichet(tmp_path / "publications").service()


def test_a_pointer_that_breaks_while_serving_keeps_what_is_served(servie, tmp_path):
    desk = Guichet(tmp_path / "publications")
    good = desk.service().publication
    (tmp_path / "publications" / NOM).write_text("{")
    service = desk.service()
    assert service.publication is good and service.avertissement


def test_nothing_published_yet_says_what_to_run(tmp_path):
    with pytest.raises(PublicationAbsente, match=r"python -m ti_dashboard construire"):
        Guichet(tmp_path / "publications").service()


def test_a_reader_can_neither_write_nor_read_a_file_through_the_publication(petite):
    publication = petite(SIMPLE)
    for query in ("DELETE FROM flux", "SELECT * FROM read_csv('/etc/passwd')", "SET enable_external_access = true"):
        with pytest.raises(duckdb.Error):
            publication.lignes(query)


def test_a_question_that_lasts_too_long_is_interrupted(petite, monkeypatch):
    opened = petite(SIMPLE)
    monkeypatch.setattr(duck, "_gardien", Gardien(delai_s=0.3))
    with pytest.raises(duckdb.InterruptException):
        opened.lignes("SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b")
    assert opened.lignes("SELECT 1 AS un") == ({"un": 1},)


def test_faults_are_counted_as_readers_count_and_the_first_are_said():
    said = str(LivraisonInvalide([f"faute {n}" for n in range(1_300)])).splitlines()
    assert said[0] == "1\u202f300\u00a0anomalies dans les livraisons, rien n'a été publié :"
    assert (len(said), said[-1]) == (22, "  … et 1\u202f280\u00a0autres")
    assert str(LivraisonInvalide(["faute"])).startswith("1\u00a0anomalie dans")
