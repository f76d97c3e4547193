"""What was said stays said: an arrêté decided before a definition changed shows both values, tile and panel."""

from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from tests.app.application import lu, ouvrir, tuile
from tests.depot import (
    COMITE,
    decider_sous_une_ancienne_definition,
    deposer,
    fichier,
    financement,
    publier,
)
from ti_dashboard.dossier import arretes, chemins
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.magasin import guichet
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs.versions import registre
from ti_dashboard.questions.options import contexte
from ti_dashboard.questions.origine import origine
from ti_dashboard.tableaux import origine as lignes_derriere

ENGAGE, AVEC_REGIONS = "montant_engage", "montant_engage_regions_comprises"
DECIDE, PHASE = COMITE, "Phase I (2018-2022)"
DIT, RECALCULE = "108,0\u00a0M€ dit le 02/10/2025", "112,3\u00a0M€ avec la définition de\u00a02026"


@pytest.fixture(scope="module")
def donnees(tmp_path_factory):
    """An arrêté decided when « Engagé » left the State out, then another publication: life goes on."""
    base = tmp_path_factory.mktemp("dits")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TI_DASHBOARD_DONNEES", str(base))
        decider_sous_une_ancienne_definition(base, ENGAGE)
        deposer(fichier(base, "financements", [financement("E", "1000")], "suite.csv"))
        publier()
    return base


@pytest.fixture(autouse=True)
def redefini(donnees, monkeypatch):
    """Since 2026 the definition counts the State: that of the catalogue."""
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(donnees))
    (first,) = registre()[ENGAGE]
    second = replace(first, version=2, depuis=date(2026, 3, 1))
    first = replace(first, definition="Des seuls opérateurs.", formule="Σ engagé des opérateurs")
    monkeypatch.setitem(registre(), ENGAGE, (first, second))


def _ouvrir(**address):
    app = ouvrir("accueil", arrete="02/10/2025", phase=PHASE, **address)
    assert not app.exception
    return app


def test_the_tile_says_what_was_said_and_what_the_definition_in_force_gives():
    shown = tuile(_ouvrir(), ENGAGE)
    assert shown["valeur"] == "108,0\u00a0M€"
    assert shown["scelle"] == {
        "texte": f"{DIT} ; {RECALCULE}",
        "dit_le": DIT,
        "dit": "dit le 02/10/2025",
        "recalcule": RECALCULE,
    }


def test_the_panel_says_both_with_their_versions_their_words_and_their_cents():
    app = _ouvrir(chiffre=ENGAGE)
    assert any("108,0\u00a0M€" in h.value for h in app.header)
    (warned,) = [lu(w.value) for w in app.warning]
    assert f"{DIT} ; {RECALCULE}." in warned
    assert "108\u202f000\u202f140,50\u00a0€" in warned and "112\u202f300\u202f140,50\u00a0€" in warned
    assert "Dit avec la version 1 de la définition ; version 2, en vigueur pour les arrêtés figés à partir du" in warned
    assert "Définition d'alors : Des seuls opérateurs." in warned and "Σ engagé des opérateurs" in warned
    assert any("4\u00a0lignes derrière ce chiffre" in m.value for m in app.markdown)


def test_what_did_not_change_is_said_and_sealed_without_a_word_on_the_tile():
    app = _ouvrir(chiffre=AVEC_REGIONS)
    assert tuile(app, AVEC_REGIONS)["scelle"] is None
    assert not app.warning
    said = [lu(m.value) for m in app.markdown]
    assert "Dit et scellé à l'arrêté du 02/10/2025, version 1 de la définition." in said


def test_a_figure_of_one_bar_says_that_no_seal_holds_it():
    app = _ouvrir(chiffre=f"{ENGAGE}~instrument:aides-bpifrance")
    assert any(lu(m.value).startswith("Ces filtres ne sont pas scellés") for m in app.markdown)


def test_a_region_is_sealed_too_and_two_of_them_are_not():
    assert tuile(_ouvrir(region="Bretagne"), ENGAGE)["scelle"]["texte"] == f"{DIT} ; {RECALCULE}"
    app = _ouvrir(region=["Bretagne", "Normandie"])
    assert tuile(app, ENGAGE)["valeur"] == "112,3\u00a0M€" and tuile(app, ENGAGE)["scelle"] is None


def test_a_territory_is_sealed_whatever_the_region_chosen():
    app = _ouvrir(region="Bretagne", chiffre=f"{ENGAGE}~territoire:ti-5304")
    assert any(DIT in lu(w.value) for w in app.warning)


def test_the_figures_of_the_decided_arrete_are_kept_beside_it(donnees):
    kept = arretes.chiffres(donnees, DECIDE).read_text(encoding="utf-8")
    assert any(line.startswith("1;montant_engage;1;;108000140.5") for line in kept.splitlines())


def test_the_lines_taken_away_say_both_values_too(donnees):
    pointer = lire_pointeur(chemins.publications())
    with closing(guichet.ouvrir(chemins.publications(), pointer)) as publication:
        seen = contexte(publication, Filtres(DECIDE, 1))
        for indicateur_id, expected in ((ENGAGE, f"{DIT} ; {RECALCULE}. Dit avec la version 1"), (AVEC_REGIONS, None)):
            figure = Chiffre(indicateur_id)
            content = lignes_derriere.composer(seen, figure, origine(publication, figure, seen.choix))
            said = dict(content.rubriques).get("Dit à l'arrêté")
            assert said is None if expected is None else said.startswith(expected)
