"""Cookies as this server sets them: no script reads them, no other site sends them along with a form."""

from starlette.requests import Request
from starlette.responses import Response

from ti_dashboard.composants.planche import racine
from ti_dashboard.serveur.mandataire import est_chiffree


def poser(answer: Response, request: Request, nom: str, valeur: str, duree_s: int | None = None) -> None:
    """``duree_s``: None for as long as the browser stays open."""
    answer.set_cookie(
        nom,
        valeur,
        max_age=duree_s,
        path=f"{racine()}/",
        secure=est_chiffree(request.scope),
        httponly=True,
        samesite="lax",
    )


def effacer(answer: Response, request: Request, nom: str) -> None:
    answer.delete_cookie(nom, path=f"{racine()}/", secure=est_chiffree(request.scope), httponly=True, samesite="lax")
