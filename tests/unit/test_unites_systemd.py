"""The delivered units: understood by systemd, closed, and the application runs under what they allow."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.confinement import allowed, directives
from tests.mandataire import free_ports
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.verbes.grammaire import analyseur

UNITES = RACINE / "deploiement" / "systemd"
SERVICE = UNITES / "tableau-de-bord.service"
SERVICES = sorted(UNITES.glob("*.service"))
# Of 10: what is left is a network of its own, which a server cannot have.
EXPOSITION_MAX = 1.2
SANS_SYSTEMD = "unités NON VÉRIFIÉES : systemd-analyze est introuvable (sudo apt install systemd)"
# What one replica and the unit of all the replicas do not say alike.
PROPRES = {"Description", "Environment"}


@pytest.fixture
def analyse() -> str:
    found = shutil.which("systemd-analyze")
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(SANS_SYSTEMD)
    return found


def test_systemd_understands_every_unit(analyse: str, tmp_path: Path):
    """Copied where the programs they start exist, which is all that this machine lacks."""
    for unit in UNITES.iterdir():
        text = unit.read_text(encoding="utf-8").replace("/opt/tableau-de-bord/.venv/bin/streamlit", "/bin/true")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [analyse, "verify", "--man=no", *sorted(tmp_path.iterdir())], capture_output=True, text=True, cwd=tmp_path
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("unit", SERVICES, ids=lambda p: p.name)
def test_a_unit_exposes_next_to_nothing(analyse: str, unit: Path, tmp_path: Path):
    # A unit of many is judged as one of them.
    shutil.copy(unit, tmp_path / unit.name.replace("@", "@8501"))
    command = [analyse, "security", "--offline=true", "--no-pager", *map(str, tmp_path.iterdir())]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert float(re.search(r"Overall exposure level .*: ([\d.]+)", said)[1]) <= EXPOSITION_MAX, said


def test_every_replica_is_as_closed_as_one_alone():
    one, many = (directives(UNITES / name) for name in ("tableau-de-bord.service", "tableau-de-bord@.service"))
    assert [d for d in one if d[0] not in PROPRES] == [d for d in many if d[0] not in PROPRES]
    said = [value for name, value in many if name == "Environment"]
    assert [v.replace("PORT=%i", "PORT=8501") for v in said] == [v for name, v in one if name == "Environment"]


def test_no_secret_is_in_a_unit():
    for unit in SERVICES:
        for name, value in directives(unit):
            secrets = re.findall(r"\w*(?:SECRET|JETON|MOT_DE_PASSE)\w*=(\S+)", value) if name == "Environment" else []
            assert all(place.startswith("%d/") for place in secrets), unit.name


def test_every_verb_that_a_unit_starts_exists():
    verbs = re.findall(r"python -m ti_dashboard ([\w-]+)", "".join(p.read_text(encoding="utf-8") for p in SERVICES))
    assert sorted(verbs) == ["eprouver-sauvegarde", "sauvegarder"]
    for verb in verbs:
        assert analyseur().parse_args([verb, "sauvegarde.tar"]).verbe == verb


@pytest.fixture
def confine(analyse: str) -> list[str]:
    """What is put before a command to run it under the unit."""
    assert {"openat", "socket"} <= allowed(SERVICE) and not {"chown", "ptrace", "mount", "setuid"} & allowed(SERVICE)
    return [sys.executable, "-m", "tests.confinement", str(SERVICE)]


@pytest.fixture
def a_soi(donnees_demo: Path, tmp_path: Path) -> dict[str, str]:
    donnees = shutil.copytree(donnees_demo, tmp_path / "donnees")
    return os.environ | {"TI_DASHBOARD_DONNEES": str(donnees)}


def test_the_application_serves_under_the_filter_of_its_unit(confine: list[str], a_soi: dict[str, str], tmp_path: Path):
    (port,) = free_ports(1)
    command = [*confine, sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with (tmp_path / "journal.txt").open("wb") as said:
        served = subprocess.Popen(command, cwd=RACINE, env=a_soi, stdout=said, stderr=subprocess.STDOUT)
        try:
            assert _sante(f"http://127.0.0.1:{port}/sante", served) == b'{"etat":"pret"}'
        finally:
            served.terminate()
            served.wait(timeout=20)
    assert "Traceback" not in (tmp_path / "journal.txt").read_text(encoding="utf-8")


def test_a_delivery_is_read_in_its_bounded_process_under_the_same_filter(confine: list[str], a_soi: dict[str, str]):
    sent = next(Path(a_soi["TI_DASHBOARD_DONNEES"]).glob("livraisons/*/2019-09-24/cget_financements_*.csv"))
    verb = [sys.executable, "-m", "ti_dashboard", "verifier", str(sent), "--emetteur", "CGET"]
    done = subprocess.run([*confine, *verb], cwd=RACINE, env=a_soi, capture_output=True, text=True)
    assert done.returncode == 0 and "158\u00a0valides" in done.stdout, done.stdout + done.stderr


def _sante(adresse: str, served: subprocess.Popen[bytes]) -> bytes:
    end = time.monotonic() + 90
    while time.monotonic() < end and served.poll() is None:
        try:
            with urllib.request.urlopen(adresse, timeout=5) as answer:  # noqa: S310 loopback
                return answer.read()
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail("le service ne répond pas")
