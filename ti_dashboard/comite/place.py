"""Where the room is against its agenda: at a step, or elsewhere since that step."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

from ti_dashboard.adresse import parametres, partagee
from ti_dashboard.adresse.comprise import CHIFFRE_OUVERT, Vocabulaire
from ti_dashboard.comite.agenda import adresse_de_l_etape, agenda_lu
from ti_dashboard.live import etapes
from ti_dashboard.live.base import Base
from ti_dashboard.live.etapes import Etape
from ti_dashboard.live.seances import Seance
from ti_dashboard.planche.parametres import MESURE, MESURE_PAR_DEFAUT
from ti_dashboard.programme.filtres import Filtres

Ecran = tuple[str, Filtres, dict[str, list[str]]]


@dataclass(frozen=True)
class Situation:
    """``etape``: the step the room is at, or was at last; ``est_hors``: it shows another screen than this step's."""

    agenda: list[Etape]
    place: etapes.Place
    est_hors: bool

    @property
    def etape(self) -> Etape | None:
        return None if self.place.rang is None else self.agenda[self.place.rang]

    @property
    def retour(self) -> str | None:
        """The address that brings the room back to its step, when it is elsewhere."""
        return adresse_de_l_etape(self.etape) if self.est_hors and self.etape else None


def situer(base: Base, vocabulaire: Vocabulaire, seance: Seance) -> Situation:
    return situer_dans(vocabulaire, seance, agenda_lu(base, vocabulaire, seance.code))


def situer_dans(vocabulaire: Vocabulaire, seance: Seance, agenda: list[Etape]) -> Situation:
    """``agenda``: as a room reads it."""
    place = etapes.situer(seance, agenda)
    is_off = place.rang is not None and _ecran(vocabulaire, seance.adresse) != _ecran(
        vocabulaire, agenda[place.rang].adresse
    )
    return Situation(agenda, place, is_off)


def est_montre(vocabulaire: Vocabulaire, vue: str, adresses: Iterable[str]) -> bool:
    """Whether the screen of ``vue`` is one of these addresses', however each is written.

    One that says nothing of the comparison or the phase shows any: its reader's browser may have chosen.
    """
    path, choix, others = _ecran(vocabulaire, vue)
    for address in adresses:
        shown_path, shown, shown_others = _ecran(vocabulaire, address)
        told = parse_qs(urlsplit(address).query)
        seen = replace(
            choix,
            compare=choix.compare if "compare" in told else shown.compare,
            phase=choix.phase if "phase" in told else shown.phase,
        )
        if (path, seen, others) == (shown_path, shown, shown_others):
            return True
    return False


def _ecran(vocabulaire: Vocabulaire, address: str) -> Ecran:
    """What an address shows: two ways of writing it are one screen."""
    parts = urlsplit(address)
    words = parse_qs(parts.query)
    # Who opens the lines behind a figure is still on the screen of the step; the step names itself; filters are read.
    apart = {CHIFFRE_OUVERT, *(one.nom for one in parametres.de("filtre", "salle"))}
    others = {key: values for key, values in words.items() if key not in apart}
    others.setdefault(MESURE.nom, [MESURE_PAR_DEFAUT])
    return parts.path, partagee.lire(words, vocabulaire)[0], others
