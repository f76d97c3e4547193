"""What became of a request for a subsidy, as a list says it: agreed, or not."""

from ti_dashboard.ingest.reception.valeurs import mot_cle

# How a status begins → whether the money was agreed. What is neither is asked about, never guessed.
_ACCORDEES = (
    "accord",
    "attribu",
    "accept",
    "vot",
    "conventionn",
    "sold",
    "vers",
    "pay",
    "approuv",
    "valid",
    "notifi",
    "favorable",
    "engag",
    "sign",
    "retenu",
    "priseencharge",
    "partiellementaccord",
    "partiellementattribu",
    "octroy",
)
_NON_ACCORDEES = (
    "refus",
    "rejet",
    "non",
    "defavorable",
    "inelig",
    "irrecev",
    "annul",
    "abandon",
    "retir",
    "desist",
    "sanssuite",
    "classe",
    "caduc",
    "encours",
    "eninstruction",
    "instruction",
    "depos",
    "recu",
    "recev",
    "enattente",
    "attente",
    "demand",
    "ajourn",
)
PHRASE = ("ne dit pas si la subvention est accordée.", "Écrivez « accordée », « refusée » ou « en instruction ».")


def est_accordee(status: str) -> bool | None:
    """A list that says no status is one of agreements; None for a word that settles nothing."""
    key = mot_cle(status)
    if key.startswith(_NON_ACCORDEES):
        return False
    return True if not key or key.startswith(_ACCORDEES) else None
