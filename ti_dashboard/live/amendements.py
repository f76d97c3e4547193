"""What those present would have minutes say instead: proposed while they may be amended, each accepted or refused."""

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from ti_dashboard.errors import GesteRefuse, SeanceInconnue
from ti_dashboard.live import journal
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.saisie import maintenant, texte, texte_libre
from ti_dashboard.live.tables_de_seance import amendement as table
from ti_dashboard.live.tables_de_seance import proces_verbal as table_pv

ISSUES = {"accepte": "accepté", "refuse": "refusé"}
NON_JUGE = "non jugé"


@dataclass(frozen=True)
class Amendement:
    """``passage``: what it is about; ``auteur``: body and function; ``issue``: None while it waits."""

    amendement_id: int
    seance_code: str
    passage: str
    propose: str
    auteur: str
    propose_le: str
    compte_id: int | None
    issue: str | None
    decide_le: str | None
    decideur: str | None
    motif: str

    @property
    def est_accepte(self) -> bool:
        return self.issue == "accepte"

    @property
    def issue_dite(self) -> str:
        if self.issue is None:
            return NON_JUGE
        why = f" : {self.motif}" if self.motif else ""
        return f"{ISSUES[self.issue]} par {self.decideur}{why}"


def proposer(base: Base, code: str, passage: str, propose: str, auteur: str) -> Amendement:
    """``auteur``: body and function, where there is no account. Raises GesteRefuse once the delay is over."""
    said = {"passage": texte(passage, "le passage"), "propose": texte(propose, "la rédaction proposée")}
    author = texte(auteur, "l'organisme et la fonction")
    with base.ecrire("proposer_amendement") as ecriture:
        _exiger_amendable(ecriture, code)
        signed = ecriture.fonction(author)
        instant = journal.noter(ecriture, signed, f"proces-verbal:{code}", code, **said)
        values = {"seance_code": code, "auteur": signed, "propose_le": instant, "motif": ""}
        query = insert(table).values(**values, **said, compte_id=ecriture.personne.compte_id).returning(table)
        found = Amendement(**ecriture.con.execute(query).one()._asdict())
        ecriture.toucher(code)
    return found


def juger(base: Base, amendement_id: int, issue: str, decideur: str, motif: str = "") -> None:
    """Accept or refuse; a refusal says why. Raises GesteRefuse when it is judged already, or the minutes sealed."""
    if issue not in ISSUES:
        raise GesteRefuse(f"« {issue} » n'est pas l'issue d'un amendement.")
    reason = texte(motif, "le motif du refus") if issue == "refuse" else texte_libre(motif, "le motif")
    with base.ecrire("juger_amendement") as ecriture:
        is_this = table.c.amendement_id == amendement_id
        row = ecriture.con.execute(select(table).where(is_this).with_for_update()).first()
        if row is None:
            raise SeanceInconnue("Cet amendement n'existe pas.")
        _exiger_ouvert(ecriture, row.seance_code)
        if row.issue is not None:
            raise GesteRefuse(f"Cet amendement est déjà {ISSUES[row.issue]} : il ne change plus.")
        judge = ecriture.fonction(texte(decideur, "la fonction de qui juge"))
        detail = {"issue": issue, "motif": reason}
        instant = journal.noter(ecriture, judge, f"amendement:{amendement_id}", row.seance_code, **detail)
        values = {"issue": issue, "decide_le": instant, "decideur": judge, "motif": reason}
        ecriture.con.execute(update(table).where(is_this).values(**values))
        ecriture.toucher(row.seance_code)


def _exiger_ouvert(ecriture: Transaction, code: str) -> str:
    """Until when they are amended."""
    row = ecriture.con.execute(select(table_pv).where(table_pv.c.seance_code == code).with_for_update()).first()
    if row is None:
        raise GesteRefuse("Le procès-verbal de cette séance n'est pas encore rédigé : il ne s'amende pas.")
    if row.scelle_le is not None:
        raise GesteRefuse("Ce procès-verbal est scellé : il ne change plus.")
    return str(row.amendable_jusqu_au)


def _exiger_amendable(ecriture: Transaction, code: str) -> None:
    if maintenant() >= _exiger_ouvert(ecriture, code):
        raise GesteRefuse("Le délai des amendements est passé : ce procès-verbal ne s'amende plus.")


def lister(base: Base, code: str) -> list[Amendement]:
    """In the order they were proposed."""
    with base.lire() as con:
        return de_la_seance(con, code)


def de_la_seance(con: Connection, code: str) -> list[Amendement]:
    query = select(table).where(table.c.seance_code == code).order_by(table.c.amendement_id)
    return [Amendement(**row._asdict()) for row in con.execute(query)]
