"""What is being decided: drafted at the desk, read back on the wall, then taken or given up. One at a time."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Connection, delete, insert, select, update

from ti_dashboard.errors import GesteRefuse
from ti_dashboard.live import conclusions, decisions, journal
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.decisions import Decision
from ti_dashboard.live.saisie import adresse as adresse_valide
from ti_dashboard.live.saisie import texte_libre
from ti_dashboard.live.seances import ouverte
from ti_dashboard.live.tables_de_seance import projet_decision as table

CHANGEE = "Cette décision vient d'être prise ou changée depuis un autre poste : rien n'a été pris. Relisez-la."


@dataclass(frozen=True)
class ProjetDeDecision:
    """``est_lu``: the room reads it. ``adresse``: the screen it is taken on. A date may still be missing."""

    seance_code: str
    genre: str
    texte: str
    responsable: str
    echeance: date | None
    adresse: str
    est_lu: bool

    @property
    def charge(self) -> str:
        return conclusions.charge(self.responsable, self.echeance)


def lire(base: Base, code: str) -> ProjetDeDecision | None:
    with base.lire() as con:
        return _trouver(con, code)


def _trouver(con: Connection, code: str) -> ProjetDeDecision | None:
    row = con.execute(select(table).where(table.c.seance_code == code)).first()
    if row is None:
        return None
    due = date.fromisoformat(row.echeance) if row.echeance else None
    return ProjetDeDecision(**(row._asdict() | {"echeance": due, "est_lu": bool(row.est_lu)}))


def rediger(
    base: Base, code: str, genre: str, quoi: str, responsable: str, echeance: date | None, adresse: str
) -> None:
    """Keep what is being written, whole or not: another post, or this one after a cut, finds it again."""
    if genre not in conclusions.GENRES:
        raise GesteRefuse(f"« {genre} » n'est pas un genre de conclusion.")
    values: dict[str, object] = {
        "genre": genre,
        "texte": texte_libre(quoi, "le texte de la décision"),
        "responsable": texte_libre(responsable, "le responsable"),
        "echeance": "" if echeance is None else echeance.isoformat(),
        "adresse": adresse_valide(adresse),
    }
    with base.ecrire("rediger_decision") as ecriture:
        seance = ouverte(ecriture, code)
        known = ecriture.con.execute(select(table).where(table.c.seance_code == code)).first()
        if known is None:
            ecriture.con.execute(insert(table).values(seance_code=code, est_lu=0, **values))
        else:
            if known.est_lu and _lus(known._asdict()) != _lus(values):
                # The room reads each word as it changes.
                journal.noter(ecriture, seance.animateur, "decision", code, **_lus(values), est_lu=True)
            ecriture.con.execute(update(table).where(table.c.seance_code == code).values(**values))
        ecriture.toucher(code)


def relire(base: Base, code: str, est_lu: bool) -> None:
    """Show it to the room before it is taken, or take it off the wall. Raises GesteRefuse when it is not whole."""
    with base.ecrire("relire_decision") as ecriture:
        seance = ouverte(ecriture, code)
        draft = _exiger(_trouver(ecriture.con, code))
        if est_lu:
            conclusions.contenu(draft.genre, draft.texte, draft.responsable, draft.echeance)
        read = _lus(asdict(draft) | {"echeance": draft.echeance.isoformat() if draft.echeance else ""})
        journal.noter(ecriture, seance.animateur, "decision", code, **read, est_lu=est_lu)
        ecriture.con.execute(update(table).where(table.c.seance_code == code).values(est_lu=int(est_lu)))
        ecriture.toucher(code)


def abandonner(base: Base, code: str) -> None:
    """What was being written is no longer wanted; the journal keeps it when the room had read it."""
    with base.ecrire("abandonner_projet_de_decision") as ecriture:
        seance = ouverte(ecriture, code)
        known = ecriture.con.execute(select(table).where(table.c.seance_code == code)).first()
        if known is not None and known.est_lu:
            journal.noter(ecriture, seance.animateur, "decision", code, texte=known.texte)
        _oter(ecriture, code)
        ecriture.toucher(code)


def prendre(base: Base, code: str, arrete: date) -> Decision:
    """Take it as it was read, on its screen, which shows ``arrete``. Raises GesteRefuse when it is not whole, or when
    another post took it or changed it in the same moment."""
    draft = _exiger(lire(base, code))

    def close(ecriture: Transaction) -> None:
        if _trouver(ecriture.con, code) != draft:
            raise GesteRefuse(CHANGEE)
        _oter(ecriture, code)

    return decisions.prendre(
        base,
        code,
        draft.texte,
        draft.responsable,
        draft.echeance,
        adresse=draft.adresse,
        arrete=arrete,
        genre=draft.genre,
        avec=close,
    )


def _lus(values: Mapping[str, object]) -> dict[str, object]:
    """What the room reads of a draft."""
    return {name: values[name] for name in ("genre", "texte", "responsable", "echeance")}


def _exiger(found: ProjetDeDecision | None) -> ProjetDeDecision:
    if found is None:
        raise GesteRefuse("Aucune décision n'est en cours de rédaction.")
    return found


def _oter(ecriture: Transaction, code: str) -> None:
    ecriture.con.execute(delete(table).where(table.c.seance_code == code))
