"""The round trip of somebody who logs in, without a browser: where it is sent, what it keeps and comes back with."""

import ssl
from dataclasses import replace
from threading import Lock
from urllib.parse import parse_qsl, urlsplit

import httpx

from tests.boucle import derouler
from tests.fournisseur_oidc import CLIENT, RETOUR, SECRET, SORTIE, FournisseurDEssai
from ti_dashboard.connexion.appels import Appels
from ti_dashboard.connexion.protocole import Arrivee, Protocole
from ti_dashboard.connexion.reglages_oidc import ReglagesOidc, lire
from ti_dashboard.connexion.tentative import Tentatives
from ti_dashboard.errors import ConnexionRefusee

Retour = list[tuple[str, str]]
CLE = b"aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789"
# To read the authorities of web sites takes longer than a whole round trip, which has no use of them here.
EN_CLAIR = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def reglages(fournisseur: FournisseurDEssai, **autres: object) -> ReglagesOidc:
    said = {
        "EMETTEUR": fournisseur.adresse,
        "CLIENT": CLIENT,
        "SECRET": SECRET,
        "ADRESSE_RETOUR": RETOUR,
        "ADRESSE_APRES_DECONNEXION": SORTIE,
        "GENRE": "proconnect" if fournisseur.strict else "standard",
    }
    read = lire({f"TI_DASHBOARD_OIDC_{name}": value for name, value in said.items()})
    assert read is not None
    return replace(read, **autres)  # type: ignore[arg-type]


def protocole(fournisseur: FournisseurDEssai, delai: float = 5.0, **autres: object) -> Protocole:
    settings = reglages(fournisseur, **autres)
    return Protocole(settings, tentatives(), Appels(settings.nom, delai, EN_CLAIR))


def tentatives(servies: set[str] | None = None) -> Tentatives:
    """Those of one replica; ``servies``: what it shares with the others."""
    seen, one_at_a_time = set() if servies is None else servies, Lock()

    def serve(etat: str) -> bool:
        with one_at_a_time:
            is_first = etat not in seen
            seen.add(etat)
            return is_first

    return Tentatives(CLE, serve)


async def aller(client: Protocole, page: str = "/") -> tuple[Retour, str]:
    """What the provider sends the browser back with, and the cookie it kept."""
    sent = await client.partir(page)
    async with httpx.AsyncClient(verify=False) as browser:  # noqa: S501 - it only reads http://127.0.0.1
        answer = await browser.get(sent.adresse)
    assert answer.is_redirect, answer.text
    back = urlsplit(answer.headers["Location"])
    assert f"{back.scheme}://{back.netloc}{back.path}" == RETOUR
    return parse_qsl(back.query), sent.temoin


async def parcourir(client: Protocole, page: str = "/") -> Arrivee:
    back, cookie = await aller(client, page)
    return await client.revenir(back, cookie)


def connecter(client: Protocole, page: str = "/") -> Arrivee:
    return derouler(parcourir(client, page))


def refus(client: Protocole, page: str = "/") -> ConnexionRefusee:
    """Why nobody is let in; fails when somebody is."""
    try:
        came = connecter(client, page)
    except ConnexionRefusee as refusal:
        return refusal
    raise AssertionError(f"let in: {came.identite}")
