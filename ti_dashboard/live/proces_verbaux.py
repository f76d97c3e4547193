"""The minutes of a séance as the store keeps them: written once at its closing, amended for some days, then sealed.

Sealed, nothing of them changes any more: the store itself refuses it.
"""

import hashlib
import os
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, insert, select, update

from ti_dashboard.errors import GesteRefuse, SeanceInconnue
from ti_dashboard.live import journal
from ti_dashboard.live.amendements import Amendement, de_la_seance
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.saisie import maintenant
from ti_dashboard.live.tables import seance as table_seance
from ti_dashboard.live.tables_de_seance import proces_verbal as table

JOURS, JOURS_MAX = 8, 90
VARIABLE = "TI_DASHBOARD_AMENDEMENTS_JOURS"
NON_REDIGE = "Le procès-verbal de cette séance n'est pas encore rédigé."


@dataclass(frozen=True)
class ProcesVerbalGarde:
    """``contenu``: what they say, as one text; ``racine``: the seal of the arrêté when they were sealed."""

    seance_code: str
    contenu: str
    redige_le: str
    amendable_jusqu_au: str
    scelle_le: str | None
    racine: str | None
    empreinte: str | None

    @property
    def est_scelle(self) -> bool:
        return self.scelle_le is not None

    def est_echu(self, instant: str) -> bool:
        """No longer amended at this instant."""
        return instant >= self.amendable_jusqu_au


def jours_d_amendement() -> int:
    """Days during which minutes are amended, unless told at the closing. Raises GesteRefuse when it is no number."""
    said = os.environ.get(VARIABLE, "").strip() or str(JOURS)
    if not said.isdecimal() or int(said) > JOURS_MAX:
        raise GesteRefuse(f"{VARIABLE} est un nombre de jours, de 0 à {JOURS_MAX} : « {said} » n'en est pas un.")
    return int(said)


def rediger(base: Base, code: str, contenu: str, jours: int | None = None) -> ProcesVerbalGarde:
    """Keep them; those already kept stay as they are, so that asking twice is asking once."""
    days = jours_d_amendement() if jours is None else jours
    if not 0 <= days <= JOURS_MAX:
        raise GesteRefuse(f"Un procès-verbal s'amende de 0 à {JOURS_MAX} jours.")
    with base.ecrire("rediger_proces_verbal") as ecriture:
        query = select(table_seance).where(table_seance.c.code == code).with_for_update()
        seance = ecriture.con.execute(query).first()
        if seance is None:
            raise SeanceInconnue(f"Aucune séance n'a le code « {code} ».")
        if seance.close_le is None:
            raise GesteRefuse(
                f"La séance « {seance.titre} » n'est pas close : son procès-verbal s'écrira à sa clôture."
            )
        if ecriture.con.execute(_celui(code)).first() is None:
            said = {"sha256": hashlib.sha256(contenu.encode()).hexdigest(), "jours": days}
            instant = journal.noter(ecriture, seance.animateur, f"proces-verbal:{code}", code, **said)
            until = datetime.fromisoformat(instant) + timedelta(days=days)
            values = {"redige_le": instant, "amendable_jusqu_au": until.isoformat(timespec="milliseconds")}
            ecriture.con.execute(insert(table).values(seance_code=code, contenu=contenu, **values))
            ecriture.toucher(code)
    return lire(base, code)


def _celui(code: str) -> "Select[tuple[object, ...]]":
    return select(table).where(table.c.seance_code == code)


def trouver(base: Base, code: str) -> ProcesVerbalGarde | None:
    with base.lire() as con:
        row = con.execute(_celui(code)).first()
    return ProcesVerbalGarde(**row._asdict()) if row else None


def lire(base: Base, code: str) -> ProcesVerbalGarde:
    """Raises SeanceInconnue."""
    found = trouver(base, code)
    if found is None:
        raise SeanceInconnue(NON_REDIGE)
    return found


def etats(base: Base) -> dict[str, tuple[str, str | None]]:
    """Code of a séance → until when its minutes are amended, and when they were sealed."""
    query = select(table.c.seance_code, table.c.amendable_jusqu_au, table.c.scelle_le)
    with base.lire() as con:
        return {code: (until, sealed) for code, until, sealed in con.execute(query)}


def sceller(base: Base, code: str, racine: str | None) -> ProcesVerbalGarde:
    """Seal them now, before their days are over. Raises GesteRefuse once they are sealed, or while one waits."""
    with base.ecrire("sceller_proces_verbal") as ecriture:
        kept = _verrouiller(ecriture, code)
        if kept.est_scelle:
            raise GesteRefuse("Ce procès-verbal est scellé : il ne change plus.")
        if waiting := sum(1 for one in de_la_seance(ecriture.con, code) if one.issue is None):
            raise GesteRefuse(
                "Un amendement attend d'être accepté ou refusé : jugez-le, puis scellez."
                if waiting == 1
                else f"{waiting} amendements attendent d'être acceptés ou refusés : jugez-les, puis scellez."
            )
        _poser_le_sceau(ecriture, kept, racine)
    return lire(base, code)


def sceller_a_l_echeance(base: Base, code: str, racine: str | None) -> ProcesVerbalGarde:
    """Whoever reads them once their days are over seals them. What nobody judged stays as it was proposed."""
    found = lire(base, code)
    if found.est_scelle or not found.est_echu(maintenant()):
        return found
    with base.ecrire("sceller_a_l_echeance") as ecriture:
        kept = _verrouiller(ecriture, code)
        if not kept.est_scelle:
            _poser_le_sceau(ecriture, kept, racine)
    return lire(base, code)


def _verrouiller(ecriture: Transaction, code: str) -> ProcesVerbalGarde:
    row = ecriture.con.execute(_celui(code).with_for_update()).first()
    if row is None:
        raise SeanceInconnue(NON_REDIGE)
    return ProcesVerbalGarde(**row._asdict())


def _poser_le_sceau(ecriture: Transaction, kept: ProcesVerbalGarde, racine: str | None) -> None:
    code, digest = kept.seance_code, empreinte(kept.contenu, de_la_seance(ecriture.con, kept.seance_code))
    signed = ecriture.personne.fonction or "Scellé à l'échéance"
    instant = journal.noter(ecriture, signed, f"proces-verbal:{code}", code, empreinte=digest, racine=racine)
    values = {"scelle_le": instant, "racine": racine, "empreinte": digest}
    ecriture.con.execute(update(table).where(table.c.seance_code == code).values(**values))
    ecriture.toucher(code)


def empreinte(contenu: str, amendes: list[Amendement]) -> str:
    """What signs minutes: their text, then each accepted amendment; every part with its length, so that none moves."""
    parts = [contenu]
    for one in amendes:
        if one.est_accepte:
            parts += [one.passage, one.propose, one.auteur, one.propose_le]
    return hashlib.sha256("\n".join(f"{len(part.encode())} {part}" for part in parts).encode()).hexdigest()


def tient(garde: ProcesVerbalGarde, amendes: list[Amendement]) -> bool:
    """Whether sealed minutes are those that were sealed."""
    return garde.empreinte == empreinte(garde.contenu, amendes)
