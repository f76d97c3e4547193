"""Cookies as this server sets them: no script reads them, no other site sends them along with a form.

What TLS changes in them is said in one place, ``noms_des_temoins``.
"""

from starlette.responses import Response

from ti_dashboard.composants.planche import racine


def poser(answer: Response, nom: str, valeur: str, duree_s: int | None = None) -> None:
    """``duree_s``: None for as long as the browser stays open."""
    answer.set_cookie(nom, valeur, max_age=duree_s, path=f"{racine()}/", httponly=True, samesite="lax")


def effacer(answer: Response, nom: str) -> None:
    answer.delete_cookie(nom, path=f"{racine()}/", httponly=True, samesite="lax")
