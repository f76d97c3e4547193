"""What an authority may answer wrong, each refused in one French sentence that says what to do; nothing is kept."""

import socket
import threading
import time

import pytest

from tests.horodateur import REPONSE
from ti_dashboard.__main__ import main
from ti_dashboard.dossier import journal

JOUR = "24/09/2019"


@pytest.fixture
def refuser(base, horodateur, capsys):
    """Ask, and give the sentence of the refusal: nothing is kept."""

    def ask(*options: str, adresse: str | None = None) -> str:
        assert main(["horodater", JOUR, f"--autorite={adresse or horodateur.adresse}", *options]) == 1
        assert not list((base / "arretes").glob("*"))
        said = " ".join(capsys.readouterr().out.split())
        assert said.endswith(".") and "Incident" not in said
        return said

    return ask


def _changer(question: bytes, rang: int) -> bytes:
    """The question with one bit of this byte changed: -4 ends the number drawn at random, 30 is in the hash."""
    changed = bytearray(question)
    changed[rang] ^= 1
    return bytes(changed)


@pytest.mark.parametrize(
    ("rang", "dit"),
    [
        (-4, "il ne répond pas à notre demande, dont il ne rend pas le nombre tiré au sort"),
        (30, "il porte sur autre chose que le sceau de cet arrêté"),
    ],
)
def test_an_answer_to_another_question_is_refused(refuser, horodateur, base, rang, dit):
    horodateur.repondre = lambda question: (200, REPONSE, horodateur.jeton(_changer(question, rang)))
    assert dit in (said := refuser()) and "Rien n'est gardé." in said
    told = journal.gestes(journal.lire(base))[0]
    assert (told.geste, told.issue) == ("horodater", "refus") and dit in str(told.detail["message"])


def test_the_token_of_another_arrete_is_refused(refuser, base, horodateur):
    assert main(["horodater", "30/04/2019", f"--autorite={horodateur.adresse}"]) == 0
    token = base / "arretes" / "2019-04-30.tsr"
    answer = token.read_bytes()
    token.unlink()
    horodateur.repondre = lambda _: (200, REPONSE, answer)
    assert "il porte sur autre chose que le sceau de cet arrêté" in refuser()


def test_an_authority_that_does_not_grant_is_quoted(refuser, horodateur):
    horodateur.repondre = lambda question: (200, REPONSE, horodateur.jeton(question, empreintes="sha512"))
    said = refuser()
    assert "l'autorité n'a pas accordé de jeton (état 2" in said and "digest algorithm is not supported" in said


def test_a_certificate_that_was_out_of_date_is_refused_with_its_dates(refuser, horodateur):
    horodateur.repondre = lambda question: (200, REPONSE, horodateur.jeton(question, "perime"))
    for options in ([], [f"--certificats={horodateur.racine}"]):
        said = refuser(*options)
        assert "le certificat de l'autorité n'était pas valable à l'heure du jeton : il vaut du" in said


def test_an_authority_that_the_given_certificates_do_not_know_is_refused(refuser, horodateur):
    said = refuser(f"--certificats={horodateur.autre_racine}")
    assert "sa signature ne mène à aucun des certificats donnés (signé par Horodatage d'essai)" in said
    assert "Donnez par --certificats le certificat racine de cette autorité" in said


def test_a_policy_that_was_not_asked_for_is_refused(refuser, base, horodateur):
    assert "il suit la politique 1.2.3.4.1, et non 1.2.3" in refuser("--politique=1.2.3")
    assert main(["horodater", JOUR, f"--autorite={horodateur.adresse}", "--politique=1.2.3.4.1"]) == 0


@pytest.mark.parametrize("garde", [0, 2, 40, 700, -1])
def test_a_cut_answer_is_refused(refuser, horodateur, garde):
    horodateur.repondre = lambda question: (200, REPONSE, horodateur.jeton(question)[:garde])
    assert "ce n'est pas une réponse RFC 3161 entière" in refuser()


@pytest.mark.parametrize(
    ("reponse", "dit"),
    [
        ((500, "text/plain", b"panne"), "répond par une erreur (HTTP 500) : voyez avec elle"),
        ((404, "text/html", b""), "elle ne connaît pas cette adresse"),
        ((302, "text/html", b""), "donnez celle-ci, si vous la connaissez : https://ailleurs.example/tsr."),
        ((200, "text/html; charset=utf-8", b"<html>"), "elle répond « text/html; charset=utf-8 » et non"),
        ((200, REPONSE, b"\x30" * 1_100_000), "répond bien plus long qu'un jeton"),
    ],
)
def test_an_answer_that_is_no_token_is_refused(refuser, horodateur, reponse, dit):
    horodateur.repondre = lambda _: reponse
    assert dit in refuser()


def test_a_slow_authority_is_not_waited_for(refuser, horodateur):
    awake = threading.Event()

    def sleep(question: bytes):
        awake.wait(30)
        return 500, "text/plain", b""

    horodateur.repondre = sleep
    start = time.monotonic()
    assert "n'a pas répondu en entier en 1\u00a0seconde" in (said := refuser("--delai=1")).replace("1 s", "1\u00a0s")
    assert "--delai" in said and time.monotonic() - start < 20
    awake.set()


def test_an_authority_that_answers_a_byte_at_a_time_is_not_waited_for(refuser):
    """Each byte comes in time, the whole never does."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        done = threading.Event()

        def drip() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(
                    f"HTTP/1.1 200 OK\r\nContent-Type: {REPONSE}\r\nContent-Length: 200\r\n\r\n".encode()
                )
                while not done.wait(0.05):
                    try:
                        connection.sendall(b"0")
                    except OSError:
                        return

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/tsr"
        assert "n'a pas répondu en entier" in refuser("--delai=1", adresse=address)
        done.set()
        thread.join()


@pytest.mark.parametrize(
    ("adresse", "dit"),
    [
        ("http://horodatage.example/tsr", "http://horodatage.example/tsr n'est pas en HTTPS"),
        ("http://127.0.0.1.example/tsr", "n'est pas en HTTPS"),
        ("ftp://horodatage.example", "n'est pas l'adresse d'une autorité"),
        ("horodatage.example", "n'est pas l'adresse d'une autorité"),
        ("https://", "n'est pas l'adresse d'une autorité"),
        ("http://127.0.0.1:1/tsr", "est injoignable : vérifiez l'adresse"),
    ],
)
def test_an_address_that_cannot_be_asked_is_refused(refuser, adresse, dit):
    assert dit in refuser(adresse=adresse)


def test_certificates_that_are_none_are_refused_before_anything_leaves(refuser, horodateur, tmp_path):
    (tmp_path / "texte.pem").write_text("un texte", encoding="utf-8")
    for name, said in (("absent.pem", "il n'existe pas"), ("texte.pem", "n'est pas fait de certificats PEM")):
        assert said in refuser(f"--certificats={tmp_path / name}")
    leaf = horodateur.dossier / "horodatage.pem"
    assert "ne contient aucun certificat racine" in refuser(f"--certificats={leaf}")
    assert horodateur.recues == []
