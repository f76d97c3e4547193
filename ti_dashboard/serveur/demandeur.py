"""Who asks: the person that the door has named, or whoever sits at the only post."""

from starlette.requests import Request

from ti_dashboard.acces.personne import Personne, au_poste


def demandeur(request: Request) -> Personne:
    found: Personne = request.scope.get("state", {}).get("personne") or au_poste()
    return found
