"""A form that is sent to a door: from a page of ours, small, at a pace that finds nothing; then done, or why not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request

from ti_dashboard import journal_serveur
from ti_dashboard.acces.personne import Personne
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.live.base import Base, base
from ti_dashboard.serveur.cadence import Cadence
from ti_dashboard.serveur.portier import hote

TAILLE_MAX = 8_192
# Of one origin: a room behind one address signs in within a few minutes. Of all: what a hunt over many addresses meets.
ESSAIS = Cadence(par_origine=30, en_tout=300)
# Thirty-one letters, six of them: at this pace a code that is open for a day is found once in thousands of years.
CODES = Cadence(par_origine=20, en_tout=120)
TROP = "Trop d'essais depuis cet endroit : attendez une minute, puis recommencez."
ETRANGERE = "Cette demande ne vient pas de notre page : rechargez-la, puis recommencez."
TROP_LONG = "Ce formulaire est trop long pour être l'un des nôtres."
Resultat = TypeVar("Resultat")


@dataclass(frozen=True)
class RefusDeFormulaire:
    """``saisie``: what was typed, to be given back."""

    message: str
    statut: int
    saisie: FormData


@dataclass(frozen=True)
class FormulaireRecu(Generic[Resultat]):
    fait: Resultat
    saisie: FormData


async def recevoir(
    request: Request, cadence: Cadence, geste: Callable[[Base, FormData], Resultat]
) -> FormulaireRecu[Resultat] | RefusDeFormulaire:
    """Do the gesture of a form in the name of who sends it, or say why not."""
    who: Personne = request.state.personne
    door = request.scope["path"]
    if not est_de_la_maison(request):
        journal_serveur.avertir("Formulaire venu d'ailleurs", porte=door)
        return RefusDeFormulaire(ETRANGERE, 403, FormData())
    if int(request.headers.get("content-length") or TAILLE_MAX) >= TAILLE_MAX:
        return RefusDeFormulaire(TROP_LONG, 413, FormData())
    form = await request.form(max_files=0, max_fields=8)
    try:
        done = await run_in_threadpool(lambda: _essayer(cadence, who, geste, form))
    except TableauDeBordError as error:
        journal_serveur.avertir("Entrée refusée", porte=door, motif=type(error).__name__)
        return RefusDeFormulaire(str(error), 403, form)
    if done is None:
        journal_serveur.avertir("Trop d'essais", porte=door)
        return RefusDeFormulaire(TROP, 429, form)
    return FormulaireRecu(done, form)


def _essayer(
    cadence: Cadence, who: Personne, geste: Callable[[Base, FormData], Resultat], form: FormData
) -> Resultat | None:
    """None when there were too many failures. Asked when the turn of this one comes, not when it arrives: a thousand
    that arrive together would all find that nobody has failed yet."""
    if not cadence.laisse(who.origine):
        return None
    try:
        return geste(base().au_nom_de(who), form)
    except TableauDeBordError:
        cadence.compter(who.origine)
        raise


def est_de_la_maison(request: Request) -> bool:
    """Whether a form was sent from a page of ours: no other site can name our host as its origin."""
    if (origin := request.headers.get("origin")) is not None:
        return hote(origin) == request.headers.get("host", "").lower()
    return request.headers.get("sec-fetch-site") == "same-origin"
