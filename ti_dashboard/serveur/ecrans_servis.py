"""``/ecrans/<empreinte>/<page>?<adresse>``: what a page shows at an address, as one message that never changes.

Composed once for all who ask, compressed once, kept by every browser for ever: another publication, or another version
of the program, has another ``empreinte``. ``courante`` stands for that of now, and is asked again each time.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from ti_dashboard.acces.actions import CONSULTER
from ti_dashboard.acces.mode import est_en_reseau
from ti_dashboard.acces.personne import Personne
from ti_dashboard.adresse.pages import ACCUEIL, Page, trouver
from ti_dashboard.comite import place
from ti_dashboard.composants.messages import EcranSuivi
from ti_dashboard.composants.planche import racine
from ti_dashboard.compositions import calque as calques
from ti_dashboard.compositions import ecran_demande, pages_composees, planches_gardees
from ti_dashboard.compositions.empreinte_des_ecrans import empreinte
from ti_dashboard.errors import AdresseIncomprise, TableauDeBordError
from ti_dashboard.live import corrections, ecrans_montres, seances
from ti_dashboard.live.base import base, base_ecrite
from ti_dashboard.magasin import guichet
from ti_dashboard.magasin.reponses import Reponses
from ti_dashboard.serveur.compression import choose_encoding, compress
from ti_dashboard.serveur.demandeur import demandeur
from ti_dashboard.serveur.refus_dits import dire
from ti_dashboard.serveur.securite import NON_GARDEE
from ti_dashboard.serveur.tampon import is_known

ECRANS, CALQUES = "/ecrans/", "/calques/"
COURANTE = "courante"
OCTETS_SERVIS = 32_000_000
ENCODAGES = ("br", "gzip")
INDULGENT = "handling=lenient"
A_DEMANDER = "no-cache"
POUR_TOUJOURS = "max-age=31536000, immutable"
AUTRE_PUBLICATION = "Cet écran n'est plus celui qui est servi : rechargez la page."
D_UNE_AUTRE_SEANCE = "Cet écran n'est pas de votre séance : votre code n'ouvre que les siens."
SANS_ECRAN = "Aucun écran n'est servi sous ce nom."


@dataclass(frozen=True)
class EcranServi:
    """One message, ready to leave. ``corps``: by encoding, None for as it is."""

    etag: str
    corps: Mapping[str | None, bytes]

    @property
    def octets(self) -> int:
        return sum(len(body) for body in self.corps.values())


_servis: Reponses[EcranServi] = Reponses(OCTETS_SERVIS, lambda served: served.octets)


def ecran(request: Request) -> Response:
    """Not a coroutine: Starlette runs it in a thread, the event loop stays free."""
    return _pour(request, _servir)


def calque(request: Request) -> Response:
    """What a room has corrected of the screen: small, and asked for again each time."""
    return _pour(request, _corriger)


def _pour(request: Request, repondre: Callable[[Request, guichet.Service, Page], Response]) -> Response:
    """The answer for who may see the screen; a sentence for who may not, or where there is none."""
    page = trouver(request.path_params["page"])
    if page is None or page.fichier not in pages_composees():
        return dire(404, SANS_ECRAN)
    person = demandeur(request)
    try:
        service = guichet.service()
        if said := _refus(person, page, service, request.url.query):
            return _sans_ecran(request, 403, said)
        if request.path_params["empreinte"] not in (empreinte(service), COURANTE):
            return _sans_ecran(request, 404, AUTRE_PUBLICATION)
        return repondre(request, service, page)
    except AdresseIncomprise as error:
        return _sans_ecran(request, 400, str(error))
    except TableauDeBordError as error:
        return dire(503, str(error))


def _sans_ecran(request: Request, statut: int, phrase: str) -> Response:
    """A page of ours that asks for the screen ahead of its run (RFC 7240) is told nothing: its run says why."""
    if request.headers.get("prefer", "") == INDULGENT:
        return Response(status_code=204, headers=NON_GARDEE | {"Vary": "Prefer"})
    return dire(statut, phrase)


def prechauffer(service: guichet.Service, page: Page) -> None:
    """Have the first screen of a page ready: at its bare address, and at the one that its browser then has."""
    _trouver(service, page, "")
    _trouver(service, page, planches_gardees.adresse(*ecran_demande.lire(service.publication, page, "")))


def suivi(adresse: str) -> EcranSuivi | None:
    """The screen at an address of the application, for a whole room at once; None where none is served there alone."""
    parts = urlsplit(adresse)
    page = trouver(parts.path.strip("/") or ACCUEIL.fichier)
    if page is None or page.fichier not in pages_composees() or page.droit is not CONSULTER:
        return None
    try:
        service = guichet.service()
        query = planches_gardees.adresse(*ecran_demande.lire(service.publication, page, parts.query))
        served = _trouver(service, page, query)
    except TableauDeBordError:
        # Each of those who follow is told why by its own page.
        return None
    path = f"{racine()}{ECRANS}{empreinte(service)}/{page.fichier}"
    return EcranSuivi(adresse=adresse, chemin=path, gzip=b64encode(served.corps["gzip"]).decode())


def _trouver(service: guichet.Service, page: Page, requete: str) -> EcranServi:
    # Of one size, however long what is asked.
    key = sha256(f"{empreinte(service)}/{page.fichier}?{requete}".encode()).digest()
    return _servis.obtenir(key, partial(_composer, service, page, requete))


def _servir(request: Request, service: guichet.Service, page: Page) -> Response:
    query, name = request.url.query, empreinte(service)
    served = _trouver(service, page, query)
    if request.path_params["empreinte"] != COURANTE:
        return _repondre(request, served, {"Cache-Control": _pour_toujours()})
    lasting = f"{racine()}{ECRANS}{name}/{page.fichier}?{query}"
    return _repondre(request, served, {"Cache-Control": A_DEMANDER, "Content-Location": lasting})


def _corriger(request: Request, service: guichet.Service, page: Page) -> Response:
    contexte, mots = ecran_demande.lire(service.publication, page, request.url.query)
    store = base_ecrite()
    found = corrections.affichees(store, contexte.choix.arrete)[::-1] if store else []
    return JSONResponse(calques.calque(contexte, mots, found), headers=NON_GARDEE)


def _refus(person: Personne, page: Page, service: guichet.Service, requete: str) -> str:
    """Why this screen is not theirs, if so: they lack the right of its page, or their séance does not show it."""
    if person.peut(page.droit):
        return ""
    if person.seance_code is None or page.droit is not CONSULTER:
        return f"« {page.droit.dit} » n'est pas dans vos droits."
    return "" if _est_de_la_seance(person.seance_code, page, service, requete) else D_UNE_AUTRE_SEANCE


def _est_de_la_seance(code: str, page: Page, service: guichet.Service, requete: str) -> bool:
    try:
        contexte, _ = ecran_demande.lire(service.publication, page, requete)
    except AdresseIncomprise:
        return False
    shown = ecrans_montres.adresses(base(), seances.lire(base(), code))
    return place.est_montre(contexte.vocabulaire, f"/{contexte.page}?{requete}", shown)


def _composer(service: guichet.Service, page: Page, requete: str) -> EcranServi:
    body = planches_gardees.page(*ecran_demande.lire(service.publication, page, requete))
    packed: dict[str | None, bytes] = {encoding: compress(body, encoding) for encoding in ENCODAGES}
    return EcranServi(f'"{sha256(body).hexdigest()[:32]}"', {None: body, **packed})


def _pour_toujours() -> str:
    """Where people sign in, no cache between them and the server keeps what one of them may read."""
    return f"{'private' if est_en_reseau() else 'public'}, {POUR_TOUJOURS}"


def _repondre(request: Request, served: EcranServi, entetes: Mapping[str, str]) -> Response:
    headers = {"ETag": served.etag, "Vary": "Accept-Encoding", **entetes}
    if is_known(request.headers.get("if-none-match"), served.etag):
        return Response(status_code=304, headers=headers)
    encoding = choose_encoding(request.headers.get("accept-encoding", ""))
    if encoding:
        headers["Content-Encoding"] = encoding
    return Response(served.corps[encoding], headers=headers, media_type="application/json")


def routes() -> list[BaseRoute]:
    of = "{empreinte:str}/{page:str}"
    return [Route(ECRANS + of, ecran, methods=["GET"]), Route(CALQUES + of, calque, methods=["GET"])]
