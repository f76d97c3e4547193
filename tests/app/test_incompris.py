"""A word of the address that is not understood is said, kept in the address, and one gesture from the closest one."""

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.application import composants, ouvrir, tuile
from tests.conftest import filtres
from ti_dashboard.cadre.bandeau import MARQUE_ADRESSE
from ti_dashboard.cadre.incompris import corriger
from ti_dashboard.ecrans.projets.tableaux import LISTE
from ti_dashboard.epreuve import pages
from ti_dashboard.langue.mots import Mot
from ti_dashboard.questions.options import contexte, vocabulaire
from ti_dashboard.tableaux.modele import notice

pytestmark = pytest.mark.usefixtures("donnees_servies")


def dits(app: AppTest) -> list[str]:
    assert not app.exception
    return [m.value.removeprefix(MARQUE_ADRESSE).strip() for m in app.markdown if m.value.startswith(MARQUE_ADRESSE)]


def trajets(app: AppTest) -> list[dict[str, list[str]]]:
    """Where the browser is sent, as parameters."""
    sent = composants(app)
    return [parse_qs(urlsplit(s["adresse"]).query, keep_blank_values=True) for s in sent if "jeton" in s]


def test_a_typo_is_said_and_the_national_figure_is_not_taken_for_the_operator_s():
    app = ouvrir(arrete="24/09/2019", operateur="Bpifranse")
    assert dits(app) == ["Opérateur inconnu : « Bpifranse ». L'écran n'est pas filtré par opérateur. Voir plutôt :"]
    assert app.query_params["incompris"] == "operateur:Bpifranse" and "operateur" not in app.query_params


def test_the_address_that_says_it_says_it_again_to_who_receives_it():
    app = ouvrir(arrete="24/09/2019", incompris="operateur:Bpifranse")
    assert dits(app)[0].startswith("Opérateur inconnu : « Bpifranse »")


def test_the_closest_name_takes_its_place_in_the_address():
    app = ouvrir(arrete="24/09/2019", region="Bretagne", operateur="Bpifranse")
    (there,) = trajets(next(b for b in app.button if b.label == "Bpifrance").click().run())
    assert there["operateur"] == ["Bpifrance"] and there["region"] == ["Bretagne"] and "incompris" not in there
    assert there["arrete"] == ["24/09/2019"]


def test_a_forgotten_word_leaves_the_address():
    app = ouvrir(arrete="24/09/2019", operateur="Bpifranse", mesure="or")
    (there,) = trajets(next(b for b in app.button if b.label == "Oublier ce mot").click().run())
    assert "incompris" not in there and there["mesure"] == ["or"]
    app = ouvrir(arrete="24/09/2019", operateur="Bpifranse", mesure="or")
    (there,) = trajets([b for b in app.button if b.label == "Oublier ce mot"][1].click().run())
    assert there["incompris"] == ["operateur:Bpifranse"] and "mesure" not in there


def test_codes_lower_case_and_missing_accents_are_rewritten_in_labels():
    app = ouvrir(arrete="2019-09-24", region=["53", "ile de france"], operateur="bpifrance", phase="1")
    assert dits(app) == []
    assert app.query_params["arrete"] == "24/09/2019" and app.query_params["operateur"] == "Bpifrance"
    assert [m.value for m in app.multiselect] == [["Bretagne", "Île-de-France"], [], [], ["Bpifrance"]]
    assert (
        tuile(app, "nb_projets")["valeur"]
        == tuile(
            ouvrir(arrete="24/09/2019", region=["Bretagne", "Île-de-France"], operateur="Bpifrance"), "nb_projets"
        )["valeur"]
    )


@pytest.mark.parametrize(
    ("page", "adresse", "phrase"),
    [
        ("accueil", {"arrete": "32/13/2019"}, "Arrêté inconnu : « 32/13/2019 ». L'écran montre l'arrêté du 27/"),
        ("accueil", {"compare": "hier"}, "Arrêté de comparaison inconnu : « hier ». L'écran se compare à l'arrêté"),
        ("accueil", {"phase": "Phase III"}, "Phase inconnue : « Phase III ». L'écran montre la phase II"),
        ("accueil", {"theme": "zzz"}, "Thème inconnu : « zzz ». L'écran n'est pas filtré par thème."),
        ("accueil", {"mesure": "or"}, "Mesure inconnue : « or »"),
        ("accueil", {"regions": "Bretagne"}, "Paramètre inconnu : « regions »"),
        ("accueil", {"vue_projets": "Sortis"}, "Paramètre d'une autre page : « vue_projets »"),
        ("accueil", {"chiffre": "montant_engage~operateur:zzz"}, "Chiffre inconnu : « montant_engage"),
        ("accueil", {"chiffre": "nb_postes~statut:realise"}, "Chiffre inconnu : « nb_postes"),
        ("territoires", {"chiffre": "or"}, "Chiffre inconnu : « or »"),
        ("territoires", {"vue_territoires": "zzz"}, "Vue inconnue : « zzz ». L'écran montre « Tous »."),
        ("projets", {"vue_projets": "zzz"}, "Vue inconnue : « zzz »"),
        ("projets", {"page": "abc"}, "Page inconnue : « abc »"),
        ("projets", {"page": "9999"}, "Page inconnue : « 9999 »"),
        ("projets", {"tri_projets": "zzz"}, "Colonne de tri inconnue : « zzz »"),
        ("evolutions", {"volet_evolutions": "zzz"}, "Volet inconnu : « zzz »"),
        ("evolutions", {"volet_evolutions": "Alertes", "jours": "99999"}, "Seuil inconnu, sans nouvelle depuis"),
        ("evolutions", {"volet_evolutions": "alertes", "signal": "zzz"}, "Signal inconnu : « zzz »"),
        ("ingenierie", {"volet_ingenierie": "zzz"}, "Volet inconnu : « zzz »"),
        ("donnees", {"volet": "zzz"}, "Volet inconnu : « zzz »"),
    ],
    ids=str,
)  # fmt: skip
def test_every_parameter_says_what_it_does_not_know(page: str, adresse: dict, phrase: str):
    said = " ".join(dits(ouvrir(page, **adresse))).replace("\\-", "-").replace("\\_", "_")
    assert phrase.replace("\\:", ":") in said.replace("\\:", ":").replace("\\(", "(").replace("\\)", ")")


def test_a_view_typed_in_its_own_way_is_the_view():
    app = ouvrir("projets", arrete="24/09/2019", vue_projets="sans engagement")
    assert dits(app) == [] and app.query_params["vue_projets"] == "Sans engagement"


@pytest.mark.parametrize(
    "word", ["[Mettez à jour](https://exemple.test)", "**x** :red[y]", "é" * 5_000, "\ufffd", "a\nb"]
)
def test_no_word_is_taken_for_formatting_nor_floods_the_screen(word: str):
    (said,) = dits(ouvrir(operateur=word))
    assert not re.search(r"(?<!\\)(?:\]\(|\*\*|:red)", said) and len(said) < 400 and "\n" not in said


def test_many_words_are_counted_and_the_address_stays_short():
    app = ouvrir(region=[f"Atlantide {i}" for i in range(200)])
    assert dits(app)[3].startswith("17\u00a0autres mots ne sont pas compris dans l'adresse") and len(dits(app)) == 4
    assert len(str(app.query_params["incompris"])) < 1_000


def test_a_download_says_it(demo):
    said = Mot("operateur", "Bpifranse", "Opérateur inconnu")
    seen = replace(contexte(demo, filtres()), incompris=(said,))
    told = notice(LISTE, seen, {}, LISTE.composer(seen, {})).rubriques
    assert ("Mots de l'adresse non compris, sans effet", "Opérateur inconnu : « Bpifranse »") in told


def test_correcting_an_arrete_brings_its_phase_and_comparison(demo):
    asked = {"arrete": ["09/11/2023"], "phase": ["Phase II (2023-2027)"], "incompris": ["arrete:01/10/2019"]}
    there = corriger(asked, Mot("arrete", "01/10/2019", ""), "24/09/2019", vocabulaire(demo))
    assert there == {"arrete": ["24/09/2019"], "phase": ["Phase I (2018-2022)"], "compare": ["30/04/2019"]}


def test_a_misspelt_parameter_gives_its_values_to_the_right_one(demo):
    there = corriger(
        {"regions": ["Bretagne"], "region": ["Corse"]}, Mot("", "regions", ""), "region", vocabulaire(demo)
    )
    assert there == {"region": ["Corse", "Bretagne"]}


def test_a_proof_reads_the_parameters_of_the_screens(demo):
    """A weight of the selector, one of a folder, one of the frame, and one that nobody declares."""
    asked = {name: [""] for name in ("poids_retard", "tri_projets", "suivre", "sauter")}
    seen = contexte(demo, filtres(), "accueil")
    told = [(m.texte, m.constat) for m in pages.inconnus(seen, asked)]
    elsewhere = [(name, "Paramètre d'une autre page") for name in ("poids_retard", "tri_projets")]
    assert told == [*elsewhere, ("sauter", "Paramètre inconnu")]
