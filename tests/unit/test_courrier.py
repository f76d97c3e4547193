"""Mail that leaves: off by default, a wrong setting said, each refusal told, against a real local server."""

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from tests.mandataire import free_ports
from ti_dashboard.courrier import envoi_de_courriels, reglage_smtp
from ti_dashboard.courrier.envoi_de_courriels import Courriel, PieceJointe
from ti_dashboard.courrier.reglage_smtp import ReglageSmtp, SecuriteSmtp
from ti_dashboard.errors import CourrierRefuse, ReglageRefuse

EXPEDITEUR = "comite@service.gouv.fr"


class Boite:
    """What a server received; it takes nothing for « refuse@… », and cuts at « coupe@… »."""

    def __init__(self) -> None:
        self.recus: list[EmailMessage] = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("coupe@"):
            server.transport.close()
        if address.startswith("refuse@"):
            return "550 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.recus.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"


@pytest.fixture
def boite() -> Boite:
    return Boite()


@pytest.fixture
def reglage(boite: Boite) -> Iterator[ReglageSmtp]:
    (port,) = free_ports(1)
    controller = Controller(boite, hostname="127.0.0.1", port=port)
    controller.start()
    yield ReglageSmtp("127.0.0.1", port, SecuriteSmtp.AUCUNE, EXPEDITEUR)
    controller.stop()


def _regler(monkeypatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"TI_DASHBOARD_SMTP_{name}", value)


def test_mail_is_off_unless_a_server_is_named(monkeypatch):
    assert reglage_smtp.lire() is None
    _regler(monkeypatch, HOTE="smtp.service.gouv.fr", EXPEDITEUR=EXPEDITEUR)
    found = reglage_smtp.lire()
    assert (found.port, found.securite, found.compte) == (587, SecuriteSmtp.STARTTLS, "")


def test_its_secret_comes_from_a_file_and_is_not_shown(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("tres-secret\n")
    _regler(monkeypatch, HOTE="s.fr", EXPEDITEUR=EXPEDITEUR, COMPTE="ti", SECRET_FICHIER=str(tmp_path / "secret"))
    found = reglage_smtp.lire()
    assert found.secret == (tmp_path / "secret").read_text().strip() and "tres-secret" not in repr(found)


@pytest.mark.parametrize(
    ("dit", "phrase"),
    [
        ({"EXPEDITEUR": "personne"}, "EXPEDITEUR doit porter"),
        ({}, "EXPEDITEUR doit porter"),
        ({"EXPEDITEUR": EXPEDITEUR, "SECURITE": "ssl"}, "écrivez « starttls », « tls » ou « aucune »"),
        ({"EXPEDITEUR": EXPEDITEUR, "PORT": "70000"}, "PORT vaut « 70000 »"),
        ({"EXPEDITEUR": EXPEDITEUR, "COMPTE": "ti"}, "vont ensemble"),
        ({"EXPEDITEUR": EXPEDITEUR, "COMPTE": "ti", "SECRET": "x", "SECURITE": "aucune"}, "partirait en clair"),
        ({"EXPEDITEUR": EXPEDITEUR, "COMPTE": "ti", "SECRET_FICHIER": "/rien"}, "qui ne se lit pas"),
    ],
)
def test_a_setting_that_cannot_be_is_said(monkeypatch, dit, phrase):
    _regler(monkeypatch, HOTE="smtp.service.gouv.fr", **dit)
    with pytest.raises(ReglageRefuse, match=phrase):
        reglage_smtp.lire()


def test_each_gets_a_message_of_their_own_with_what_is_joined(reglage: ReglageSmtp, boite: Boite):
    joined = PieceJointe("seance.ics", b"BEGIN:VCALENDAR", "text/calendar", {"method": "PUBLISH", "charset": "utf-8"})
    mails = [Courriel(f"{who}@region.fr", "Comité d'été", "Éléments", (joined,)) for who in ("a", "refuse", "b")]
    refused = envoi_de_courriels.envoyer(reglage, mails)
    assert refused == {"refuse@region.fr": "adresse refusée par le serveur"}
    assert [one["To"] for one in boite.recus] == ["a@region.fr", "b@region.fr"]
    (first, _) = boite.recus
    assert first["From"] == EXPEDITEUR and first["Subject"] == "Comité d'été" and first["Message-ID"]
    assert first.get_body().get_content().strip() == "Éléments"
    (part,) = first.iter_attachments()
    assert part.get_filename() == "seance.ics" and part.get_content_type() == "text/calendar"
    assert part.get_param("method") == "PUBLISH"


def test_a_subject_of_two_lines_never_makes_a_header(reglage: ReglageSmtp, boite: Boite):
    refused = envoi_de_courriels.envoyer(reglage, [Courriel("a@b.fr", "Objet\nBcc: c@d.fr", "x")])
    assert refused == {"a@b.fr": "message refusé"} and boite.recus == []


def test_a_server_that_cuts_leaves_the_rest_unsent_and_says_it(reglage: ReglageSmtp, boite: Boite):
    mails = [Courriel(f"{who}@region.fr", "x", "x") for who in ("a", "coupe", "b")]
    refused = envoi_de_courriels.envoyer(reglage, mails)
    assert [one["To"] for one in boite.recus] == ["a@region.fr"]
    assert set(refused) == {"coupe@region.fr", "b@region.fr"}


def test_a_server_that_is_not_there_or_cannot_encrypt_sends_nothing(reglage: ReglageSmtp, boite: Boite):
    nowhere = ReglageSmtp("127.0.0.1", 1, SecuriteSmtp.AUCUNE, EXPEDITEUR)
    with pytest.raises(CourrierRefuse, match="ne se joint pas"):
        envoi_de_courriels.envoyer(nowhere, [Courriel("a@b.fr", "x", "x")])
    clear = ReglageSmtp(reglage.hote, reglage.port, SecuriteSmtp.STARTTLS, EXPEDITEUR)
    with pytest.raises(CourrierRefuse, match="chiffrée"):
        envoi_de_courriels.envoyer(clear, [Courriel("a@b.fr", "x", "x")])
    assert boite.recus == []


def test_a_wrong_password_is_said_and_the_account_is_not(boite: Boite, caplog):
    def refuse(*_) -> AuthResult:
        return AuthResult(success=False, handled=False)

    (port,) = free_ports(1)
    controller = Controller(
        boite, hostname="127.0.0.1", port=port, authenticator=refuse, auth_require_tls=False, auth_required=True
    )
    controller.start()
    try:
        wrong = ReglageSmtp("127.0.0.1", port, SecuriteSmtp.AUCUNE, EXPEDITEUR, "compte-ti", "mauvais")
        with pytest.raises(CourrierRefuse, match="compte ou mot de passe refusé") as error:
            envoi_de_courriels.envoyer(wrong, [Courriel("a@b.fr", "x", "x")])
    finally:
        controller.stop()
    assert "compte-ti" not in str(error.value) and "mauvais" not in caplog.text
