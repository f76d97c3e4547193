"""The room is moved: to an address, to a step, to the next plan of its screen; always to an address written one way."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

from ti_dashboard.adresse import gardee
from ti_dashboard.adresse.comprise import ETAPE, PLAN
from ti_dashboard.comite import ecran_de_salle
from ti_dashboard.comite.agenda import adresse_de_l_etape, agenda_lu
from ti_dashboard.comite.diffusion import mots
from ti_dashboard.comite.ecran_de_salle import EcranDeSalle
from ti_dashboard.compositions import planches_gardees
from ti_dashboard.errors import GesteRefuse, MouvementTardif, SeanceInconnue, TableauDeBordError
from ti_dashboard.live import etapes, marche, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance
from ti_dashboard.magasin import guichet

# Two keys struck at once, from two posts of one hand: the second is made after the first.
ESSAIS = 3


def aller(base: Base, seance: Seance, adresse: str) -> None:
    """Raises AdresseIncomprise for a word that is not understood: the room stays where it is."""
    screen = ecran_a(adresse)
    named = parse_qs(urlsplit(screen.vue).query).get(ETAPE, [""])[0]
    known = {str(step.etape_id) for step in etapes.lister(base, seance.code)} if named else set()
    marche.deplacer(base, seance.code, screen.vue, seance.version, int(named) if named in known else None)


def aller_a_l_etape(base: Base, code: str, etape_id: int) -> None:
    steps = agenda_lu(base, mots(), code)
    found = next((step for step in steps if step.etape_id == etape_id), None)
    if found is None:
        raise SeanceInconnue("Cette étape n'est plus à l'ordre du jour.")
    aller(base, seances.lire(base, code), adresse_de_l_etape(found))


def avancer(base: Base, code: str, de: str, pas: int) -> None:
    """``de``: « etape » or « plan »; ``pas``: 1 to go on, -1 to go back. At an end nothing moves."""
    if de not in (ETAPE, PLAN) or pas not in (-1, 1):
        raise GesteRefuse("Ce geste est mal écrit : rechargez la page, puis recommencez.")
    for left in range(ESSAIS, 0, -1):
        try:
            _avancer(base, code, de, pas)
        except MouvementTardif:
            if left == 1:
                raise
        else:
            return


def _avancer(base: Base, code: str, de: str, pas: int) -> None:
    seance = seances.lire(base, code)
    if de == ETAPE:
        around = etapes.situer(seance, etapes.lister(base, code))
        if step := around.apres if pas > 0 else around.avant:
            aller_a_l_etape(base, code, step.etape_id)
        return
    screen = ecran_a(seance.adresse)
    plans = plans_de(screen)
    shown = parse_qs(urlsplit(screen.vue).query).get(PLAN, [""])[0]
    rank = plans.index(shown) if shown in plans else 0
    if 0 <= rank + pas < len(plans):
        aller(base, seance, ecran_de_salle.avec(screen.vue, plan=plans[rank + pas]))


def plans_de(screen: EcranDeSalle) -> list[str]:
    """The plans of a screen, in order; none where its page is not made of boards."""
    return [one["cle"] for one in planches_gardees.plans(screen.contexte, screen.mots)]


def gardee_en_codes(adresse: str) -> str:
    """The address as it is to be kept, in codes."""
    return gardee.en_codes(adresse, mots())


def arrete_de(adresse: str, sinon: date) -> date:
    """The arrêté that a screen shows; ``sinon`` where its address is no longer understood."""
    try:
        return ecran_a(gardee.en_etiquettes(adresse, mots())).arrete
    except TableauDeBordError:
        return sinon


def ecran_a(adresse: str) -> EcranDeSalle:
    """The screen at an address, under the publication that is served. Raises TableauDeBordError."""
    return ecran_de_salle.lire(guichet.service().publication, adresse)
