"""Inviting and listing from the server's terminal, and a start whose mode is misspelt."""

import os
import subprocess
import sys

import pytest

from tests import reseau
from tests.magasin import AU_POSTE
from ti_dashboard.__main__ import main
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.live import invitations, journal
from ti_dashboard.live.base import base as magasin

INVITER = [
    "inviter",
    "a@exemple.fr",
    "--role",
    "donnees",
    "--fonction",
    "Équipe données",
    "--adresse",
    "https://ti.exemple.fr",
]


def dit(capsys) -> str:
    return " ".join(capsys.readouterr().out.split())


def test_who_is_invited_and_has_not_come_is_listed_with_what_limits_it(base, capsys):
    assert main([*INVITER, "--region", "53"]) == 0
    capsys.readouterr()
    assert main(["comptes"]) == 0
    said = dit(capsys)
    assert "a@exemple.fr · Équipe données · équipe données · région 53 · invitation en attente, jusqu'au" in said
    assert "Aucun compte" not in said


def test_what_was_taken_back_is_not_listed(base, capsys):
    assert main(INVITER) == 0
    invitations.revoquer(magasin().au_nom_de(AU_POSTE), 1)
    capsys.readouterr()
    assert main(["comptes"]) == 0
    assert "Aucun compte" in dit(capsys)


@pytest.mark.parametrize(("option", "known"), [("--region", "53 (Bretagne)"), ("--operateur", "(ADEME)")])
def test_a_perimeter_that_does_not_exist_is_refused_with_those_that_do(option, known, base, capsys):
    assert main([*INVITER, option, "Bretagnne"]) == 1
    said = capsys.readouterr()
    assert "« Bretagnne » n'est pas un code" in said.out + said.err and known in said.out + said.err
    assert not invitations.lister(magasin())


def test_an_invitation_is_taken_back_and_only_once(base, capsys):
    assert main(INVITER) == 0 and main(["reprendre-invitation", " A@exemple.FR "]) == 0
    assert not [one for one in invitations.lister(magasin()) if one.est_ouverte]
    capsys.readouterr()
    assert main(["reprendre-invitation", "a@exemple.fr"]) == 1
    said = capsys.readouterr()
    assert "Aucune invitation n'attend" in said.out + said.err


@pytest.mark.parametrize("place", [[], ["--adresse", "exemple.fr"], ["--adresse", "http://exemple.fr"]])
def test_a_link_to_nowhere_is_not_written(place, base, capsys):
    assert main([*INVITER[:-2], *place]) == 1
    said = capsys.readouterr()
    assert "Il manque l'adresse du service" in " ".join((said.out + said.err).split())
    assert not invitations.lister(magasin())


def test_a_second_factor_is_reset_from_the_terminal(base, capsys):
    assert main(["reinitialiser-second-facteur", "a@exemple.fr"]) == 1
    reseau.ouvrir_compte(magasin().au_nom_de(AU_POSTE), "a@exemple.fr", RoleDAcces.LECTEUR)
    capsys.readouterr()
    assert main(["reinitialiser-second-facteur", "a@exemple.fr"]) == 0
    assert "remis à zéro, ses sessions sont fermées" in dit(capsys)
    assert journal.lire(magasin())[-1].geste == "reinitialiser_second_facteur"


def test_a_mode_that_does_not_exist_stops_the_start_in_one_sentence(base):
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "0"],
        cwd=RACINE,
        env=os.environ | {"TI_DASHBOARD_MODE": "ouvert"},
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert done.returncode == 1
    assert "« ouvert », qui n'est pas un mode" in done.stderr and "Traceback" not in done.stderr
