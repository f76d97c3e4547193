"""The agenda of a séance: steps, each an address with a title, a speaker and minutes."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, delete, func, insert, select, update

from ti_dashboard.errors import GesteRefuse, SeanceInconnue
from ti_dashboard.live import journal, marche, seances
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.saisie import adresse as adresse_valide
from ti_dashboard.live.saisie import maintenant, texte, texte_libre
from ti_dashboard.live.tables import etape as table
from ti_dashboard.live.tables import seance as table_seance

MINUTES_MAX = 480
PLUS_LA = "Cette étape n'est plus à l'ordre du jour."


@dataclass(frozen=True)
class Etape:
    etape_id: int
    seance_code: str
    ordre: int
    titre: str
    intervenant: str
    minutes: int
    adresse: str
    ecoule_ms: int
    # Left out of what the room is told until it is reached.
    sous_embargo: bool = False
    # For the presenter alone.
    note: str = ""
    vue_le: str | None = None

    @property
    def est_cachee(self) -> bool:
        return self.sous_embargo and self.vue_le is None


@dataclass(frozen=True)
class Place:
    """Where a séance stands in its agenda: ``rang`` from 0, None at no step; the steps around it."""

    rang: int | None
    avant: Etape | None
    apres: Etape | None


def situer(seance: seances.Seance, agenda: list[Etape]) -> Place:
    """At no step, the next one is the first that the room has not seen: the agenda's at the start, the one to come once
    the step under way was taken out."""
    rank = next((rank for rank, step in enumerate(agenda) if step.etape_id == seance.etape_id), None)
    unseen = next((rank for rank, step in enumerate(agenda) if step.vue_le is None), len(agenda))
    first, after = (unseen, unseen) if rank is None else (rank, rank + 1)
    return Place(rank, agenda[first - 1] if first else None, agenda[after] if after < len(agenda) else None)


def ecoule_s(seance: seances.Seance, step: Etape) -> float:
    """Seconds the room has spent on a step: its earlier visits, and the one under way."""
    under_way = marche.duree_de_l_etape_ms(seance, maintenant()) if seance.etape_id == step.etape_id else 0
    return (step.ecoule_ms + under_way) / 1000


def _etape(row: Row[Any]) -> Etape:
    return Etape(**(row._asdict() | {"sous_embargo": bool(row.sous_embargo)}))


def lister(base: Base, seance_code: str) -> list[Etape]:
    """In the order of the agenda."""
    with base.lire() as con:
        return [_etape(row) for row in con.execute(_agenda(seance_code))]


def _agenda(seance_code: str) -> Select[Any]:
    return select(table).where(table.c.seance_code == seance_code).order_by(table.c.ordre, table.c.etape_id)


def ajouter(
    base: Base,
    seance_code: str,
    titre: str,
    intervenant: str,
    minutes: int,
    adresse: str,
    *,
    est_sous_embargo: bool = False,
) -> Etape:
    """A new step at the end of the agenda; under embargo at once, or the room that is there would have read it."""
    with base.ecrire("ajouter_etape") as ecriture:
        return inscrire(ecriture, seance_code, titre, intervenant, minutes, adresse, est_sous_embargo=est_sous_embargo)


def inscrire(
    ecriture: Transaction,
    seance_code: str,
    titre: str,
    intervenant: str,
    minutes: int,
    adresse: str,
    *,
    est_sous_embargo: bool = False,
) -> Etape:
    """The same, in the transaction of another gesture."""
    values = {
        "titre": texte(titre, "le titre de l'étape"),
        "intervenant": _intervenant(intervenant),
        "minutes": minutes_valides(minutes),
        "adresse": adresse_valide(adresse),
    }
    seance = seances.ouverte(ecriture, seance_code)
    last = ecriture.con.execute(select(func.max(table.c.ordre)).where(table.c.seance_code == seance_code)).scalar()
    where = {"seance_code": seance_code, "ordre": (last or 0) + 1, "sous_embargo": int(est_sous_embargo)}
    step = _etape(ecriture.con.execute(insert(table).values(**where, **values).returning(table)).one())
    _noter(ecriture, seance, step.etape_id, sous_embargo=est_sous_embargo, **values)
    return step


def modifier(base: Base, etape_id: int, titre: str, intervenant: str, minutes: int) -> None:
    values = {
        "titre": texte(titre, "le titre de l'étape"),
        "intervenant": _intervenant(intervenant),
        "minutes": minutes_valides(minutes),
    }
    with base.ecrire("modifier_etape") as ecriture:
        step, seance = _ouverte(ecriture, etape_id)
        if values != {name: getattr(step, name) for name in values}:
            ecriture.con.execute(update(table).where(table.c.etape_id == etape_id).values(**values))
            _noter(ecriture, seance, etape_id, **values)


def annoter(base: Base, etape_id: int, note: str, est_sous_embargo: bool) -> None:
    """What the presenter alone reads of a step, and whether the room is told of it before it is reached."""
    values = {"note": texte_libre(note, "la note"), "sous_embargo": int(est_sous_embargo)}
    with base.ecrire("modifier_etape") as ecriture:
        step, seance = _ouverte(ecriture, etape_id)
        if (step.note, int(step.sous_embargo)) != (values["note"], values["sous_embargo"]):
            ecriture.con.execute(update(table).where(table.c.etape_id == etape_id).values(**values))
            _noter(ecriture, seance, etape_id, sous_embargo=est_sous_embargo)


def retirer(base: Base, etape_id: int) -> None:
    """Take a step out; the séance is no longer at this step if it was."""
    with base.ecrire("retirer_etape") as ecriture:
        step, seance = _ouverte(ecriture, etape_id)
        is_current = (table_seance.c.code == seance.code) & (table_seance.c.etape_id == etape_id)
        ecriture.con.execute(update(table_seance).where(is_current).values(etape_id=None, etape_depuis=None))
        # Another replica may have taken it out while this one waited for the séance.
        if not ecriture.con.execute(delete(table).where(table.c.etape_id == etape_id)).rowcount:
            raise SeanceInconnue(PLUS_LA)
        # Minutes tell it too, if the room was on it: its time was spent.
        kept = {name: getattr(step, name) for name in ("titre", "intervenant", "minutes", "adresse", "sous_embargo")}
        _noter(ecriture, seance, etape_id, **kept)


def ordonner(base: Base, seance_code: str, ids: list[int]) -> None:
    """Put the agenda in this order. Raises GesteRefuse unless ``ids`` are exactly its steps."""
    with base.ecrire("ordonner") as ecriture:
        seance = seances.ouverte(ecriture, seance_code)
        known = [row.etape_id for row in ecriture.con.execute(_agenda(seance_code))]
        if sorted(known) != sorted(ids):
            raise GesteRefuse("L'ordre du jour a changé entre-temps : rechargez la page avant de le réordonner.")
        for ordre, etape_id in enumerate(ids, 1):
            ecriture.con.execute(update(table).where(table.c.etape_id == etape_id).values(ordre=ordre))
        journal.noter(ecriture, seance.animateur, f"seance:{seance_code}", seance_code, etapes=ids)
        ecriture.toucher(seance_code)


def _ouverte(ecriture: Transaction, etape_id: int) -> tuple[Etape, seances.Seance]:
    row = ecriture.con.execute(select(table).where(table.c.etape_id == etape_id)).first()
    if row is None:
        raise SeanceInconnue(PLUS_LA)
    return _etape(row), seances.ouverte(ecriture, row.seance_code)


def _intervenant(dit: str) -> str:
    return texte(dit, "l'intervenant") if dit.strip() else ""


def minutes_valides(value: int) -> int:
    if not 0 <= value <= MINUTES_MAX:
        raise GesteRefuse(f"Une étape dure de 0 à {MINUTES_MAX} minutes.")
    return int(value)


def _noter(ecriture: Transaction, seance: seances.Seance, etape_id: int, **detail: object) -> None:
    journal.noter(ecriture, seance.animateur, f"etape:{etape_id}", seance.code, **detail)
    ecriture.toucher(seance.code)
