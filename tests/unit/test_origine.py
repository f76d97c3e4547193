"""The line behind a figure: rows give the figure back, movements give the difference back."""

from itertools import product

import pytest

from tests.conftest import A2019, A2021, A2023, CHOIX, DATES, filtres
from ti_dashboard.ecrans.financements import composition as financements
from ti_dashboard.ecrans.projets import composition as projets
from ti_dashboard.planche import panneau
from ti_dashboard.programme.chiffre import PRECISIONS, Chiffre, lire
from ti_dashboard.programme.evolution import CAUSES
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.questions.options import contexte
from ti_dashboard.questions.origine import origine
from ti_dashboard.questions.poser import texte
from ti_dashboard.questions.precisions_dites import precisions_en_mots
from ti_dashboard.questions.releve import relever

PARTAGE = 3
ADDITIFS = [i for i, one in CATALOGUE.items() if one.agregat in ("compte", "somme")]


def _releves(publication, choix):
    return relever(publication, choix)[choix.arrete]


@pytest.mark.parametrize("choix", CHOIX, ids=str)
def test_the_rows_behind_a_figure_give_the_figure_back(demo, choix):
    chosen = filtres(A2021, **choix)
    for indicateur, shown in _releves(demo, chosen).items():
        if indicateur not in CATALOGUE:
            continue
        found = origine(demo, Chiffre(indicateur), chosen)
        assert found.valeur == shown.valeur, indicateur
        if CATALOGUE[indicateur].agregat == "somme":
            assert found.nb_inconnus == shown.inconnus
        assert all(row["sha256"] and row["ligne"] for row in found.lignes if row["livraison_id"])


def _precisions(publication, indicateur: str) -> list[tuple[tuple[str, str], ...]]:
    """Values of each precision its question knows, shared out between the figures that one question answers: each value
    narrows some of them, each figure is narrowed by some values of each precision.
    """
    values = {dim: list(p.valeurs) for dim, p in PRECISIONS.items()}
    values["instrument"] = [r["instrument_id"] for r in publication.lignes("SELECT instrument_id FROM instrument")]
    values["nature"] = [r["nature_aide"] for r in publication.lignes("SELECT nature_aide FROM nature_aide")]
    values["statut"] = [r["statut"] for r in publication.lignes("SELECT statut FROM statut_projet")]
    followed = [
        dim for dim, p in PRECISIONS.items() if p.parametre and f"${p.parametre}" in texte(CATALOGUE[indicateur].lignes)
    ]
    alike = [name for name in ADDITIFS if CATALOGUE[name].lignes == CATALOGUE[indicateur].lignes]
    step = min(PARTAGE, len(alike))
    mine = alike.index(indicateur) % step
    return [((dim, code),) for dim in followed for code in values[dim][mine::step] or values[dim]]


@pytest.mark.parametrize("indicateur", ADDITIFS)
def test_the_movements_sum_to_the_difference_for_every_precision_and_filter(demo, indicateur):
    cases = [
        *product(DATES[1:2], CHOIX, [()]),
        *product(DATES[::2], CHOIX[::5], [()]),
        *product(DATES[1:2], CHOIX[:1], _precisions(demo, indicateur)),
    ]
    for (arrete, compare), choix, precisions in cases:
        found = origine(demo, Chiffre(indicateur, precisions), filtres(arrete, compare=compare, **choix))
        if not found.est_comparee:
            assert found.valeur_precedente is None and not found.mouvements
            continue
        moved = sum(m.ecart for m in found.mouvements)
        assert moved == (found.valeur or 0) - (found.valeur_precedente or 0), (precisions, choix)
        assert {m.cause for m in found.mouvements} <= set(CAUSES)
        assert all(m.hausse - m.baisse == m.ecart for m in found.mouvements), (precisions, choix)


def _dessine(board: dict) -> list[tuple[str, str, str | None]]:
    """(name of the figure, text shown, text of the earlier value) of every tile and bar of a board."""
    bars = [line for bloc in board["blocs"] for line in bloc["lignes"]]
    assert all(line["chiffre"] for line in bars)
    tiles = [(t["id"], t["valeur"], None) for t in board["tuiles"] if t["valeur"] != "sans objet"]
    return tiles + [(line["chiffre"], line["texte"], line["texte_precedent"]) for line in bars]


# Every choice at one pair of dates, the widest and the narrowest at the others.
ECRANS = [*product(DATES[1:2], CHOIX), *product([DATES[0], DATES[2], (A2019, None)], [CHOIX[0], CHOIX[-1]])]


@pytest.mark.parametrize(("dates", "choix"), ECRANS, ids=str)
@pytest.mark.parametrize("page", [projets, financements], ids=lambda p: p.__name__.split(".")[-2])
def test_every_tile_and_bar_opens_on_rows_that_say_the_same(demo, page, dates, choix):
    chosen = filtres(dates[0], compare=dates[1], **choix)
    drawn = _dessine(page.composer(contexte(demo, chosen), {}))
    assert len(drawn) > len(CHOIX)
    for name, text, earlier in drawn:
        figure = lire(name)
        assert figure is not None, name
        found = origine(demo, figure, chosen)
        assert panneau.ecrire(figure, found.valeur, found.parts) == text, name
        if earlier is not None:
            assert earlier.startswith(f"{panneau.ecrire(figure, found.valeur_precedente)} au "), name


def test_late_knowledge_and_corrections_are_told_apart_from_progress(demo):
    found = origine(demo, Chiffre("montant_engage"), filtres(A2021, compare=A2019))
    assert {"progres_reel", "connu_tardivement", "correction"} <= {m.cause for m in found.mouvements}


def test_a_median_or_a_ratio_shows_both_values_and_no_cause(demo):
    for indicateur, precisions in (("delai_engage_conventionne", ()), ("part_enveloppe_engage", (("phase", "1"),))):
        found = origine(demo, Chiffre(indicateur, precisions), filtres(A2021, compare=A2019))
        assert found.valeur and found.valeur_precedente and not found.mouvements


@pytest.mark.parametrize(
    "text",
    [
        "rien",
        "montant_engage~couleur:bleu",
        "montant_engage~panier:vert",
        "montant_engage~phase:x",
        "nb_projets~age:",
        "nb_projets~region",
    ],
)
def test_a_name_that_says_nothing_known_is_not_a_figure(text):
    assert lire(text) is None


def test_a_figure_has_a_name_that_can_be_copied():
    figure = Chiffre("montant_engage", (("operateur", "bpifrance"), ("territoire", "ti-5304")))
    assert lire(figure.ecrire()) == figure


def test_precisions_are_said_with_labels_never_with_codes(demo):
    figure = Chiffre("montant_engage", (("instrument", "prets-bdt"), ("territoire", "ti-5304"), ("panier", "ti")))
    assert precisions_en_mots(demo, figure, filtres()) == [
        "dispositif Prêts de la Banque des Territoires",
        "territoire Lannion-Trégor",
        "panier : territoires d'industrie",
    ]
    waiting = lire("nb_projets~anciennete:plus_12_mois~engagement:sans_engagement")
    assert waiting == Chiffre("nb_projets_sans_engagement", (("anciennete", "plus_12_mois"),)), "as addresses wrote it"
    assert precisions_en_mots(demo, waiting, filtres()) == ["attente : 12 mois ou plus"]


def test_a_precision_narrows_the_rows(demo):
    whole = origine(demo, Chiffre("montant_engage"), filtres())
    parts = [
        origine(demo, Chiffre("montant_engage", (("operateur", code),)), filtres()).valeur
        for (code,) in {(r["famille_id"],) for r in demo.lignes("SELECT famille_id FROM famille_operateur")}
    ]
    assert sum(parts) == whole.valeur


def test_a_panel_of_phase_one_names_the_territory_of_phase_one(demo):
    """A code may name another territory in the next phase: the figure's own phase says which."""
    chosen = filtres(A2023, phase=2)
    names = {
        phase: precisions_en_mots(
            demo, Chiffre("nb_territoires", (("phase", phase), ("territoire", "ti-5310"))), chosen
        )
        for phase in ("1", "2")
    }
    assert names["1"] != names["2"] and all(said[0].startswith("territoire ") for said in names.values())
