"""A referential that changes after arrêtés were said: what passes without touching a seal, what is refused and how."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from tests.depot import AUTEUR, COMITE, decider, interroger
from ti_dashboard.dossier import chemins
from ti_dashboard.dossier.chemins import REFERENTIELS
from ti_dashboard.errors import ControleEchoue
from ti_dashboard.ingest import atelier
from ti_dashboard.ingest.atelier.edition import matiere
from ti_dashboard.ingest.figer import figer
from ti_dashboard.ingest.publier import construction
from ti_dashboard.sceau.recettes import COURANTE


@pytest.fixture
def publier_avec(tmp_path, monkeypatch):
    """Publish with one text of one referential changed."""
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "donnees"))
    decider(tmp_path / "donnees")
    folder = shutil.copytree(REFERENTIELS, tmp_path / "referentiels")

    def publish(name: str, before: str, after: str) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8", newline="")
        construction.publier(replace(matiere(), referentiels=folder), chemins.publications())

    return publish


def _sceaux():
    return interroger("SELECT * FROM arrete_empreinte ORDER BY ALL"), interroger(
        "SELECT * FROM chiffre_scelle ORDER BY ALL"
    )


@pytest.mark.parametrize(("name", "before", "after"), [
    ("territoire.csv", "1;ti-5304;Lannion-Trégor;", "1;ti-5304;Lannion;"),
    ("region.csv", "Bretagne", "Bretagne (BZH)"),
    ("territoire.csv", "-3.47082;48.66767;ti-5306", "-3.47082;48.66767;"),
])  # fmt: skip
def test_a_name_or_a_link_mended_since_touches_no_seal(publier_avec, name, before, after):
    said = _sceaux()
    publier_avec(name, before, after)
    assert _sceaux() == said


def test_a_committee_that_the_sources_tell_later_takes_a_free_number(publier_avec):
    told = "2023-11-09;"
    publier_avec("copil.csv", told, f"2022-06-01;Comité retrouvé;;2022-06-01;1;compte rendu\n{told}")
    numbers = dict(interroger("SELECT arrete_id, numero FROM arrete"))
    assert numbers[COMITE] == 6 and numbers[date(2022, 6, 1)] == 4 and len(set(numbers.values())) == 7
    assert (date(2022, 6, 1), COURANTE) in interroger("SELECT arrete_id, recette FROM arrete_empreinte")


def _etats():
    return [interroger(f"SELECT * FROM {table} ORDER BY ALL") for table in figer.ETATS]  # noqa: S608


def test_a_territory_moved_to_another_region_moves_for_the_arretes_to_come_only(publier_avec):
    said, states = _sceaux(), _etats()
    publier_avec("territoire.csv", "ti-5304;Lannion-Trégor;53;53;", "ti-5304;Lannion-Trégor;28;28;")
    assert (_sceaux(), _etats()) == (said, states)
    assert interroger("SELECT code_region FROM territoire WHERE territoire_id = 'ti-5304' AND phase = 1") == [("28",)]
    assert {row[3] for row in states[0]} == {"53"}


def test_another_way_to_freeze_states_is_for_the_arretes_to_come_only(tmp_path, monkeypatch):
    """A fault mended in the code: what was said under it stays said, and is held by its seal."""
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    decider(tmp_path)
    said, states, statement = _sceaux(), _etats(), figer.sql
    changed = {"figer_territoire": ("coalesce(s.jalon = 'appui_retenu', false)", "true")}
    monkeypatch.setattr(figer, "sql", lambda name: statement(name).replace(*changed.get(name, ("", ""))))
    later = date(2025, 11, 3)
    atelier.arreter(later, "Comité suivant", AUTEUR)
    assert [row for row in _sceaux()[0] if row[0] != later] == said[0]
    assert [row for row in _etats()[0] if row[0] != later] == states[0]
    assert interroger("SELECT DISTINCT arrete_id, est_appuye FROM etat_territoire WHERE est_appuye") == [(later, True)]
    atelier.construire(None, AUTEUR, refonder=True)
    kept = dict(interroger("SELECT arrete_id, empreinte FROM arrete_empreinte"))
    assert kept[COMITE] == next(row[2] for row in said[0] if row[0] == COMITE)


def test_a_referential_that_no_publication_in_place_can_outlive_is_refused_by_what_it_would_change(
    publier_avec, tmp_path
):
    """Without the publication that held the states, they are computed again, and the seal says that they differ."""
    shutil.rmtree(tmp_path / "donnees" / "publications")
    with pytest.raises(ControleEchoue, match="l'arrêté du 02/10/2025 changerait") as refused:
        publier_avec("territoire.csv", "ti-5304;Lannion-Trégor;53;53;", "ti-5304;Lannion-Trégor;28;28;")
    assert "une donnée de référence" in str(refused.value)
    assert "(phase I, Normandie) : dit rien, les lignes donnent" in str(refused.value)
