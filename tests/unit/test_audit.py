"""``make audit``: a known fault is said, and an audit that could not be made is never a clean one."""

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from outils.audit import PERSONNE, compte_rendu
from outils.verrous import ESSAYER, RACINE, lire

FAILLE = {"id": "PYSEC-2026-1", "summary": "essai", "details": "essai", "affected": [
    {"package": {"name": "httpx", "ecosystem": "PyPI"}, "ranges": [
        {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "9.9.9"}]}]}]}  # fmt: skip


class _Avis(BaseHTTPRequestHandler):
    """A source of advisories that knows one fault."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        body = json.dumps({"vulns": [FAILLE]} if asked["package"]["name"] == "httpx" else {}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


@pytest.fixture
def avis():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Avis)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1/query"
    server.shutdown()
    server.server_close()


def _auditer(source: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "outils.audit", "--source", source]
    return subprocess.run(command, cwd=RACINE, capture_output=True, text=True)


def test_a_known_fault_is_said_with_where_it_is_mended(avis):
    done = _auditer(avis)
    nb = len({one.nom for one in lire(ESSAYER)})
    assert done.returncode == 1, done.stderr
    assert done.stdout.splitlines() == [
        "httpx 0.28.1 : PYSEC-2026-1 (corrigée en : 9.9.9)",
        f"Paquets examinés : {nb} sur {nb} ; failles connues : 1.",
    ]


def test_an_audit_that_nobody_answered_is_not_a_clean_one():
    done = _auditer("http://127.0.0.1:9/v1/query")
    assert done.returncode == 2 and done.stdout.splitlines()[0] == PERSONNE


def test_a_source_that_knows_nothing_of_the_packages_is_nobody():
    """A mirror serves the files without the advisories: everything is skipped, and nothing was looked up."""
    skipped = {"name": "httpx", "skip_reason": "not found"}
    clean = {"name": "rich", "version": "15.0.0", "vulns": []}
    assert compte_rendu([skipped]) == ([PERSONNE], 2)
    assert compte_rendu([skipped, clean])[1] == 2
    assert compte_rendu([clean]) == (["Paquets examinés : 1 sur 1 ; failles connues : 0."], 0)
