"""The page « Candidatures »: its figures are those of Accueil and of each other, each opens on its own lines."""

import pytest

from tests.app.application import bloc, ouvrir, planche, planches, table, tuile
from tests.conftest import A2019, A2021, A2023, filtres
from ti_dashboard.ecrans.candidatures import blocs, tableaux_reconduction
from ti_dashboard.ecrans.candidatures.composition import composer, total
from ti_dashboard.langue.formats import ecart, nombre
from ti_dashboard.planche import panneau
from ti_dashboard.planche.totaux import SANS_TOTAL
from ti_dashboard.programme.chiffre import Chiffre, lire
from ti_dashboard.questions import candidatures
from ti_dashboard.questions.options import contexte
from ti_dashboard.questions.origine import origine
from ti_dashboard.questions.releve import relever

pytestmark = pytest.mark.usefixtures("donnees_servies")

PHASE_2 = {"arrete": "09/11/2023", "phase": "Phase II (2023-2027)"}
CHOIX = [
    filtres(A2023, phase=2),
    filtres(A2023, phase=2, compare=A2021),
    filtres(A2023, phase=2, regions=("53",)),
    filtres(A2023, phase=2, regions=("76", "84", "94"), compare=A2019),
    filtres(A2023, phase=2, regions=("93",), themes=("mobilite",), operateurs=("bpifrance",)),
]


def _planche(publication, choix) -> dict:
    return composer(contexte(publication, choix), {})


def _lignes(board: dict, name: str) -> list[dict]:
    return next(b for b in board["blocs"] if b["id"] == name)["lignes"]


def test_the_183_and_the_29_are_those_of_accueil_and_never_the_34(demo):
    app = ouvrir("candidatures", **PHASE_2)
    assert not app.exception and not app.error
    home = ouvrir("accueil", **PHASE_2)
    assert tuile(app, "nb_candidatures_retenues")["valeur"] == "183"
    assert "sur 183" in str(tuile(home, "nb_territoires_engages"))
    assert relever(demo, CHOIX[0])[A2023]["nb_territoires"].valeur == 183
    assert tuile(app, "nb_candidatures_nouvelles")["valeur"] == "29"
    assert relever(demo, CHOIX[0])[A2023]["nb_territoires_entierement_nouveaux"].valeur == 29
    assert tuile(app, "solde_net_territoires")["valeur"] == ecart(34, "34")
    for key in ("nb_candidatures_retenues", "nb_candidatures_nouvelles"):
        assert "= publié" in tuile(app, key)["publie"]["court"]
    said = " ".join(m.value for m in app.markdown)
    assert "**29 entièrement nouveaux**" in said.replace("\u00a0", " ") and "de solde net" in said
    assert "dépôt clos depuis 48" in planche(app)["titre"] and "22/09/2023" in planche(app)["sous_titre"]
    assert "Démonstration" in planche(app)["message"]


def test_as_many_territories_after_as_before_is_zero_not_a_sign():
    app = ouvrir("candidatures", **PHASE_2, region="Bretagne")
    assert tuile(app, "solde_net_territoires")["valeur"] == "0"
    assert any("**0 de solde net**" in m.value for m in app.markdown)


def test_the_two_maps_hold_every_territory_once_with_the_29_named():
    maps = [board["carte"] for board in planches(ouvrir("candidatures", **PHASE_2)) if board.get("carte")]
    assert [len(m["valeurs"]) for m in maps] == [149, 183]
    for drawn in maps:
        assert sum(int(entry["nb"]) for entry in drawn["legende"]) == len(drawn["valeurs"])
    assert next(e for e in maps[1]["legende"] if e["libelle"] == "Entièrement nouveau")["nb"] == "29"


@pytest.mark.parametrize("choix", CHOIX, ids=str)
def test_every_partition_sums_to_the_files(demo, choix):
    rows = candidatures.dossiers(demo, choix, choix.arrete)
    board, releve = _planche(demo, choix), candidatures.relever_candidatures(demo, choix, choix.arrete)
    filed = releve["nb_candidatures_deposees"].valeur
    for name, whole in (
        ("etats", len(rows)),
        ("decisions", len(rows)),
        ("regions", filed),
        ("avis_prefet", filed),
        ("avis_region", filed),
    ):
        assert sum(line["valeur"] for line in _lignes(board, name)) == whole, name
    curve = next(b for b in board["blocs"] if b["id"] == "depots")["series"][0]["points"]
    assert curve[-1][3] == blocs.accord(filed, "dossier déposé", "dossiers déposés")
    accepted = {r["territoire_id"] for r in rows if r["statut"] == "acceptee"}
    assert len(accepted) == relever(demo, choix.limites_a(("region",)))[A2023]["nb_territoires"].valeur


@pytest.mark.parametrize("choix", CHOIX, ids=str)
def test_every_tile_and_bar_opens_on_lines_that_give_its_figure_back(demo, choix):
    board = _planche(demo, choix)
    for drawn in board["tuiles"]:
        found = origine(demo, lire(drawn["id"]), choix)
        text = panneau.ecrire(lire(drawn["id"]), found.valeur)
        shown = blocs.solde(found.valeur) if drawn["id"] == "solde_net_territoires" else text
        assert shown == drawn["valeur"], drawn["id"]
        assert all(row["sha256"] for row in found.lignes if row["livraison_id"])
    for line in [line for b in board["blocs"] for line in b.get("lignes", [])]:
        assert origine(demo, lire(line["chiffre"]), choix).valeur == line["valeur"], line["chiffre"]


@pytest.mark.parametrize("choix", CHOIX, ids=str)
def test_who_comes_again_opens_on_its_members_and_its_territories_are_those_of_phase_i(demo, choix):
    members = candidatures.membres(demo, choix, choix.arrete)
    after = candidatures.lignage(demo, choix, 1)
    rows = tableaux_reconduction.par_territoire(members, {r["territoire_id"]: r["autres"] for r in after})
    assert len(rows) == len(after)
    for row in rows:
        assert row["nb_maintenus"] + row["nb_sortants"] == row["nb_membres"]
        for key in tableaux_reconduction.CHIFFRES:
            found = origine(demo, tableaux_reconduction.chiffre(row, key), choix)
            assert found.valeur == row[key]
            assert {line["territoire"] for line in found.lignes} <= {row["territoire"]}
    releve = candidatures.relever_candidatures(demo, choix, choix.arrete)
    assert releve["nb_membres_maintenus"].valeur == sum(r["nb_maintenus"] for r in rows)
    again = origine(demo, Chiffre("nb_territoires_recandidats"), choix).valeur
    assert again == releve["nb_territoires_recandidats"].valeur == sum(r["nb_maintenus"] > 0 for r in rows)


@pytest.mark.parametrize("choix", CHOIX, ids=str)
def test_every_amount_of_a_lever_opens_on_its_ledger_lines(demo, choix):
    rows = candidatures.leviers(demo, choix)
    assert {r["levier_id"] for r in rows} == {
        "investissement",
        "competences",
        "rebond-industriel",
        "animation-ingenierie",
    }
    for row in rows:
        for key in ("montant_engage", "montant_paye"):
            if row[key] is not None:
                figure = Chiffre(key, (("instrument", str(row["instrument_id"])),))
                assert origine(demo, figure, choix).valeur == row[key], (row["levier"], key)


def test_the_envelope_is_said_with_its_source_and_no_lever_has_an_invented_share():
    app = ouvrir("candidatures", **PHASE_2)
    assert any("**100,0\u00a0M€** annoncés" in m.value and "Gouvernement" in m.value for m in app.markdown)
    assert {row["Annoncé"] for row in table(app, "leviers")} == {"inconnu"}


def test_a_file_of_the_list_opens_on_its_own_line(demo):
    app = ouvrir("candidatures", **PHASE_2, region="Bretagne")
    listed = table(app, "dossiers")
    assert len(listed) == sum(line["valeur"] for line in bloc(app, "etats")["lignes"])
    figure = Chiffre("nb_candidatures", (("dossier", listed[0]["Dossier"]),))
    assert listed[0]["clic"]["Dossier"] and origine(demo, figure, CHOIX[2]).valeur == 1
    app = ouvrir("candidatures", **PHASE_2, region="Bretagne", chiffre="nb_candidatures_sans_avis_region")
    shown = tuile(app, "nb_candidatures_sans_avis_region")["valeur"]
    assert any(h.value == f"Sans avis régional : {shown}" for h in app.header)


@pytest.mark.parametrize(
    ("adresse", "titre"),
    [
        ({"arrete": "09/11/2023", "phase": "Phase I (2018-2022)"}, "L'appel de 2023 ouvre la phase II"),
        ({"arrete": "24/09/2019"}, "L'appel de 2023 ouvre la phase II"),
    ],
)
def test_where_there_is_nothing_a_sentence_says_why(adresse, titre):
    app = ouvrir("candidatures", **adresse)
    assert not app.exception and not app.error
    assert planche(app)["titre"] == titre and planche(app)["tuiles"] == [] and planche(app)["message"]


def test_an_arrete_before_the_call_counts_the_days_and_no_file(demo):
    choix = filtres(A2021, phase=2)
    board = _planche(demo, choix)
    assert board["titre"] == f"Aucune candidature connue au 12/10/2021 : encore {nombre(710)}\u00a0jours"
    assert board["tuiles"] == [] and "12/10/2021" in board["message"]


@pytest.mark.parametrize("choix", CHOIX, ids=str)
def test_files_add_up_and_their_members_only_when_none_is_in_two(demo, choix):
    rows = candidatures.dossiers(demo, choix, choix.arrete)
    whole, members = total(rows), [m for r in rows for m in r["membres"]]
    assert whole["numero_dossier"] == f"Total, {nombre(len(rows))}\u00a0dossiers"
    assert origine(demo, Chiffre("nb_candidatures"), choix).valeur == len(rows)
    assert whole["nb_membres"] == (len(members) if len(set(members)) == len(members) else SANS_TOTAL)


def test_the_last_row_is_drawn_under_the_files(demo):
    drawn = bloc(ouvrir("candidatures", **PHASE_2), "dossiers")
    cells = dict(zip((c["libelle"] for c in drawn["colonnes"]), drawn["totaux"]["cases"], strict=True))
    assert cells["Dossier"]["cible"] == "nb_candidatures" and cells["Membres"]["texte"] == SANS_TOTAL
    assert "Un membre peut être dans deux dossiers" in drawn["note"]
    alone = [{"membres": ("a", "b"), "nb_membres": 2}, {"membres": ("c",), "nb_membres": 1}]
    assert total(alone)["nb_membres"] == 3
    assert total([*alone, {"membres": ("a",), "nb_membres": 1}])["nb_membres"] == SANS_TOTAL
    assert total(alone[:1]) is None
