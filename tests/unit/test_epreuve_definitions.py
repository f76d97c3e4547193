"""What was said under an earlier definition is told apart from what was never said, in a file and on a screen."""

from dataclasses import replace
from datetime import date

import pytest

from tests.depot import COMITE, decider_sous_une_ancienne_definition, sans_l_etat
from tests.exports import contenu, entete, eprouver, octets, poser, remplacer, retoucher_csv
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.epreuve import ecran
from ti_dashboard.magasin.guichet import ouvrir
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.indicateurs.versions import registre

ENGAGE, DECIDE = "montant_engage", COMITE
CHOIX = Filtres(DECIDE, 1)
LIGNES = {"chiffre": [ENGAGE]}
CHANGEE = "dit, définition changée depuis"


@pytest.fixture(scope="module")
def faits(tmp_path_factory):
    """An arrêté and two exports made when « Engagé » left the State out: its lines, and the list of territories."""
    base = tmp_path_factory.mktemp("definitions")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TI_DASHBOARD_DONNEES", str(base))
        decider_sous_une_ancienne_definition(base, ENGAGE)
        patch.setitem(CATALOGUE, ENGAGE, sans_l_etat(ENGAGE))
        publication = ouvrir(base / "publications", lire_pointeur(base / "publications"))
        written = {
            "lignes": octets(publication, "lignes", CHOIX, "csv", LIGNES),
            "territoires": octets(publication, "territoires", CHOIX, "csv"),
        }
        assert len(contenu(publication, "lignes", CHOIX, LIGNES).lignes) == 3
    return publication, written


@pytest.fixture
def redefini(monkeypatch):
    """Since 2026 the definition counts the State: that of the catalogue."""
    (first,) = registre()[ENGAGE]
    monkeypatch.setitem(registre(), ENGAGE, (first, replace(first, version=2, depuis=date(2026, 3, 1))))


def test_a_screen_says_the_figure_whose_definition_has_changed(faits, redefini):
    found = ecran.eprouver(faits[0], "/accueil?arrete=02/10/2025&phase=1")
    (one,) = [c for c in found.constats if c.statut != "dit et inchangé"]
    assert (one.statut, one.ou) == (CHANGEE, "Engagé, État et opérateurs")
    assert one.dit == "108\u202f000\u202f140,50\u00a0€" and one.lu == "112\u202f300\u202f140,50\u00a0€"
    assert "sous la version 1 de la définition, version 2 aujourd'hui" in one.note
    assert list(found.reserves) == [] and not found.est_fidele


def test_a_screen_whose_figure_changed_under_the_same_version_is_not_ours(faits):
    found = ecran.eprouver(faits[0], f"/accueil?arrete=02/10/2025&phase=1&chiffre={ENGAGE}")
    assert [c.statut for c in found.constats] == ["pas de nous"]


def test_the_lines_of_a_former_definition_are_said_and_what_they_lacked_is_told(faits, redefini, tmp_path):
    found = eprouver(faits[0], poser(tmp_path, faits[1]["lignes"], "csv"))
    assert found.comptes["dit et inchangé"] == len(found.constats)
    (missing,) = found.reserves
    assert (
        missing.startswith("1\u00a0ligne dite manque")
        and "La définition a changé depuis (montant_engage version 1)" in missing
    )
    assert "« Valeur » : « 108\u202f000\u202f140,50\u00a0€ », dit sous une définition plus ancienne." in found.remarques


def test_a_cell_equal_to_what_was_sealed_then_is_said_under_the_former_definition(faits, redefini, tmp_path):
    """The list of today gives another amount; the file holds the one that was sealed."""

    def remettre(rows):
        head = entete(rows)
        rows[head + 1][rows[head].index("Engagé, État et opérateurs")] = "108000140,50"
        return rows

    found = eprouver(faits[0], poser(tmp_path, retoucher_csv(faits[1]["territoires"], remettre), "csv"))
    (one,) = [c for c in found.constats if c.statut != "dit et inchangé"]
    assert one.statut == CHANGEE and "Engagé, État et opérateurs" in one.ou


def test_a_cell_that_no_seal_covers_is_told_under_the_version_of_its_notice(faits, redefini, tmp_path):
    def changer(rows):
        head = entete(rows)
        rows[head + 1][rows[head].index("Montant")] = "17"
        return rows

    content = retoucher_csv(faits[1]["lignes"], changer)
    found = eprouver(faits[0], poser(tmp_path, content, "csv"))
    (one,) = [c for c in found.constats if c.statut != "dit et inchangé"]
    assert one.statut == CHANGEE and "aucun chiffre scellé ne couvre cette case, elle ne se recalcule plus" in one.note
    today = retoucher_csv(content, lambda rows: remplacer(rows, "Définitions", "version 1", "version 2"))
    found = eprouver(faits[0], poser(tmp_path, today, "csv"))
    assert [c.statut for c in found.constats if c.statut != "dit et inchangé"] == ["pas de nous"]


def test_a_version_that_has_never_been_is_said(faits, tmp_path):
    content = retoucher_csv(
        faits[1]["territoires"],
        lambda rows: remplacer(rows, "Définitions", "nb_projets version 1", "nb_projets version 9"),
    )
    found = eprouver(faits[0], poser(tmp_path, content, "csv"))
    assert any("nb_projets n'a pas de version 9" in said for said in found.reserves)
