"""What a reading did to a file reaches its deposit: notices with their place, hidden sheets asked for, exact totals."""

import json
from decimal import Decimal

import pytest

from tests.depot import fonder, verifier
from tests.petits import PETITS
from ti_dashboard.__main__ import main
from ti_dashboard.dossier import depots
from ti_dashboard.dossier.depot import Depot


@pytest.fixture
def donnees(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "donnees"))
    fonder(tmp_path / "donnees")
    return tmp_path / "donnees"


def dit(depot: Depot) -> list[str]:
    return [said.replace("\u00a0", " ").replace("\u202f", " ") for said in depot.avis]


def test_each_notice_names_its_file_and_its_sheet(donnees):
    depot = verifier(PETITS / "titres_total_note.xlsx", PETITS / "feuille_masquee.xlsx", emetteur="ADEME")
    assert [(f.nb_valides, f.nb_sans_objet, Decimal(f.total_lu)) for f in depot.feuilles] == [
        (3, 2, 6003),
        (3, 0, 6003),
    ]
    assert "titres_total_note.xlsx, feuille Sheet : 1 ligne de total n'est pas lue (ligne 8 : « TOTAL »)." in dit(depot)
    assert any(
        said.startswith("feuille_masquee.xlsx : la feuille masquée « Archive 2018 », 4 lignes") for said in dit(depot)
    )


def test_what_is_hidden_is_read_when_asked_for_and_the_deposit_says_it(donnees, capsys):
    path = PETITS / "feuille_masquee.xlsx"
    assert main(["--json", "verifier", str(path), "--emetteur=ADEME", "--avec-masquees"]) in (0, 1)
    depot = depots.prepare(json.loads(capsys.readouterr().out.splitlines()[-1])["resultat"]["depot"])
    assert [(f.feuille, f.nb_valides) for f in depot.feuilles] == [("Sheet", 3), ("Archive 2018", 4)]
    assert "feuille_masquee.xlsx : ce qui est masqué ou filtré est lu aussi, à la demande de qui dépose." in dit(depot)


@pytest.mark.parametrize(
    ("declared", "is_right"),
    [("5002.775", True), ("5002.78", True), ("5002.80", True), ("5002.77", False), ("5002.79", False)],
)
def test_a_declared_total_is_held_to_the_exact_sum_or_to_the_rounded_one(declared, is_right, donnees):
    depot = verifier(PETITS / "trois_decimales.xlsx", emetteur="ADEME", totaux={"": Decimal(declared)})
    (sheet,) = depot.feuilles
    assert (Decimal(sheet.total_lu), Decimal(sheet.total_exact)) == (Decimal("5002.80"), Decimal("5002.775"))
    assert ("total de contrôle" not in " ".join(c.constat for c in depot.constats)) == is_right
    assert any(said.endswith("les montants écrits 5 002,775 €.") for said in dit(depot))
