"""A local time-stamping authority: keys of the day, the tokens of ``openssl ts``, a small server on 127.0.0.1."""

import os
import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

ABSENT = "essais d'horodatage NON FAITS : openssl est introuvable (sudo apt install openssl)"
POLITIQUE = "1.2.3.4.1"
QUESTION, REPONSE = "application/timestamp-query", "application/timestamp-reply"
# Certificates beside the signer's are written in the order given, which is not the one DER asks for.
REGLAGES = """[tsa]
default_tsa = essai
[essai]
serial = {dossier}/numero
crypto_device = builtin
signer_cert = {dossier}/{nom}.pem
signer_key = {dossier}/{nom}.cle
certs = {dossier}/chaine.pem
signer_digest = sha256
default_policy = {politique}
digests = {empreintes}
accuracy = secs:1
tsa_name = yes
ess_cert_id_alg = sha256
"""
Cle = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def openssl() -> str:
    """Skips where the machine has none; fails in continuous integration, where nothing is left out in silence."""
    found = shutil.which("openssl")
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(ABSENT)
    return found


@dataclass(frozen=True)
class Identite:
    """A certificate and its key, written as ``nom``.pem and ``nom``.cle."""

    certificat: x509.Certificate
    cle: Cle

    def ecrire(self, dossier: Path, nom: str) -> Path:
        pem = serialization.Encoding.PEM
        path = dossier / f"{nom}.pem"
        path.write_bytes(self.certificat.public_bytes(pem))
        private = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        (dossier / f"{nom}.cle").write_bytes(self.cle.private_bytes(pem, *private))
        return path


def certifier(
    nom: str,
    par: Identite | None = None,
    cle: Cle | None = None,
    jours: tuple[int, int] = (-1, 3650),
    horodate: bool = True,
    numero: int | None = None,
    autorite: bool = False,
) -> Identite:
    """A root (``par`` is None), an authority under it, or a certificate one of them signs; ``jours``: from, to."""
    key = cle or ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, nom)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .public_key(key.public_key())
        .issuer_name(par.certificat.subject if par else name)
        .serial_number(numero or x509.random_serial_number())
        .not_valid_before(now + timedelta(days=jours[0]))
        .not_valid_after(now + timedelta(days=jours[1]))
        .add_extension(x509.BasicConstraints(ca=autorite or par is None, path_length=None), critical=True)
    )
    if par and horodate and not autorite:
        made = made.add_extension(x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    if par and not horodate:
        made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), False)
    return Identite(made.sign(par.cle if par else key, hashes.SHA256()), key)


@dataclass
class Horodateur:
    """``repondre``: what a test does with a question instead of answering well. ``recues``: the questions, in order."""

    dossier: Path
    source: Identite
    racine: Path
    autre_racine: Path
    tls: ssl.SSLContext
    adresse: str = ""
    recues: list[bytes] = field(default_factory=list)
    repondre: Callable[[bytes], tuple[int, str, bytes]] | None = None

    def jeton(self, question: bytes, nom: str = "horodatage", empreintes: str = "sha256", politique=POLITIQUE) -> bytes:
        """The answer of ``openssl ts`` signed with the certificate of this name."""
        (self.dossier / "question.tsq").write_bytes(question)
        reglages = REGLAGES.format(dossier=self.dossier, nom=nom, empreintes=empreintes, politique=politique)
        (self.dossier / "ts.cnf").write_text(reglages, encoding="utf-8")
        files = ["-config", "ts.cnf", "-queryfile", "question.tsq", "-out", "reponse.tsr"]
        subprocess.run([openssl(), "ts", "-reply", *files], cwd=self.dossier, check=True, capture_output=True)
        return (self.dossier / "reponse.tsr").read_bytes()

    def bien_repondre(self, question: bytes) -> tuple[int, str, bytes]:
        return 200, REPONSE, self.jeton(question)


def fonder(dossier: Path) -> Horodateur:
    """Make every identity once: an authority, one that is out of date, one made for something else, one on RSA."""
    openssl()
    root, other = certifier("Racine d'essai"), certifier("Une autre racine")
    between = certifier("Autorité intermédiaire", root, autorite=True)
    for name, made in {
        "horodatage": certifier("Horodatage d'essai", root),
        "rsa": certifier("Horodatage RSA", root, rsa.generate_private_key(65537, 2048)),
        "sous": certifier("Horodatage intermédiaire", between),
        "perime": certifier("Horodatage périmé", root, jours=(-20, -10)),
        "site": certifier("127.0.0.1", root, horodate=False),
    }.items():
        made.ecrire(dossier, name)
    paths = root.ecrire(dossier, "racine"), other.ecrire(dossier, "autre")
    chain = (*paths, between.ecrire(dossier, "intermediaire"))
    (dossier / "chaine.pem").write_bytes(b"".join(p.read_bytes() for p in chain))
    (dossier / "numero").write_text("01\n", encoding="ascii")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(dossier / "site.pem", dossier / "site.cle")
    return Horodateur(dossier, root, *paths, tls)


@contextmanager
def servir(horodateur: Horodateur, chiffre: bool = False) -> Iterator[Horodateur]:
    """Listen on 127.0.0.1; ``horodateur.adresse`` is where."""

    class Guichet(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.headers["Content-Type"] == QUESTION
            horodateur.recues.append(question)
            status, kind, body = (horodateur.repondre or horodateur.bien_repondre)(question)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if status == 302:
                self.send_header("Location", "https://ailleurs.example/tsr")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Guichet)
    server.daemon_threads = True
    if chiffre:
        server.socket = horodateur.tls.wrap_socket(server.socket, server_side=True)
    horodateur.adresse = f"http{'s' if chiffre else ''}://127.0.0.1:{server.server_address[1]}/tsr"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield horodateur
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
