"""A screen is visited once, in one of its states, for all that is asked of it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.browser.accessibilite.etats import ERREURS, ETATS, Etat, par_lots
from tests.browser.accessibilite.gestes_audites import ADMINISTRATEUR, INSCRIT, LECTEUR, NEUF, SUR_PAPIER
from tests.browser.conftest import Ecran, Lecteurs, Serveur, start_server
from tests.magasin import AU_POSTE
from tests.reseau import ouvrir_compte, regler
from ti_dashboard import horloge
from ti_dashboard.acces import code_temporel
from ti_dashboard.acces.actions import ROLES_DE_COMPTE, RoleDAcces
from ti_dashboard.acces.personne import PerimetreDAcces
from ti_dashboard.live import attendus, etapes, invitations, points, seances, second_facteur
from ti_dashboard.live.base import Base
from ti_dashboard.live.comptes import Droits
from ti_dashboard.live.liste_collee import attendu_dit
from ti_dashboard.live.prevision import Prevision

BUREAU = {"width": 1600, "height": 900}
# The address of a server, and the secrets that open what it shows.
Lieu = tuple[str, dict[str, str]]


@pytest.fixture(scope="session")
def poste(serveur: Serveur) -> Lieu:
    """What is open to who sits at the post."""
    return serveur.adresse, {}


@pytest.fixture(scope="session")
def salle(chromium_path: str, donnees_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lieu]:
    """A séance that is held, on a server of its own."""
    folder = tmp_path_factory.mktemp("salle")
    url = f"sqlite:///{folder / 'seances.sqlite'}"
    base = Base(url).au_nom_de(AU_POSTE)
    seance = seances.ouvrir(base, "COPIL de septembre", "Direction du programme", date(2019, 9, 24))
    draft = _preparer(base)
    with pytest.MonkeyPatch.context() as env:
        env.setenv("TI_DASHBOARD_LIVE_URL", url)
        server = start_server(donnees_demo, folder / "journal.txt")
    yield server.adresse, {"cle": seance.cle, "code": seance.code, "brouillon": draft.cle}
    server.stop()
    base.fermer()


def _preparer(base: Base) -> seances.Seance:
    """A draft with something of everything that is prepared."""
    planned = Prevision(datetime(2026, 12, 3, 14, 30), 10, "Bercy")
    draft = seances.preparer(base, "COPIL de décembre", "Direction du programme", date(2019, 9, 24), planned)
    for title, page in (("L'argent", "/financements"), ("Le retrait", "/territoires")):
        step = etapes.ajouter(base, draft.code, title, "CGET", 10, f"{page}?arrete=2019-09-24&phase=1")
    etapes.annoter(base, step.etape_id, "Ne rien dire avant", est_sous_embargo=True)
    attendus.attendre(base, draft.code, [attendu_dit("Région Bretagne", "vice-présidente", "cabinet@region.fr")])
    points.proposer(base, "Friches", "Trois sites attendent", 10, "/territoires", "Région Bretagne")
    return draft


@pytest.fixture(scope="session")
def service(chromium_path: str, donnees_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lieu]:
    """A service that has accounts, and one invitation that waits."""
    folder = tmp_path_factory.mktemp("service")
    url = f"sqlite:///{folder / 'seances.sqlite'}"
    with pytest.MonkeyPatch.context() as env:
        regler(env, TI_DASHBOARD_LIVE_URL=url)
        base = Base(url)
        ouvrir_compte(base, LECTEUR, RoleDAcces.LECTEUR)
        ouvrir_compte(base, ADMINISTRATEUR, *ROLES_DE_COMPTE)
        droits = Droits("Cheffe de projet", frozenset({RoleDAcces.LECTEUR}), PerimetreDAcces())
        invitation = invitations.inviter(base.au_nom_de(AU_POSTE), "camille@service.example", droits)
        server = start_server(donnees_demo, folder / "journal.txt")
    yield server.adresse, {"invitation": invitation}
    server.stop()
    base.fermer()


@pytest.fixture(scope="session")
def erreurs() -> Lieu:
    """The pages that the delivered nginx answers with, from where it reads them."""
    return ERREURS[0].parent.as_uri(), {}


@pytest.fixture(scope="session")
def service_a_deux_facteurs(
    chromium_path: str, donnees_demo: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Lieu]:
    """A service that asks for a second factor, and an account whose telephone is enrolled."""
    folder = tmp_path_factory.mktemp("deux_facteurs")
    url = f"sqlite:///{folder / 'seances.sqlite'}"
    with pytest.MonkeyPatch.context() as env:
        regler(env, TI_DASHBOARD_LIVE_URL=url, TI_DASHBOARD_SECOND_FACTEUR="")
        base = Base(url)
        for address in (NEUF, SUR_PAPIER, INSCRIT):
            account = ouvrir_compte(base, address, RoleDAcces.LECTEUR)
        seed = code_temporel.tirer_secret()
        said = code_temporel.code(seed, int(horloge.maintenant().timestamp()) // code_temporel.PAS_S)
        with base.au_nom_de(AU_POSTE).ecrire("inscrire_second_facteur") as ecriture:
            second_facteur.inscrire(ecriture, account.compte_id, second_facteur.scelle(account.compte_id, seed), said)
        server = start_server(donnees_demo, folder / "journal.txt")
    yield server.adresse, {}
    server.stop()
    base.fermer()


@pytest.fixture(scope="module", params=par_lots(ETATS))
def etat(request: pytest.FixtureRequest) -> Etat:
    return request.param


@pytest.fixture(scope="module")
def visite(etat: Etat, lecteurs: Lecteurs, request: pytest.FixtureRequest) -> Iterator[Ecran]:
    """The screen in this state; what a test changes of the window it gives back."""
    ecran = _ouvrir(etat, lecteurs, request)
    yield ecran
    ecran.page.set_viewport_size(BUREAU)
    lecteurs.partir()


@pytest.fixture
def visiter(lecteurs: Lecteurs, request: pytest.FixtureRequest) -> Iterator[Callable[..., Ecran]]:
    """Opens a screen in a state for one test alone, ``media`` being what its reader's system asks for."""
    yield partial(_ouvrir, lecteurs=lecteurs, request=request)
    lecteurs.partir()


def _ouvrir(etat: Etat, lecteurs: Lecteurs, request: pytest.FixtureRequest, **media: Any) -> Ecran:
    adresse, secrets = request.getfixturevalue(etat.lieu)
    ecran = lecteurs.arriver(adresse)
    ecran.page.emulate_media(**media)
    etat.ouvrir(ecran, secrets)
    return ecran
