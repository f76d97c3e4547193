"""What a line of the journal of a séance tells, as the thing it tells of. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ti_dashboard.live.decisions import Decision
from ti_dashboard.live.journal import EntreeSeance
from ti_dashboard.live.projets_de_decision import ProjetDeDecision
from ti_dashboard.live.seances import Seance

LUS = ("genre", "texte", "responsable", "echeance")


def numero(line: EntreeSeance) -> int:
    """« etape:12 » → 12."""
    return int(line.objet.partition(":")[2])


def numeros(line: EntreeSeance, nom: str) -> list[int]:
    said = line.detail.get(nom)
    return [int(one) for one in said] if isinstance(said, list) else []


def lus(detail: Mapping[str, object]) -> dict[str, Any]:
    """What an outcome says; one of before the kinds of outcomes is a decision."""
    read: dict[str, Any] = {"genre": "decision", "responsable": "", "echeance": ""}
    read |= {name: detail[name] for name in LUS if name in detail}
    due = read["echeance"]
    return read | {"echeance": date.fromisoformat(due) if due else None}


def projet(code: str, detail: Mapping[str, object]) -> ProjetDeDecision:
    return ProjetDeDecision(seance_code=code, adresse="", est_lu=True, **lus(detail))


def decision(number: int, seance: Seance, line: EntreeSeance) -> Decision:
    said, read = line.detail, lus(line.detail)
    return Decision(
        decision_id=number,
        seance_code=seance.code,
        statut=str(said.get("statut", "ouverte")),
        adresse=str(said.get("adresse", "")),
        arrete=date.fromisoformat(str(said["arrete"])) if "arrete" in said else seance.arrete,
        cree_le=line.instant,
        **read,
    )
