"""The Données page: the report of a deposit, acceptance, publication, arrêtés, reconciliation, journal."""

from datetime import date

import pytest

from tests.app.application import ouvrir, table
from tests.depot import AUTEUR, LANNION, deposer, fichier, financement, somme, verifier
from ti_dashboard import horloge
from ti_dashboard.dossier import arretes, chemins, conservation, depots
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import jour

VOLETS = ("Déposer", "Rapprochement", "Arrêtés", "Formats", "Journal")


def _app(**adresse):
    app = ouvrir("donnees", **adresse)
    assert not app.exception
    return app


def _dits(app) -> str:
    return " ".join(e.value for kind in ("markdown", "error", "success", "info", "caption") for e in app.get(kind))


def _bouton(app, key):
    return next(b for b in app.button if b.key == key)


@pytest.mark.parametrize("volet", VOLETS)
@pytest.mark.parametrize("filtre", [{}, {"region": "Bretagne", "phase": "Phase I (2018-2022)"}], ids=str)
@pytest.mark.usefixtures("donnees_servies")
def test_every_leaf_opens_on_the_demonstration(volet, filtre):
    app = _app(volet=volet, arrete="24/09/2019", **filtre)
    assert not app.error


def test_a_file_with_faults_is_reported_and_only_its_valid_rows_can_be_accepted(base):
    name = "financements d'une agence au nom si long qu'il remplit une phrase entière sans reprendre son souffle.csv"
    path = fichier(base, "financements", [financement("C", "10"), financement("D", "dix")], name)
    depot = verifier(path)
    app = _app(depot=depot.depot_id)
    assert "1\u00a0anomalie : 1\u00a0ligne rejetée sur 2. Rien n'est accepté" in _dits(app)
    (faults,) = [d.value for d in app.dataframe if "Ce qui ne va pas" in d.value]
    assert faults["Ligne"].to_list() == ["3"] and faults["Valeur lue"].to_list() == ["dix"]
    assert _bouton(app, "accepter").disabled and not _bouton(app, "accepter-valides").disabled
    _bouton(app, "accepter-valides").click().run()
    assert "Indiquez d'abord votre fonction" in _dits(app)
    app.text_input(key="auteur").set_value(AUTEUR)
    _bouton(app, "accepter-valides").click().run(timeout=60)
    assert not app.exception
    assert len(depots.acceptes()) == 1 and "attend d'être publié" in _dits(app)


def test_the_preview_then_the_publication_change_what_is_served(base):
    depot = verifier(fichier(base, "financements", [financement("A", "90,50"), financement("C", "30")]))
    app = _app(depot=depot.depot_id)
    assert "2\u00a0lignes, aucune anomalie" in _dits(app)
    app.text_input(key="auteur").set_value(AUTEUR)
    _bouton(app, "apercu").click().run(timeout=60)
    (changes,) = [d.value for d in app.dataframe if "Pourquoi" in d.value]
    engaged = changes[changes["Indicateur"] == "Engagé, État et opérateurs"].iloc[0]
    assert "Correction" in engaged["Pourquoi"] and "Connu tardivement" in engaged["Pourquoi"]
    _bouton(app, "accepter").click().run(timeout=60)
    _bouton(app, "publier").click().run(timeout=60)
    assert not app.exception and str(somme()) == "160.50"
    assert "Aucun dépôt n'attend d'être publié" in _dits(app)


def test_what_no_arrete_counts_is_shown_apart_and_a_freeze_is_told_twice(base):
    deposer(fichier(base, "financements", [financement("C", "10")]))
    app = _app()
    app.text_input(key="auteur").set_value(AUTEUR)
    _bouton(app, "publier").click().run(timeout=60)
    app = _app(volet="Arrêtés")
    assert "1\u00a0feuille publiée dans le registre, qu'aucun arrêté ne compte encore" in _dits(app)
    app.text_input(key="auteur").set_value(AUTEUR)
    _figer(app, "Comité d'essai")
    assert not app.exception and "Rien n'est arrivé depuis la dernière clôture." in _dits(app)
    app.text_input(key="auteur").set_value(AUTEUR)
    app.text_input(key="arreter-nom").set_value("Encore")
    _bouton(app, "arreter-voir").click().run(timeout=60)
    assert "existe déjà et ne change jamais" in _dits(app)
    assert "arreter" not in {b.key for b in app.button}


def _figer(app, nom: str) -> None:
    """See what would be frozen, then freeze it: no gesture alone does."""
    app.text_input(key="arreter-nom").set_value(nom)
    _bouton(app, "arreter-voir").click().run(timeout=60)
    assert "ne changera jamais" in _dits(app) and _figes() == []
    _bouton(app, "arreter").click().run(timeout=60)


def _figes() -> list:
    return list(arretes.lire(chemins.donnees()))


def test_what_was_looked_at_is_not_frozen_under_another_name(base):
    app = _app(volet="Arrêtés")
    app.text_input(key="auteur").set_value(AUTEUR)
    _bouton(app, "arreter-voir").click().run(timeout=60)
    assert "Donnez d'abord le nom du comité" in _dits(app)
    app.text_input(key="arreter-nom").set_value("Comité d'essai")
    _bouton(app, "arreter-voir").click().run(timeout=60)
    assert "arreter" in {b.key for b in app.button}
    app.text_input(key="arreter-nom").set_value("Un autre comité").run()
    assert "arreter" not in {b.key for b in app.button}


def test_an_arrete_frozen_by_mistake_is_withdrawn_with_its_reason_and_leaves_the_filters(base):
    app = _app(volet="Arrêtés")
    app.text_input(key="auteur").set_value(AUTEUR)
    _figer(app, "Figé trop tôt")
    today = jour(horloge.aujourd_hui())
    assert today in app.selectbox(key="arrete").options
    app.text_input(key="retirer-auteur").set_value(AUTEUR)
    app.selectbox(key="retirer-date").set_value(today)
    app.text_input(key="retirer-motif").set_value("mauvaise date")
    _bouton(app, "retirer").click().run(timeout=60)
    assert "cochez la case" in _dits(app) and today in app.selectbox(key="arrete").options
    app.checkbox(key="retirer-sur").check()
    _bouton(app, "retirer").click().run(timeout=60)
    assert not app.exception and today not in app.selectbox(key="arrete").options
    assert [row["Motif"] for row in table(app, "arretes-retires")] == ["mauvaise date"]
    assert any("mauvaise date" in str(d.value) for d in _app(volet="Journal").dataframe)


def test_a_pair_of_acts_can_be_judged_and_both_still_count(base):
    project = fichier(base, "projets", [{"projet_id": "P8", "territoire_id": LANNION}])
    money = fichier(base, "financements", [financement("X", "5", "P8"), financement("X-BIS", "5", "P8")])
    deposer(project, money)
    app = _app()
    app.text_input(key="auteur").set_value(AUTEUR)
    _bouton(app, "publier").click().run(timeout=60)
    app = _app(volet="Rapprochement", phase="Phase I (2018-2022)")
    (judge,) = [b for b in app.button if (b.key or "").startswith("doublon-doublon-")]
    judge.click().run(timeout=60)
    assert "Indiquez d'abord votre fonction" in app.error[0].value and "Même acte, dit par" not in _dits(app)
    app.text_input(key="doublon-auteur").set_value("DREETS")
    _bouton(app, judge.key).click().run(timeout=60)
    assert "dit par DREETS" in _dits(app)
    assert "Même acte, dit par" in _dits(app) and str(somme()) == "150.50"


def test_a_deposit_gives_back_its_file_and_its_rejects(base):
    path = fichier(base, "financements", [financement("C", "10"), financement("D", "dix")])
    depot = deposer(path, lignes_valides=True)
    app = _app(volet="Rapprochement")
    app.selectbox(key="depot-recu").set_value(depot.depot_id).run()
    assert not app.exception and depot.fichiers[0].sha256 in _dits(app)
    labels = [b.proto.label for b in app.get("download_button")]
    assert "Télécharger financements.csv tel que reçu" in labels
    assert "Télécharger les lignes rejetées de financements.csv" in labels


def test_a_file_that_was_purged_or_lost_is_said_where_it_was_given(base):
    depot = deposer(fichier(base, "financements", [financement("C", "10")]))
    (depots.recus() / depot.fichiers[0].sha256).unlink()
    for said in ("fichier introuvable, à remettre d'une sauvegarde", "fichier purgé le 02/03/2026"):
        app = _app(volet="Rapprochement")
        app.selectbox(key="depot-recu").set_value(depot.depot_id).run()
        assert not app.exception and f"financements.csv : {said}." in _dits(app)
        conservation.noter(depots.dossier() / depot.depot_id, date(2026, 3, 2), {depot.fichiers[0].sha256})


def test_a_file_that_counts_again_says_why(base):
    path = fichier(base, "financements", [financement("C", "10")])
    deposer(path)
    again = deposer(path, motif="renvoyé après l'arrêté", emetteur="ADEME")
    app = _app(volet="Rapprochement")
    app.selectbox(key="depot-recu").set_value(again.depot_id).run()
    assert not app.exception and "Repris, déjà accepté : renvoyé après l'arrêté." in _dits(app)


def test_a_server_that_only_shows_offers_no_gesture(base, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_LECTURE_SEULE", "oui")
    for volet in VOLETS:
        app = _app(volet=volet)
        assert not {b.key for b in app.button} & {"verifier", "publier", "arreter-voir", "retirer", "revenir"}
    assert "lecture seule" in _dits(_app())


def test_a_server_that_only_shows_gives_no_file_as_received(base, monkeypatch):
    deposit = deposer(
        fichier(base, "financements", [financement("C", "10"), financement("D", "dix")]), lignes_valides=True
    )
    waiting = verifier(fichier(base, "financements", [financement("E", "dix"), financement("F", "1")], "attend.csv"))
    monkeypatch.setenv("TI_DASHBOARD_LECTURE_SEULE", "oui")
    for volet in VOLETS:
        app = _app(volet=volet, depot=waiting.depot_id)
        keys = [b.proto.id for b in app.get("download_button")]
        assert not [k for k in keys if "recu-" in k or "rejets-" in k]
        assert deposit.fichiers[0].sha256 not in _dits(app)
        assert "depot-recu" not in {s.key for s in app.selectbox}


def test_what_keeps_verify_grey_is_written_beside_it(base):
    app = _app()
    assert _bouton(app, "verifier").disabled
    assert "Pour vérifier, il manque un fichier et son émetteur." in _dits(app)
    app.selectbox(key="emetteur").set_value("Bpifrance").run()
    assert "Pour vérifier, il manque un fichier." in _dits(app)


def test_a_deposit_that_waits_is_found_again_and_forgotten_on_demand(base):
    waiting = verifier(fichier(base, "financements", [financement("C", "10")], "été_2026.csv"))
    app = _app()
    assert f"{citer('été_2026.csv')}, reçu le" in _dits(app) and "attend d'être accepté" in _dits(app)
    _bouton(app, f"ouvrir-{waiting.depot_id}").click().run()
    assert not _bouton(app, "accepter").disabled
    app = _app()
    app.text_input(key="auteur").set_value(AUTEUR)
    _bouton(app, f"oublier-{waiting.depot_id}").click().run(timeout=60)
    assert not app.exception and depots.prepares() == []


def test_an_unknown_deposit_in_the_address_gives_the_empty_form(base):
    app = _app(depot="../../etc/passwd")
    assert _bouton(app, "verifier").disabled
