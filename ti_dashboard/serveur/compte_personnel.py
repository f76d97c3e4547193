"""One's own account: change its password, see its sessions and close them. The password is asked again for each."""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ti_dashboard import journal_serveur
from ti_dashboard.composants.planche import racine
from ti_dashboard.errors import GesteRefuse, TableauDeBordError
from ti_dashboard.langue.formats import instant
from ti_dashboard.live import comptes, mes_sessions, mots_de_passe
from ti_dashboard.live.base import Base, base
from ti_dashboard.live.sessions import SessionOuverte
from ti_dashboard.serveur import gabarit
from ti_dashboard.serveur.entree import ESSAIS, ETRANGERE, TAILLE_MAX, TROP, est_de_la_maison
from ti_dashboard.serveur.portes import COMPTE, CONNEXION
from ti_dashboard.serveur.refus_dits import dire
from ti_dashboard.serveur.securite import NON_GARDEE

SANS_COMPTE = "Cette page est celle d'un compte : un invité de séance n'en a pas."
Geste = Callable[[Base, SessionOuverte, FormData], str]


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
    account = comptes.trouver(store, session.personne.compte_id or 0)
    return gabarit.repondre("compte.html", statut, compte=account, sessions=found, refus=refus, fait=fait)


async def mot_de_passe(request: Request) -> Response:
    def change(store: Base, session: SessionOuverte, form: FormData) -> str:
        mots_de_passe.changer(store, session, str(form.get("mot_de_passe", "")), str(form.get("nouveau", "")))
        return "Votre mot de passe est changé, et vos autres sessions sont fermées."

    return await _faire(request, change)


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
    session, origin, door = request.state.session, request.state.personne.origine, request.scope["path"]
    if not est_de_la_maison(request):
        journal_serveur.avertir("Formulaire venu d'ailleurs", porte=door)
        return gabarit.repondre("refus.html", 403, message=ETRANGERE)
    if int(request.headers.get("content-length") or TAILLE_MAX) >= TAILLE_MAX:
        return dire(413)
    form = await request.form(max_files=0, max_fields=8)
    if not ESSAIS.laisse(origin):
        journal_serveur.avertir("Trop d'essais", porte=door)
        return await run_in_threadpool(_page, session, 429, TROP)
    try:
        done = await run_in_threadpool(lambda: geste(base().au_nom_de(session.personne), session, form))
    except TableauDeBordError as error:
        ESSAIS.compter(origin)
        journal_serveur.avertir("Geste refusé", porte=door, motif=type(error).__name__)
        return await run_in_threadpool(_page, session, 403, str(error))
    return await run_in_threadpool(_page, session, 200, "", done)


def routes() -> list[BaseRoute]:
    return [
        Route(COMPTE, compte),
        Route(f"{COMPTE}/mot-de-passe", mot_de_passe, methods=["POST"]),
        Route(f"{COMPTE}/sessions", fermer_une_session, methods=["POST"]),
    ]
