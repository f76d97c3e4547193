"""An RFC 3161 answer, element by element (DER): its certificates in order, and what the authority has signed."""

from dataclasses import dataclass

_SEQUENCE, _SET, _OCTETS, _ENVELOPPE = 0x30, 0x31, 0x04, 0xA0


@dataclass(frozen=True)
class Element:
    """One element of ``document``: from ``debut`` to ``fin``, its content from ``contenu`` on."""

    document: bytes
    debut: int
    contenu: int
    fin: int

    @property
    def genre(self) -> int:
        return self.document[self.debut]

    @property
    def valeur(self) -> bytes:
        return self.document[self.contenu : self.fin]

    @property
    def octets(self) -> bytes:
        return self.document[self.debut : self.fin]

    def enfants(self) -> list["Element"]:
        found, at = [], self.contenu
        while at < self.fin:
            found.append(_lire(self.document, at, self.fin))
            at = found[-1].fin
        return found

    def enfant(self, rang: int, genre: int) -> "Element":
        found = self.enfants()
        if not -len(found) <= rang < len(found) or found[rang].genre != genre:
            raise ValueError("not the element expected")
        return found[rang]


@dataclass(frozen=True)
class Signe:
    """What one signer signed: the attributes, which hold the digests of the content and of the signer's certificate.

    Object identifiers are their bytes.
    """

    contenu: bytes
    attributs: bytes
    empreinte: bytes
    certificat: bytes
    algorithme_certificat: bytes
    algorithme_empreinte: bytes
    algorithme_signature: bytes
    signature: bytes


_EMPREINTE = bytes.fromhex("2a864886f70d010904")
# signingCertificate, then its second version, which names its digest unless it is SHA-256.
_CERTIFICATS = (bytes.fromhex("2a864886f70d010910020c"), bytes.fromhex("2a864886f70d010910022f"))
SHA1, SHA256 = bytes.fromhex("2b0e03021a"), bytes.fromhex("608648016503040201")


def _lire(document: bytes, debut: int, limite: int) -> Element:
    """Raises ValueError when it does not stand whole before ``limite``."""
    if debut + 2 > limite:
        raise ValueError("cut")
    size, start = document[debut + 1], debut + 2
    if size >= 0x80:
        width = size & 0x7F
        if not 0 < width <= 4:
            raise ValueError("length of another encoding")
        size, start = int.from_bytes(document[start : start + width], "big"), start + width
    if start + size > limite:
        raise ValueError("cut")
    return Element(document, debut, start, start + size)


def _signed_data(reponse: bytes) -> Element:
    token = _lire(reponse, 0, len(reponse)).enfant(1, _SEQUENCE)
    return token.enfant(1, _ENVELOPPE).enfant(0, _SEQUENCE)


def ordonner(reponse: bytes) -> bytes:
    """The same answer with its certificates in the order that DER asks for, which OpenSSL and others do not keep.

    No signature covers their order. Raises ValueError when it is no answer with a token.
    """
    for element in _signed_data(reponse).enfants():
        if element.genre == _ENVELOPPE:
            kept = b"".join(sorted(c.octets for c in element.enfants()))
            return reponse[: element.contenu] + kept + reponse[element.fin :]
    return reponse


def signe(reponse: bytes) -> Signe:
    """What the first signer signed. Raises ValueError when it is not signed as RFC 3161 asks for."""
    data = _signed_data(reponse)
    content = data.enfant(2, _SEQUENCE).enfant(1, _ENVELOPPE).enfant(0, _OCTETS)
    signer = data.enfant(-1, _SET).enfant(0, _SEQUENCE)
    attributes = signer.enfant(3, _ENVELOPPE)
    return Signe(
        content.valeur,
        # What is signed is the set of attributes itself, not its place in the message.
        bytes([_SET]) + attributes.octets[1:],
        _attribut(attributes, _EMPREINTE).enfant(0, _OCTETS).valeur,
        *_certificat(attributes),
        signer.enfant(2, _SEQUENCE).enfants()[0].valeur,
        signer.enfant(4, _SEQUENCE).enfants()[0].valeur,
        signer.enfant(5, _OCTETS).valeur,
    )


def _attribut(attributes: Element, *genres: bytes) -> Element:
    """The set of values of the one attribute of these kinds."""
    (found,) = [a for a in attributes.enfants() if a.enfants()[0].valeur in genres]
    return found.enfant(1, _SET)


def _certificat(attributes: Element) -> tuple[bytes, bytes]:
    """Digest of the signer's certificate, and its algorithm."""
    try:
        named, default = _attribut(attributes, _CERTIFICATS[1]), SHA256
    except ValueError:
        named, default = _attribut(attributes, _CERTIFICATS[0]), SHA1
    parts = named.enfant(0, _SEQUENCE).enfant(0, _SEQUENCE).enfant(0, _SEQUENCE).enfants()
    if parts[0].genre == _SEQUENCE:
        return parts[1].valeur, parts[0].enfants()[0].valeur
    return parts[0].valeur, default
