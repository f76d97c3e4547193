"""A correction of the room on every screen of its arrêté, taken back, refused, or written in the ledger."""

from datetime import date
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.application import composants, ouvrir, tuile
from tests.conftest import filtres
from tests.depot import AUTEUR, fonder, interroger
from tests.magasin import base
from ti_dashboard.dossier import depots
from ti_dashboard.dossier.chemins import publications
from ti_dashboard.dossier.commande import lancer
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.live import corrections, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.corrections import Perimetre
from ti_dashboard.magasin.guichet import ouvrir as ouvrir_publication
from ti_dashboard.programme.chiffre import lire
from ti_dashboard.questions.options import arretes
from ti_dashboard.questions.origine import origine

COPIL = date(2019, 9, 24)
NATIONAL = "/?arrete=24%2F09%2F2019&phase=Phase+I+%282018-2022%29&compare=30%2F04%2F2019"
SAISIE = "corriger_montant_engage_Phase I · France entière_2019-09-24"
MOTIF = "Convention *oubliée* de Bpifrance, une phrase assez longue pour remplir toute la largeur de l'écran"


def magasin_neuf(tmp_path, monkeypatch) -> Base:
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{tmp_path / 'seance.sqlite'}")
    return base()


@pytest.fixture
def magasin(donnees_servies, tmp_path, monkeypatch) -> Base:
    return magasin_neuf(tmp_path, monkeypatch)


@pytest.fixture
def seance(magasin: Base) -> seances.Seance:
    return seances.ouvrir(magasin, "COPIL", "Direction du programme", COPIL)


def corriger(magasin: Base, seance, new: str = "110200000", figure: str = "montant_engage", old: str = "108000000"):
    where = Perimetre(figure, COPIL, NATIONAL, "Phase I · France entière")
    return corrections.proposer(magasin, seance.code, where, (Decimal(old), Decimal(new)), MOTIF, "Bpifrance")


def dits(app: AppTest) -> str:
    assert not app.exception
    return " ".join(e.value for kind in ("markdown", "error", "info") for e in app.get(kind))


def test_the_presenter_corrects_from_the_panel(magasin: Base, seance):
    app = ouvrir(arrete="24/09/2019", animer=seance.cle, chiffre="montant_engage")
    app.text_input(key=f"{SAISIE}_valeur").input("110,2 M€")
    app.text_input(key=f"{SAISIE}_motif").input(MOTIF)
    next(b for b in app.button if b.label == "Corriger").click().run()
    (found,) = corrections.en_attente(magasin)
    assert found.valeur_nouvelle == Decimal("110200000") and found.auteur == "Direction du programme"
    assert found.valeur_ancienne == 108_000_000 and found.perimetre.filtres == "Phase I · France entière"
    assert found.perimetre.adresse.startswith("/?arrete=2019-09-24") and seance.cle not in found.perimetre.adresse


def test_a_value_that_is_not_one_is_refused_in_the_panel(magasin: Base, seance):
    app = ouvrir(arrete="24/09/2019", animer=seance.cle, chiffre="montant_engage")
    app.text_input(key=f"{SAISIE}_valeur").input("beaucoup")
    next(b for b in app.button if b.label == "Corriger").click().run()
    assert "« beaucoup » n'est pas un nombre" in dits(app) and corrections.en_attente(magasin) == []
    assert app.text_input(key=f"{SAISIE}_valeur").value == "beaucoup"


@pytest.mark.parametrize("page", ["accueil", "financements"])
def test_every_screen_of_the_arrete_shows_it_over_its_own_figure(magasin: Base, seance, page: str):
    corriger(magasin, seance)
    app = ouvrir(page, arrete="24/09/2019")
    shown = tuile(app, "montant_engage")
    assert (shown["valeur"], shown["corrige"]["ancien"]) == ("110,2\u00a0M€", "108,0\u00a0M€")
    assert "~~108,0\u00a0M€~~ **110,2\u00a0M€**" in dits(app) and r"Convention \*oubliée\*" in dits(app)


def test_what_depends_on_a_corrected_figure_says_that_it_is_older(magasin: Base, seance):
    where = Perimetre("montant_engage~region:53", COPIL, NATIONAL, "Phase I · Bretagne")
    corrections.proposer(magasin, seance.code, where, (Decimal(1), Decimal(2)), MOTIF, "Bpifrance")
    app = ouvrir(arrete="24/09/2019")
    assert tuile(app, "montant_engage")["avant"] == "avant correction"
    assert tuile(app, "montant_paye")["avant"] == "proportion avant correction"
    assert "avant" not in tuile(app, "nb_projets")
    app = ouvrir(arrete="24/09/2019", region="Bretagne", compare="30/04/2019")
    shown = tuile(app, "montant_engage")
    assert shown["corrige"]["reste"] == "le reste est d'avant la correction" and shown["evolution"]["sens"] == "aucun"
    assert "avant" not in tuile(ouvrir(arrete="24/09/2019", region="Normandie"), "montant_engage")
    assert "Ce chiffre ne compte pas encore" in dits(ouvrir(arrete="24/09/2019", chiffre="montant_engage"))
    assert "Ce chiffre ne compte pas encore" not in dits(ouvrir(arrete="24/09/2019", chiffre="nb_projets"))


@pytest.mark.parametrize("autre", [{"region": "Bretagne"}, {"operateur": "Bpifrance"}], ids=str)
def test_another_perimeter_keeps_its_figure_and_still_says_it(magasin: Base, seance, autre: dict):
    corriger(magasin, seance)
    app = ouvrir(arrete="24/09/2019", **autre)
    assert "corrige" not in tuile(app, "montant_engage") and "110,2" in dits(app)


def test_another_arrete_knows_nothing_of_it(magasin: Base, seance):
    corriger(magasin, seance)
    app = ouvrir(arrete="12/10/2021")
    assert "Corrigé en séance" not in dits(app)


def test_the_last_correction_wins_and_undone_gives_the_one_before_back(magasin: Base, seance):
    corriger(magasin, seance, "110200000")
    last = corriger(magasin, seance, "111000000")
    app = ouvrir(arrete="24/09/2019", animer=seance.cle)
    assert tuile(app, "montant_engage")["valeur"] == "111,0\u00a0M€" and "110,2" not in dits(app)
    app.button(key=f"annuler_{last.correction_id}").click().run()
    assert tuile(app, "montant_engage")["valeur"] == "110,2\u00a0M€"
    assert corrections.lire(magasin, last.correction_id).statut == "annulee"


def test_who_does_not_present_neither_corrects_nor_takes_back(magasin: Base, seance):
    corriger(magasin, seance)
    app = ouvrir(arrete="24/09/2019", suivre=seance.code, chiffre="montant_engage")
    assert not any(b.label in ("Corriger", "Annuler la correction") for b in app.button) and not app.exception


# --- the data owner ---


@pytest.fixture
def registre(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    fonder(tmp_path)
    return magasin_neuf(tmp_path, monkeypatch)


def _mesure(figure: str = "montant_engage") -> tuple[object, str]:
    """The figure at the arrêté, and its hash."""
    publication = ouvrir_publication(publications(), lire_pointeur(publications()))
    try:
        kept = next(a for a in arretes(publication) if a.arrete_id == COPIL)
        return origine(publication, lire(figure), filtres(COPIL, compare=None)).valeur, kept.empreinte
    finally:
        publication.close()


def test_confirmed_it_becomes_a_line_of_the_ledger_and_the_arrete_does_not_change(registre: Base):
    seance = seances.ouvrir(registre, "COPIL", "Direction du programme", COPIL)
    one = corriger(registre, seance, "150.75", old="140.50", figure="montant_engage~operateur:bpifrance")
    before = _mesure()
    app = ouvrir("donnees", arrete="24/09/2019", volet="Corrections")
    app.text_input(key="auteur").set_value(AUTEUR)
    app.button(key=f"confirmer_{one.correction_id}").click().run()
    assert "Il manque, pour que la ligne compte dans ce chiffre : dispositif." in dits(app)
    app.selectbox(key=f"instrument_{one.correction_id}").set_value("aides-bpifrance")
    app.button(key=f"confirmer_{one.correction_id}").click().run(timeout=90)
    (depot,) = depots.acceptes()
    judged = corrections.lire(registre, one.correction_id)
    assert (judged.statut, judged.decideur, judged.depot_id) == ("confirmee", AUTEUR, depot.depot_id)
    list(lancer("publier", auteur=AUTEUR))
    assert interroger("SELECT montant_eur, cause, operateur_id FROM flux WHERE reference LIKE 'seance-%'") == [
        (Decimal("10.25"), "correction", "bpifrance")
    ]
    assert _mesure() == before
    assert "confirmée, inscrite au registre" in dits(ouvrir(arrete="24/09/2019"))


def test_a_count_is_confirmed_by_the_deposit_that_changes_it(registre: Base):
    seance = seances.ouvrir(registre, "COPIL", "Direction du programme", COPIL)
    corriger(registre, seance, "3", figure="nb_projets", old="2")
    app = ouvrir("donnees", arrete="24/09/2019", volet="Corrections")
    assert "par un fichier qui change ce qu'il compte" in dits(app) and "Aucun dépôt" in dits(app)


def test_a_refusal_says_why_and_the_screen_is_as_before(registre: Base):
    seance = seances.ouvrir(registre, "COPIL", "Direction du programme", COPIL)
    one = corriger(registre, seance, "3", figure="nb_projets", old="2")
    app = ouvrir("donnees", arrete="24/09/2019", volet="Corrections")
    app.text_input(key="auteur").set_value(AUTEUR)
    next(b for b in app.button if b.label == "Refuser").click().run()
    assert "Il manque le motif du refus" in dits(app)
    app.text_input(key=f"refus_{one.correction_id}").input("Déjà comptée en 2020")
    next(b for b in app.button if b.label == "Refuser").click().run()
    assert "Déjà comptée en 2020" in dits(app)
    with pytest.raises(GesteRefuse, match="déjà refusée"):
        corrections.decider(registre, one.correction_id, "confirmee", AUTEUR)
    assert "corrige" not in tuile(ouvrir(arrete="24/09/2019"), "nb_projets")


@pytest.mark.parametrize("role", ["animer", "suivre", "veiller"])
def test_what_is_taken_back_during_a_run_is_read_again_by_the_browser(magasin: Base, seance, monkeypatch, role: str):
    """The browser reads again what is newer than the revision it is told, which is read before what it is shown."""
    corrigee, lire_les_corrections = corriger(magasin, seance), corrections.affichees

    def read_then_take_back(*args):
        found = lire_les_corrections(*args)
        if found and corrections.lire(magasin, corrigee.correction_id).statut == "proposee":
            corrections.decider(magasin, corrigee.correction_id, "annulee", "Direction du programme")
        return found

    monkeypatch.setattr(corrections, "affichees", read_then_take_back)
    where = {"animer": seance.cle, "suivre": seance.code} | {"veiller": None}
    app = ouvrir(arrete="24/09/2019", **({role: where[role]} if where[role] else {}))
    assert "Corrigé en séance" in dits(app)
    told = [data for data in composants(app) if "revision" in data]
    assert [data["revision"] < magasin.etat(seance.code).revision for data in told] == [True]
