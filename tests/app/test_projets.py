"""The Projets page: its parts sum to its tiles, the search forgives accents, unknown stays unknown."""

import unicodedata
from datetime import datetime

import pytest

from tests.app.application import bloc, ouvrir, planche, table, tuile
from tests.conftest import A2021, filtres
from ti_dashboard.ecrans.projets.tableaux import COLONNES, declares
from ti_dashboard.exports.tableur import Notice, en_xlsx
from ti_dashboard.programme.chiffre import lire
from ti_dashboard.programme.indicateurs import SORTES
from ti_dashboard.questions.options import contexte
from ti_dashboard.questions.poser import poser

FILTRES = [{}, {"region": "Bretagne"}, {"theme": "Mobilité"}, {"operateur": "Bpifrance"}]
SANS, SORTIS = "nb_projets_sans_engagement", "nb_projets_sortis"

pytestmark = pytest.mark.usefixtures("donnees_servies")


def _app(**adresse):
    app = ouvrir("projets", **({"arrete": "24/09/2019"} | adresse))
    assert not app.exception and not app.error
    return app


def _entier(text: str) -> int:
    return int(text.replace("\u202f", ""))


def _somme(app, bloc: str) -> int:
    return sum(line["valeur"] for line in _bloc(app, bloc)["lignes"])


def _bloc(app, bloc: str) -> dict:
    return next(b for b in planche(app)["blocs"] if b["id"] == bloc)


def _dits(app) -> str:
    return " ".join(m.value for m in [*app.markdown, *app.info])


@pytest.mark.parametrize("filtre", FILTRES, ids=str)
@pytest.mark.parametrize("arrete", ["24/09/2019", "09/11/2023"])
def test_parts_sum_to_their_tile_under_every_filter(filtre, arrete):
    app = _app(arrete=arrete, **filtre)
    listed, without, out = (_entier(tuile(app, i)["valeur"]) for i in ("nb_projets", SANS, SORTIS))
    assert _somme(app, "statuts") == listed + out
    for part in ("sans-regions", "sans-anciennetes", "sans-demandes"):
        assert _somme(app, part) == without, part
    assert _entier(tuile(app, "nb_projets_engages")["valeur"]) + without == listed


def test_the_243_without_a_commitment_open_on_their_lines():
    app = _app()
    assert tuile(app, SANS)["valeur"] == "243"
    app = _app(chiffre=SANS)
    assert any("243" in h.value for h in app.header)


@pytest.mark.parametrize(
    ("bloc", "filtre"),
    [("statuts", {}), ("sans-regions", {"theme": "Mobilité"}), ("sans-themes", {"theme": "Foncier"})],
)
def test_a_bar_opens_as_many_lines_as_it_says(bloc, filtre):
    line = next(x for x in reversed(_bloc(_app(**filtre), bloc)["lignes"]) if x["valeur"] and x["chiffre"])
    app = _app(chiffre=line["chiffre"], **filtre)
    assert any(h.value.endswith(f" : {line['texte']}") for h in app.header)


def test_only_regions_kept_has_no_meaning_for_a_state_commitment():
    app = _app(operateur="Conseils régionaux")
    assert tuile(app, SANS)["valeur"] == "sans objet"
    assert [b["id"] for b in planche(app)["blocs"]] == ["statuts", "emplois-crees", "emplois-confortes"]


def test_a_search_forgives_accents_and_case():
    counts = [len(table(_app(cherche_projets=words), "projets")) for words in ("Hydrogène", "HYDROGENE", "hydrogene")]
    assert counts[0] > 0 and len(set(counts)) == 1


def test_pages_show_every_project_once_and_a_page_too_far_is_not_empty():
    first, last, far = (table(_app(page=str(n)), "projets") for n in (1, 10, 99))
    assert len(first) == 50 and len(last) == 486 - 9 * 50
    assert not {r["Identifiant"] for r in first} & {r["Identifiant"] for r in last}
    assert far


def test_a_committed_amount_opens_its_own_lines_and_a_title_its_sheet():
    row = table(_app(), "projets")[0]
    app = _app(chiffre=row["clic"]["Engagé, État et opérateurs"])
    assert row["clic"]["Projet"] == row["Identifiant"]
    assert any(h.value.startswith("Engagé, État et opérateurs : ") for h in app.header)
    assert {line["Projet"] for line in table(app, "lignes")} == {row["Projet"]}


def test_a_view_keeps_the_projects_of_its_tile():
    assert "**243\u00a0projets trouvés**" in _dits(_app(vue_projets="Sans engagement"))
    assert "**12\u00a0projets trouvés**" in _dits(_app(vue_projets="Sortis"))


def test_another_search_starts_again_at_the_first_page():
    app = _app(page="3")
    app.text_input(key="cherche_projets").set_value("formation").run()
    assert app.session_state["page"] == 1


@pytest.mark.parametrize("cle", [c.cle for c in COLONNES])
def test_an_order_sorts_all_the_projects_and_leaves_the_unknown_at_the_end(demo, cle):
    asked = filtres(A2021).parametres() | {"arrete": A2021, "cherche": "", "choix": "tous", "tri": cle}
    up, down = (
        [
            r
            for jump in (0, 700, 1400)
            for r in poser(demo, "projets_recherche", **asked, descendant=turned, limite=700, saut=jump)
        ]
        for turned in (False, True)
    )
    assert len({r["projet_id"] for r in up}) == len(up) == up[0]["nb_trouves"]
    assert {r["projet_id"] for r in up} == {r["projet_id"] for r in down}
    if cle == "statut":
        ranks = {r["libelle"]: r["rang"] for r in demo.lignes("SELECT libelle, rang FROM statut_projet")}
        up, down = ([{cle: ranks[r[cle]]} for r in rows] for rows in (up, down))
    for rows, turned in ((up, False), (down, True)):
        known = [_cle(r[cle]) for r in rows if r[cle] is not None]
        assert known == sorted(known, reverse=turned) and all(r[cle] is None for r in rows[len(known) :])


def _cle(value):
    """A text as it is sorted: small letters without accents."""
    if not isinstance(value, str):
        return value
    return "".join(c for c in unicodedata.normalize("NFD", value.lower()) if not unicodedata.combining(c))


def test_the_order_of_the_address_holds_for_every_page_and_is_said():
    app = _app(tri_projets="-date_remontee", page="2")
    assert "par « Remonté le », ordre décroissant" in _dits(app)
    assert bloc(app, "projets")["ordre"] == "-date_remontee"
    first = table(_app(tri_projets="-date_remontee"), "projets")
    days = [datetime.strptime(r["Remonté le"], "%d/%m/%Y") for r in [*first, *table(app, "projets")]]
    assert days == sorted(days, reverse=True)
    assert "les plus engagés d'abord" in _dits(_app(tri_projets="zzz"))


def test_nothing_found_is_a_sentence():
    assert "Aucun projet avec « zzzz »" in _dits(_app(cherche_projets="zzzz"))
    assert planche(_app(region="Guyane", theme="Foncier", operateur="Apec"))["message"].startswith("Aucun projet")


def test_a_word_of_another_page_in_the_address_is_left_out():
    assert "**486\u00a0projets trouvés**" in _dits(_app(vue_projets="Non engagés"))


def test_an_unknown_project_is_a_sentence():
    app = _app(projet="p9-00000")
    assert "« p9-00000 » n'est pas connu à l'arrêté du 24/09/2019" in app.warning[0].value


def test_a_project_sheet_tells_its_history_its_funders_and_that_its_jobs_are_unknown(demo):
    chosen = demo.lignes(
        "SELECT p.projet_id, p.intitule FROM etat_projet p JOIN etat_flux f USING (arrete_id, projet_id) "
        "WHERE p.arrete_id = '2019-09-24' AND p.statut = 'conventionne' "
        "AND p.projet_id NOT IN (SELECT projet_id FROM emploi WHERE date_connaissance <= '2019-09-24') "
        "GROUP BY ALL HAVING count(*) FILTER (f.type_montant = 'engage') = 1 "
        "AND count(*) FILTER (f.type_montant = 'paye') = 0 "
        "AND count(*) FILTER (f.type_montant = 'engage' AND f.montant_eur IS NULL) = 0 ORDER BY 1 LIMIT 1"
    )[0]
    app = _app(projet=chosen["projet_id"])
    assert any(h.value == chosen["intitule"] for h in app.header)
    history, funders = table(app, "historique"), table(app, "financeurs-projet")
    assert history[0]["Statut"] == "Remonté" and history[-1]["Statut"] == "Conventionné"
    assert funders[0]["Payé"] == "—" and funders[0]["Part de l'engagé"] == "100,0\u00a0%"
    assert next(c for c in bloc(app, "financeurs-projet")["colonnes"] if c["libelle"] == "Payé")["nombre"]
    assert "Aucun emploi déclaré à cet arrêté : le nombre est inconnu." in _dits(app)


def test_no_verified_job_is_said_plainly_and_is_not_a_zero_in_the_blocks():
    app = _app()
    assert "**0 vérifié** : au 24/09/2019, aucun projet recensé (474)" in _dits(app)
    assert tuile(app, "nb_projets_verifies")["valeur"] == "0"
    for kind in ("crees", "confortes"):
        observed = next(x for x in _bloc(app, f"emplois-{kind}")["lignes"] if x["id"] == "constates")
        assert (observed["texte"], observed["note"]) == ("inconnu", "0\u00a0projet connu, 474\u00a0inconnus")


def test_the_share_of_verified_projects_has_its_denominator():
    assert "recensés, soit" in _dits(_app(arrete="12/10/2021"))


def test_every_figure_has_a_name_and_a_job_bar_opens_on_its_number():
    board = planche(_app(arrete="12/10/2021"))
    assert all(lire(x["chiffre"]) for bloc in board["blocs"] for x in bloc["lignes"])
    assert all(lire(t["id"]) for t in board["tuiles"])
    line = next(b for b in board["blocs"] if b["id"] == "emplois-crees")["lignes"][-1]
    app = _app(arrete="12/10/2021", chiffre=line["chiffre"])
    assert any(h.value == f"Emplois créés, constatés : {line['texte']}" for h in app.header)
    assert "connus" in _dits(app) and "Ne s'additionne à aucun autre" in _dits(app)


def test_the_download_of_jobs_keeps_what_was_declared(demo):
    rows = declares(contexte(demo, filtres(A2021)))
    known = {(r["projet_id"], r["type_emploi"], r["etat_emploi"]) for r in rows}
    assert len(rows) == len(known) > 0
    assert all(r["fichier"] and r["sha256"] for r in rows)
    assert len(en_xlsx(Notice("Emplois", []), SORTES["lignes_emplois"].colonnes, rows)) > 5000


def test_a_class_of_waiting_is_said_in_french_in_its_panel():
    app = _app(chiffre="nb_projets_sans_engagement~anciennete:plus_12_mois")
    assert "attente : 12 mois ou plus" in _dits(app)


def test_an_operator_filter_says_what_projects_means_and_offers_those_it_leaves_out():
    chosen = {"arrete": "09/11/2023", "theme": "Formation et compétences", "operateur": "Bpifrance"}
    app = _ouvrir_phase_1(vue_projets="Rien reçu", **chosen)
    assert tuile(app, "nb_projets")["unite"] == "avec une ligne de cet opérateur, demande comprise"
    assert tuile(app, "nb_projets_engages")["unite"] == "de cet opérateur, sur 126\u00a0projets avec une ligne"
    assert tuile(app, "nb_projets_engages")["complement"].endswith("des projets avec une ligne")
    assert "384" in tuile(app, "nb_projets_sans_ligne")["complement"]
    assert any("384\u00a0projets trouvés" in m.value for m in app.markdown)
    assert any("sans aucun engagement de Bpifrance" in c.value for c in app.caption)
    app = _ouvrir_phase_1(vue_projets="Sans engagement", **chosen)
    rows = table(app, "projets")
    assert {r["Engagement"] for r in rows} <= {"aucun", "annulé depuis"}
    assert all(r["Engagement"] == "annulé depuis" for r in rows if r["Engagé, État et opérateurs"] != "0,00\u00a0€")


def _ouvrir_phase_1(**adresse):
    return ouvrir("projets", phase="Phase I (2018-2022)", **adresse)
