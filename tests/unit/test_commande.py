"""A verb run from a page: bounded in time, never stuck by what it says, its values never taken for options."""

import sys
import textwrap
import time
from decimal import Decimal

import pytest

from tests.depot import AUTEUR, fichier, financement, fonder
from ti_dashboard.__main__ import main
from ti_dashboard.dossier import commande, depots
from ti_dashboard.dossier.commande import lancer
from ti_dashboard.dossier.verrou import verrou
from ti_dashboard.errors import DepotRefuse, VerrouPris
from ti_dashboard.langue.formats import euros


@pytest.fixture
def enfant(tmp_path, monkeypatch):
    """The program run in place of Python: it runs what a test writes, whatever its arguments."""

    def write(script: str) -> None:
        program = tmp_path / "enfant"
        program.write_text(f"#!{sys.executable}\n{textwrap.dedent(script)}", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setattr(commande.sys, "executable", str(program))

    return write


def test_a_child_that_writes_much_on_its_errors_does_not_hang_and_its_last_line_is_said(enfant):
    enfant("""
        import sys
        sys.stderr.write("x" * 200_000 + "\\nle disque a disparu\\n")
        print('{"etape": "lecture"}', flush=True)
        sys.stderr.write("y" * 200_000 + "\\nfin fatale\\n")
        sys.exit(3)
    """)
    began, found = time.monotonic(), []
    with pytest.raises(DepotRefuse, match=r"arrêtée avant la fin \(fin fatale\)"):
        found.extend(lancer("publier"))
    assert time.monotonic() - began < 30


def test_a_child_that_never_ends_is_cut_with_what_it_started_and_it_is_said(enfant, monkeypatch):
    monkeypatch.setattr(commande, "DUREE_MAX_S", 1.0)
    enfant("""
        import subprocess
        subprocess.run(["sleep", "600"])
    """)
    began = time.monotonic()
    with pytest.raises(DepotRefuse, match="a été arrêtée après"):
        list(lancer("publier"))
    assert time.monotonic() - began < 30


def test_what_is_no_event_is_not_taken_for_one(enfant):
    enfant("""
        print("bonjour", flush=True)
        print("12", flush=True)
        print('{"resultat": {"n": 1}}', flush=True)
    """)
    assert list(lancer("journal")) == [{"resultat": {"n": 1}}]


def test_values_and_names_that_look_like_options_stay_values(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    fonder(tmp_path)
    amount = Decimal("1234567.89")
    path = fichier(tmp_path, "financements", [financement("C", "1234567,89")], "-rapport.csv")
    *_, last = lancer(
        "verifier",
        str(path),
        auteur="--moi",
        emetteur="-Agence d'essai",
        nouvel_emetteur=True,
        nom=["-rapport.csv"],
        total=euros(amount),
        recu_le="24/09/2024",
        etat_complet=False,
        phase=None,
    )
    depot = depots.prepare(last["resultat"]["depot"])
    assert (depot.auteur, depot.emetteur, depot.fichiers[0].nom) == ("--moi", "-Agence d'essai", "-rapport.csv")
    assert depot.est_sans_faute and depot.feuilles[0].total_controle == str(amount)


def test_a_file_whose_name_starts_with_a_dash_is_named_after_two_dashes(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    fonder(tmp_path)
    fichier(tmp_path, "financements", [financement("C", "1")], "-rapport.csv")
    monkeypatch.chdir(tmp_path)
    assert main(["--json", "verifier", "--emetteur=Bpifrance", "--", "-rapport.csv"]) == 0
    assert "-rapport.csv" in capsys.readouterr().out.splitlines()[-1]
    with pytest.raises(DepotRefuse, match=r"Le dépôt -1 n'est pas en attente"):
        list(lancer("oublier", "-1", auteur=AUTEUR))


def test_who_waits_is_told_since_when_as_a_reader_tells_an_instant(tmp_path):
    said = r"^Une autre écriture est en cours : ANCT \(publier, depuis le \d\d/\d\d/\d{4} \d\d:\d\d UTC, processus"
    refused = pytest.raises(VerrouPris, match=said)
    with verrou(tmp_path, "publier", "ANCT"), refused, verrou(tmp_path, "deposer", "CGET"):
        pass
