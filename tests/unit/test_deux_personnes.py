"""What engages everybody is asked by one person and agreed to by another: the same thing, and nothing else."""

import pytest

from tests import depot, reseau
from ti_dashboard.__main__ import main
from ti_dashboard.acces import deux_personnes
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.dossier import arretes
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.errors import ReglageRefuse
from ti_dashboard.live import demandes
from ti_dashboard.live.base import base as magasin

UNE, AUTRE, LECTRICE = "--compte=une@exemple.fr", "--compte=autre@exemple.fr", "--compte=lectrice@exemple.fr"
FIGER = ["arreter", "2025-10-02", "--libelle=Comité", "--cloture=2025-10-02", "--oui"]


@pytest.fixture
def service(base, monkeypatch):
    depot.fonder(base)
    depot.deposer(depot.fichier(base, "financements", [depot.financement("C", "5")]))
    reseau.regler(monkeypatch, TI_DASHBOARD_DEUX_PERSONNES="oui")
    for who, role in (("une", RoleDAcces.DONNEES), ("autre", RoleDAcces.DONNEES), ("lectrice", RoleDAcces.LECTEUR)):
        reseau.ouvrir_compte(magasin(), f"{who}@exemple.fr", role)
    return base


def dit(capsys) -> str:
    return " ".join(capsys.readouterr().out.split())


def servie(base) -> str:
    return str(lire_pointeur(base / "publications"))


def test_publishing_waits_for_a_second_person_and_then_is_done_once(service, capsys):
    before = servie(service)
    assert main([UNE, "publier"]) == 1
    assert "Demande n° 1 enregistrée" in dit(capsys) and servie(service) == before
    assert main([UNE, "publier"]) == 1
    assert "une autre personne" in dit(capsys) and servie(service) == before
    assert main([LECTRICE, "demandes", "--accorder=1"]) == 1
    assert servie(service) == before
    assert main([AUTRE, "demandes"]) == 0 and "1. publier · Fonction de une" in dit(capsys)
    assert main([AUTRE, "demandes", "--accorder=1"]) == 0
    assert servie(service) != before and demandes.en_attente(magasin()) == []
    assert main([AUTRE, "demandes", "--accorder=1"]) == 1
    assert "Aucune demande n° 1 n'attend" in dit(capsys)


def test_who_does_the_same_thing_agrees_to_it(service):
    before = servie(service)
    assert main([UNE, "publier"]) == 1
    assert main([AUTRE, "publier"]) == 0
    assert servie(service) != before


def test_freezing_is_agreed_to_in_the_words_it_was_asked_in(service, capsys):
    assert main([UNE, *FIGER]) == 1 and arretes.lire(service) == ()
    other = [word.replace("Comité", "Autre comité") for word in FIGER]
    assert main([AUTRE, *other]) == 1 and arretes.lire(service) == ()
    assert [one.geste.verbe for one in demandes.en_attente(magasin())] == ["arreter", "arreter"]
    capsys.readouterr()
    assert main([AUTRE, "demandes", "--accorder=1"]) == 0, dit(capsys)
    assert [one.libelle for one in arretes.lire(service)] == ["Comité"]


def test_a_trial_asks_nobody(service):
    assert main([UNE, *FIGER, "--essai"]) == 0
    assert demandes.en_attente(magasin()) == [] and arretes.lire(service) == ()


def test_what_has_changed_since_is_not_agreed_to(service, capsys):
    assert main([UNE, *FIGER]) == 1
    assert main([UNE, "publier"]) == 1 and main([AUTRE, "publier"]) == 0
    capsys.readouterr()
    assert main([AUTRE, "demandes", "--accorder=1"]) == 1
    assert "a changé depuis" in dit(capsys) and arretes.lire(service) == ()
    assert main([AUTRE, "demandes", "--refuser=1"]) == 1
    assert "motif" in dit(capsys)
    assert main([AUTRE, "demandes", "--refuser=1", "--motif=trop tard"]) == 0
    assert demandes.en_attente(magasin()) == []


def test_what_could_not_be_done_waits_again(service, capsys):
    far = ["arreter", "2031-10-02", "--libelle=Comité", "--cloture=2025-10-02", "--oui"]
    assert main([UNE, *far]) == 1 and main([AUTRE, *far]) == 1
    assert [one.demandeur for one in demandes.en_attente(magasin())] == ["Fonction de une"]
    assert arretes.lire(service) == ()


def test_two_people_are_asked_for_only_where_there_are_accounts(monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DEUX_PERSONNES", "oui")
    with pytest.raises(ReglageRefuse, match="demande des comptes"):
        deux_personnes.sont_exigees()
    monkeypatch.setenv("TI_DASHBOARD_MODE", "reseau")
    assert deux_personnes.sont_exigees()
    monkeypatch.setenv("TI_DASHBOARD_DEUX_PERSONNES", "peut-être")
    with pytest.raises(ReglageRefuse, match="« oui » ou « non »"):
        deux_personnes.sont_exigees()
