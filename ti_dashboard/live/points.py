"""Points that regions and operators propose: taken into the agenda of a séance, or set aside with a reason."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from ti_dashboard.errors import GesteRefuse, SeanceInconnue
from ti_dashboard.live import etapes, journal
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.saisie import adresse as adresse_valide
from ti_dashboard.live.saisie import texte
from ti_dashboard.live.tables import compte as table_compte
from ti_dashboard.live.tables_de_seance import point_propose as table

EN_ATTENTE_MAX = 200
# A region that prepares a committee proposes a handful: one account does not take the places of all the others.
PAR_COMPTE_MAX = 20


@dataclass(frozen=True)
class PointPropose:
    """``organisme``: who proposes, by their function. ``issue``: why it was set aside; empty when it was taken."""

    point_id: int
    titre: str
    motif: str
    adresse: str
    organisme: str
    propose_le: str
    minutes: int
    compte_id: int | None
    seance_code: str | None
    issue: str | None
    decide_le: str | None
    decideur: str | None

    @property
    def est_retenu(self) -> bool:
        return self.seance_code is not None

    @property
    def est_en_attente(self) -> bool:
        return self.decide_le is None


def proposer(base: Base, titre: str, motif: str, minutes: int, adresse: str, organisme: str) -> PointPropose:
    """``organisme``: signed by the account's function where there are accounts."""
    said: dict[str, str | int] = {
        "titre": texte(titre, "le titre du point"),
        "motif": texte(motif, "la raison de ce point"),
        "minutes": etapes.minutes_valides(minutes),
        "adresse": adresse_valide(adresse),
    }
    with base.ecrire("proposer_point") as ecriture:
        who = texte(ecriture.fonction(organisme), "qui propose ce point")
        _exiger_de_la_place(ecriture)
        instant = journal.noter(ecriture, who, "point", None, **said)
        values = {**said, "organisme": who, "propose_le": instant, "compte_id": ecriture.personne.compte_id}
        return _point(ecriture.con.execute(insert(table).values(**values).returning(table)).one())


def _exiger_de_la_place(ecriture: Transaction) -> None:
    """Raises GesteRefuse when too many wait, of all or of this account."""
    account, waits = ecriture.personne.compte_id, table.c.decide_le.is_(None)
    # The account is held: of two proposals at once, the second is counted after the first.
    if account is not None:
        ecriture.con.execute(
            select(table_compte.c.compte_id).where(table_compte.c.compte_id == account).with_for_update(key_share=True)
        )
    counted = select(func.count()).select_from(table).where(waits)
    if ecriture.con.execute(counted).scalar_one() >= EN_ATTENTE_MAX:
        raise GesteRefuse("Trop de points attendent déjà une réponse : écrivez à l'animateur du comité.")
    if account is None:
        return
    if ecriture.con.execute(counted.where(table.c.compte_id == account)).scalar_one() >= PAR_COMPTE_MAX:
        raise GesteRefuse(
            f"{PAR_COMPTE_MAX} points proposés par votre compte attendent déjà une réponse : attendez que l'animateur "
            "du comité en retienne ou en écarte."
        )


def retenir(base: Base, point_id: int, code: str) -> etapes.Etape:
    """Put it at the end of the agenda of a séance, its body as speaker."""
    with base.ecrire("retenir_point") as ecriture:
        point = _en_attente(ecriture, point_id)
        step = etapes.inscrire(ecriture, code, point.titre, point.organisme, point.minutes, point.adresse)
        _decider(ecriture, point, seance_code=code, issue="")
    return step


def ecarter(base: Base, point_id: int, motif: str) -> None:
    """Who proposed it reads the reason."""
    why = texte(motif, "la raison, que lira qui l'a proposé")
    with base.ecrire("ecarter_point") as ecriture:
        _decider(ecriture, _en_attente(ecriture, point_id), seance_code=None, issue=why)


def lister(base: Base) -> list[PointPropose]:
    """Those that wait first, then the latest decided."""
    with base.lire() as con:
        found = [_point(row) for row in con.execute(select(table).order_by(table.c.point_id))]
    waiting = [one for one in found if one.est_en_attente]
    return waiting + sorted((o for o in found if not o.est_en_attente), key=lambda o: o.decide_le or "", reverse=True)


def _point(row: Row[Any]) -> PointPropose:
    return PointPropose(**row._asdict())


def _en_attente(ecriture: Transaction, point_id: int) -> PointPropose:
    row = ecriture.con.execute(select(table).where(table.c.point_id == point_id).with_for_update()).first()
    if row is None:
        raise SeanceInconnue("Ce point n'est plus proposé.")
    found = _point(row)
    if not found.est_en_attente:
        raise GesteRefuse(f"Le point « {found.titre} » a déjà reçu sa réponse.")
    return found


def _decider(ecriture: Transaction, point: PointPropose, seance_code: str | None, issue: str) -> None:
    who = ecriture.fonction(ecriture.personne.fonction)
    instant = journal.noter(ecriture, who, f"point:{point.point_id}", seance_code, titre=point.titre, issue=issue)
    values = {"seance_code": seance_code, "issue": issue, "decide_le": instant, "decideur": who}
    ecriture.con.execute(update(table).where(table.c.point_id == point.point_id).values(**values))
