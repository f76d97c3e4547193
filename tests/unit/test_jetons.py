"""A token alone: what a change to any of its bytes does, when it was given, and one that was kept and touched since."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from hypothesis import given, settings
from hypothesis import strategies as st
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from tests.horodateur import certifier
from ti_dashboard.errors import HorodatageRefuse, JetonRefuse
from ti_dashboard.horodatage import der, garde
from ti_dashboard.horodatage.garde import ArreteScelle
from ti_dashboard.horodatage.jeton import Attendu, verifier
from ti_dashboard.horodatage.racines import racines

SCEAU = "ab" * 32
MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def reponse(identites):
    asked = TimestampRequestBuilder().data(SCEAU.encode()).hash_algorithm(HashAlgorithm.SHA256)
    return identites.jeton(asked.cert_request(cert_request=True).build().as_bytes())


@pytest.fixture(scope="module")
def attendu(identites):
    now = datetime.now(UTC)
    return Attendu(SCEAU, now - MINUTE, now + MINUTE, racines(identites.racine))


def test_it_holds_for_its_seal_and_says_who_and_when(reponse, attendu):
    found = verifier(reponse, attendu)
    assert (found.autorite, found.est_verifiee) == ("Horodatage d'essai", True)
    assert abs(found.instant - attendu.depuis) < 5 * MINUTE
    assert not verifier(reponse, replace(attendu, racines=())).est_verifiee
    with pytest.raises(JetonRefuse, match="autre chose que le sceau"):
        verifier(reponse, replace(attendu, sceau="ab" * 31 + "ac"))


def test_the_order_of_its_certificates_does_not_matter(reponse, attendu):
    """OpenSSL writes them as they come; the library only reads them sorted."""
    certificates = next(e for e in der._signed_data(reponse).enfants() if e.genre == 0xA0)
    pieces = [c.octets for c in certificates.enfants()]
    assert len(pieces) == 4
    for order in (sorted(pieces), sorted(pieces, reverse=True)):
        shuffled = reponse[: certificates.contenu] + b"".join(order) + reponse[certificates.fin :]
        assert verifier(shuffled, attendu).est_verifiee


def test_the_root_is_reached_through_an_authority_between(identites, attendu):
    """It comes with the token, or with the root."""
    asked = TimestampRequestBuilder().data(SCEAU.encode()).hash_algorithm(HashAlgorithm.SHA256).build().as_bytes()
    token = identites.jeton(asked, "sous")
    assert verifier(token, attendu).est_verifiee
    between = x509.load_pem_x509_certificate((identites.dossier / "intermediaire.pem").read_bytes())
    own = x509.load_pem_x509_certificate((identites.dossier / "sous.pem").read_bytes())
    alone = _avec_certificats(token, [own])
    with pytest.raises(JetonRefuse, match="ne mène à aucun des certificats donnés"):
        verifier(alone, attendu)
    assert verifier(alone, replace(attendu, racines=(*attendu.racines, between))).est_verifiee


@settings(max_examples=150)
@given(data=st.data())
def test_whatever_is_changed_is_refused_or_says_the_same(reponse, attendu, data):
    """No change of a byte gives another time, name or policy, and nothing but a refusal comes out."""
    rank = data.draw(st.integers(0, len(reponse) - 1))
    changed = bytearray(reponse)
    changed[rank] ^= data.draw(st.integers(1, 255))
    for expected in (attendu, replace(attendu, racines=())):
        try:
            found = verifier(bytes(changed), expected)
        except JetonRefuse as refus:
            assert refus.constat and refus.remede
        else:
            assert found == verifier(reponse, expected)


@given(st.binary(max_size=200))
def test_what_is_no_answer_is_refused(attendu, octets):
    with pytest.raises(JetonRefuse):
        verifier(octets, attendu)


def test_a_time_before_the_freeze_or_to_come_is_refused(reponse, attendu):
    later = attendu.depuis + timedelta(hours=1)
    with pytest.raises(JetonRefuse, match="avant que l'arrêté ne soit figé"):
        verifier(reponse, replace(attendu, depuis=later, jusqu_a=later))
    earlier = attendu.depuis - timedelta(hours=1)
    with pytest.raises(JetonRefuse, match="qui est à venir"):
        verifier(reponse, replace(attendu, depuis=earlier, jusqu_a=earlier))


def _avec_certificats(reponse: bytes, certificats: list[x509.Certificate]) -> bytes:
    """The answer carrying these certificates instead of its own: no signature covers their place."""
    answer, data = der._lire(reponse, 0, len(reponse)), der._signed_data(reponse)
    carried = _tlv(0xA0, b"".join(sorted(c.public_bytes(Encoding.DER) for c in certificats)))
    parts = b"".join(carried if e.genre == 0xA0 else e.octets for e in data.enfants())
    token = answer.enfants()[1].enfants()[0].octets + _tlv(0xA0, _tlv(0x30, parts))
    return _tlv(0x30, answer.enfants()[0].octets + _tlv(0x30, token))


def _tlv(genre: int, contenu: bytes) -> bytes:
    return bytes([genre, 0x82]) + len(contenu).to_bytes(2, "big") + contenu


def test_who_signed_must_be_allowed_to_give_the_time(reponse, attendu, identites):
    """The same serial and key, but a certificate made for a web site, or that bears another name."""
    own = x509.load_pem_x509_certificate((identites.dossier / "horodatage.pem").read_bytes())
    twin = certifier("Horodatage d'essai", par=identites.source, horodate=False, numero=own.serial_number)
    forged = _avec_certificats(reponse, [twin.certificat])
    with pytest.raises(JetonRefuse, match="n'est pas fait pour horodater"):
        verifier(forged, attendu)
    key = load_pem_private_key((identites.dossier / "horodatage.cle").read_bytes(), None)
    other = certifier("Un autre nom", par=identites.source, cle=key, numero=own.serial_number)
    for expected in (attendu, replace(attendu, racines=())):
        with pytest.raises(JetonRefuse, match="sa signature est fausse"):
            verifier(_avec_certificats(reponse, [other.certificat]), expected)
    with pytest.raises(JetonRefuse, match="ne porte pas le certificat"):
        verifier(_avec_certificats(reponse, [identites.source.certificat]), attendu)


@pytest.fixture
def garde_(tmp_path, reponse, identites, attendu):
    """A token kept with its certificates for an arrêté."""
    sealed = ArreteScelle(date(2019, 9, 24), SCEAU, attendu.depuis)
    path = garde.garder(tmp_path, sealed.arrete_id, reponse, identites.racine.read_bytes())
    assert garde.lire(tmp_path, sealed).jeton.est_verifiee
    return path


def test_a_kept_token_that_was_touched_is_a_sentence_naming_it(tmp_path, garde_, reponse, attendu):
    sealed = ArreteScelle(date(2019, 9, 24), SCEAU, attendu.depuis)
    for content, said in (
        (reponse[:-1] + bytes([reponse[-1] ^ 1]), "sa signature est fausse : il a été modifié"),
        (reponse[:-9], "ce n'est pas une réponse RFC 3161 entière"),
        (b"", "ce n'est pas une réponse RFC 3161 entière"),
    ):
        garde_.write_bytes(content)
        told = garde.lire(tmp_path, sealed)
        assert told.jeton is None and told.en_bref == "jeton qui ne vaut pas"
        assert f"Le jeton 2019-09-24.tsr de l'arrêté du 24/09/2019 ne vaut pas : {said}." in told.en_phrase()
    garde_.write_bytes(reponse)
    other = replace(sealed, sceau="0" * 64)
    assert "porte sur autre chose que le sceau de cet arrêté" in garde.lire(tmp_path, other).en_phrase()
    garde.certificats_gardes(garde_).write_text("abîmé", encoding="utf-8")
    assert "n'est pas fait de certificats PEM" in garde.lire(tmp_path, sealed).en_phrase()


def test_a_token_is_never_written_over(tmp_path, garde_, reponse):
    with pytest.raises(HorodatageRefuse, match=r"2019-09-24\.tsr existe déjà : un jeton ne se récrit pas"):
        garde.garder(tmp_path, date(2019, 9, 24), b"autre", None)
    assert garde_.read_bytes() == reponse and garde.certificats_gardes(garde_) is not None


def test_certificates_left_by_a_cut_gesture_are_not_taken_for_those_of_the_next(tmp_path, garde_, reponse, attendu):
    garde_.unlink()
    garde.garder(tmp_path, date(2019, 9, 24), reponse, None)
    assert not garde.lire(tmp_path, ArreteScelle(date(2019, 9, 24), SCEAU, attendu.depuis)).jeton.est_verifiee
