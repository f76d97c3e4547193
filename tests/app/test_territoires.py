"""The Territoires page: lateness, regions with their denominators, search by any name."""

import pytest

from tests.app.application import montant, ouvrir, planche, table, tuile
from tests.conftest import A2019, A2023, filtres
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.ecrans.territoires.tableaux import chiffre
from ti_dashboard.langue.formats import millions
from ti_dashboard.questions.origine import origine
from ti_dashboard.questions.poser import poser

pytestmark = pytest.mark.usefixtures("donnees_servies")


def _noms(app):
    return [row["Territoire"] for row in table(app, "territoires")]


def test_the_list_opens_on_the_latest_and_counts_those_not_engaged():
    app = ouvrir("territoires", arrete="24/09/2019")
    rows = table(app, "territoires")
    assert len(rows) == 144
    assert [r["État"] for r in rows[:11]] == ["État inconnu"] * 4 + ["Non démarré"] * 7
    said = planche(app, 2)["sous_titre"]
    assert said.startswith("144\u00a0territoires : ") and "22 ne le sont pas ou sont d'état inconnu" in said


def test_the_not_engaged_have_a_name_a_region_and_a_reason_or_an_explicit_absence():
    app = ouvrir("territoires", arrete="24/09/2019", vue_territoires="Non engagés")
    rows = table(app, "territoires")
    assert len(rows) == 22
    assert all(r["Motif"] for r in rows)
    assert len({r["Région"].partition(",")[0] for r in rows}) == 5


def test_each_region_has_its_two_numbers_and_they_sum_to_the_national_ones():
    board = planche(ouvrir("territoires", arrete="24/09/2019"), 1)
    lines = board["blocs"][0]["lignes"]
    pairs = [tuple(int(n) for n in line["texte"].split(" sur ")) for line in lines]
    assert (sum(a for a, _ in pairs), sum(b for _, b in pairs)) == (122, 144)
    by_name = {line["libelle"]: line["texte"] for line in lines}
    assert by_name["Centre-Val de Loire"] == "8 sur 8"


@pytest.mark.parametrize("adresse", [{}, {"region": "Bretagne"}, {"theme": "Mobilité", "operateur": "ADEME"}], ids=str)
def test_the_page_reconciles_with_accueil_under_the_same_filters(adresse):
    chosen = {"arrete": "24/09/2019"} | adresse
    here, there = (tuile(ouvrir(p, **chosen), "nb_territoires_engages") for p in ("territoires", "accueil"))
    assert here["valeur"] == there["valeur"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("brieuc", "Saint-Brieuc Baie d'Armor"),
        ("VENDEE EST", "Vendée Est"),
        ("l abergement de varey", "Oyonnax - Bugey Sud - Plaine de l'Ain - Pays Bellegardien - Pays de Gex"),
    ],
)
def test_a_territory_is_found_by_its_name_a_member_or_a_commune_without_accents(words, expected):
    assert expected in _noms(ouvrir("territoires", arrete="24/09/2019", cherche_territoires=words))


def test_a_departement_finds_its_territories_and_nonsense_finds_a_sentence():
    found = ouvrir("territoires", arrete="24/09/2019", cherche_territoires="finistere")
    assert {r["Région"] for r in table(found, "territoires")} == {"Bretagne"}
    app = ouvrir("territoires", arrete="24/09/2019", cherche_territoires="zzzz")
    assert app.info[0].value == "Aucun territoire ne répond à « zzzz » avec ces filtres."


def test_every_commune_of_a_territory_can_find_it(demo):
    rows = demo.lignes(
        "SELECT nom, territoire_id FROM lieu WHERE phase = 1 AND genre = 'commune' AND territoire_id IN "
        "(SELECT territoire_id FROM etat_territoire WHERE arrete_id = $a AND phase = 1) "
        "ORDER BY hash(nom) LIMIT 25",
        a=A2019,
    )
    for row in rows:
        answers = poser(demo, "recherche_territoires", phase=1, cherche=str(row["nom"]).upper())
        assert row["territoire_id"] in {a["territoire_id"] for a in answers}, row["nom"]


def test_a_commune_of_yesterday_finds_its_territory_under_its_new_name():
    row, *_ = table(ouvrir("territoires", arrete="24/09/2019", cherche_territoires="TARGE"), "territoires")
    assert row["Trouvé par"] == "Targé → Châtellerault (ancienne commune)"


@pytest.mark.parametrize("words", ["noeux les mines", "NŒUX-LES-MINES", "nœux"])
def test_a_ligature_is_looked_for_as_people_type_it(words, demo):
    answers = poser(demo, "recherche_territoires", phase=2, cherche=words)
    assert "Nœux-les-Mines" in {a["nom_trouve"] for a in answers}


def test_what_is_typed_on_one_page_does_not_follow_to_another():
    app = ouvrir("territoires", arrete="24/09/2019", cherche_territoires="finistere", vue_territoires="Non engagés")
    app.switch_page(str(RACINE / "pages" / "projets.py")).run()
    assert app.text_input(key="cherche_projets").value == ""
    assert app.segmented_control(key="vue_projets").value == "Tous"
    assert any("486\u00a0projets trouvés" in m.value for m in app.markdown)


@pytest.mark.parametrize("adresse", [{}, {"theme": "Mobilité", "operateur": "ADEME"}], ids=str)
def test_a_figure_of_the_list_opens_the_lines_that_give_it_back(adresse):
    chosen = {"arrete": "12/10/2021"} | adresse
    row = max(table(ouvrir("territoires", **chosen), "territoires"), key=lambda r: int(r["Projets"]))
    shown = ("Projets", "Engagé, État et opérateurs", "Payé, État et opérateurs")
    for column in shown:
        app = ouvrir("territoires", chiffre=row["clic"][column], **chosen)
        said = app.header[0].value.partition(" : ")[2]
        assert said == (row[column] if column == "Projets" else millions(montant(row[column]))), column
    assert row["clic"]["Territoire"].startswith("ti-") and row["clic"]["Motif"] is None


@pytest.mark.parametrize("choix", [filtres(), filtres(A2023, phase=2)], ids=str)
def test_the_days_the_state_and_the_post_of_a_row_are_those_of_the_lines_they_open(demo, choix):
    rows = poser(demo, "territoires_liste", **choix.parametres(), arrete=choix.arrete)
    for row in rows[::5]:
        days = origine(demo, chiffre(row, "nb_jours_sans_nouvelle"), choix)
        assert days.valeur == row["nb_jours_sans_nouvelle"]
        (state,) = origine(demo, chiffre(row, "etat"), choix).lignes
        assert (state["etat"], state["date_effet"]) == (row["etat"], row["date_dernier_jalon"])
        post = chiffre(row, "etat_poste")
        assert (post is None) == (row["etat_poste"] is None)
        assert post is None or origine(demo, post, choix).lignes
