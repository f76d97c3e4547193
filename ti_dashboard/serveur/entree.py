"""The doors of a service open to a network: the login page, local accounts, the code of a séance."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ti_dashboard import journal_serveur
from ti_dashboard.acces import temoins
from ti_dashboard.acces.personne import Personne
from ti_dashboard.cadre.parametres import SUIVRE
from ti_dashboard.composants.planche import racine
from ti_dashboard.errors import ConnexionRefusee, SeanceInconnue, TableauDeBordError
from ti_dashboard.live import invitations, mots_de_passe, seances, sessions
from ti_dashboard.live.base import Base, base
from ti_dashboard.live.saisie import adresse as adresse_valide
from ti_dashboard.serveur import gabarit, moyens
from ti_dashboard.serveur.cadence import Cadence
from ti_dashboard.serveur.portes import CONNEXION, DECONNEXION
from ti_dashboard.serveur.portier import hote
from ti_dashboard.serveur.refus_dits import dire
from ti_dashboard.serveur.securite import NON_GARDEE
from ti_dashboard.serveur.temoins_poses import poser

TAILLE_MAX = 8_192
# Of one origin: a room behind one address signs in within a few minutes. Of all: what a hunt over many addresses meets.
ESSAIS = Cadence(par_origine=30, en_tout=300)
# Thirty-one letters, six of them: at this pace a code that is open for a day is found once in thousands of years.
CODES = Cadence(par_origine=20, en_tout=120)
TROP = "Trop d'essais depuis cet endroit : attendez une minute, puis recommencez."
ETRANGERE = "Cette demande ne vient pas de notre page : rechargez-la, puis recommencez."
Geste = Callable[[Base, FormData], str]


def connexion(request: Request) -> Response:
    """The login page, or where one was going for who is signed in already."""
    if request.state.session is not None and request.state.personne.compte_id is not None:
        return RedirectResponse(f"{racine()}{_vers(request)}", 303, NON_GARDEE)
    return _page(request)


def _page(request: Request, refus: str = "", statut: int = 200, courriel: str = "", code: str = "") -> Response:
    place = _vers(request)
    # Who photographed the image of a séance has only to say yes.
    code = code or parse_qs(urlsplit(place).query).get(SUIVRE.nom, [""])[0]
    told = {"refus": refus, "courriel": courriel, "code": code, "vers": place, "moyens": moyens.lire()}
    return gabarit.repondre("connexion.html", statut, **told)


def _vers(request: Request) -> str:
    """Where they were going: a page of ours, or the home page."""
    try:
        asked = adresse_valide(request.query_params.get("vers", "/"))
    except TableauDeBordError:
        return "/"
    return "/" if asked.startswith((CONNEXION, DECONNEXION)) else asked


async def locale(request: Request) -> Response:
    """An address and a password."""

    def sign_in(store: Base, form: FormData) -> str:
        account = mots_de_passe.verifier(store, str(form.get("courriel", "")), str(form.get("mot_de_passe", "")))
        with store.ecrire("se_connecter") as ecriture:
            return sessions.ouvrir(ecriture, account.compte_id, request.state.personne.origine)

    return await _entrer(request, ESSAIS, sign_in)


async def seance(request: Request) -> Response:
    """The six letters of a séance: its guest, as long as it is open."""

    def join(store: Base, form: FormData) -> str:
        code = str(form.get("code", "")).strip().upper()
        found = seances.trouver(store, code) if len(code) == seances.TAILLE_CODE else None
        if found is None or found.est_close or found.fermee_aux_invites_le:
            raise SeanceInconnue("Aucune séance ouverte aux invités n'a ce code. Vérifiez-le auprès de l'animateur.")
        with store.ecrire("rejoindre") as ecriture:
            return sessions.inviter(ecriture, code, request.state.personne.origine)

    return await _entrer(request, CODES, join)


async def invitation(request: Request) -> Response:
    """The link of an invitation: its holder chooses a password."""
    secret = request.query_params.get("jeton", "")
    if request.method == "GET":
        try:
            found = await run_in_threadpool(lambda: invitations.par_secret(base(), secret))
        except TableauDeBordError as error:
            return gabarit.repondre("refus.html", 403, message=str(error))
        return gabarit.repondre("invitation.html", 200, invitation=found, refus="")

    def accept(store: Base, form: FormData) -> str:
        one = invitations.par_secret(store, secret)
        if not one.courriel:
            raise ConnexionRefusee("Cette invitation est celle d'un organisme : connectez-vous par son fournisseur.")
        with store.ecrire("accepter_invitation") as ecriture:
            number = invitations.accepter(ecriture, one, one.courriel)
            mots_de_passe.donner(ecriture, number, str(form.get("mot_de_passe", "")))
            return sessions.ouvrir(ecriture, number, request.state.personne.origine)

    return await _entrer(request, ESSAIS, accept)


async def _entrer(request: Request, cadence: Cadence, geste: Geste) -> Response:
    """Do the gesture of a form, and have the browser hold the session it opens; or say why not, what was typed kept."""
    who: Personne = request.state.personne
    door = request.scope["path"]
    if not est_de_la_maison(request):
        journal_serveur.avertir("Formulaire venu d'ailleurs", porte=door)
        return _page(request, ETRANGERE, 403)
    if int(request.headers.get("content-length") or TAILLE_MAX) >= TAILLE_MAX:
        return dire(413)
    form = await request.form(max_files=0, max_fields=8)
    typed = str(form.get("courriel", "")), str(form.get("code", ""))
    try:
        jeton = await run_in_threadpool(lambda: _essayer(cadence, who, geste, form))
        if jeton is not None:
            await run_in_threadpool(fermer_celle_d_avant, request)
    except TableauDeBordError as error:
        journal_serveur.avertir("Entrée refusée", porte=door, motif=type(error).__name__)
        return _page(request, str(error), 403, *typed)
    if jeton is None:
        journal_serveur.avertir("Trop d'essais", porte=door)
        return _page(request, TROP, 429, *typed)
    return entrer(jeton, str(form.get("vers", "/")))


def _essayer(cadence: Cadence, who: Personne, geste: Geste, form: FormData) -> str | None:
    """None when there were too many failures. Asked when the turn of this one comes, not when it arrives: a thousand
    that arrive together would all find that nobody has failed yet."""
    if not cadence.laisse(who.origine):
        return None
    try:
        return geste(base().au_nom_de(who), form)
    except TableauDeBordError:
        cadence.compter(who.origine)
        raise


def entrer(jeton: str, vers: str) -> Response:
    """The answer that has the browser hold a session, and go where it was going."""
    try:
        place = adresse_valide(vers)
    except TableauDeBordError:
        place = "/"
    answer = RedirectResponse(f"{racine()}{place}", 303, NON_GARDEE)
    poser(answer, temoins.SESSION, temoins.signer(temoins.SESSION, jeton))
    return answer


def fermer_celle_d_avant(request: Request) -> None:
    """Who comes in again leaves nothing open behind: what the browser held until now opens nothing any more."""
    before = request.state.session
    if before is not None:
        sessions.fermer(base().au_nom_de(before.personne), before)


def est_de_la_maison(request: Request) -> bool:
    """Whether a form was sent from a page of ours: no other site can name our host as its origin."""
    if (origin := request.headers.get("origin")) is not None:
        return hote(origin) == request.headers.get("host", "").lower()
    return request.headers.get("sec-fetch-site") == "same-origin"


def routes() -> list[BaseRoute]:
    return [
        Route(CONNEXION, connexion),
        Route(f"{CONNEXION}/locale", locale, methods=["POST"]),
        Route(f"{CONNEXION}/seance", seance, methods=["POST"]),
        Route(f"{CONNEXION}/invitation", invitation, methods=["GET", "POST"]),
    ]
