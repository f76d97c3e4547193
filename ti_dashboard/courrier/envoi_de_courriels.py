"""Send mail: one connection for all, one message a person, and for each whether the server took it."""

import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from ti_dashboard import journal_serveur
from ti_dashboard.courrier.reglage_smtp import ReglageSmtp, SecuriteSmtp
from ti_dashboard.errors import CourrierRefuse

# A server that does not answer in this time does not answer: somebody is waiting before a screen.
PATIENCE_S = 15.0


@dataclass(frozen=True)
class PieceJointe:
    """``genre``: « text/calendar », with its parameters in ``parametres``."""

    nom: str
    contenu: bytes
    genre: str
    parametres: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Courriel:
    destinataire: str
    objet: str
    texte: str
    jointes: tuple[PieceJointe, ...] = ()


def envoyer(reglage: ReglageSmtp, courriels: Sequence[Courriel]) -> dict[str, str]:
    """Address → why the server refused it; the others were taken. Raises CourrierRefuse when none left."""
    refused: dict[str, str] = {}
    with _connexion(reglage) as server:
        for number, one in enumerate(courriels):
            try:
                server.send_message(_message(reglage, one))
            except smtplib.SMTPServerDisconnected:
                lost = {other.destinataire: "le serveur de courrier a coupé" for other in courriels[number:]}
                return refused | lost
            except (smtplib.SMTPException, ValueError) as error:
                refused[one.destinataire] = _pourquoi(error)
    return refused


@contextmanager
def _connexion(reglage: ReglageSmtp) -> Iterator[smtplib.SMTP]:
    try:
        server = _ouvrir(reglage)
    except (OSError, smtplib.SMTPException) as error:
        # The server's words may name hosts and accounts: they are for the log.
        journal_serveur.avertir("Courrier refusé", hote=reglage.hote, raison=repr(error)[:300])
        raise CourrierRefuse(
            f"Le serveur de courrier n'a pas pris l'envoi ({_pourquoi(error)}) : aucun courriel n'est parti. "
            "Réessayez, ou dites-le à qui exploite le service."
        ) from None
    try:
        yield server
    finally:
        try:
            server.quit()
        except (OSError, smtplib.SMTPException):
            server.close()


def _ouvrir(reglage: ReglageSmtp) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if reglage.securite is SecuriteSmtp.TLS:
        server: smtplib.SMTP = smtplib.SMTP_SSL(reglage.hote, reglage.port, timeout=PATIENCE_S, context=context)
    else:
        server = smtplib.SMTP(reglage.hote, reglage.port, timeout=PATIENCE_S)
    try:
        if reglage.securite is SecuriteSmtp.STARTTLS:
            server.starttls(context=context)
        if reglage.compte:
            server.login(reglage.compte, reglage.secret)
    except BaseException:
        server.close()
        raise
    return server


def _message(reglage: ReglageSmtp, courriel: Courriel) -> EmailMessage:
    """Raises ValueError for a header that would be two."""
    found = EmailMessage()
    found["From"], found["To"], found["Subject"] = reglage.expediteur, courriel.destinataire, courriel.objet
    found["Date"] = formatdate(localtime=False)
    found["Message-ID"] = make_msgid(domain=reglage.expediteur.split("@")[-1])
    # Out-of-office answers would come back by the hundred.
    found["Auto-Submitted"] = "auto-generated"
    found.set_content(courriel.texte)
    for one in courriel.jointes:
        main, _, sub = one.genre.partition("/")
        found.add_attachment(one.contenu, maintype=main, subtype=sub, filename=one.nom, params=one.parametres)
    return found


def _pourquoi(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "adresse refusée par le serveur"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "compte ou mot de passe refusé"
    if isinstance(error, TimeoutError):
        return "il ne répond pas"
    if isinstance(error, ssl.SSLError):
        return "son certificat n'est pas reconnu"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "il ne propose pas la connexion chiffrée demandée"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"refus {error.smtp_code}"
    return "il ne se joint pas" if isinstance(error, OSError) else "message refusé"
