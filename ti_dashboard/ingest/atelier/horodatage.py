"""Have the seal of an arrêté stamped by a third party, and keep its token beside the arrêté. Off unless asked for."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from ti_dashboard import horloge
from ti_dashboard.dossier import chemins
from ti_dashboard.errors import HorodatageRefuse, JetonRefuse
from ti_dashboard.horodatage import garde
from ti_dashboard.horodatage.garde import ArreteScelle, Horodatage
from ti_dashboard.horodatage.jeton import Attendu, Jeton, verifier
from ti_dashboard.horodatage.racines import en_pem, racines
from ti_dashboard.ingest.atelier.autorite import Autorite
from ti_dashboard.ingest.atelier.geste import geste
from ti_dashboard.ingest.atelier.servie import lignes
from ti_dashboard.langue.formats import enumeration, jour


@dataclass(frozen=True)
class DemandeHorodatage:
    """``certificats``: PEM file of the authority's root, without which it stays « non vérifiée »; ``politique``: the
    only policy accepted, by its number; ``delai``: seconds that the authority has to answer."""

    arrete_id: date
    autorite: str
    certificats: Path | None = None
    politique: str | None = None
    delai: float = 20.0


def horodater(asked: DemandeHorodatage, auteur: str) -> Horodatage:
    """Ask for a token of the seal, verify it, keep it. Withdrawn arrêtés too: they stay sealed, and that has a date.

    Raises HorodatageRefuse when the arrêté is unknown or stamped already, when the authority gives no token, or one
    that does not hold: nothing is kept. Nothing leaves the machine before the journal has it.
    """
    authority = Autorite(asked.autorite)
    roots = racines(asked.certificats) if asked.certificats else ()
    _a_horodater(asked.arrete_id)
    with geste("horodater", auteur, asked.arrete_id.isoformat()) as end:
        sealed = _a_horodater(asked.arrete_id)
        garde.preparer(chemins.donnees())
        building = TimestampRequestBuilder().data(sealed.sceau.encode()).hash_algorithm(HashAlgorithm.SHA256)
        request = building.nonce(nonce=True).cert_request(cert_request=True).build()
        answer = authority.demander(request.as_bytes(), asked.delai)
        expected = Attendu(sealed.sceau, sealed.fige_le, horloge.maintenant(), roots, request.nonce, asked.politique)
        token = _jeton_tenu(authority, answer, expected)
        path = garde.garder(chemins.donnees(), sealed.arrete_id, answer, en_pem(roots) if roots else None)
        end |= {
            "adresse": authority.nom,
            **_dire_le_jeton(token),
            "sceau": sealed.sceau,
            "jeton": path.name,
            "sha256": hashlib.sha256(answer).hexdigest(),
        }
    return Horodatage(sealed.arrete_id, path, garde.certificats_gardes(path), token)


def _jeton_tenu(authority: Autorite, answer: bytes, expected: Attendu) -> Jeton:
    try:
        return verifier(answer, expected)
    except JetonRefuse as refus:
        raise HorodatageRefuse(
            f"{authority.nom} a répondu, mais son jeton est refusé : {refus.constat}. {refus.remede} Rien n'est gardé."
        ) from refus


def _dire_le_jeton(token: Jeton) -> dict[str, object]:
    return {
        "autorite": token.autorite,
        "instant": token.instant.isoformat(),
        "politique": token.politique,
        "autorite_verifiee": token.est_verifiee,
    }


def relire(arrete_id: date, certificats: Path | None = None) -> Horodatage:
    """The token kept for this arrêté and what it is worth today. Raises HorodatageRefuse when there is none."""
    found = garde.lire(chemins.donnees(), scelle(arrete_id), certificats)
    if found is None:
        raise HorodatageRefuse(
            f"L'arrêté du {jour(arrete_id)} n'est pas horodaté. Pour le faire : horodater {jour(arrete_id)} --autorite "
            "https://…"
        )
    return found


def _a_horodater(arrete_id: date) -> ArreteScelle:
    found = scelle(arrete_id)
    kept = garde.lire(chemins.donnees(), found)
    if kept is None:
        return found
    if kept.jeton is None:
        raise HorodatageRefuse(kept.en_phrase())
    raise HorodatageRefuse(
        f"{kept.en_phrase()} Un jeton ne se remplace pas : pour en demander un autre, gardez d'abord ailleurs "
        f"{kept.fichier.name}."
    )


def scelle(arrete_id: date) -> ArreteScelle:
    """Raises HorodatageRefuse when no arrêté is sealed at this date."""
    known = garde.scelles(chemins.donnees(), lignes("arretes"))
    if arrete_id not in known:
        shown = enumeration([jour(day) for day in sorted(known)]) or "aucun"
        raise HorodatageRefuse(f"Aucun arrêté n'est scellé au {jour(arrete_id)}. Arrêtés scellés : {shown}.")
    return known[arrete_id]
