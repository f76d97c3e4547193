"""The image that was built serves, to who signs in, and can change nothing but its data."""

import os
import secrets
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.image.lancee import commande, declaration, rend
from tests.magasin import AU_POSTE
from tests.mandataire import free_ports
from ti_dashboard.acces.actions import ROLES_DE_COMPTE
from ti_dashboard.acces.personne import PerimetreDAcces
from ti_dashboard.live import comptes, mots_de_passe
from ti_dashboard.live.base import Base
from ti_dashboard.live.comptes import Droits

COURRIEL, MOT = "direction@exemple.fr", "quatre mots au hasard bleu"
COMPTE = 10001


@pytest.fixture(scope="module")
def donnees(donnees_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration and one account, given to the account of the image."""
    folder = shutil.copytree(donnees_demo, tmp_path_factory.mktemp("image") / "donnees")
    base = Base(f"sqlite:///{folder / 'seance.sqlite'}").au_nom_de(AU_POSTE)
    rights = Droits("Direction du programme", frozenset(ROLES_DE_COMPTE), PerimetreDAcces())
    with base.ecrire("accepter_invitation") as ecriture:
        mots_de_passe.donner(ecriture, comptes.creer(ecriture, COURRIEL, rights), MOT)
    base.fermer()
    for path in (folder, *folder.rglob("*")):
        os.chown(path, COMPTE, COMPTE)
    return folder


@pytest.fixture(scope="module")
def port(donnees: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    (port,) = free_ports(1)
    settings = {
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
        "STREAMLIT_SERVER_PORT": str(port),
        "TI_DASHBOARD_COMPTES_LOCAUX": "oui",
        "TI_DASHBOARD_SECOND_FACTEUR": "non",
        "TI_DASHBOARD_SECRET": secrets.token_urlsafe(48),
    }
    log = tmp_path_factory.mktemp("journal") / "sortie.txt"
    with log.open("wb") as said:
        served = subprocess.Popen(commande(donnees, settings), stdout=said, stderr=subprocess.STDOUT)
        try:
            end = time.monotonic() + 90
            while served.poll() is None and time.monotonic() < end and not _repond(port):
                time.sleep(0.1)
            assert _repond(port), log.read_text(encoding="utf-8")
            yield port
        finally:
            served.kill()
            served.wait()


def _repond(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/sante").status_code == 200
    except httpx.TransportError:
        return False


def test_its_own_health_check_says_that_it_serves(donnees: Path, port: int):
    check = declaration()["Healthcheck"]["Test"]
    assert check[0] == "CMD"
    assert rend(donnees, *check[1:], STREAMLIT_SERVER_PORT=str(port)).returncode == 0
    assert rend(donnees, *check[1:], STREAMLIT_SERVER_PORT="1").returncode != 0


def test_who_signs_in_has_the_page_and_its_web_socket_and_nobody_else_has(port: int):
    here = f"http://127.0.0.1:{port}"
    with httpx.Client(base_url=here, headers={"Accept": "text/html", "Origin": here}) as client:
        assert client.get("/").headers["location"].startswith("/connexion")
        with pytest.raises(InvalidStatus):
            connect(f"ws://127.0.0.1:{port}/_stcore/stream", origin=here)
        signed_in = client.post("/connexion/locale", data={"courriel": COURRIEL, "mot_de_passe": MOT, "vers": "/"})
        assert signed_in.status_code == 303, signed_in.text
        assert '<html lang="fr">' in client.get("/").text
        held = {"Cookie": f"ti-session={client.cookies['ti-session']}"}
        with connect(f"ws://127.0.0.1:{port}/_stcore/stream", origin=here, additional_headers=held) as socket:
            assert socket.response.status_code == 101


def test_it_is_nobody_and_writes_only_where_it_should(donnees: Path):
    tried = "import os,sys; print(os.getuid(), os.getgroups()); open(sys.argv[1], 'w').close()"
    for place, is_open in (
        ("/var/lib/tableau-de-bord/essai", True),
        ("/tmp/essai", True),  # noqa: S108 that of the image
        ("/opt/tableau-de-bord/essai", False),
        ("/etc/essai", False),
        ("/opt/tableau-de-bord/ti_dashboard/frame.py", False),
    ):
        done = rend(donnees, ".venv/bin/python", "-c", tried, place)
        assert done.stdout == f"{COMPTE} []\n" and (done.returncode == 0) is is_open, (place, done.stderr)
        if not is_open:
            assert "Read-only file system" in done.stderr or "Permission denied" in done.stderr


def test_its_command_line_makes_a_backup_that_can_be_restored(donnees: Path):
    program = ".venv/bin/python -m ti_dashboard"
    gestures = f"{program} sauvegarder /tmp/s.tar.gz && {program} eprouver-sauvegarde /tmp/s.tar.gz"
    done = rend(donnees, "/bin/sh", "-c", gestures)
    assert done.returncode == 0, done.stdout + done.stderr
