"""Debian's own nginx in front of the application, with the files of ``deploiement/nginx`` and nothing else.

Only what a machine decides is changed in them: ports, names, folders, and the account, since it is started by nobody.
"""

import contextlib
import json
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import connect

from ti_dashboard.acces.temoins import SESSION
from ti_dashboard.dossier.chemins import RACINE

SOURCES = RACINE / "deploiement" / "nginx"
# Not « localhost », which Streamlit believes whatever its port; a browser finds this machine under it all the same.
NOM, NOM_LIVRE = "tableau-de-bord.localhost", "tableau-de-bord.exemple.gouv.fr"
ABSENT = "nginx ou openssl est introuvable (sudo apt install nginx-light openssl)"
SANS_NGINX = f"essais derrière nginx NON FAITS : {ABSENT}"
# What a browser that speaks TLS holds: the session, and which replica it goes back to.
TEMOIN, REPLIQUE = f"__Host-{SESSION}", "__Host-ti_replique"
TEMPORAIRES = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def find() -> str | None:
    """Path of the program; Debian keeps it where an account that is not root does not look."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin") if shutil.which("openssl") else None


def nginx_or_give_up() -> str:
    found = find()
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(SANS_NGINX)
    return found


@dataclass(frozen=True)
class Mandataire:
    """The proxy that runs: its two ports, what it has written, the certificate to trust."""

    port: int
    port_clair: int
    dossier: Path

    @property
    def adresse(self) -> str:
        return f"https://{NOM}:{self.port}"

    def tls(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.dossier / "certificat.pem"))

    def client(self, **options: object) -> httpx.Client:
        """Who asks it by its name and checks its certificate; nobody has to resolve the name."""
        made = httpx.Client(**self._vers_lui(), event_hooks={"request": [_nommer]}, **options)
        made.headers["Accept"] = "text/html"
        return made

    def client_de_salle(self, session: str) -> httpx.AsyncClient:
        """The same, signed in, for as many readers at once as one likes."""
        many = {"limits": httpx.Limits(max_connections=None), "cookies": {TEMOIN: session}}
        return httpx.AsyncClient(**self._vers_lui(), event_hooks={"request": [_nommer_aussi]}, **many)

    def _vers_lui(self) -> dict[str, object]:
        head = {"Host": f"{NOM}:{self.port}"}
        return {"base_url": f"https://127.0.0.1:{self.port}", "headers": head, "verify": self.tls(), "timeout": 60}

    def prise(self, origine: str, session: str) -> connect:
        """The web socket of one screen, asked for from a page of ``origine``."""
        place = {"host": "127.0.0.1", "port": self.port, "ssl": self.tls(), "open_timeout": 60}
        head = {"Cookie": f"{TEMOIN}={session}"} if session else {}
        return connect(f"wss://{NOM}:{self.port}/_stcore/stream", origin=origine, additional_headers=head, **place)

    def journal(self) -> list[dict[str, object]]:
        lines = (self.dossier / "tableau-de-bord.log").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def ecrits(self) -> str:
        """All that it has written, of any kind."""
        return "".join(p.read_text(encoding="utf-8") for p in self.dossier.glob("*.log"))


def _nommer(request: httpx.Request) -> None:
    request.extensions["sni_hostname"] = NOM


async def _nommer_aussi(request: httpx.Request) -> None:
    _nommer(request)


def free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        taken = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in taken:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in taken]


@contextlib.contextmanager
def start(repliques: tuple[int, int]) -> Iterator[Mandataire]:
    """Start it in front of two replicas of this machine."""
    program, compte = nginx_or_give_up(), pwd.getpwnam("nobody")
    folder = Path(tempfile.mkdtemp(prefix="ti-nginx-"))
    secure, plain = free_ports(2)
    _certifier(folder)
    _ecrire(folder, repliques, secure, plain)
    as_nobody = {} if os.geteuid() else {"user": compte.pw_uid, "group": compte.pw_gid, "extra_groups": []}
    if as_nobody:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, compte.pw_uid, compte.pw_gid)
    command = [program, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "demarrage.log", "-g", "daemon off;"]
    said = (folder / "sortie.txt").open("wb")
    try:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, cwd=folder, **as_nobody)
        try:
            _wait_until_ready(process, secure, folder / "sortie.txt")
            yield Mandataire(secure, plain, folder)
        finally:
            process.terminate()
            process.wait(timeout=10)
    finally:
        said.close()
        shutil.rmtree(folder, ignore_errors=True)


def _certifier(folder: Path) -> None:
    asked = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    named = ["-subj", f"/CN={NOM}", "-addext", f"subjectAltName=DNS:{NOM}"]
    files = ["-keyout", str(folder / "cle.pem"), "-out", str(folder / "certificat.pem")]
    subprocess.run(["openssl", "req", *asked, *named, *files], check=True, capture_output=True)


def _ecrire(folder: Path, repliques: tuple[int, int], secure: int, plain: int) -> None:
    """The delivered files, each change found where it is expected: a line that goes away is seen."""
    site = {
        NOM_LIVRE: NOM,
        f"return 301 https://{NOM}": f"return 301 https://{NOM}:{secure}",
        "listen 80": f"listen 127.0.0.1:{plain}",
        "listen 443": f"listen 127.0.0.1:{secure}",
        "127.0.0.1:8501": f"127.0.0.1:{repliques[0]}",
        "127.0.0.1:8502": f"127.0.0.1:{repliques[1]}",
        "/etc/ssl/certs/tableau-de-bord.pem": f"{folder}/certificat.pem",
        "/etc/ssl/private/tableau-de-bord.key": f"{folder}/cle.pem",
        "/opt/tableau-de-bord/deploiement/nginx/": f"{folder}/",
        "/var/log/nginx/": f"{folder}/",
    }
    main = {
        "user www-data;\n": "",
        "worker_rlimit_nofile 20000;\n": "",
        "/run/nginx.pid": f"{folder}/nginx.pid",
        "/var/log/nginx/": f"{folder}/",
        "/etc/nginx/conf.d/": f"{folder}/conf.d/",
        "/etc/nginx/sites-enabled/": f"{folder}/sites-enabled/",
    }
    shutil.copytree(SOURCES / "erreurs", folder / "erreurs")
    for part in ("conf.d", "sites-enabled", *TEMPORAIRES):
        (folder / part).mkdir()
    places = "".join(f"{name}_temp_path {folder}/{name};\n" for name in TEMPORAIRES)
    (folder / "conf.d" / "temporaires.conf").write_text(places, encoding="utf-8")
    (folder / "nginx.conf").write_text(_changer("nginx.conf", main), encoding="utf-8")
    (folder / "sites-enabled" / "site.conf").write_text(_changer("tableau-de-bord.conf", site), encoding="utf-8")


def _changer(name: str, changes: dict[str, str]) -> str:
    text = (SOURCES / name).read_text(encoding="utf-8")
    for delivered, here in changes.items():
        assert delivered in text, f"{name} no longer says « {delivered} »"
        text = text.replace(delivered, here)
    return text


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, said: Path) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        time.sleep(0.02)
    pytest.fail(f"nginx ne démarre pas :\n{said.read_text(encoding='utf-8')}")
