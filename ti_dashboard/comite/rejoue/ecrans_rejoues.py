"""The screens of a replay, each once: composed from their addresses at their arrêté, under the publication of now."""

import json
from collections.abc import Sequence
from datetime import date
from urllib.parse import parse_qs, urlsplit

from ti_dashboard.acces.actions import CONSULTER
from ti_dashboard.adresse.comprise import PLAN
from ti_dashboard.adresse.gardee import en_etiquettes
from ti_dashboard.adresse.pages import trouver
from ti_dashboard.comite import ecran_de_salle
from ti_dashboard.comite.ecran_de_salle import EcranDeSalle
from ti_dashboard.composants.messages_de_salle import EcranRejoue
from ti_dashboard.compositions import calque, pages_composees, planches_gardees
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.live import corrections
from ti_dashboard.live.base import Base
from ti_dashboard.live.corrections import Correction
from ti_dashboard.magasin.publication import Publication
from ti_dashboard.planche.contrat import PageComposee, Plan
from ti_dashboard.questions.options import vocabulaire

NON_INSCRIT = "L'écran de la salle n'est pas inscrit au journal à cet instant."
SANS_PLANCHE = "Cet écran n'a pas de planche à projeter."


class EcransRejoues:
    """``ecrans`` and ``pages`` grow with what is asked; a page keeps the boards that the room was shown, no other."""

    def __init__(self, store: Base, publication: Publication) -> None:
        self._store, self._publication = store, publication
        self.ecrans: list[EcranRejoue] = []
        self._pages: list[PageComposee] = []
        self._montrees: list[set[str]] = []
        self._lus: dict[str, EcranDeSalle | str] = {}
        self._rangs: dict[tuple[str, tuple[int, ...]], int] = {}
        self._pages_par_requete: dict[str, int] = {}
        self._corrigees: dict[date, list[Correction]] = {}

    @property
    def pages(self) -> list[PageComposee]:
        return [
            {**page, "planches": {key: board for key, board in page["planches"].items() if key in shown}}
            for page, shown in zip(self._pages, self._montrees, strict=True)
        ]

    def arrete(self, adresse: str) -> date | None:
        """The arrêté that a screen shows; None where its address is not understood."""
        read = self._lire(adresse)
        return None if isinstance(read, str) else read.arrete

    def corrections(self, arrete: date) -> list[Correction]:
        """All those of an arrêté, whatever became of them."""
        if arrete not in self._corrigees:
            self._corrigees[arrete] = corrections.de_l_arrete(self._store, arrete)
        return self._corrigees[arrete]

    def montrer(self, adresse: str, instant: str) -> tuple[int, Plan | None]:
        """The rank of the screen that the room saw at this instant, and its plan."""
        read = self._lire(adresse)
        if isinstance(read, str):
            return self._sans_page(adresse, read), None
        shown = [c for c in reversed(self.corrections(read.arrete)) if corrections.est_affichee(c, instant)]
        page = self._composer(read)
        plan = _plan(self._pages[page], read.vue)
        self._montrees[page] |= {plan["planche"]} if plan else set()
        key = (self._pages[page]["page"] + "?" + self._pages[page]["adresse"], tuple(c.correction_id for c in shown))
        if key not in self._rangs:
            self._rangs[key] = len(self.ecrans)
            over = calque.calque(read.contexte, read.mots, shown) if shown else {}
            self.ecrans.append(EcranRejoue(adresse=read.vue, page=page, calque=over, faute=""))
        return self._rangs[key], plan

    def _sans_page(self, adresse: str, faute: str) -> int:
        key = (adresse, ())
        if key not in self._rangs:
            self._rangs[key] = len(self.ecrans)
            self.ecrans.append(EcranRejoue(adresse=adresse, page=None, calque={}, faute=faute))
        return self._rangs[key]

    def _lire(self, adresse: str) -> EcranDeSalle | str:
        """The screen, or why there is none to draw."""
        if adresse not in self._lus:
            self._lus[adresse] = _lire(self._publication, adresse)
        return self._lus[adresse]

    def _composer(self, read: EcranDeSalle) -> int:
        query = f"{read.contexte.page}?{planches_gardees.adresse(read.contexte, read.mots)}"
        if query not in self._pages_par_requete:
            self._pages_par_requete[query] = len(self._pages)
            self._pages.append(json.loads(planches_gardees.page(read.contexte, read.mots)))
            self._montrees.append(set())
        return self._pages_par_requete[query]


def _lire(publication: Publication, adresse: str) -> EcranDeSalle | str:
    if not adresse:
        return NON_INSCRIT
    try:
        read = ecran_de_salle.lire(publication, en_etiquettes(adresse, vocabulaire(publication)))
    except TableauDeBordError as error:
        return f"L'adresse de cet écran ne se comprend plus : {error}"
    page = trouver(read.contexte.fichier)
    is_drawn = page is not None and page.fichier in pages_composees() and page.droit is CONSULTER
    return read if is_drawn else SANS_PLANCHE


def _plan(page: PageComposee, vue: str) -> Plan | None:
    """The one that the address asks for, else the first: as the wall chooses it."""
    plans: Sequence[Plan] = page["plans"]
    asked = parse_qs(urlsplit(vue).query).get(PLAN, [""])[0]
    return next((one for one in plans if one["cle"] == asked), plans[0] if plans else None)
