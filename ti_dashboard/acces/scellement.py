"""What must be read again, and must be of no use to who reads the store alone: sealed by the secret of the service."""

import base64
import secrets

from ti_dashboard.acces.secret import secret

_TAILLE_NONCE = 12


def sceller(clair: bytes, pour: str) -> str:
    """``pour``: what it belongs to; moved beside something else, it is not read any more. Raises ReglageRefuse."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_TAILLE_NONCE)
    return base64.urlsafe_b64encode(nonce + AESGCM(_cle()).encrypt(nonce, clair, pour.encode())).decode()


def desceller(scelle: str, pour: str) -> bytes | None:
    """None when it was changed, belongs to something else, or was sealed by another secret."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        held = base64.urlsafe_b64decode(scelle)
        return AESGCM(_cle()).decrypt(held[:_TAILLE_NONCE], held[_TAILLE_NONCE:], pour.encode())
    except (InvalidTag, ValueError):
        return None


def _cle() -> bytes:
    """Another than what signs cookies, drawn from the same secret."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), length=32, salt=None, info=b"ti-dashboard chiffre v1").derive(secret())
