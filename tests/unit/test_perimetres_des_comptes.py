"""The verbs run in the name of an account keep to its perimeter: what is read, accepted, opened and forgotten."""

import pytest

from tests import depot, reseau
from tests.depot import LANNION, fichier, financement
from ti_dashboard.__main__ import main
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.personne import PerimetreDAcces
from ti_dashboard.dossier import depots
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.live.base import base as magasin

BRETAGNE = PerimetreDAcces(region="53")
COMPTES = {"bretagne": BRETAGNE, "normandie": PerimetreDAcces(region="28"), "national": PerimetreDAcces()}
ELSEWHERE = {"territoire_id": "ti-2801"}


@pytest.fixture
def service(base, monkeypatch):
    depot.deposer(fichier(base, "perimetre", [ELSEWHERE], "entree.csv"), emetteur="ANCT")
    depot.deposer(fichier(base, "projets", [{"projet_id": "N1", **ELSEWHERE}], "origine.csv"), emetteur="ANCT")
    reseau.regler(monkeypatch)
    for who, limits in COMPTES.items():
        reseau.ouvrir_compte(magasin(), f"{who}@exemple.fr", RoleDAcces.DONNEES, perimetre=limits)
    return base


def au_nom_de(who: str, *words: object) -> int:
    return main([f"--compte={who}@exemple.fr", *map(str, words)])


def deposer(who: str, path, emetteur: str = "ANCT", *options: str) -> int:
    return au_nom_de(who, "verifier", path, f"--emetteur={emetteur}", *options)


def dit(capsys) -> str:
    read = capsys.readouterr()
    return " ".join((read.out + read.err).split())


def test_the_valid_lines_are_accepted_and_the_others_stay_out(service):
    rows = [financement("B1", "5", "P1"), financement("N9", "7", "N1")]
    path = fichier(service, "financements", rows)
    assert au_nom_de("bretagne", "deposer", path, "--emetteur=Bpifrance") == 1
    assert au_nom_de("bretagne", "deposer", path, "--emetteur=Bpifrance", "--lignes-valides") == 0
    accepted = depots.acceptes()[-1]
    assert (accepted.nb_valides, accepted.nb_rejets, accepted.perimetre) == (1, 1, BRETAGNE)


def test_a_complete_state_is_refused_with_its_remedy(service, capsys):
    path = fichier(service, "financements", [financement("B1", "5", "P1")])
    assert deposer("bretagne", path, "Bpifrance", "--etat-complet") == 1
    assert "Déposez un complément" in dit(capsys) and depots.prepares() == []
    assert deposer("national", path, "Bpifrance", "--etat-complet") == 0


def test_a_deposit_of_another_perimeter_is_neither_opened_accepted_nor_forgotten(service, capsys):
    path = fichier(service, "financements", [financement("B1", "5", "P1")])
    found = {}
    for who in ("bretagne", "national"):
        known = set(found.values())
        assert deposer(who, path, "Bpifrance") == 0
        (found[who],) = {d.depot_id for d in depots.prepares()} - known
    for depot_id in found.values():
        for words in (("apercu", depot_id), ("deposer", "--prepare", depot_id), ("oublier", depot_id)):
            capsys.readouterr()
            assert au_nom_de("normandie", *words) == 1
            assert "préparé hors de votre périmètre" in dit(capsys)
    assert au_nom_de("bretagne", "oublier", found["national"]) == 1
    assert {d.depot_id for d in depots.prepares()} == set(found.values())
    assert au_nom_de("bretagne", "apercu", found["bretagne"]) == 0
    assert au_nom_de("national", "oublier", found["bretagne"]) == 0


def test_what_was_accepted_since_is_looked_at_again(service):
    path = fichier(service, "projets", [{"projet_id": "X1", "territoire_id": LANNION}])
    assert deposer("bretagne", path) == 0
    (mine,) = depots.prepares()
    depot.deposer(fichier(service, "projets", [{"projet_id": "X1", **ELSEWHERE}], "autre.csv"), emetteur="ANCT")
    with pytest.raises(DepotRefuse, match="Vérifiez de nouveau"):
        depot.accepter(mine)
    assert deposer("bretagne", path) == 1
    assert depots.prepare(mine.depot_id).nb_valides == 0


def test_nobody_imports_the_applications_of_the_programme_under_a_perimeter(service, capsys):
    assert au_nom_de("bretagne", "candidatures", "importer", "--demarche=1") == 1
    assert "limité à un périmètre" in dit(capsys)
