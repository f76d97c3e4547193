"""What was said stays said, whatever changes in the code, in the tables, in the files around it."""

import csv
import json
import re
import shutil
from datetime import date
from decimal import Decimal

import duckdb
import pytest

from tests.depot import (
    AUTEUR,
    COMITE,
    dater_d_avant_les_recettes,
    decider,
    deposer,
    fichier,
    financement,
    interroger,
    publier,
)
from ti_dashboard import horloge
from ti_dashboard.dossier import arretes, chemins
from ti_dashboard.dossier.pointeur import ecrire_pointeur, entree, lire_pointeur
from ti_dashboard.errors import ControleEchoue, PublicationIllisible
from ti_dashboard.ingest import atelier
from ti_dashboard.ingest.registre import registre
from ti_dashboard.magasin.ouverture import ouvrir
from ti_dashboard.sceau.recettes import COURANTE


@pytest.fixture(scope="module")
def avec_jalon(tmp_path_factory):
    """A decided arrêté, then a milestone whose blocking reason is unknown, in an arrêté of today."""
    base = decider(tmp_path_factory.mktemp("jalon"))
    jalon = {"phase": 1, "territoire_id": "ti-5304", "jalon": "demarche_lancee", "date_effet": "01/03/2019"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TI_DASHBOARD_DONNEES", str(base))
        deposer(fichier(base, "jalons", [jalon | {"cause": "initial"}]))
        publier()
        atelier.arreter(horloge.aujourd_hui(), "Avec un jalon", AUTEUR)
    return base


@pytest.fixture
def base(tmp_path, monkeypatch):
    """A small ledger served, and one arrêté decided on it."""
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    return decider(tmp_path)


def _sceaux() -> dict[date, tuple[str, str]]:
    return {
        day: (recipe, seal)
        for day, recipe, seal in interroger("SELECT arrete_id, recette, empreinte FROM arrete_empreinte")
    }


def _chiffres() -> list[tuple[object, ...]]:
    return interroger("SELECT * FROM chiffre_scelle ORDER BY ALL")


def _publier_autre_chose(base) -> None:
    deposer(fichier(base, "financements", [financement("C", "10")]))
    publier()


def _alterer(statement: str) -> None:
    """Change the publication served, and its file hash with it, as somebody who knows the house would."""
    folder = chemins.publications()
    path = folder / lire_pointeur(folder)["publication"]
    with duckdb.connect(str(path)) as con:
        con.execute(statement)
    ecrire_pointeur(folder, path.name, entree(path)["sha256"])


def _ouvrir() -> None:
    ouvrir(chemins.publications(), lire_pointeur(chemins.publications())).close()


@pytest.mark.parametrize("default", ["", " DEFAULT 'autre chose'"], ids=["vide", "remplie"])
def test_a_column_added_to_every_table_changes_no_seal(base, monkeypatch, default):
    before, record = _sceaux(), registre.consigner

    def record_and_widen(con: duckdb.DuckDBPyConnection, *rest: object) -> None:
        record(con, *rest)
        for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            con.execute(f"ALTER TABLE {name} ADD COLUMN ajoutee VARCHAR{default}")

    monkeypatch.setattr(registre, "consigner", record_and_widen)
    _publier_autre_chose(base)
    added = interroger("SELECT count(*) FROM duckdb_columns() WHERE column_name = 'ajoutee'")
    assert added[0][0] == len(interroger("SELECT 1 FROM duckdb_tables()")) > 30
    assert _sceaux() == before
    _ouvrir()


def test_the_arretes_of_a_served_publication_keep_their_seals_and_their_figures(base):
    seals, figures = _sceaux(), _chiffres()
    _publier_autre_chose(base)
    assert (_sceaux(), _chiffres()) == (seals, figures)
    assert len(seals) == 6 and {recipe for recipe, _ in seals.values()} == {COURANTE} and figures


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE flux SET montant_eur = montant_eur + 0.01 WHERE reference = 'A'",
        "UPDATE etat_flux SET montant_eur = NULL WHERE montant_eur = 40",
        "UPDATE projet SET date_effet = date_effet - 1 WHERE projet_id = 'P1'",
        "UPDATE jalon SET motif_blocage = '' WHERE motif_blocage IS NULL",
        "UPDATE livraison SET sha256 = repeat('0', 64) WHERE nature = 'projets'",
        "UPDATE etat_territoire SET motif_blocage = '' WHERE motif_blocage IS NULL",
    ],
)
def test_a_cent_a_date_or_an_unknown_made_empty_is_seen_at_opening(avec_jalon, tmp_path, monkeypatch, statement):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    shutil.copytree(avec_jalon, tmp_path, dirs_exist_ok=True)
    _ouvrir()
    _alterer(statement)
    with pytest.raises(PublicationIllisible, match="ne correspond plus à son sceau"):
        _ouvrir()


def test_a_file_already_said_and_changed_by_a_cent_refuses_the_publication(base):
    for name, old, new in (("financements", "100.50", "100.51"), ("bordereau", "140.50", "140.51")):
        path = base / "livraisons" / "demonstration" / "2019-09-24" / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(ControleEchoue, match=r"les arrêtés du 24/09/2019, 12/10/2021.* 02/10/2025 changeraient"):
        _publier_autre_chose(base)


def test_the_decided_seal_wins_over_the_served_one(base):
    """A publication set in place with another content and another seal does not make that content the right one."""
    path = arretes.dossier(base) / "2025-10-02.json"
    decided = json.loads(path.read_text(encoding="utf-8"))
    _alterer("UPDATE arrete_empreinte SET empreinte = repeat('f', 64) WHERE arrete_id = DATE '2025-10-02'")
    _publier_autre_chose(base)
    assert _sceaux()[COMITE] == (COURANTE, decided["empreinte"])
    decided["empreinte"] = "e" * 64
    path.write_text(json.dumps(decided), encoding="utf-8")
    deposer(fichier(base, "financements", [financement("D", "11")], "autre.csv"))
    with pytest.raises(ControleEchoue, match="l'arrêté du 02/10/2025 changerait"):
        publier()


def test_the_figures_of_a_decided_arrete_are_a_file_that_anybody_reads(base):
    with arretes.chiffres(base, COMITE).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    told = {(r["phase"], r["indicateur_id"], r["perimetre"]): r for r in rows}
    assert Decimal(told["1", "montant_engage", ""]["valeur"]) == Decimal("140.5")
    assert told["1", "montant_engage", "region:53"]["connus"] == "2"
    assert len(rows) == len([row for row in _chiffres() if row[0] == COMITE])


def test_a_rebuild_from_scratch_keeps_what_was_decided(base):
    figures = [row for row in _chiffres() if row[0] == COMITE]
    path = arretes.chiffres(base, COMITE)
    atelier.construire(None, AUTEUR, refonder=True)
    assert [row for row in _chiffres() if row[0] == COMITE] == figures
    path.write_text(path.read_text(encoding="utf-8").replace("140.5", "140.6"), encoding="utf-8")
    named = r"l'arrêté du 02/10/2025 changerait.*Engagé, État et opérateurs.*dit 140,60.€, les lignes donnent 140,50.€"
    with pytest.raises(ControleEchoue, match=re.compile(named, re.DOTALL)):
        atelier.construire(None, AUTEUR, refonder=True)
    path.unlink()
    with pytest.raises(ControleEchoue, match=r"chiffres dits à l'arrêté du 02/10/2025 ne se lisent plus.*sauvegarde"):
        atelier.construire(None, AUTEUR, refonder=True)


def test_a_publication_made_before_recipes_says_how_to_make_it_again(base):
    _alterer("DROP TABLE sceau_chiffre")
    said = r"antérieure aux recettes de sceau.*construire --refonder"
    with pytest.raises(PublicationIllisible, match=said):
        _ouvrir()
    with pytest.raises(ControleEchoue, match=said):
        publier()
    with pytest.raises(ControleEchoue, match=said):
        _publier_autre_chose(base)
    atelier.construire(None, AUTEUR, refonder=True)
    _ouvrir()


def test_an_arrete_decided_before_recipes_is_sealed_again_once_and_keeps_its_old_hash(base):
    dater_d_avant_les_recettes(base, COMITE)
    with pytest.raises(ControleEchoue, match=r"Figé par une version antérieure.*arrêté du 02/10/2025"):
        _publier_autre_chose(base)
    atelier.construire(None, AUTEUR, refonder=True)
    (kept,) = arretes.lire(base)
    assert (kept.recette, kept.ancienne_empreinte) == (COURANTE, "a" * 64)
    assert kept.empreinte == _sceaux()[COMITE][1]
    atelier.construire(None, AUTEUR, refonder=True)
    assert arretes.lire(base) == (kept,)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE chiffre_scelle SET valeur = 141.5 WHERE indicateur_id = 'montant_engage' AND perimetre = 'region:53'",
         "Engagé, État et opérateurs (phase I, Bretagne) : dit 141,50 €, les lignes donnent 140,50 €"),
        ("UPDATE chiffre_scelle SET inconnus = 7 WHERE indicateur_id = 'nb_projets' AND perimetre = ''",
         "Projets (phase I, France entière) : dit 2 (2 connus, 7 inconnus"),
        ("DELETE FROM chiffre_scelle WHERE indicateur_id = 'nb_territoires' AND perimetre = 'territoire:ti-5304'",
         "Territoires (phase I, Lannion"),
        ("UPDATE chiffre_scelle SET version = 9 WHERE indicateur_id = 'nb_projets_engages'",
         "Projets avec un engagement (phase I)"),
        ("UPDATE sceau_chiffre SET empreinte = 'x' WHERE indicateur_id = 'nb_projets'", "détail de son sceau"),
    ],
)  # fmt: skip
def test_a_tampered_figure_is_named_at_opening(base, statement, said):
    _alterer(statement)
    with pytest.raises(PublicationIllisible, match=re.escape(said)):
        _ouvrir()


def test_a_served_publication_altered_on_disk_is_not_what_was_said(base):
    path = chemins.publications() / lire_pointeur(chemins.publications())["publication"]
    with duckdb.connect(str(path)) as con:
        con.execute("UPDATE chiffre_scelle SET valeur = 1 WHERE indicateur_id = 'montant_engage'")
    with pytest.raises(ControleEchoue, match=r"a été modifiée après coup.*revenir.*--refonder"):
        _publier_autre_chose(base)
