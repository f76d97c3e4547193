"""One token: who gave it, when, and whether it holds for a seal. Imported only where there is a token to read."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from rfc3161_client import PKIStatus, TimeStampResponse, VerificationError, VerifierBuilder, decode_timestamp_response

from ti_dashboard.errors import JetonRefuse
from ti_dashboard.horodatage import der, signature
from ti_dashboard.langue.formats import instant

# Two clocks, the authority's and the one of the machine that froze the arrêté, never say quite the same.
ECART_DES_HORLOGES = timedelta(minutes=5)
_SHA256 = "2.16.840.1.101.3.4.2.1"
_RECOMMENCER = "Recommencez ; si la réponse reste la même, prenez une autre autorité."
_ILLISIBLE = ("ce n'est pas une réponse RFC 3161 entière", f"Vérifiez l'adresse de l'autorité. {_RECOMMENCER}")


@dataclass(frozen=True)
class Attendu:
    """What a token must be: over this seal, given between these two moments, by one of these roots when there are some.

    ``nonce`` and ``politique`` are those of a request; a token read again later is held to neither.
    """

    sceau: str
    depuis: datetime
    jusqu_a: datetime
    racines: tuple[x509.Certificate, ...] = ()
    nonce: int | None = None
    politique: str | None = None


@dataclass(frozen=True)
class Jeton:
    """``est_verifiee``: a chain of certificates leads from who signed to a root that was given."""

    instant: datetime
    autorite: str
    politique: str
    est_verifiee: bool


def verifier(reponse: bytes, attendu: Attendu) -> Jeton:
    """The token of an answer. Raises JetonRefuse for the first reason why it does not hold."""
    try:
        answer = _lire(reponse)
        _lie(answer, attendu)
        signer = _signataire(answer)
        _signature(reponse, answer, signer, attendu)
        info = answer.tst_info
        found = Jeton(info.gen_time, _nom(signer), info.policy.dotted_string, bool(attendu.racines))
    except JetonRefuse:
        raise
    except Exception as error:
        # Three readers of bytes that anybody may have written: each breaks in its own ways, and it is no token.
        raise JetonRefuse(*_ILLISIBLE) from error
    _a_l_heure(found.instant, attendu)
    return found


def _lire(reponse: bytes) -> TimeStampResponse:
    try:
        ordered = der.ordonner(reponse)
    except ValueError:
        # A refusal carries no token; what is no answer at all is told by the next line.
        ordered = reponse
    answer = decode_timestamp_response(ordered)
    if answer.status != PKIStatus.GRANTED:
        said = " ".join("".join(c if c.isprintable() else " " for c in " ".join(answer.status_string)).split())
        raise JetonRefuse(
            f"l'autorité n'a pas accordé de jeton (état {answer.status}{' : ' + said[:200] if said else ''})",
            "Voyez avec elle ce qu'elle demande, ou prenez-en une autre.",
        )
    return answer


def _lie(answer: TimeStampResponse, attendu: Attendu) -> None:
    """The token is over this seal, and answers this request when there is one."""
    info = answer.tst_info
    stamped = (info.message_imprint.hash_algorithm.dotted_string, info.message_imprint.message)
    if stamped != (_SHA256, hashlib.sha256(attendu.sceau.encode()).digest()):
        raise JetonRefuse("il porte sur autre chose que le sceau de cet arrêté", _RECOMMENCER)
    if attendu.nonce is not None and info.nonce != attendu.nonce:
        raise JetonRefuse("il ne répond pas à notre demande, dont il ne rend pas le nombre tiré au sort", _RECOMMENCER)
    if attendu.politique and info.policy.dotted_string != attendu.politique:
        raise JetonRefuse(
            f"il suit la politique {info.policy.dotted_string}, et non {attendu.politique}",
            "Corrigez --politique, ou prenez une autorité qui suit celle-ci.",
        )


def _signataire(answer: TimeStampResponse) -> x509.Certificate:
    """The certificate of who signed: only one that may give the time, in its days when it gave it."""
    signers = list(answer.signed_data.signer_infos)
    carried = [x509.load_der_x509_certificate(c) for c in answer.signed_data.certificates]
    found = [c for c in carried for s in signers if (c.issuer, c.serial_number) == (s.issuer, s.serial_number)]
    if len(signers) != 1 or len(found) != 1:
        raise JetonRefuse("il ne porte pas le certificat de qui l'a signé", "Prenez une autre autorité.")
    (signer,) = found
    try:
        usage = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
        may = usage.critical and ExtendedKeyUsageOID.TIME_STAMPING in usage.value
    except x509.ExtensionNotFound:
        may = False
    if not may:
        raise JetonRefuse("le certificat de qui l'a signé n'est pas fait pour horodater", "Prenez une autre autorité.")
    if not signer.not_valid_before_utc <= answer.tst_info.gen_time <= signer.not_valid_after_utc:
        raise JetonRefuse(
            "le certificat de l'autorité n'était pas valable à l'heure du jeton : il vaut du "
            f"{instant(signer.not_valid_before_utc.isoformat())} au {instant(signer.not_valid_after_utc.isoformat())}",
            "Prévenez l'autorité, ou prenez-en une autre.",
        )
    return signer


def _signature(reponse: bytes, answer: TimeStampResponse, signer: x509.Certificate, attendu: Attendu) -> None:
    """The signature holds, up to one of the roots when there are some."""
    if not signature.tient(der.signe(reponse), signer):
        raise JetonRefuse("sa signature est fausse : il a été modifié", _RECOMMENCER)
    if not attendu.racines:
        return
    try:
        VerifierBuilder(roots=list(attendu.racines)).build().verify_message(answer, attendu.sceau.encode())
    except VerificationError as error:
        expired = "has expired" in str(error) or "not yet valid" in str(error)
        raise JetonRefuse(
            "un certificat de la chaîne n'était pas valable à l'heure du jeton"
            if expired
            else f"sa signature ne mène à aucun des certificats donnés (signé par {_nom(signer)})",
            "Donnez par --certificats le certificat racine de cette autorité, et ses intermédiaires s'il y en a.",
        ) from None


def _a_l_heure(given: datetime, attendu: Attendu) -> None:
    if given < attendu.depuis - ECART_DES_HORLOGES:
        raise JetonRefuse(
            f"il est daté du {instant(given.isoformat())}, avant que l'arrêté ne soit figé "
            f"({instant(attendu.depuis.isoformat())})",
            "Vérifiez l'heure de cette machine ; si elle est juste, prenez une autre autorité.",
        )
    if given > attendu.jusqu_a + ECART_DES_HORLOGES:
        raise JetonRefuse(
            f"il est daté du {instant(given.isoformat())}, qui est à venir",
            "Vérifiez l'heure de cette machine ; si elle est juste, prenez une autre autorité.",
        )


def _nom(signer: x509.Certificate) -> str:
    """How the certificate names who signed, on one printable line."""
    for oid in (x509.NameOID.COMMON_NAME, x509.NameOID.ORGANIZATION_NAME):
        for attribute in signer.subject.get_attributes_for_oid(oid):
            text = "".join(c for c in str(attribute.value) if c.isprintable()).strip()
            if text:
                return text[:120]
    return f"certificat n° {signer.serial_number:x}"
