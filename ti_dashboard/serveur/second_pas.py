"""The second step of an entry: the code of a telephone, or its enrolment; whoever is here holds no session yet."""

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ti_dashboard.acces import code_temporel, temoins
from ti_dashboard.cadre import enseigne
from ti_dashboard.composants.planche import racine
from ti_dashboard.exports.qr import en_svg
from ti_dashboard.live import entrees_a_deux_pas, second_facteur
from ti_dashboard.live.base import Base, base
from ti_dashboard.live.entrees_a_deux_pas import EntreeCommencee
from ti_dashboard.planche.theme import COULEURS
from ti_dashboard.serveur import gabarit
from ti_dashboard.serveur.entree import SECOND_PAS, fermer_celle_d_avant, ouvrir_la_session, tenir, vers
from ti_dashboard.serveur.formulaires import ESSAIS, RefusDeFormulaire, recevoir
from ti_dashboard.serveur.portes import CONNEXION
from ti_dashboard.serveur.securite import NON_GARDEE
from ti_dashboard.serveur.temoins_poses import effacer

# Letters and ground of the image: what a camera reads best, whatever the theme.
ENCRE, FOND = "encre", "fond"


async def second_pas(request: Request) -> Response:
    entry = await run_in_threadpool(_commencee, request)
    if entry is None:
        return RedirectResponse(f"{racine()}{CONNEXION}", 303, NON_GARDEE)
    if request.method == "GET":
        return _page(request, entry)
    return await (_inscrire if entry.secret else _prouver)(request, entry)


def _commencee(request: Request) -> EntreeCommencee | None:
    held = temoins.lire(temoins.ENTREE, request.cookies.get(temoins.ENTREE, ""))
    return entrees_a_deux_pas.lire(base(), held) if held else None


def _page(request: Request, entry: EntreeCommencee, refus: RefusDeFormulaire | None = None) -> Response:
    told: dict[str, object] = {"compte": entry.compte, "vers": vers(request), "refus": refus.message if refus else ""}
    statut = refus.statut if refus else 200
    if not entry.secret:
        return gabarit.repondre("second_facteur.html", statut, **told)
    secret = second_facteur.descelle(entry.compte.compte_id, entry.secret) or b""
    link = code_temporel.lien(secret, entry.compte.courriel, enseigne.nom())
    image = Markup(en_svg(link, COULEURS[ENCRE], COULEURS[FOND]))  # noqa: S704 drawn by us, its one text is escaped
    return gabarit.repondre("inscription.html", statut, image=image, secret=code_temporel.en_texte(secret), **told)


async def _prouver(request: Request, entry: EntreeCommencee) -> Response:
    def prove(store: Base, form: FormData) -> str:
        return entrees_a_deux_pas.prouver(store, entry, str(form.get("code", "")), request.state.personne.origine)

    done = await recevoir(request, ESSAIS, prove)
    if isinstance(done, RefusDeFormulaire):
        return _page(request, entry, done)
    answer = await ouvrir_la_session(request, done.fait, str(done.saisie.get("vers", "/")))
    effacer(answer, temoins.ENTREE)
    return answer


async def _inscrire(request: Request, entry: EntreeCommencee) -> Response:
    """The recovery codes are told by the very answer that opens the session, and nowhere else."""

    def enrol(store: Base, form: FormData) -> tuple[str, list[str]]:
        return entrees_a_deux_pas.inscrire(store, entry, str(form.get("code", "")), request.state.personne.origine)

    done = await recevoir(request, ESSAIS, enrol)
    if isinstance(done, RefusDeFormulaire):
        return _page(request, entry, done)
    await run_in_threadpool(fermer_celle_d_avant, request)
    jeton, codes = done.fait
    answer = gabarit.repondre("codes_de_secours.html", 200, codes=codes, vers=vers(request))
    tenir(answer, jeton)
    effacer(answer, temoins.ENTREE)
    return answer


def routes() -> list[BaseRoute]:
    return [Route(SECOND_PAS, second_pas, methods=["GET", "POST"])]
