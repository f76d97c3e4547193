"""The address of a screen of the room, written in one way only: two screens with the same one show the same thing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs, urlencode, urlsplit

from ti_dashboard.adresse import parametres, partagee
from ti_dashboard.adresse.pages import ACCUEIL, trouver
from ti_dashboard.adresse.partagee import Mots
from ti_dashboard.compositions import ecran_demande
from ti_dashboard.errors import AdresseIncomprise
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.questions.contexte import Contexte


@dataclass(frozen=True)
class EcranDeSalle:
    """``vue``: its one address, in labels; ``mots``: its parameters that are no shared filter."""

    contexte: Contexte
    mots: Mots
    vue: str

    @property
    def arrete(self) -> date:
        return self.contexte.choix.arrete


def ecrire_vue(contexte: Contexte, mots: Mapping[str, Sequence[str]]) -> str:
    """``mots``: all the words of the address; a shared filter is written apart, what is a browser's own never is."""
    apart = {one.nom for one in parametres.de("filtre", "navigateur")}
    others = {key: mots[key] for key in sorted(mots) if key not in apart}
    words = [partagee.ecrire(contexte.choix, contexte.vocabulaire)]
    words += [urlencode(others, doseq=True)] if others else []
    return f"/{contexte.page}?{'&'.join(words)}"


def lire(publication: Publication, adresse: str) -> EcranDeSalle:
    """Raises AdresseIncomprise when it is no page of ours, or says a word that is not understood."""
    parts = urlsplit(adresse)
    page = trouver(parts.path.strip("/") or ACCUEIL.fichier)
    if page is None:
        raise AdresseIncomprise("Cette adresse n'est celle d'aucune page du tableau de bord.")
    contexte, words = ecran_demande.lire(publication, page, parts.query)
    return EcranDeSalle(contexte, words, ecrire_vue(contexte, words))


def avec(adresse: str, **valeurs: str | None) -> str:
    """The same address with other values of these parameters; None takes one away."""
    parts = urlsplit(adresse)
    words = {key: found for key, found in parse_qs(parts.query).items() if key not in valeurs}
    words |= {key: [value] for key, value in valeurs.items() if value}
    return parts.path + (f"?{urlencode(words, doseq=True)}" if words else "")
