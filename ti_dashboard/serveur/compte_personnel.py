"""One's own account: change its password, see its sessions and close them. The password is asked again for each."""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ti_dashboard.composants.planche import racine
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.langue.formats import instant
from ti_dashboard.live import comptes, mes_sessions, mots_de_passe, second_facteur
from ti_dashboard.live.base import Base, base
from ti_dashboard.live.sessions import SessionOuverte
from ti_dashboard.serveur import gabarit
from ti_dashboard.serveur.entree import mot_choisi
from ti_dashboard.serveur.formulaires import ESSAIS, RefusDeFormulaire, recevoir
from ti_dashboard.serveur.portes import COMPTE, CONNEXION
from ti_dashboard.serveur.securite import NON_GARDEE

SANS_COMPTE = "Cette page est celle d'un compte : un invité de séance n'en a pas."
# What was done, in one sentence; or the codes that are told once.
Geste = Callable[[Base, SessionOuverte, FormData], str | list[str]]


async def compte(request: Request) -> Response:
    if (refused := _pas_de_compte(request)) is not None:
        return refused
    return await run_in_threadpool(_page, request.state.session)


def _pas_de_compte(request: Request) -> Response | None:
    if request.state.session is None:
        return RedirectResponse(f"{racine()}{CONNEXION}?vers=/", 303, NON_GARDEE)
    if request.state.personne.compte_id is None:
        return gabarit.repondre("refus.html", 403, message=SANS_COMPTE)
    return None


def _page(session: SessionOuverte, statut: int = 200, refus: str = "", fait: str = "") -> Response:
    store = base()
    found = [
        vars(one) | {"ouverte": instant(one.ouverte_le), "vue": instant(one.vue_le)}
        for one in mes_sessions.lister(store, session)
    ]
    number = session.personne.compte_id or 0
    told = {"compte": comptes.trouver(store, number), "sessions": found, "refus": refus, "fait": fait}
    is_enrolled = second_facteur.est_exige() and number in second_facteur.inscrits(store)
    left = second_facteur.nb_codes_restants(store, number) if is_enrolled else None
    return gabarit.repondre("compte.html", statut, codes_restants=left, **told)


async def mot_de_passe(request: Request) -> Response:
    def change(store: Base, session: SessionOuverte, form: FormData) -> str:
        mots_de_passe.changer(store, session, str(form.get("mot_de_passe", "")), mot_choisi(form, "nouveau"))
        return "Votre mot de passe est changé, et vos autres sessions sont fermées."

    return await _faire(request, change)


async def codes_de_secours(request: Request) -> Response:
    def draw(store: Base, session: SessionOuverte, form: FormData) -> list[str]:
        return mots_de_passe.refaire_les_codes(store, session, str(form.get("mot_de_passe", "")))

    return await _faire(request, draw)


async def fermer_une_session(request: Request) -> Response:
    def close(store: Base, session: SessionOuverte, form: FormData) -> str:
        account = comptes.trouver(store, session.personne.compte_id or 0)
        if account is not None and account.a_un_mot_de_passe:
            mots_de_passe.confirmer(store, account, str(form.get("mot_de_passe", "")))
        elif not mes_sessions.est_recente(store, session):
            raise GesteRefuse("Votre connexion a plus de dix minutes : déconnectez-vous, revenez, puis recommencez.")
        mes_sessions.fermer(store, session, str(form.get("cle", "")))
        return "La session est fermée."

    return await _faire(request, close)


async def _faire(request: Request, geste: Geste) -> Response:
    """Do what a form asks, then show the page again with what came of it."""
    if (refused := _pas_de_compte(request)) is not None:
        return refused
    session = request.state.session
    done = await recevoir(request, ESSAIS, lambda store, form: geste(store, session, form))
    if isinstance(done, RefusDeFormulaire):
        return await run_in_threadpool(_page, session, done.statut, done.message)
    if isinstance(done.fait, list):
        return gabarit.repondre("codes_de_secours.html", 200, codes=done.fait, vers=COMPTE)
    return await run_in_threadpool(_page, session, 200, "", done.fait)


def routes() -> list[BaseRoute]:
    return [
        Route(COMPTE, compte),
        Route(f"{COMPTE}/mot-de-passe", mot_de_passe, methods=["POST"]),
        Route(f"{COMPTE}/codes", codes_de_secours, methods=["POST"]),
        Route(f"{COMPTE}/sessions", fermer_une_session, methods=["POST"]),
    ]
