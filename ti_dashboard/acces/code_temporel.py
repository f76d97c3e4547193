"""Codes that an application of a telephone shows for thirty seconds (TOTP, RFC 6238), and those kept on paper."""

import base64
import re
import secrets
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.twofactor.totp import TOTP

PAS_S, CHIFFRES = 30, 6
# A clock may be half a minute late or early: the step of now, the one before and the one after.
DERIVE = 1
_TAILLE = 20
# Neither 0 nor O, 1 nor I nor L: a code is read on paper. Twenty-four of thirty-one letters: 118 bits.
ALPHABET, TAILLE_SECOURS, PAR_GROUPE = "23456789ABCDEFGHJKMNPQRSTUVWXYZ", 24, 4


def tirer_secret() -> bytes:
    """160 bits, as RFC 4226 wants them."""
    return secrets.token_bytes(_TAILLE)


def en_texte(secret: bytes) -> str:
    """For who types it in their application: groups of four letters."""
    return _groupes(base64.b32encode(secret).decode())


def lien(secret: bytes, compte: str, service: str) -> str:
    """What the image to photograph says."""
    return _totp(secret).get_provisioning_uri(compte, service)


def pas_reconnu(secret: bytes, dit: str, instant: datetime) -> int | None:
    """Which step of time this code is that of, or None: each is compared, whichever is right."""
    now = int(instant.timestamp()) // PAS_S
    steps = range(now - DERIVE, now + DERIVE + 1)
    right = [step for step in steps if secrets.compare_digest(code(secret, step).encode(), dit.encode())]
    return right[-1] if right else None


def code(secret: bytes, pas: int) -> str:
    return _totp(secret).generate(pas * PAS_S).decode()


def _totp(secret: bytes) -> "TOTP":
    from cryptography.hazmat.primitives.hashes import SHA1
    from cryptography.hazmat.primitives.twofactor.totp import TOTP

    # SHA-1 is what every application knows; HMAC does not rest on what is broken in it.
    return TOTP(secret, CHIFFRES, SHA1(), PAS_S)  # noqa: S303


def tirer_secours() -> str:
    return _groupes("".join(secrets.choice(ALPHABET) for _ in range(TAILLE_SECOURS)))


def normaliser(dit: str) -> str:
    """A code as it was drawn, however it was typed: spaces and dashes do not count, nor does case."""
    return re.sub(r"[\s\u2010-\u2015-]", "", dit).upper()


def est_temporel(code_dit: str) -> bool:
    return bool(re.fullmatch(rf"[0-9]{{{CHIFFRES}}}", code_dit))


def _groupes(letters: str) -> str:
    return " ".join(letters[i : i + PAR_GROUPE] for i in range(0, len(letters), PAR_GROUPE))
