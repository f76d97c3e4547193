"""What was done in a séance, by whom and when. Lines are only ever added: the store itself refuses anything else."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from ti_dashboard.dossier.chaine import Chaine
from ti_dashboard.live import lignes_enchainees
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.saisie import maintenant
from ti_dashboard.live.tables import journal


@dataclass(frozen=True)
class EntreeSeance:
    journal_id: int
    instant: str
    auteur: str
    geste: str
    objet: str
    seance_code: str | None
    detail: dict[str, object]
    compte_id: int | None
    origine: str | None
    recette: str | None = None
    precedent: str | None = None
    empreinte: str | None = None


def noter(ecriture: Transaction, auteur: str, objet: str, seance_code: str | None = None, /, **detail: object) -> str:
    """Add one line in the transaction of the gesture itself: both are there or none. Gives its instant.

    It is added last, and holds all those before it.

    ``auteur``: the function that signs where there is no account; who and from where are those of the transaction.
    """
    instant = maintenant()
    ecriture.lignes.append(
        {
            "instant": instant,
            "auteur": ecriture.fonction(auteur),
            "geste": ecriture.geste,
            "objet": objet,
            "seance_code": seance_code,
            "detail": json.dumps(detail, ensure_ascii=False, default=str),
            "compte_id": ecriture.personne.compte_id,
            "origine": ecriture.personne.origine or None,
        }
    )
    return instant


def lire(base: Base, seance_code: str | None = None, apres: int = 0) -> list[EntreeSeance]:
    """Lines in the order they were written, of one séance or of all, after line ``apres``."""
    query = select(journal).where(journal.c.journal_id > apres).order_by(journal.c.journal_id)
    if seance_code is not None:
        query = query.where(journal.c.seance_code == seance_code)
    with base.lire() as con:
        return [_entree(row) for row in con.execute(query)]


def marque(base: Base, seance_code: str) -> str:
    """What was written of a séance, or of any correction, as one mark: of the last of those lines, which holds all the
    lines before it. Two states that differ never have the same."""
    concerned = (journal.c.seance_code == seance_code) | journal.c.objet.startswith("correction")
    query = select(journal.c.journal_id, journal.c.empreinte).where(concerned).order_by(journal.c.journal_id.desc())
    with base.lire() as con:
        last = con.execute(query.limit(1)).first()
    return f"{last.journal_id} {last.empreinte}" if last else ""


def eprouver(base: Base) -> Chaine:
    """Whether its lines are those that were written, all of them, in their order."""
    with base.lire() as con:
        return lignes_enchainees.eprouver(con)


def _entree(row: Row[Any]) -> EntreeSeance:
    return EntreeSeance(**(row._asdict() | {"detail": json.loads(row.detail)}))
