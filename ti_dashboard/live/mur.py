"""What the wall shows beside the screen of the room: nothing at all, a message, what is lit, how far it is scrolled."""

import re

from ti_dashboard.errors import GesteRefuse
from ti_dashboard.live import journal
from ti_dashboard.live.base import Base
from ti_dashboard.live.saisie import maintenant, texte
from ti_dashboard.live.seances import changer, ouverte

MILLE = 1000
# A part of the screen by its name, or a place on it in thousandths of its width and height.
_POINT = re.compile(r"(\d{1,4}),(\d{1,4})")
PROJECTEUR_MAX = 200


def noircir(base: Base, code: str, est_noir: bool) -> None:
    """The wall goes black, or shows the screen again; the room stays where it is."""
    with base.ecrire("noircir") as ecriture:
        seance = ouverte(ecriture, code)
        if (seance.noir_depuis is not None) != est_noir:
            instant = journal.noter(ecriture, seance.animateur, f"seance:{code}", code, est_noir=est_noir)
            changer(ecriture, code, noir_depuis=instant if est_noir else None)


def dire(base: Base, code: str, message: str) -> None:
    """A message to the whole room (a pause, the Wi-Fi); an empty one takes away the one before."""
    with base.ecrire("dire_a_la_salle") as ecriture:
        seance = ouverte(ecriture, code)
        said = texte(message, "le message à la salle") if message.strip() else None
        if said != seance.message:
            journal.noter(ecriture, seance.animateur, f"seance:{code}", code, message=said)
            changer(ecriture, code, message=said)


def figer(base: Base, code: str, est_gelee: bool) -> None:
    """The room stays where it is while its presenter looks elsewhere, or follows again."""
    with base.ecrire("figer_la_salle") as ecriture:
        seance = ouverte(ecriture, code)
        if (seance.gelee_le is not None) != est_gelee:
            journal.noter(ecriture, seance.animateur, f"seance:{code}", code, est_gelee=est_gelee)
            changer(ecriture, code, gelee_le=maintenant() if est_gelee else None)


def projeter(base: Base, code: str, quoi: str | None) -> None:
    """Light a part of the screen, or a place on it (« 500,250 », in thousandths); None lights nothing."""
    if quoi is not None and not _est_lisible(quoi):
        raise GesteRefuse("Ce qui doit être éclairé ne se comprend pas : rien n'a changé.")
    with base.ecrire("projeter") as ecriture:
        seance = ouverte(ecriture, code)
        if seance.projecteur != quoi:
            changer(ecriture, code, projecteur=quoi)


def defiler(base: Base, code: str, milliemes: int) -> None:
    """How far what scrolls on the wall is scrolled, in thousandths of its height."""
    if not 0 <= milliemes <= MILLE:
        raise GesteRefuse(f"Un défilement va de 0 à {MILLE}.")
    with base.ecrire("defiler") as ecriture:
        seance = ouverte(ecriture, code)
        if seance.defilement != milliemes:
            changer(ecriture, code, defilement=milliemes)


def _est_lisible(quoi: str) -> bool:
    if found := _POINT.fullmatch(quoi):
        return all(int(part) <= MILLE for part in found.groups())
    return 0 < len(quoi) <= PROJECTEUR_MAX and quoi.isprintable()
