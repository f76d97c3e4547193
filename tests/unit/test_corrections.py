"""Corrections of the room: numbers as they are typed, figures found by any of their names, the line they become."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.conftest import A2019, filtres
from ti_dashboard.adresse import partagee
from ti_dashboard.comite.correction_de_salle import lire_valeur
from ti_dashboard.ecrans.donnees.vue_correction_ligne import Manque, completer, est_un_montant, ligne
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.live.corrections import Correction, Perimetre
from ti_dashboard.planche.corrections import ChiffreCorrige, annoter, est_corrigible, identite
from ti_dashboard.planche.dependances import contient
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.programme.chiffre import Chiffre, lire
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.questions.options import contexte, vocabulaire
from ti_dashboard.questions.origine import origine

ENGAGE, BRETAGNE = Chiffre("montant_engage"), Chiffre("montant_engage", (("region", "53"),))
CORRIGE = ChiffreCorrige(Decimal("110200000"), "corrigé en séance : Convention oubliée (CGET)")


@pytest.mark.parametrize("text", ["", "environ 110", "110 M", "1,2,3", "1e9", "NaN", "110 M€ €", "١٢"])
def test_what_is_not_a_number_is_refused_with_an_example(text: str):
    with pytest.raises(GesteRefuse, match="écrivez par exemple"):
        lire_valeur(ENGAGE, text)


@pytest.mark.parametrize("text", ["-1", "3,5"])
def test_a_count_is_a_whole_number(text: str):
    with pytest.raises(GesteRefuse, match="nombre entier"):
        lire_valeur(Chiffre("nb_projets"), text)


def test_a_figure_is_the_same_by_its_filter_or_by_its_bar():
    assert identite(ENGAGE, filtres(regions=("53",))) == identite(BRETAGNE, filtres())
    assert identite(ENGAGE, filtres()) == identite(ENGAGE, filtres(compare=None))
    assert identite(ENGAGE, filtres()) != identite(ENGAGE, filtres(regions=("53",)))
    assert identite(Chiffre("nb_territoires"), filtres(themes=("mobilite",))) == identite(
        Chiffre("nb_territoires"), filtres()
    )


def test_rates_and_medians_are_not_corrected_themselves():
    assert est_corrigible(ENGAGE) and est_corrigible(Chiffre("nb_projets"))
    assert not est_corrigible(Chiffre("taux_territoires_engages"))


def board() -> dict[str, object]:
    """One tile, one bar and one cell of the same figure, beside others."""
    screen = vierge("Titre", "")
    screen["tuiles"] = [{"type": "tuile", "id": "montant_engage", "valeur": "108,0 M€"},
                        {"type": "tuile", "id": "nb_projets", "valeur": "474"}]  # fmt: skip
    screen["blocs"] = [
        {"type": "barres",
         "lignes": [{"id": "53", "chiffre": "montant_engage", "texte": "108,0 M€", "valeur": 108e6},
                    {"id": "x", "chiffre": "montant_engage~operateur:bpifrance", "texte": "24,3 M€"}]},
        {"type": "table", "totaux": None,
         "lignes": [{"cases": [{"texte": "Bretagne"}, {"geste": "chiffre", "cible": "montant_engage", "texte": "1"}]}]},
    ]  # fmt: skip
    return signer(screen)


def test_every_place_of_a_corrected_figure_changes_and_keeps_the_old_value_beside():
    before, chosen = board(), filtres()
    wanted = identite(ENGAGE, chosen)
    after = annoter(before, lambda figure: CORRIGE if identite(figure, chosen) == wanted else None)
    tile, bar, cell = after["tuiles"][0], after["blocs"][0]["lignes"][0], after["blocs"][1]["lignes"][0]["cases"][1]
    assert (tile["valeur"], bar["texte"], cell["texte"]) == ("110,2\u00a0M€",) * 3
    assert [x["corrige"]["ancien"] for x in (tile, bar, cell)] == ["108,0 M€", "108,0 M€", "1"]
    assert bar["valeur"] == 108e6 and after["signature"] != before["signature"]
    untouched = after["tuiles"][1], after["blocs"][0]["lignes"][1]
    assert not any("corrige" in x for x in untouched)
    assert annoter(before, lambda figure: None) is before


BREST = Chiffre("montant_engage", (("territoire", "ti-5304"),))


@pytest.mark.parametrize(
    ("seen", "under", "depends"),
    [
        (ENGAGE, {}, True),  # the national total contains the region
        (Chiffre("montant_engage_regions_comprises"), {}, True),
        (Chiffre("part_payee"), {}, True),  # a rate over it
        (Chiffre("part_payee"), {"regions": ("53",)}, True),
        (ENGAGE.avec("cause", "correction"), {"regions": ("53",)}, True),  # what moved in the very figure
        (ENGAGE.avec("au", "compare"), {}, False),  # the other arrêté did not change
        (ENGAGE, {"regions": ("53",)}, False),  # itself: it is corrected
        (ENGAGE, {"regions": ("28",)}, False),
        (ENGAGE, {"regions": ("28", "53")}, True),
        (ENGAGE, {"regions": ("53",), "themes": ("mobilite",)}, False),  # a part: nobody knows which
        (BREST, {}, False),
        (Chiffre("montant_paye"), {}, False),
        (Chiffre("nb_projets"), {}, False),
    ],
)
def test_what_contains_a_corrected_figure_is_older_than_its_correction(seen, under, depends):
    corrected_one = (ENGAGE, filtres(regions=("53",)))
    assert contient((seen, replace(filtres(), **under)), corrected_one) is depends


@pytest.mark.parametrize(
    ("one", "others"),
    [
        ("nb_territoires_engages", {"taux_territoires_engages", "nb_territoires", "nb_territoires_non_engages",
                                    "taux_territoires_signes", "nb_regions_toutes_engagees"}),
        ("nb_projets_engages", {"taux_projets_engages", "taux_projets_realises_ou_en_cours",
                                "nb_projets", "nb_projets_connus",
                                "nb_projets_sans_engagement"}),
        ("nb_territoires", {"taux_territoires_engages", "taux_territoires_signes", "nb_territoires_non_engages"}),
    ],
)  # fmt: skip
def test_the_rates_and_totals_of_a_count_follow_it(one: str, others: set[str]):
    chosen = filtres()
    assert {i for i in CATALOGUE if contient((Chiffre(i), chosen), (Chiffre(one), chosen))} == others


def test_what_stands_under_a_corrected_value_says_that_it_is_older():
    screen = vierge("", "")
    tile = {
        "type": "tuile", "id": "montant_engage", "valeur": "108,0 M€", "complement": "312 montants",
        "evolution": {"texte": "+ 2 M€ depuis le 30/04/2019", "court": "+ 2 M€", "sens": "bon", "direction": "hausse"},
        "publie": {"texte": "= publié : 108 M€ (CGET)", "court": "= publié : 108 M€", "etat": "conforme"},
    }  # fmt: skip
    screen["tuiles"] = [
        tile,
        {"type": "tuile", "id": "part_payee", "valeur": "34,1 %"},
        {"type": "tuile", "id": "montant_paye", "valeur": "3 M€", "complement": "34,1 %"},
    ]
    screen["blocs"] = [{"type": "barres", "lignes": [{"id": "53", "chiffre": "part_payee~region:53", "texte": "12 %"}]}]
    chosen = filtres()
    after = annoter(
        signer(screen),
        lambda f: CORRIGE if identite(f, chosen) == identite(ENGAGE, chosen) else None,
        lambda f: contient((f, chosen), (ENGAGE, chosen)),
    )
    mine, rate, paid = after["tuiles"]
    assert mine["corrige"]["reste"] == "le reste est d'avant la correction" and "avant" not in mine
    assert (mine["evolution"]["sens"], mine["publie"]["etat"]) == ("aucun", None)
    assert (rate["avant"], rate["valeur"]) == ("avant correction", "34,1 %")
    assert (paid["avant"], paid["valeur"]) == ("proportion avant correction", "3 M€")
    assert after["blocs"][0]["lignes"][0]["texte"] == "12 %"


# --- the line of the ledger ---


def corrected(demo, figure: Chiffre, old: str = "100.50", new: str = "90", **choix: object) -> Correction:
    chosen = replace(filtres(A2019), **choix)
    screen = f"/?{partagee.ecrire(chosen, vocabulaire(demo))}"
    where = Perimetre(figure.ecrire(), A2019, screen, "Phase I")
    return Correction(
        7, "ABCDEF", where, Decimal(old), Decimal(new), "Oubli", "CGET", "proposee", "", None, None, None, None
    )


def test_a_correction_becomes_one_line_that_counts_in_its_figure(demo):
    one = corrected(demo, Chiffre("montant_engage", (("operateur", "bpifrance"),)))
    asked = completer(contexte(demo, filtres()), one)
    assert asked.ecart == Decimal("-10.50") and list(asked.choix["operateur"]) == ["bpifrance"]
    row = ligne(one, asked, {"instrument": "aides-bpifrance"}, date(2019, 9, 1))
    assert (row["montant"], row["type_montant"], row["cause"]) == (Decimal("-10.50"), "engage", "correction")
    assert (row["operateur_id"], row["territoire_id"], row["date_effet"]) == ("bpifrance", "", "2019-09-01")
    assert row["reference"] == "seance-ABCDEF-7"


def test_under_a_region_a_territory_must_be_named_and_under_a_theme_a_project(demo):
    one = corrected(demo, ENGAGE, regions=("53",), themes=("mobilite",))
    asked = completer(contexte(demo, filtres()), one)
    with pytest.raises(Manque, match="financeur, dispositif, territoire, projet"):
        ligne(one, asked, {}, A2019)
    place = next(iter(asked.choix["territoire"]))
    chosen = {"operateur": "bpifrance", "instrument": "aides-bpifrance", "territoire": place, "projet": " P1 "}
    assert ligne(one, asked, chosen, A2019)["projet_id"] == "P1"
    regions = {
        row["code_region"]
        for row in origine(demo, Chiffre("nb_territoires", (("territoire", place),)), filtres(A2019)).lignes
        if "code_region" in row
    }
    assert regions <= {"53"}


def test_a_territory_named_by_the_figure_is_not_asked_again(demo):
    place = "ti-5304"
    one = corrected(demo, Chiffre("montant_engage", (("territoire", place), ("operateur", "bpifrance"))))
    asked = completer(contexte(demo, filtres()), one)
    row = ligne(one, asked, {"instrument": "aides-bpifrance"}, A2019)
    assert row["territoire_id"] == place


def test_only_a_sum_of_one_kind_known_before_is_written_as_a_line(demo):
    assert est_un_montant(corrected(demo, ENGAGE))
    assert not est_un_montant(replace(corrected(demo, ENGAGE), valeur_ancienne=None))
    assert not est_un_montant(corrected(demo, Chiffre("nb_projets")))
    assert lire(corrected(demo, ENGAGE).perimetre.chiffre) == ENGAGE
