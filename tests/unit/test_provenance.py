"""What is done to the data where there are accounts says which one did it, and from where, page or terminal."""

import csv
import json

import pytest
from streamlit.testing.v1 import AppTest

from tests import depot, reseau
from ti_dashboard.__main__ import main
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.cadre import atelier
from ti_dashboard.dossier import journal
from ti_dashboard.live.base import base as magasin


@pytest.fixture
def compte(base, monkeypatch):
    depot.fonder(base)
    depot.deposer(depot.fichier(base, "financements", [depot.financement("C", "5")]))
    reseau.regler(monkeypatch)
    return reseau.ouvrir_compte(magasin(), "une@exemple.fr", RoleDAcces.DONNEES)


def lignes(base) -> list[tuple[str, str, str]]:
    return [(e.issue, e.compte, e.origine) for e in journal.lire(base) if e.geste == "publier"]


def test_a_verb_typed_by_hand_says_its_account_and_the_command_line(base, compte, tmp_path):
    assert main([f"--compte={compte.courriel}", "publier"]) == 0
    said = (str(compte.compte_id), "ligne de commande")
    assert lignes(base) == [("debut", *said), ("fin", *said)]
    assert main(["journal", f"--exporter={tmp_path / 'tout.csv'}"]) == 0
    with (tmp_path / "tout.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if row["geste"] == "publier"]
    assert {(row["compte"], row["origine"]) for row in rows} == {said}
    assert main(["journal", "--eprouver"]) == 0


def test_a_verb_run_from_a_page_says_where_its_reader_is(base, compte, monkeypatch):
    def page():
        from ti_dashboard.cadre import atelier
        from ti_dashboard.langue.citation import Markdown

        atelier.executer(Markdown("Publication"), "publier", auteur="une fonction")

    monkeypatch.setattr(atelier, "courante", lambda: compte.personne("192.0.2.7"))
    drawn = AppTest.from_function(page, default_timeout=60).run()
    assert not drawn.exception and not drawn.error
    said = (str(compte.compte_id), "192.0.2.7")
    assert lignes(base) == [("debut", *said), ("fin", *said)]
    assert all(e.auteur == compte.personne().signature for e in journal.lire(base) if e.geste == "publier")


def test_a_post_without_accounts_writes_what_it_always_wrote(base):
    depot.fonder(base)
    depot.deposer(depot.fichier(base, "financements", [depot.financement("C", "5")]))
    (line,) = [line for line in (base / journal.NOM).read_text(encoding="utf-8").splitlines() if '"fin"' in line][-1:]
    assert not {"compte", "origine"} & set(json.loads(line)["detail"])
