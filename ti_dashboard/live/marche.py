"""How a séance goes: opened, moved, suspended, closed; and how long each step of its agenda has lasted."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from ti_dashboard.errors import GesteRefuse, MouvementTardif, SeanceInconnue
from ti_dashboard.live import journal
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.etat import StatutDeSeance
from ti_dashboard.live.saisie import adresse as adresse_valide
from ti_dashboard.live.saisie import maintenant, texte
from ti_dashboard.live.seances import Seance, changer, lire, ouverte
from ti_dashboard.live.tables import etape as table_etape
from ti_dashboard.live.tables import seance as table
from ti_dashboard.live.tables_de_seance import intervention, projet_decision

IMMOBILES = {
    StatutDeSeance.BROUILLON: "n'est pas ouverte : la salle ne voit encore rien",
    StatutDeSeance.SUSPENDUE: "est suspendue : la salle attend sa reprise",
}
"""Statuses in which the room does not move, and why."""


def est_immobile(seance: Seance) -> bool:
    """Whether the room stays where it is, wherever its presenter goes."""
    return seance.statut in IMMOBILES or seance.gelee_le is not None


def commencer(base: Base, code: str) -> Seance:
    """Open a draft: from now on the room follows. Raises GesteRefuse when it is open already."""
    with base.ecrire("ouvrir") as ecriture:
        seance = ouverte(ecriture, code)
        if not seance.est_brouillon:
            raise GesteRefuse(f"La séance « {seance.titre} » est déjà ouverte.")
        instant = _noter(ecriture, seance)
        # A draft may have been prepared from a screen: its first one is where the agenda begins.
        changer(ecriture, code, ouverte_le=instant)
    return lire(base, code)


def suspendre(base: Base, code: str) -> Seance:
    """A pause: the step under way stops counting, and who speaks has ended. Raises GesteRefuse unless it is open."""
    with base.ecrire("suspendre") as ecriture:
        seance = ouverte(ecriture, code)
        if seance.statut is not StatutDeSeance.OUVERTE:
            raise GesteRefuse(f"La séance « {seance.titre} » {IMMOBILES[seance.statut]}.")
        instant = _noter(ecriture, seance)
        _quitter_l_etape(ecriture, seance, instant)
        _finir_la_parole(ecriture, code, instant)
        changer(ecriture, code, suspendue_le=instant, etape_depuis=None)
    return lire(base, code)


def reprendre(base: Base, code: str) -> Seance:
    """Raises GesteRefuse when it is not suspended."""
    with base.ecrire("reprendre") as ecriture:
        seance = ouverte(ecriture, code)
        if seance.statut is not StatutDeSeance.SUSPENDUE:
            raise GesteRefuse(f"La séance « {seance.titre} » n'est pas suspendue.")
        instant = _noter(ecriture, seance)
        changer(ecriture, code, suspendue_le=None, etape_depuis=instant if seance.etape_id else None)
    return lire(base, code)


def clore(base: Base, code: str, auteur: str) -> Seance:
    """Close it for good; raises GesteRefuse when it already is."""
    with base.ecrire("clore") as ecriture:
        seance = ouverte(ecriture, code)
        instant = journal.noter(ecriture, texte(auteur, "l'auteur"), f"seance:{code}", code)
        _quitter_l_etape(ecriture, seance, instant)
        _faire_taire(ecriture, code, instant)
        changer(ecriture, code, close_le=instant, etape_depuis=None, noir_depuis=None, message=None, projecteur=None)
    return lire(base, code)


def deplacer(base: Base, code: str, adresse: str, version_lue: int, etape_id: int | None = None) -> int:
    """The presenter goes to ``adresse``; gives the new version.

    Raises MouvementTardif when somebody moved since ``version_lue`` was read: the room never goes back; GesteRefuse
    while the room does not move.
    """
    with base.ecrire("deplacer") as ecriture:
        seance = ouverte(ecriture, code)
        if seance.version != version_lue:
            raise MouvementTardif("La séance a avancé depuis cet écran : les participants restent sur le plus récent.")
        _exiger_mobile(seance)
        if etape_id is not None:
            _verifier_etape(ecriture, code, etape_id)
        # What was lit or scrolled is of the screen that is left.
        values = {"adresse": adresse_valide(adresse), "version": version_lue + 1, "projecteur": None, "defilement": 0}
        now = journal.noter(ecriture, seance.animateur, f"seance:{code}", code, adresse=adresse, etape_id=etape_id)
        if etape_id not in (None, seance.etape_id):
            _quitter_l_etape(ecriture, seance, now)
            _voir_l_etape(ecriture, etape_id, now)
            values |= {"etape_id": etape_id, "etape_depuis": now}
        ecriture.con.execute(update(table).where(table.c.code == code).values(**values))
        ecriture.annoncer(code)
    return version_lue + 1


def _exiger_mobile(seance: Seance) -> None:
    if why := IMMOBILES.get(seance.statut):
        raise GesteRefuse(f"La séance « {seance.titre} » {why}.")
    if seance.gelee_le is not None:
        raise GesteRefuse("L'écran de la salle est figé : libérez-le pour qu'elle vous suive.")


def _noter(ecriture: Transaction, seance: Seance) -> str:
    return journal.noter(ecriture, seance.animateur, f"seance:{seance.code}", seance.code)


def _verifier_etape(ecriture: Transaction, code: str, etape_id: int) -> None:
    query = select(table_etape.c.seance_code).where(table_etape.c.etape_id == etape_id)
    if ecriture.con.execute(query).scalar() != code:
        raise SeanceInconnue("Cette étape n'est pas à l'ordre du jour de la séance.")


def duree_de_l_etape_ms(seance: Seance, instant: str) -> int:
    """How long the present visit of the current step has lasted at this instant."""
    return 0 if seance.etape_depuis is None else ecart_ms(seance.etape_depuis, instant)


def ecart_ms(debut: str, fin: str) -> int:
    """Milliseconds between two instants of the store; never less than nothing: a server's clock may be set back."""
    return max(0, (datetime.fromisoformat(fin) - datetime.fromisoformat(debut)) // timedelta(milliseconds=1))


def ecoule_ms(seance: Seance) -> int:
    """Milliseconds since it opened, to now or to its closing; 0 for a draft."""
    if seance.ouverte_le is None:
        return 0
    return ecart_ms(seance.ouverte_le, seance.close_le or maintenant())


def _quitter_l_etape(ecriture: Transaction, seance: Seance, instant: str) -> None:
    """The time of this visit is added to those before: who comes back to a step does not find it new."""
    spent = table_etape.c.ecoule_ms + duree_de_l_etape_ms(seance, instant)
    query = update(table_etape).where(table_etape.c.etape_id == seance.etape_id)
    ecriture.con.execute(query.values(ecoule_ms=spent))


def _finir_la_parole(ecriture: Transaction, code: str, instant: str) -> None:
    speaks = intervention.c.prise_le.is_not(None) & intervention.c.finie_le.is_(None)
    query = update(intervention).where((intervention.c.seance_code == code) & speaks)
    ecriture.con.execute(query.values(finie_le=instant))


def _faire_taire(ecriture: Transaction, code: str, instant: str) -> None:
    """Who spoke has ended, and nothing is read any more: no gesture can say so once it is closed."""
    _finir_la_parole(ecriture, code, instant)
    query = update(projet_decision).where(projet_decision.c.seance_code == code)
    ecriture.con.execute(query.values(est_lu=0))


def _voir_l_etape(ecriture: Transaction, etape_id: int | None, instant: str) -> None:
    """A step that was shown once is no longer under embargo."""
    unseen = (table_etape.c.etape_id == etape_id) & table_etape.c.vue_le.is_(None)
    ecriture.con.execute(update(table_etape).where(unseen).values(vue_le=instant))
