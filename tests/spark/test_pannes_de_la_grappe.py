"""What a cluster loses: a worker, its server, the Parquet it reads. Nothing is answered in its place."""

import threading
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest

from outils.grappe_spark import OUVRIERS, Grappe
from tests.planches import COPIL
from tests.spark.posees import Posee
from tests.spark.reponses import ecrites, repondre
from ti_dashboard.adresse.pages import ACCUEIL
from ti_dashboard.compositions import ecran_demande, planches_gardees
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.errors import MoteurMuet
from ti_dashboard.magasin.guichet import Guichet
from ti_dashboard.magasin.publication import Publication
from ti_dashboard.moteurs import moteur_choisi
from ti_dashboard.moteurs.duck import MoteurDuckDB
from ti_dashboard.moteurs.parquet import TablesEnParquet
from ti_dashboard.moteurs.spark import MoteurSpark

QUESTIONS = ("carte", "montants_bilan", "projets_bilan", "territoires_liste", "options", "engagements_par_operateur")
# The whole ledger beside itself, in several tasks: what is on its way when a worker is lost.
DISTRIBUEE: Posee = (
    "SELECT count(*) AS nb, sum(f.montant_eur) AS somme FROM etat_flux f JOIN etat_flux g USING (projet_id)",
    (),
)


def test_a_screen_is_composed_of_what_spark_answers_and_of_nothing_else(fichier: Path, grappe: Grappe, monkeypatch):
    pointer = lire_pointeur(fichier.parent)
    assert pointer is not None
    wanted = _accueil(Publication(fichier))
    monkeypatch.setenv(moteur_choisi.VARIABLE, grappe.adresse)
    served = Guichet(fichier.parent).service().publication
    monkeypatch.setattr(MoteurDuckDB, "repondre", _personne)
    assert _accueil(served) == wanted
    asked = len(served._reponses._gardees)
    assert asked > 10 and _accueil(served) == wanted and len(served._reponses._gardees) == asked
    served.close()


def _accueil(publication: Publication) -> bytes:
    return planches_gardees.page(*ecran_demande.lire(publication, ACCUEIL, urlencode(COPIL)))


def _personne(*_asked: object) -> None:
    raise AssertionError("asked of DuckDB")


def test_a_worker_lost_while_questions_are_answered_changes_no_row(
    manieres: dict[str, list[Posee]], grappe: Grappe, duck: MoteurDuckDB, spark: MoteurSpark
):
    asked = [manieres[name][0] for name in QUESTIONS]
    wanted = [ecrites(repondre(duck, one), one[0]) for one in (DISTRIBUEE, *asked)]
    assert [ecrites(repondre(spark, one), one[0]) for one in (DISTRIBUEE, *asked)] == wanted
    before, log = grappe.journal("maitre").count("Removing worker"), "maitre"
    loss = threading.Timer(0.5, grappe.tuer, [OUVRIERS[0]])
    loss.start()
    try:
        assert [ecrites(repondre(spark, one), one[0]) for one in (DISTRIBUEE, *asked)] == wanted
    finally:
        loss.join()
        grappe.attendre(log, lambda: grappe.journal(log).count("Removing worker") > before)
        grappe.lancer_un_ouvrier(OUVRIERS[0])


def test_a_question_that_spark_does_not_know_is_refused_with_its_grain(spark: MoteurSpark):
    for unknown in ("SELECT inconnue(1) AS x", "SELECT x FROM table_absente", "SELECT FROM"):
        with pytest.raises(MoteurMuet, match=r"ne répond pas à cette question \(« une ligne »\) : rien n'est montré"):
            spark.repondre(f"-- grain: une ligne\n{unknown}", {})
    assert spark.repondre("SELECT 1 AS un", {}).to_pylist() == [{"un": 1}], "and the next one is answered"


def test_a_question_past_its_time_is_stopped_and_said(spark: MoteurSpark, monkeypatch):
    from ti_dashboard.moteurs import spark as module
    from ti_dashboard.moteurs.gardien import Gardien

    monkeypatch.setattr(module, "_gardien", Gardien(delai_s=1.0))
    with pytest.raises(MoteurMuet, match="n'a pas répondu à temps"):
        spark.repondre("SELECT count(*) AS nb FROM flux a, flux b, flux c WHERE a.ligne + b.ligne = c.ligne * 7", {})


def test_a_server_that_is_gone_is_said_and_one_that_comes_back_is_found(
    grappe: Grappe, contenu: TablesEnParquet, tmp_path: Path
):
    other = Grappe(tmp_path / "autre", grappe.port + 4)
    engine = MoteurSpark(other.adresse, contenu)
    with pytest.raises(MoteurMuet, match="ne répond pas : vérifiez qu'il est en marche"):
        engine.repondre("SELECT 1 AS un", {})
    engine = MoteurSpark(grappe.adresse, contenu)
    assert engine.repondre("SELECT count(*) AS nb FROM arrete", {}).to_pylist() == [{"nb": 5}]
    assert engine._session is not None
    engine._session.client.release_session()
    with pytest.raises(MoteurMuet):
        engine.repondre("SELECT count(*) AS nb FROM arrete", {})
    assert engine.repondre("SELECT count(*) AS nb FROM arrete", {}).to_pylist() == [{"nb": 5}]
    engine.fermer()


def test_parquet_that_is_not_there_is_a_refusal_not_no_rows(grappe: Grappe, contenu: TablesEnParquet, tmp_path: Path):
    engine = MoteurSpark(grappe.adresse, replace(contenu, dossier=tmp_path))
    with pytest.raises(MoteurMuet, match="rien n'est montré"):
        engine.repondre("-- grain: une ligne\nSELECT count(*) AS nb FROM arrete", {})
    engine.fermer()
