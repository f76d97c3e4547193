"""A new folder filled with the public lists from its page: figures, and the refusal of one that is not new."""

import shutil

import pytest

from tests.app.application import application, lu, ouvrir, planches, tuile
from tests.ecran import montres
from ti_dashboard.dossier import chemins
from ti_dashboard.programme.chiffre import lire
from ti_dashboard.programme.mesures import AUCUNE_LIVRAISON
from ti_dashboard.questions.origine import origine
from ti_dashboard.referentiels import ouvertes


@pytest.fixture
def neuf(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    return tmp_path


def test_the_way_in_says_what_the_public_lists_hold_and_lack(neuf):
    app = application().run()
    said = lu(" ".join(m.value for m in app.markdown))
    assert "les périmètres des deux phases" in said and "emplois, chefs de projet, paiements" in said
    app.button(key="ouvertes").click().run()
    assert [e.value for e in app.error] == ["Indiquez d'abord votre fonction : le journal dit qui a fait quoi."]


def test_the_button_leads_to_pages_with_figures(donnees_ouvertes, neuf):
    """What a cut left, every list accepted and nothing published: the same button, without reading them all again."""
    for kept in ("depots", "recus"):
        shutil.copytree(donnees_ouvertes / kept, neuf / kept)
    app = application().run()
    app.text_input(key="auteur").input("Équipe données")
    app.button(key="ouvertes").click().run()
    assert not app.exception and not app.error
    assert len(list(chemins.publications().glob("*.duckdb"))) == 1
    board = ouvrir("financements", arrete="27/05/2025")
    assert not board.exception
    assert tuile(board, "montant_engage")["valeur"].startswith("1")


def test_a_folder_that_holds_the_demonstration_says_why_nothing_was_done(neuf):
    (neuf / "livraisons" / "demonstration").mkdir(parents=True)
    app = application().run()
    app.text_input(key="auteur").input("Équipe données")
    app.button(key="ouvertes").click().run()
    (error,) = app.error
    assert "celui-ci contient la démonstration" in lu(error.value)


def test_every_figure_opens_on_its_public_lines(publiques, donnees_ouvertes, monkeypatch):
    """Whatever line is behind a figure, its file is one of those declared, with its line number."""
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(donnees_ouvertes))
    declared = {one.fichier: one.sha256 for one in ouvertes.listes()}
    opened = 0
    for page in ("accueil", "financements", "projets"):
        app = ouvrir(page, arrete="27/05/2025")
        choice = app.session_state["contexte"].choix
        for shown in {s.chiffre: s for board in planches(app) for s in montres(board) if s.genre == "tuile"}.values():
            for row in origine(publiques, lire(shown.chiffre), choice).lignes[:50]:
                assert declared[row["fichier"]] == row["sha256"] and row["ligne"] >= 2, shown
                opened += 1
    assert opened > 100


def test_a_delay_that_no_list_tells_says_so_and_counts_nobody_waiting(donnees_ouvertes, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(donnees_ouvertes))
    board, *_ = planches(ouvrir("financements", arrete="27/05/2025"))
    lines = next(b["lignes"] for b in board["blocs"] if b["id"] == "delais")
    assert {(line["valeur"], line["note"]) for line in lines} == {(None, AUCUNE_LIVRAISON)} and len(lines) == 3
    app = ouvrir("financements", arrete="27/05/2025", chiffre="delai_conventionne_paye")
    assert AUCUNE_LIVRAISON in lu(" ".join(m.value for m in [*app.markdown, *app.caption]))
