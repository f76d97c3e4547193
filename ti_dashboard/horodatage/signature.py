"""The signature of a token is that of the certificate it carries; whether anybody trusts that one is another question.

The library only verifies up to a root: it has nothing to say when nobody gave one.
"""

import hashlib

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from ti_dashboard.errors import JetonRefuse
from ti_dashboard.horodatage.der import SHA1, Signe

# Object identifiers, as bytes: a digest, or a signature over one. Others leave the choice to the digest beside them.
_EMPREINTES = {
    bytes.fromhex(oid): algorithm
    for algorithm, *oids in (
        (hashes.SHA256(), "608648016503040201", "2a864886f70d01010b", "2a8648ce3d040302"),
        (hashes.SHA384(), "608648016503040202", "2a864886f70d01010c", "2a8648ce3d040303"),
        (hashes.SHA512(), "608648016503040203", "2a864886f70d01010d", "2a8648ce3d040304"),
    )
    for oid in oids
}
_RSA_PSS = bytes.fromhex("2a864886f70d01010a")


def tient(signed: Signe, signataire: x509.Certificate) -> bool:
    """Raises JetonRefuse for a kind of signature that is not known here."""
    over = _EMPREINTES.get(signed.algorithme_empreinte)
    algorithm = _EMPREINTES.get(signed.algorithme_signature, over)
    key = signataire.public_key()
    if over is None or algorithm is None or not isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
        raise JetonRefuse("sa signature est d'une sorte que l'outil ne sait pas vérifier", "Prenez une autre autorité.")
    if hashlib.new(over.name, signed.contenu).digest() != signed.empreinte or not _nomme(signed, signataire):
        return False
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signed.signature, signed.attributs, ec.ECDSA(algorithm))
        elif signed.algorithme_signature == _RSA_PSS:
            pss = padding.PSS(padding.MGF1(algorithm), padding.PSS.AUTO)
            key.verify(signed.signature, signed.attributs, pss, algorithm)
        else:
            key.verify(signed.signature, signed.attributs, padding.PKCS1v15(), algorithm)
    except InvalidSignature:
        return False
    return True


def _nomme(signed: Signe, signataire: x509.Certificate) -> bool:
    """Who signed has signed its own certificate too: the name it bears cannot be changed, whoever vouches for it."""
    by = _EMPREINTES.get(signed.algorithme_certificat)
    name = "sha1" if signed.algorithme_certificat == SHA1 else by.name if by else None
    return name is not None and hashlib.new(name, signataire.public_bytes(Encoding.DER)).digest() == signed.certificat
