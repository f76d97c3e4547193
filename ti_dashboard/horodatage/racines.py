"""The certificates an authority is recognised by, read from a PEM file."""

from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from ti_dashboard.dossier import disque
from ti_dashboard.errors import HorodatageRefuse


def racines(fichier: Path) -> tuple[x509.Certificate, ...]:
    """Every certificate of the file. Raises HorodatageRefuse when none is a root: no chain would end there."""
    try:
        found = x509.load_pem_x509_certificates(fichier.read_bytes())
    except OSError as error:
        why = "il n'existe pas" if isinstance(error, FileNotFoundError) else disque.raison(error)
        raise HorodatageRefuse(f"Le fichier de certificats {fichier} ne se lit pas : {why}.") from None
    except ValueError:
        raise HorodatageRefuse(
            f"Le fichier {fichier} n'est pas fait de certificats PEM (« -----BEGIN CERTIFICATE----- »). Un certificat "
            f"DER se convertit : openssl x509 -inform DER -in {fichier} -out racine.pem."
        ) from None
    if not any(c.issuer == c.subject for c in found):
        raise HorodatageRefuse(
            f"Le fichier {fichier} ne contient aucun certificat racine : ajoutez-y celui de l'autorité, qu'elle publie "
            "sur son site."
        )
    return tuple(dict.fromkeys(found))


def en_pem(certificats: tuple[x509.Certificate, ...]) -> bytes:
    return b"".join(c.public_bytes(Encoding.PEM) for c in certificats)
