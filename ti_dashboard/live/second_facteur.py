"""The second factor of a local account: the code its telephone shows, or one of ten kept on paper, each good once."""

import hashlib

from sqlalchemy import delete, func, insert, select, update

from ti_dashboard import horloge
from ti_dashboard.acces import code_temporel, scellement
from ti_dashboard.acces.mode import est_oui
from ti_dashboard.errors import ConnexionRefusee
from ti_dashboard.live import essais_manques
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.saisie import maintenant
from ti_dashboard.live.tables import compte as table_compte
from ti_dashboard.live.tables_d_entree import code_de_secours as table_secours
from ti_dashboard.live.tables_d_entree import entree_commencee as table_entree
from ti_dashboard.live.tables_d_entree import second_facteur as table

VARIABLE = "TI_DASHBOARD_SECOND_FACTEUR"
NB_CODES = 10
TEMPOREL, SECOURS = "code", "code de secours"


def est_exige() -> bool:
    """Whether local accounts prove who they are twice: yes, unless a closed network says no. Raises ReglageRefuse."""
    return est_oui(VARIABLE, sinon=True)


def scelle(compte_id: int, secret: bytes) -> str:
    """A secret as the store keeps it: of use to this account only."""
    return scellement.sceller(secret, _pour(compte_id))


def descelle(compte_id: int, kept: str) -> bytes | None:
    """None since the secret of the service was changed: the telephone has to be enrolled again."""
    return scellement.desceller(kept, _pour(compte_id))


def _pour(compte_id: int) -> str:
    return f"second facteur du compte {compte_id}"


def inscrits(base: Base) -> frozenset[int]:
    """The accounts that have one."""
    with base.lire() as con:
        return frozenset(con.execute(select(table.c.compte_id)).scalars())


def est_inscrit(ecriture: Transaction, compte_id: int) -> bool:
    query = select(table.c.compte_id).where(table.c.compte_id == compte_id)
    return ecriture.con.execute(query).first() is not None


def inscrire(ecriture: Transaction, compte_id: int, kept: str, dit: str) -> list[str]:
    """This telephone shows the right code: it is the second factor, and here are its recovery codes, told once.

    Raises ConnexionRefusee.
    """
    _tenir(ecriture, compte_id)
    secret = descelle(compte_id, kept)
    said = code_temporel.normaliser(dit)
    step = code_temporel.pas_reconnu(secret, said, horloge.maintenant()) if secret else None
    if step is None or est_inscrit(ecriture, compte_id):
        raise ConnexionRefusee("Ce n'est pas le code que montre l'application : vérifiez son heure, puis recommencez.")
    row = {"compte_id": compte_id, "secret": kept, "dernier_pas": step, "inscrit_le": maintenant()}
    ecriture.con.execute(insert(table).values(**row))
    return refaire_les_codes(ecriture, compte_id)


def refaire_les_codes(ecriture: Transaction, compte_id: int) -> list[str]:
    """Ten new ones; those of before open nothing any more."""
    ecriture.con.execute(delete(table_secours).where(table_secours.c.compte_id == compte_id))
    drawn = [code_temporel.tirer_secours() for _ in range(NB_CODES)]
    rows = [
        {"empreinte": _empreinte(compte_id, code_temporel.normaliser(one)), "compte_id": compte_id} for one in drawn
    ]
    ecriture.con.execute(insert(table_secours), rows)
    return drawn


def _empreinte(compte_id: int, code: str) -> str:
    """118 bits drawn at random: nobody finds them back from this, however fast it is made."""
    return hashlib.sha256(f"{compte_id}:{code}".encode()).hexdigest()


def eprouver(ecriture: Transaction, compte_id: int, dit: str) -> str:
    """Which kind of code this is, used up; empty when it is not right, counted as a failure of the account."""
    is_waiting = essais_manques.est_bloque(_tenir(ecriture, compte_id))
    said = code_temporel.normaliser(dit)
    if not is_waiting:
        if code_temporel.est_temporel(said) and _consommer_le_pas(ecriture, compte_id, said):
            return TEMPOREL
        if _consommer_un_secours(ecriture, compte_id, said):
            return SECOURS
        essais_manques.compter(ecriture, compte_id, TEMPOREL)
    return ""


def _tenir(ecriture: Transaction, compte_id: int) -> str | None:
    """One try at a time of this account, on any replica; gives until when it waits."""
    query = select(table_compte.c.bloque_jusqu_a).where(table_compte.c.compte_id == compte_id).with_for_update()
    found: str | None = ecriture.con.execute(query).scalar_one()
    return found


def _consommer_le_pas(ecriture: Transaction, compte_id: int, said: str) -> bool:
    """A code is that of a later step than the last one used: the same is refused the second time."""
    row = ecriture.con.execute(select(table).where(table.c.compte_id == compte_id)).first()
    secret = descelle(compte_id, row.secret) if row else None
    step = code_temporel.pas_reconnu(secret, said, horloge.maintenant()) if secret else None
    if step is None:
        return False
    is_later = (table.c.compte_id == compte_id) & (table.c.dernier_pas < step)
    return ecriture.con.execute(update(table).where(is_later).values(dernier_pas=step)).rowcount == 1


def _consommer_un_secours(ecriture: Transaction, compte_id: int, said: str) -> bool:
    is_it = (table_secours.c.empreinte == _empreinte(compte_id, said)) & table_secours.c.servi_le.is_(None)
    return ecriture.con.execute(update(table_secours).where(is_it).values(servi_le=maintenant())).rowcount == 1


def nb_codes_restants(base: Base, compte_id: int) -> int:
    is_left = (table_secours.c.compte_id == compte_id) & table_secours.c.servi_le.is_(None)
    with base.lire() as con:
        return con.execute(select(func.count()).select_from(table_secours).where(is_left)).scalar_one()


def oublier(ecriture: Transaction, compte_id: int) -> None:
    """Neither the telephone nor the paper opens any more."""
    for kept in (table_secours, table):
        ecriture.con.execute(delete(kept).where(kept.c.compte_id == compte_id))


def interrompre(ecriture: Transaction, compte_id: int) -> None:
    """An entry begun with what is no longer the password, or by who no longer has the right, ends there."""
    ecriture.con.execute(delete(table_entree).where(table_entree.c.compte_id == compte_id))
