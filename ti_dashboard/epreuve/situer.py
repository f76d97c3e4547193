"""Where an address is: its page, its filters, its own parameters, and its words that mean nothing here."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from ti_dashboard.adresse import partagee
from ti_dashboard.adresse.parametres import PARTAGES
from ti_dashboard.langue.formats import enumeration
from ti_dashboard.langue.mots import Mot
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.options import contexte as composer_contexte
from ti_dashboard.questions.options import vocabulaire
from ti_dashboard.tableaux import Tableau


@dataclass(frozen=True)
class Situe:
    """``mots``: its parameters beside the shared filters. ``incompris``: one sentence a word."""

    contexte: Contexte
    mots: Mapping[str, list[str]]
    incompris: tuple[str, ...]


def situer(publication: Publication, texte: str) -> Situe:
    """A full address, or only its path and its words; labels or codes."""
    split = urlsplit(texte.strip())
    asked = parse_qs(split.query)
    words = vocabulaire(publication)
    choix, unknown = partagee.lire(asked, words)
    seen = composer_contexte(publication, choix, split.path.strip("/"))
    own = {key: values for key, values in asked.items() if key not in PARTAGES}
    return Situe(seen, own, tuple(dire(mot) for mot in unknown))


def dire(mot: Mot) -> str:
    """« Région inconnue : « Bretagnne ». Le plus proche : « Bretagne ». L'écran n'est pas filtré par région. »"""
    near = enumeration([f"« {label} »" for _, label in mot.proches])
    which = "Le plus proche" if len(mot.proches) == 1 else "Les plus proches"
    return " ".join(filter(None, (f"{mot.en_mots()}.", f"{which} : {near}." if near else "", mot.suite)))


def hors_tableau(tableau: Tableau, place: Situe) -> list[str]:
    """What the address says that this table does not read, or that it needs and is not there."""
    read = tableau.retenir(place.mots).keys() | tableau.place.keys()
    strange = [f"le paramètre « {key} » n'est pas de ce tableau." for key in place.mots if key not in read]
    page = place.contexte.fichier
    if tableau.page not in (None, page):
        strange.append(f"ce tableau est sur la page « {tableau.page} », pas sur « {page} ».")
    return strange
