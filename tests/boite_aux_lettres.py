"""A mail server of this machine that keeps what it receives."""

import email
import email.policy
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from aiosmtpd.controller import Controller

from tests.mandataire import free_ports


class Lettres:
    """It takes nothing for « refuse@… »."""

    def __init__(self) -> None:
        self.recues: list[EmailMessage] = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refuse@"):
            return "550 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.recues.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"


@contextmanager
def ouverte(monkeypatch) -> Iterator[Lettres]:
    """The settings of the service name it."""
    kept, (port,) = Lettres(), free_ports(1)
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    said = {"HOTE": "127.0.0.1", "PORT": str(port), "SECURITE": "aucune", "EXPEDITEUR": "comite@service.gouv.fr"}
    for name, value in said.items():
        monkeypatch.setenv(f"TI_DASHBOARD_SMTP_{name}", value)
    try:
        yield kept
    finally:
        controller.stop()
