"""Debian's own nginx with the files of ``deploiement/nginx`` and nothing else.

Only what a machine decides is changed in them: ports, names, folders, and the account, since it may be nobody's.
"""

import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from outils import routage
from outils.grappe.processus import GrappeImpossible, arreter, attendre, compte, donner, ecoute, lancer, ports_libres
from outils.verrous import RACINE

SOURCES = RACINE / "deploiement" / "nginx"
# Not « localhost », which Streamlit believes whatever its port; a browser finds this machine under it all the same.
NOM, NOM_LIVRE = "tableau-de-bord.localhost", "tableau-de-bord.exemple.gouv.fr"
ABSENT = "nginx ou openssl est introuvable (sudo apt install nginx-light openssl)"
TEMPORAIRES = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass(frozen=True)
class NginxLivre:
    """Its two ports, and the folder where it writes; ``certificat.pem`` is there."""

    port: int
    port_clair: int
    dossier: Path

    @property
    def adresse(self) -> str:
        return f"https://{NOM}:{self.port}"


def trouver() -> str | None:
    """Path of the program; Debian keeps it where an account that is not root does not look."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin") if shutil.which("openssl") else None


@contextlib.contextmanager
def servir(repliques: Sequence[int], port: int | None = None) -> Iterator[NginxLivre]:
    """Start it in front of replicas of this machine. Raises GrappeImpossible."""
    program = trouver()
    if program is None:
        raise GrappeImpossible(ABSENT)
    folder = Path(tempfile.mkdtemp(prefix="ti-nginx-"))
    drawn, plain = ports_libres(2)
    started = NginxLivre(port or drawn, plain, folder)
    try:
        _certifier(folder)
        _ecrire(started, repliques)
        account = compte("nobody")
        donner(folder, account)
        command: list[str | Path] = [program, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "demarrage.log"]
        process = lancer([*command, "-g", "daemon off;"], folder / "sortie.txt", cwd=folder, **account)
        try:
            attendre(process, lambda: ecoute(started.port), folder / "sortie.txt", "nginx", 20)
            yield started
        finally:
            arreter(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _certifier(folder: Path) -> None:
    asked = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    named = ["-subj", f"/CN={NOM}", "-addext", f"subjectAltName=DNS:{NOM}"]
    files = ["-keyout", str(folder / "cle.pem"), "-out", str(folder / "certificat.pem")]
    subprocess.run(["openssl", "req", *asked, *named, *files], check=True, capture_output=True)  # noqa: S603, S607


def _ecrire(started: NginxLivre, repliques: Sequence[int]) -> None:
    """The delivered files, each change found where it is expected: a line that goes away is seen."""
    folder = started.dossier
    site = {
        NOM_LIVRE: NOM,
        f"return 301 https://{NOM}": f"return 301 https://{NOM}:{started.port}",
        "listen 80": f"listen 127.0.0.1:{started.port_clair}",
        "listen 443": f"listen 127.0.0.1:{started.port}",
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
    written = routage.ecrire([str(port) for port in repliques])
    (folder / "conf.d" / "repliques.conf").write_text(written, encoding="utf-8")
    (folder / "nginx.conf").write_text(_changer("nginx.conf", main), encoding="utf-8")
    (folder / "sites-enabled" / "site.conf").write_text(_changer("tableau-de-bord.conf", site), encoding="utf-8")


def _changer(name: str, changes: Mapping[str, str]) -> str:
    text = (SOURCES / name).read_text(encoding="utf-8")
    for delivered, here in changes.items():
        if delivered not in text:
            raise GrappeImpossible(f"{name} ne dit plus « {delivered} » : outils/grappe est à revoir.")
        text = text.replace(delivered, here)
    return text
