"""``/metriques``, ``/pret``, ``/sante``: what is told, read by another program than ours, and to whom."""

import json
import shutil
from datetime import UTC, datetime

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette

from tests.unit.petite_application import wait_for
from ti_dashboard.dossier import journal
from ti_dashboard.serveur import sante
from ti_dashboard.serveur.appel_interne import ReponseInterne, get
from ti_dashboard.serveur.incidents import on_script_error
from ti_dashboard.surveillance import incidents_comptes
from ti_dashboard.surveillance.jeton_de_lecture import VARIABLE

JETON = "jeton-de-surveillance-0123456789"
ETRANGER = {"host": "ti.exemple"}


@pytest.fixture
def donnees(donnees_demo, tmp_path, monkeypatch):
    """A data folder of the test's own."""
    folder = shutil.copytree(donnees_demo, tmp_path / "donnees")
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(folder))
    monkeypatch.delenv("TI_DASHBOARD_LIVE_URL", raising=False)
    return folder


def _ask(adresse: str, **entetes: str) -> ReponseInterne:
    return wait_for(get(Starlette(routes=sante.routes()), adresse, entetes or None))


def _lues() -> dict[str, float]:
    text = _ask("/metriques").corps.decode()
    families = list(text_string_to_metric_families(text))
    assert all(one.documentation for one in families), "each measure says what it is"
    assert len({one.name for one in families}) == len(families)
    return {
        sample.name + "".join(f"{{{v}}}" for v in sample.labels.values()): sample.value
        for family in families
        for sample in family.samples
    }


def test_what_is_measured_is_named_with_its_unit(donnees):
    found = _lues()
    ours = {name.partition("{")[0] for name in found if name.startswith("ti_")}
    for name in ("questions_posees_total", "question_duree_seconds_bucket", "question_duree_seconds_count",
                 "reponses_gardees_bytes", "publication_age_seconds", "arrete_timestamp_seconds", "suiveurs",
                 "depots_en_attente", "journal_entier", "disque_libre_bytes", "sessions_ouvertes",
                 "passages_en_attente", "erreurs_total"):  # fmt: skip
        assert f"ti_{name}" in ours, sorted(ours)
    assert found["ti_publication_servie"] == found["ti_journal_entier"] == found["ti_magasin_des_seances_repond"] == 1
    assert found["ti_question_duree_seconds_bucket{+Inf}"] == found["ti_question_duree_seconds_count"]
    assert datetime.fromtimestamp(found["ti_arrete_timestamp_seconds"], UTC).year > 2018


def test_a_page_that_fails_a_deposit_a_broken_journal_are_seen(donnees, monkeypatch):
    monkeypatch.setattr("streamlit.error", lambda said: None)
    before = _lues()
    on_script_error(ValueError("essai"))
    journal.noter(donnees, "g1", "sauvegarder", "fin", "l'exploitant")
    path = donnees / journal.NOM
    path.write_bytes(path.read_bytes().replace(b"exploitant", b"exploitante"))
    after = _lues()
    assert after["ti_erreurs_total{page}"] == before["ti_erreurs_total{page}"] + 1
    assert (before["ti_journal_entier"], after["ti_journal_entier"]) == (1, 0)
    assert "ti_sauvegarde_timestamp_seconds" in after


def test_a_folder_without_a_publication_is_told_as_such(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "vide"))
    found = _lues()
    assert found["ti_publication_servie"] == 0 and "ti_publication_age_seconds" not in found


@pytest.mark.parametrize("adresse", ["/metriques", "/pret"])
def test_a_stranger_finds_nothing_unless_a_token_would_open(donnees, monkeypatch, adresse):
    monkeypatch.delenv(VARIABLE, raising=False)
    assert _ask(adresse, **ETRANGER).statut == 404
    assert _ask(adresse, **ETRANGER, authorization="Bearer ").statut == 404
    monkeypatch.setenv(VARIABLE, "court")
    assert _ask(adresse, **ETRANGER, authorization="Bearer court").statut == 404
    monkeypatch.setenv(VARIABLE, JETON)
    for said in ("", "Bearer", "Bearer ", f"Basic {JETON}", f"Bearer {JETON}x", f"Bearer {JETON[:-1]}", "Bearer é"):
        refused = _ask(adresse, **ETRANGER, **({"authorization": said} if said else {}))
        assert (refused.statut, refused.entetes["www-authenticate"]) == (401, "Bearer"), said
        assert "ti_" not in refused.corps.decode() and "prêt" not in refused.corps.decode()
    assert _ask(adresse, **ETRANGER, authorization=f"Bearer {JETON}").statut == 200
    assert _ask(adresse).statut == 200, "somebody on this very machine"


def test_a_stranger_is_told_whether_it_works_and_never_why_not(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "vide"))
    monkeypatch.setenv(VARIABLE, JETON)
    stranger = _ask("/sante", **ETRANGER)
    assert (stranger.statut, json.loads(stranger.corps)) == (503, {"etat": "indisponible"})
    known = json.loads(_ask("/sante", **ETRANGER, authorization=f"Bearer {JETON}").corps)
    assert known["motif"].startswith("Aucune publication") and json.loads(_ask("/sante").corps) == known


def test_the_start_does_not_load_what_writes_measures():
    import subprocess
    import sys

    code = "import sys, ti_dashboard.serveur.sante; print('prometheus_client' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_kinds_of_incidents_are_all_told_from_the_start():
    assert set(incidents_comptes.comptes()) == set(incidents_comptes.GENRES)
