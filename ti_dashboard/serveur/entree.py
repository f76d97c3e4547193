"""The doors of a service open to a network: the login page, local accounts, the code of a séance."""

from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ti_dashboard.acces import temoins
from ti_dashboard.cadre.parametres import SUIVRE
from ti_dashboard.comite import code_dit
from ti_dashboard.composants.planche import racine
from ti_dashboard.errors import ConnexionRefusee, GesteRefuse, SeanceInconnue, TableauDeBordError
from ti_dashboard.live import entrees_a_deux_pas, invitations, mots_de_passe, seances, sessions
from ti_dashboard.live.base import Base, base
from ti_dashboard.live.entrees_a_deux_pas import Passage
from ti_dashboard.live.saisie import adresse as adresse_valide
from ti_dashboard.serveur import gabarit, moyens
from ti_dashboard.serveur.cadence import Cadence
from ti_dashboard.serveur.formulaires import CODES, ESSAIS, RefusDeFormulaire, recevoir
from ti_dashboard.serveur.portes import CONNEXION, DECONNEXION, SURFACES_DE_LA_SALLE
from ti_dashboard.serveur.securite import NON_GARDEE
from ti_dashboard.serveur.temoins_poses import poser

SECOND_PAS = f"{CONNEXION}/second-facteur"
DEUX_FOIS = "Les deux mots de passe ne sont pas les mêmes : rien n'a été enregistré."
Geste = Callable[[Base, FormData], Passage]
Redite = Callable[[RefusDeFormulaire], Response]


def connexion(request: Request) -> Response:
    """The login page, or where one was going for who is signed in already."""
    if request.state.session is not None and request.state.personne.compte_id is not None:
        return RedirectResponse(f"{racine()}{vers(request)}", 303, NON_GARDEE)
    return _page(request)


def _page(request: Request, refus: RefusDeFormulaire | None = None) -> Response:
    place = vers(request)
    typed = refus.saisie if refus else {}
    # Who photographed the image of a séance has only to say yes.
    code = str(typed.get("code", "")) or parse_qs(urlsplit(place).query).get(SUIVRE.nom, [""])[0]
    told = {"courriel": str(typed.get("courriel", "")), "code": code, "vers": place, "moyens": moyens.lire()}
    statut, message = (refus.statut, refus.message) if refus else (200, "")
    return gabarit.repondre("connexion.html", statut, refus=message, **told)


def vers(request: Request) -> str:
    """Where they were going: a page of ours, or the home page."""
    return _page_de_la_maison(request.query_params.get("vers", "/"))


def _page_de_la_maison(asked: str) -> str:
    try:
        place = adresse_valide(asked)
    except TableauDeBordError:
        return "/"
    return "/" if place.startswith((CONNEXION, DECONNEXION)) else place


async def locale(request: Request) -> Response:
    """An address and a password."""

    def sign_in(store: Base, form: FormData) -> Passage:
        account = mots_de_passe.verifier(store, str(form.get("courriel", "")), str(form.get("mot_de_passe", "")))
        with store.ecrire("se_connecter") as ecriture:
            return entrees_a_deux_pas.entrer(ecriture, account.compte_id, request.state.personne.origine)

    return await _entrer(request, ESSAIS, sign_in)


async def seance(request: Request) -> Response:
    """The six letters of a séance: its guest, as long as it is open."""

    def join(store: Base, form: FormData) -> Passage:
        code = code_dit.comprendre(str(form.get("code", "")))
        found = seances.trouver(store, code)
        if found is None or found.est_close or found.fermee_aux_invites_le:
            raise SeanceInconnue("Aucune séance ouverte aux invités n'a ce code. Vérifiez-le auprès de l'animateur.")
        with store.ecrire("rejoindre") as ecriture:
            return Passage(sessions.inviter(ecriture, code, request.state.personne.origine), True)

    return await _entrer(request, CODES, join, ou=_ou_suivre)


async def invitation(request: Request) -> Response:
    """The link of an invitation: its holder chooses a password."""
    secret = request.query_params.get("jeton", "")
    if request.method == "GET":
        return await run_in_threadpool(_page_d_invitation, secret)

    def accept(store: Base, form: FormData) -> Passage:
        one = invitations.par_secret(store, secret)
        if not one.courriel:
            raise ConnexionRefusee("Cette invitation est celle d'un organisme : connectez-vous par son fournisseur.")
        chosen = mot_choisi(form, "mot_de_passe")
        with store.ecrire("accepter_invitation") as ecriture:
            number = invitations.accepter(ecriture, one, one.courriel)
            mots_de_passe.donner(ecriture, number, chosen)
            return entrees_a_deux_pas.entrer(ecriture, number, request.state.personne.origine)

    return await _entrer(request, ESSAIS, accept, lambda refused: _page_d_invitation(secret, refused))


def _page_d_invitation(secret: str, refus: RefusDeFormulaire | None = None) -> Response:
    try:
        found = invitations.par_secret(base(), secret)
    except TableauDeBordError as error:
        return gabarit.repondre("refus.html", 403, message=str(error))
    statut, message = (refus.statut, refus.message) if refus else (200, "")
    return gabarit.repondre("invitation.html", statut, invitation=found, refus=message)


def mot_choisi(form: FormData, champ: str) -> str:
    """A new password, typed twice since nobody sees it. Raises GesteRefuse."""
    said = str(form.get(champ, ""))
    if said != str(form.get(f"{champ}_redit", "")):
        raise GesteRefuse(DEUX_FOIS)
    return said


async def _entrer(
    request: Request,
    cadence: Cadence,
    geste: Geste,
    redire: Redite | None = None,
    ou: Callable[[FormData], str] | None = None,
) -> Response:
    """Do the gesture of a form, and have the browser hold what it opens; or say why not, what was typed kept. ``ou``:
    where they go then, the place that the form says if None."""
    done = await recevoir(request, cadence, geste)
    if isinstance(done, RefusDeFormulaire):
        return await run_in_threadpool(redire, done) if redire else _page(request, done)
    place = (ou or _demandee)(done.saisie)
    if done.fait.est_fini:
        return await ouvrir_la_session(request, done.fait.jeton, place)
    answer = RedirectResponse(
        f"{racine()}{SECOND_PAS}?vers={quote(_page_de_la_maison(place), safe='')}", 303, NON_GARDEE
    )
    lasts = int(entrees_a_deux_pas.DUREE.total_seconds())
    poser(answer, temoins.ENTREE, temoins.signer(temoins.ENTREE, done.fait.jeton), lasts)
    return answer


def _demandee(form: FormData) -> str:
    return str(form.get("vers", "/"))


def _ou_suivre(form: FormData) -> str:
    """Where who typed the code of a séance follows it: on the surface of the room they came for, or in the application.
    That séance, whatever the address they came by said."""
    surface = urlsplit(_demandee(form)).path
    if surface not in SURFACES_DE_LA_SALLE:
        return "/"
    return f"{surface}?{SUIVRE.nom}={code_dit.comprendre(str(form.get('code', '')))}"


async def ouvrir_la_session(request: Request, jeton: str, place: str) -> Response:
    """The answer that has the browser hold a session, and go where it was going."""
    await run_in_threadpool(fermer_celle_d_avant, request)
    return entrer(jeton, place)


def entrer(jeton: str, place: str) -> Response:
    answer = RedirectResponse(f"{racine()}{_page_de_la_maison(place)}", 303, NON_GARDEE)
    tenir(answer, jeton)
    return answer


def tenir(answer: Response, jeton: str) -> None:
    """Have the browser hold this session from now on."""
    poser(answer, temoins.SESSION, temoins.signer(temoins.SESSION, jeton))


def fermer_celle_d_avant(request: Request) -> None:
    """Who comes in again leaves nothing open behind: what the browser held until now opens nothing any more."""
    before = request.state.session
    if before is not None:
        sessions.fermer(base().au_nom_de(before.personne), before)


def routes() -> list[BaseRoute]:
    return [
        Route(CONNEXION, connexion),
        Route(f"{CONNEXION}/locale", locale, methods=["POST"]),
        Route(f"{CONNEXION}/seance", seance, methods=["POST"]),
        Route(f"{CONNEXION}/invitation", invitation, methods=["GET", "POST"]),
    ]
