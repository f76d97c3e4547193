"""Sign in by an identity provider: leave for it, come back, and close its session too at sign-out."""

import logging
from functools import cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ti_dashboard.acces.personne import Personne, visiteur
from ti_dashboard.acces.secret import secret
from ti_dashboard.acces.temoins import SORTIE, TENTATIVE
from ti_dashboard.composants.planche import racine
from ti_dashboard.connexion import reglages_oidc
from ti_dashboard.connexion.identite import Identite
from ti_dashboard.connexion.protocole import Arrivee, Protocole
from ti_dashboard.connexion.reglages_oidc import CHEMIN_RETOUR, CHEMIN_SORTIE
from ti_dashboard.connexion.tentative import DUREE, Tentatives
from ti_dashboard.errors import ConnexionRefusee, ReglageRefuse, ServiceIllisible, TableauDeBordError
from ti_dashboard.live import accueil, sessions, tentatives_servies
from ti_dashboard.live.base import base
from ti_dashboard.serveur import gabarit
from ti_dashboard.serveur.entree import entrer, fermer_celle_d_avant
from ti_dashboard.serveur.formulaires import ESSAIS, TROP
from ti_dashboard.serveur.portes import CONNEXION
from ti_dashboard.serveur.securite import NON_GARDEE
from ti_dashboard.serveur.temoins_poses import effacer, poser
from ti_dashboard.service import declaration

JOURNAL = logging.getLogger("ti_dashboard")
DEPART = f"{CONNEXION}/depart"
PERSONNE_A_QUI_DEMANDER = "l'administrateur du service"


@cache
def protocole() -> Protocole:
    """One for the whole server: it keeps the provider's keys. Raises ReglageRefuse."""
    read = reglages_oidc.lire()
    if read is None:
        raise ConnexionRefusee("Aucun fournisseur d'identité n'est réglé pour ce tableau de bord.")
    return Protocole(read, Tentatives(secret(), _servir))


def _servir(etat: str) -> bool:
    return tentatives_servies.servir(base().au_nom_de(visiteur("")), etat)


async def depart(request: Request) -> Response:
    """To the provider, with what ties its answer to this browser."""
    if not ESSAIS.laisse(request.state.personne.origine):
        return _refuser(TROP, 429)
    try:
        sent = await protocole().partir(request.query_params.get("vers", "/"))
    except ConnexionRefusee as refusal:
        return _noter(request, refusal)
    answer = RedirectResponse(sent.adresse, 303, NON_GARDEE)
    _garder(answer, TENTATIVE, sent.temoin)
    return answer


async def retour(request: Request) -> Response:
    """From the provider: whom it names comes in by an account or an invitation, and by nothing else."""
    if not ESSAIS.laisse(request.state.personne.origine):
        return _refuser(TROP, 429)
    kept = request.cookies.get(TENTATIVE)
    try:
        came = await protocole().revenir(request.query_params.multi_items(), kept)
    except ConnexionRefusee as refusal:
        return _noter(request, refusal)
    except TableauDeBordError as error:
        return _refuser(str(error), 503)
    try:
        jeton = await run_in_threadpool(_recevoir, request.state.personne, came)
        await run_in_threadpool(fermer_celle_d_avant, request)
    except ConnexionRefusee as refusal:
        return await _pas_invite(request, refusal, came.identite, came.id_token)
    except TableauDeBordError as error:
        return _refuser(str(error), 503)
    answer = entrer(jeton, came.page)
    effacer(answer, TENTATIVE)
    return answer


def _recevoir(visitor: Personne, came: Arrivee) -> str:
    who = came.identite
    named = accueil.Nomme(who.emetteur, who.sujet, who.courriel, who.siret or "")
    return accueil.recevoir(base().au_nom_de(visitor), named, visitor.origine, came.id_token)


def _noter(request: Request, refusal: ConnexionRefusee) -> Response:
    JOURNAL.warning("Connexion refusée : %s", refusal.detail)
    ESSAIS.compter(request.state.personne.origine)
    answer = _refuser(str(refusal), 403)
    effacer(answer, TENTATIVE)
    return answer


def _refuser(message: str, statut: int) -> Response:
    return gabarit.repondre("refus.html", statut, message=message)


async def _pas_invite(request: Request, refusal: ConnexionRefusee, who: Identite, id_token: str) -> Response:
    """Known by the provider, and by nobody here: whom to ask, or how to come as somebody else."""
    JOURNAL.warning("Connexion refusée : %s", refusal.detail)
    told = {"message": str(refusal), "identite": who, "contact": _a_qui_demander(), "fournisseur": _nom()}
    try:
        leave = await protocole().quitter(id_token)
    except ConnexionRefusee:
        leave = None
    answer = gabarit.repondre("sans_invitation.html", 403, sortie=leave.adresse if leave else "", **told)
    effacer(answer, TENTATIVE)
    if leave:
        _garder(answer, SORTIE, leave.temoin)
    return answer


def _garder(answer: Response, nom: str, valeur: str) -> None:
    poser(answer, nom, valeur, int(DUREE.total_seconds()))


def _nom() -> str:
    return protocole().reglages.nom


def _a_qui_demander() -> str:
    try:
        contact = declaration.lire().contact
    except ServiceIllisible:
        return PERSONNE_A_QUI_DEMANDER
    return contact.courriel or contact.formulaire or PERSONNE_A_QUI_DEMANDER


async def sortir_aussi(request: Request, session: sessions.SessionOuverte) -> Response | None:
    """After our own sign-out: a page that goes on to the provider's, or None when it has none.

    A page and not a redirection: our policy lets no form lead elsewhere, and a browser holds what follows to it.
    """
    if not session.jeton_identite:
        return None
    try:
        leave = await protocole().quitter(session.jeton_identite)
    except TableauDeBordError as error:
        JOURNAL.warning("Session du fournisseur laissée ouverte : %s", getattr(error, "detail", "") or error)
        return gabarit.repondre("sortie.html", 200, sortie="", fournisseur="votre fournisseur d'identité")
    if leave is None:
        return None
    answer = gabarit.repondre("sortie.html", 200, sortie=leave.adresse, fournisseur=_nom())
    _garder(answer, SORTIE, leave.temoin)
    return answer


async def sortie(request: Request) -> Response:
    """The provider has closed its session. What it says changes nothing here: ours was closed before."""
    if request.cookies.get(SORTIE, "") != request.query_params.get("state", ""):
        JOURNAL.warning("Retour de déconnexion que ce navigateur n'a pas demandé")
    answer = RedirectResponse(f"{racine()}{CONNEXION}", 303, NON_GARDEE)
    effacer(answer, SORTIE)
    return answer


async def annoncer() -> None:
    """Say in the log, when the server starts, that the provider does not answer: it starts all the same."""
    if reglages_oidc.lire() is None:
        return
    try:
        await protocole().fournisseur.decrire()
    except ConnexionRefusee as refusal:
        JOURNAL.warning("%s (%s)", refusal, refusal.detail)


def routes() -> list[BaseRoute]:
    """None without a provider: its addresses are then no addresses. What is wrong in a setting is said elsewhere."""
    try:
        if reglages_oidc.lire() is None:
            return []
    except ReglageRefuse:
        return []
    return [Route(DEPART, depart), Route(CHEMIN_RETOUR, retour), Route(CHEMIN_SORTIE, sortie)]
