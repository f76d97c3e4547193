"""The list of speakers: asked from a telephone or noted at the desk, given in order, timed, counted by body."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, insert, select, update

from ti_dashboard.errors import GesteRefuse, SeanceInconnue
from ti_dashboard.live import journal, places_de_parole
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.marche import ecart_ms
from ti_dashboard.live.saisie import NOM_MAX, maintenant, texte
from ti_dashboard.live.seances import Seance, ouverte
from ti_dashboard.live.tables_de_seance import intervention as table


@dataclass(frozen=True)
class Intervention:
    """``poste_id``: the telephone that asked, which may take it back; empty when it was noted at the desk.
    ``provenance``: the mark of where it is, within this séance; None for who has an account, and at the desk.
    """

    intervention_id: int
    seance_code: str
    organisme: str
    fonction: str
    demandee_le: str
    poste_id: str
    etape_id: int | None
    rang: int
    prise_le: str | None
    finie_le: str | None
    retiree_le: str | None
    provenance: str | None = None

    @property
    def est_en_cours(self) -> bool:
        return self.prise_le is not None and self.finie_le is None

    def duree_ms(self, instant: str) -> int:
        """How long they have spoken at this instant; 0 before they do."""
        return 0 if self.prise_le is None else ecart_ms(self.prise_le, self.finie_le or instant)


def demander(base: Base, code: str, organisme: str, fonction: str, poste: str = "") -> Intervention:
    """Ask to speak, at the end of the list. Raises GesteRefuse when this post, or this function, waits already."""
    said = {"organisme": texte(organisme, "l'organisme", NOM_MAX), "fonction": texte(fonction, "la fonction", NOM_MAX)}
    with base.ecrire("demander_la_parole") as ecriture:
        seance = ouverte(ecriture, code)
        if seance.est_brouillon:
            raise GesteRefuse("La séance n'est pas ouverte : la parole se demandera alors.")
        waiting = _lignes(ecriture, _attend(code))
        if any(
            (one.organisme, one.fonction) == tuple(said.values()) or (poste and one.poste_id == poste)
            for one in waiting
        ):
            raise GesteRefuse("La parole est déjà demandée : vous êtes sur la liste.")
        place = places_de_parole.provenance(ecriture, code) if poste else None
        places_de_parole.exiger(ecriture, code, poste, place, [one.provenance for one in waiting])
        instant = journal.noter(ecriture, seance.animateur, "parole", code, **said)
        last = ecriture.con.execute(select(func.max(table.c.rang)).where(table.c.seance_code == code)).scalar()
        where = {"etape_id": seance.etape_id, "rang": (last or 0) + 1, "provenance": place}
        query = insert(table).values(seance_code=code, demandee_le=instant, poste_id=poste, **where, **said)
        found = Intervention(**ecriture.con.execute(query.returning(table)).one()._asdict())
        ecriture.toucher(code)
    return found


def retirer(base: Base, intervention_id: int, poste: str | None = None) -> None:
    """Take a request back; ``poste``: the telephone that may, None for the desk."""
    with base.ecrire("retirer_demande_de_parole") as ecriture:
        asked, seance = _ouverte(ecriture, intervention_id)
        if poste is not None and (not poste or asked.poste_id != poste):
            raise GesteRefuse("Cette demande vient d'un autre téléphone : elle n'a pas changé.")
        if asked.prise_le is not None or asked.retiree_le is not None:
            raise GesteRefuse("Cette demande n'attend plus.")
        instant = journal.noter(ecriture, seance.animateur, f"parole:{intervention_id}", seance.code)
        _ecrire(ecriture, table.c.intervention_id == intervention_id, retiree_le=instant)
        ecriture.toucher(seance.code)


def donner(base: Base, intervention_id: int) -> None:
    """They speak from now on; who spoke before has ended."""
    with base.ecrire("donner_la_parole") as ecriture:
        asked, seance = _ouverte(ecriture, intervention_id)
        if asked.prise_le is not None or asked.retiree_le is not None:
            raise GesteRefuse("Cette demande n'attend plus.")
        said = {"organisme": asked.organisme, "fonction": asked.fonction}
        instant = journal.noter(ecriture, seance.animateur, f"parole:{intervention_id}", seance.code, **said)
        _ecrire(ecriture, _parle(seance.code), finie_le=instant)
        _ecrire(ecriture, table.c.intervention_id == intervention_id, prise_le=instant, etape_id=seance.etape_id)
        ecriture.toucher(seance.code)


def finir(base: Base, code: str) -> None:
    """Nobody speaks any more. Raises GesteRefuse when nobody did."""
    with base.ecrire("finir_la_parole") as ecriture:
        seance = ouverte(ecriture, code)
        speaking = _lignes(ecriture, _parle(code))
        if not speaking:
            raise GesteRefuse("Personne n'a la parole.")
        instant = journal.noter(ecriture, seance.animateur, f"parole:{speaking[0].intervention_id}", code)
        _ecrire(ecriture, _parle(code), finie_le=instant)
        ecriture.toucher(code)


def ordonner(base: Base, code: str, ids: list[int]) -> None:
    """Put those who wait in this order. Raises GesteRefuse unless ``ids`` are exactly them."""
    with base.ecrire("ordonner_la_parole") as ecriture:
        seance = ouverte(ecriture, code)
        waiting = _lignes(ecriture, _attend(code))
        if sorted(one.intervention_id for one in waiting) != sorted(ids):
            raise GesteRefuse("La liste a changé entre-temps : relisez-la avant de l'ordonner.")
        ranks = sorted(one.rang for one in waiting)
        for rank, number in zip(ranks, ids, strict=True):
            _ecrire(ecriture, table.c.intervention_id == number, rang=rank)
        journal.noter(ecriture, seance.animateur, "parole", code, ordre=ids)
        ecriture.toucher(code)


def lister(base: Base, code: str) -> list[Intervention]:
    """All that was asked, taken back or spoken included, in the order of the list."""
    query = select(table).where(table.c.seance_code == code).order_by(table.c.rang, table.c.intervention_id)
    with base.lire() as con:
        return [Intervention(**row._asdict()) for row in con.execute(query)]


def en_attente(found: list[Intervention]) -> list[Intervention]:
    """Who speaks first, then who waits."""
    speaking = [one for one in found if one.est_en_cours]
    return speaking + [one for one in found if one.prise_le is None and one.retiree_le is None]


def temps_par_organisme(found: list[Intervention]) -> dict[str, int]:
    """Body → milliseconds it has spoken, the longest first."""
    spent: dict[str, int] = defaultdict(int)
    now = maintenant()
    for one in found:
        if one.prise_le is not None:
            spent[one.organisme] += one.duree_ms(now)
    return dict(sorted(spent.items(), key=lambda item: -item[1]))


def _attend(code: str) -> ColumnElement[bool]:
    return (table.c.seance_code == code) & table.c.prise_le.is_(None) & table.c.retiree_le.is_(None)


def _parle(code: str) -> ColumnElement[bool]:
    return (table.c.seance_code == code) & table.c.prise_le.is_not(None) & table.c.finie_le.is_(None)


def _lignes(ecriture: Transaction, lesquelles: ColumnElement[bool]) -> list[Intervention]:
    query = select(table).where(lesquelles).order_by(table.c.rang)
    return [Intervention(**row._asdict()) for row in ecriture.con.execute(query)]


def _ouverte(ecriture: Transaction, intervention_id: int) -> tuple[Intervention, Seance]:
    """Read once the séance is held: another post may have answered it while this one waited."""
    is_this = table.c.intervention_id == intervention_id
    code = ecriture.con.execute(select(table.c.seance_code).where(is_this)).scalar()
    if code is None:
        raise SeanceInconnue("Cette demande de parole n'est plus sur la liste.")
    seance = ouverte(ecriture, code)
    return _lignes(ecriture, is_this)[0], seance


def _ecrire(ecriture: Transaction, lesquelles: ColumnElement[bool], **values: object) -> None:
    ecriture.con.execute(update(table).where(lesquelles).values(**values))
