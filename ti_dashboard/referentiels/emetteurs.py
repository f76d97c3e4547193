"""Who sends deliveries: one name for one sender, however it is written, chosen among those already known."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from ti_dashboard.errors import DepotRefuse
from ti_dashboard.langue.formats import enumeration
from ti_dashboard.langue.mots import NB_PROCHES, RESSEMBLANCE, cle
from ti_dashboard.referentiels import organismes

# Senders that are screens of ours.
INTERNES = ("Démarches simplifiées", "Corrections de séance")


def connus(deja: Iterable[str]) -> list[str]:
    """Names to choose from: those who sent something already, then the bodies of the programme."""
    names = {_cle(name): name for name in [*organismes.connus(), *deja]}
    sent = {_cle(name) for name in deja}
    return sorted(names.values(), key=lambda name: (_cle(name) not in sent, cle(name)))


def reconnu(nom: str, deja: Iterable[str]) -> str | None:
    """The name under which ``nom`` is known: what it already sent under first. None for somebody new."""
    sent = {_cle(name): name for name in [*INTERNES, *deja]}
    body = organismes.nomme(nom)
    official = body.nom if body else nom
    return sent.get(_cle(official)) or sent.get(_cle(nom)) or (official if body else None)


def exiger(nom: str, deja: Iterable[str], nouveau: bool = False) -> str:
    """The name under which ``nom`` is known; as it is written for somebody new, when that is what ``nouveau`` says.

    Raises DepotRefuse for an unknown name, with the closest known ones.
    """
    known = reconnu(nom, deja)
    if known is None and not nouveau:
        near = proches(nom, deja)
        hint = f" Vouliez-vous dire {enumeration([f'« {n} »' for n in near], 'ou')} ?" if near else ""
        raise DepotRefuse(
            f"L'émetteur « {nom} » n'est pas connu.{hint} Choisissez un nom connu, pour que rien ne compte deux fois, "
            "ou dites que c'est un nouvel émetteur (--nouvel-emetteur)."
        )
    return known or " ".join(nom.split())


def proches(nom: str, deja: Iterable[str]) -> list[str]:
    """The known names that look most like ``nom``."""
    found = process.extract(
        cle(nom),
        {n: cle(n) for n in connus(deja)},
        scorer=fuzz.WRatio,
        limit=NB_PROCHES,
        score_cutoff=RESSEMBLANCE + 20,
    )
    return [name for _, _, name in found]


def _cle(nom: str) -> str:
    return cle(nom).replace(" ", "")
