"""What the screen at an address showed, as a picture can draw it: its plan, its figures, what was corrected."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from ti_dashboard.adresse.gardee import en_etiquettes
from ti_dashboard.adresse.pages import ACCUEIL, trouver
from ti_dashboard.comite.ecrit import parties_d_image
from ti_dashboard.comite.ecrit.proces_verbal import ImageDEcran
from ti_dashboard.compositions import corrigees, de_la_page, ecran_demande, pages_composees, planches_gardees
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.live.corrections import Correction
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.options import vocabulaire

PLAN = "plan"
NON_DESSINE = "Cette page n'est pas faite de chiffres : elle n'est pas dessinée ici."


def image(publication: Publication, adresse: str, corrigee: Sequence[Correction]) -> ImageDEcran:
    """``corrigee``: what was displayed over the figures then, the latest first. A screen that cannot be composed any
    more says why."""
    parts = urlsplit(en_etiquettes(adresse, vocabulaire(publication)))
    page = trouver(parts.path.strip("/") or ACCUEIL.fichier)
    if page is None or page.fichier not in pages_composees():
        return _absente(page.titre if page else adresse, NON_DESSINE)
    words = parse_qs(parts.query)
    plan = "".join(words.pop(PLAN, [])[:1])
    try:
        contexte, mots = ecran_demande.lire(publication, page, urlencode(words, doseq=True))
        message = json.loads(planches_gardees.page(contexte, mots))
    except TableauDeBordError as error:
        return _absente(page.titre, str(error))
    boards = {key: _annotee(contexte, key, board, corrigee) for key, board in message["planches"].items() if board}
    return _composer(contexte, page.titre, boards, _plan(message.get("plans", []), plan))


def _annotee(contexte: Contexte, cle: str, board: Ecran, found: Sequence[Correction]) -> Ecran:
    if not found or not de_la_page(contexte.fichier)[cle].se_corrige:
        return board
    same = [one for one in found if one.perimetre.arrete == contexte.choix.arrete]
    return corrigees.annoter(contexte, board, same)


def _plan(plans: Sequence[dict[str, Any]], cle: str) -> dict[str, Any] | None:
    """The one asked, else the first of the page; None where the page is not cut in plans."""
    return next((one for one in plans if one["cle"] == cle), plans[0] if plans else None)


def _composer(contexte: Contexte, titre: str, boards: dict[str, Ecran], plan: dict[str, Any] | None) -> ImageDEcran:
    shown = [boards[plan["planche"]]] if plan and plan["planche"] in boards else list(boards.values())
    first = shown[0] if shown else None
    said = parties_d_image.toutes(shown) if plan is None else parties_d_image.du_plan(shown[0], plan)
    heading = (plan or {}).get("titre") or (first and first["titre"]) or titre
    return ImageDEcran(
        titre=heading,
        sous_titre=(first and first["sous_titre"]) or "",
        message=(first and first["message"]) or "",
        arrete=contexte.arrete.etiquette,
        filtres=contexte.en_mots(),
        absence="" if said.est_dessinable else "Rien à montrer sur cet écran avec ces filtres.",
        tuiles=said.tuiles,
        carte=said.carte,
        blocs=said.blocs,
    )


def _absente(titre: str, pourquoi: str) -> ImageDEcran:
    return ImageDEcran(
        titre=titre,
        sous_titre="",
        message="",
        arrete="",
        filtres="",
        absence=pourquoi,
        tuiles=[],
        carte=None,
        blocs=[],
    )
