"""What the file of the image promises, and what looks through an image; « make image » builds and runs one."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from outils.examen_d_image import COMPTE, PROGRAMME, examiner
from ti_dashboard.dossier.chemins import RACINE

FICHIER = (RACINE / "deploiement" / "Containerfile").read_text(encoding="utf-8")
# Each instruction on one line, without comments.
INSTRUCTIONS = re.sub(r"\\\n\s*", "", re.sub(r"^\s*#.*\n", "", FICHIER, flags=re.MULTILINE)).splitlines()
LIVREE = INSTRUCTIONS[max(n for n, line in enumerate(INSTRUCTIONS) if line.startswith("FROM ")) :]


def test_the_image_that_is_shipped_installs_nothing_and_runs_as_nobody():
    said = "\n".join(LIVREE)
    assert f"USER {COMPTE}:{COMPTE}" in LIVREE and "pip" not in said.split("COPY")[1]
    assert not re.search(r"apt(-get)? |--mount|ADD |https?://(?!127\.0\.0\.1)", said)
    assert re.search(r"HEALTHCHECK .*/sante", said) and said.count("org.opencontainers.image.") >= 5
    assert not re.search(r"^(ENV|ARG) .*(SECRET|JETON|PASSWORD|MOT_DE_PASSE)", "\n".join(INSTRUCTIONS), re.MULTILINE)


def test_it_stands_on_what_is_named_by_its_digest_and_installs_what_is_locked():
    assert [line for line in INSTRUCTIONS if line.startswith(("ARG SOCLE", "FROM"))] == [
        "ARG SOCLE",
        "FROM ${SOCLE} AS installation",
        "FROM ${SOCLE}",
    ]
    assert any("--require-hashes --only-binary :all: -r requirements.lock" in line for line in INSTRUCTIONS)


@pytest.mark.parametrize("moving", ["docker.io/library/python:3.11-slim", "python@sha256:court"])
def test_an_image_named_by_a_tag_is_refused(moving: str, tmp_path: Path):
    (tmp_path / "buildah").symlink_to("/bin/true")
    path = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    command = ["deploiement/image", "construire", moving]
    done = subprocess.run(command, cwd=RACINE, capture_output=True, text=True, env=os.environ | path)
    assert done.returncode == 1 and "n'est pas nommé par son empreinte" in done.stderr


def test_all_that_the_application_reads_is_in_the_image():
    copied = {word for line in INSTRUCTIONS if line.startswith("COPY ") for word in line.split()[1:-1]}
    assert {p.name for p in (RACINE / "data").iterdir() if _est_suivi(p)} == {
        w.removeprefix("data/") for w in copied if w.startswith("data/")
    }
    assert {"app.py", ".streamlit", "pages", "ti_dashboard", "requirements.lock", "nomenclature.cdx.json"} <= copied
    sources = "".join(p.read_text(encoding="utf-8") for p in (RACINE / "ti_dashboard").rglob("*.py"))
    read = set(re.findall(r"\bRACINE / \"([\w.]+)\"", sources))
    assert {"data", "pages", "pyproject.toml"} <= read
    assert {name for name in read if not any(word.split("/")[0] == name for word in copied)} == set()


def _est_suivi(path: Path) -> bool:
    return bool(subprocess.run(["git", "ls-files", path], cwd=RACINE, capture_output=True, text=True).stdout)


@pytest.fixture
def racine(tmp_path: Path) -> Path:
    """The root of an image without a fault."""
    home = tmp_path / PROGRAMME
    (home / ".venv/lib/python3.11/site-packages/duckdb-2.0.0.dist-info").mkdir(parents=True)
    (home / ".venv/lib/python3.11/site-packages/Some_Thing-1.0.dist-info").mkdir()
    (home / ".venv/bin").mkdir()
    (tmp_path / "usr/bin").mkdir(parents=True)
    (tmp_path / "tmp").mkdir()
    (tmp_path / "tmp").chmod(0o1777)
    bill = [{"name": "duckdb", "version": "2.0.0"}, {"name": "some-thing", "version": "1.0"}]
    (home / "nomenclature.cdx.json").write_text(json.dumps({"components": bill}), encoding="utf-8")
    assert examiner(tmp_path) == []
    return tmp_path


def _pose(racine: Path, name: str, text: str = "", mode: int = 0o644) -> None:
    (racine / name).parent.mkdir(parents=True, exist_ok=True)
    (racine / name).write_text(text, encoding="utf-8")
    (racine / name).chmod(mode)


CLE = "-----BEGIN PRIVATE KEY-----\n" + "QUJD" * 16
FAUTES = {
    ("usr/bin/su", "", 0o4755): "droits d'un autre compte",
    ("usr/bin/chage", "", 0o2755): "droits d'un autre compte",
    ("etc/cron.d/x", "", 0o666): "changé par n'importe qui",
    ("usr/bin/gcc", "", 0o755): "outil d'installation",
    (f"{PROGRAMME}/.venv/bin/pip3.11", "", 0o755): "outil d'installation",
    ("etc/pip.conf", "", 0o644): "rien à faire",
    ("root/.netrc", "", 0o600): "rien à faire",
    (f"{PROGRAMME}/.env", "", 0o600): "rien à faire",
    ("etc/ssl/cle.pem", CLE, 0o600): "clé privée",
    ("etc/x", "TI_DASHBOARD_SECRET=abcdefghijklmnopqrstuv", 0o600): "secret du service",
    ("etc/y", "postgresql://ti:S3cr3t-bien-garde@base.exemple.fr/ti", 0o600): "adresse avec mot de passe",
    (f"{PROGRAMME}/nomenclature.cdx.json", '{"components": []}', 0o644): "sans être dit",
}


@pytest.mark.parametrize(("put", "said"), FAUTES.items(), ids=lambda x: x[0] if isinstance(x, tuple) else "")
def test_each_fault_of_an_image_is_found_and_told(racine: Path, put: tuple[str, str, int], said: str):
    _pose(racine, *put)
    found = examiner(racine)
    assert found and all(said in fault for fault in found), found


def test_a_package_of_another_version_or_a_file_of_the_service_is_a_fault(racine: Path):
    bill = {"components": [{"name": "duckdb", "version": "1.9"}, {"name": "some-thing", "version": "1.0"}]}
    _pose(racine, f"{PROGRAMME}/nomenclature.cdx.json", json.dumps(bill))
    assert examiner(racine) == ["duckdb est installé en 2.0.0 et dit en 1.9."]
    (racine / PROGRAMME / "nomenclature.cdx.json").unlink()
    assert "ne dit pas de quoi elle est faite" in examiner(racine)[0]
