"""Shared fixtures: the demonstration publication, built once, and small publications drawn by a test."""

import fcntl
import os
import shutil
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from tests import horodateur as autorite
from tests.depot import fonder
from tests.fabrique import Lignes, publier
from tests.partage import pytest_xdist_auto_num_workers, pytest_xdist_make_scheduler
from ti_dashboard.__main__ import main
from ti_dashboard.demonstration import generer
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.ingest.atelier import examen_borne
from ti_dashboard.ingest.atelier.examen import examiner
from ti_dashboard.ingest.publier.construction import construire
from ti_dashboard.magasin.guichet import Publication, ouvrir
from ti_dashboard.programme.filtres import Filtres

A2019, A2019_AVRIL, A2021, A2023 = date(2019, 9, 24), date(2019, 4, 30), date(2021, 10, 12), date(2023, 11, 9)
A2025 = date(2025, 5, 27)

# No test is timed: a loaded machine is slow, not wrong.
settings.register_profile("sans_delai", deadline=None)
settings.load_profile("sans_delai")

# Of pytest, which reads its hooks here.
__all__ = ("pytest_xdist_auto_num_workers", "pytest_xdist_make_scheduler")

Dossiers = Mapping[str, Mapping[str, Lignes]]

# Filters and pairs of dates under which sums must hold: nothing, one of each kind, several at once.
CHOIX = [
    {},
    {"regions": ("53",)},
    {"themes": ("mobilite", "foncier")},
    {"operateurs": ("anct",)},
    {"operateurs": ("regions",)},
    {"regions": ("84", "76"), "themes": ("competences",), "operateurs": ("bpifrance",)},
]
DATES = [(A2019, A2019_AVRIL), (A2021, A2019), (A2023, A2019_AVRIL)]


def _examiner_ici(folder: Path, dire: examen_borne.Dire) -> tuple[int, str]:
    try:
        examiner(folder, dire)
    except Exception:
        return 1, traceback.format_exc()
    return 0, ""


@pytest.fixture(scope="session", autouse=True)
def examen_ici() -> Iterator[Callable[..., tuple[int, str]]]:
    """Files are examined in the process of the tests: half a second less each time. Gives how the product does it,
    in a process of its own, which ``test_examen`` and every verb that is really run hold.
    """
    real = examen_borne._lancer
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(examen_borne, "_lancer", _examiner_ici)
        yield real


def _une_fois(tmp_path_factory: pytest.TempPathFactory, nom: str, batir: Callable[[Path], object]) -> Path:
    """A data folder published once in a whole run of the tests: the first process there builds, the others copy.

    ``ESSAIS_BATIS`` names a folder that outlives the run: the tests of each mutant begin with what the first built.
    """
    own = tmp_path_factory.getbasetemp()
    shared = Path(os.environ.get("ESSAIS_BATIS") or (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)) / nom
    with shared.with_suffix(".verrou").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if lire_pointeur(shared / "publications") is None:
            batir(shared)
    # A server writes beside the publications: each process has its own folder.
    return shutil.copytree(shared, own / f"donnees-{nom}")


@pytest.fixture(scope="session")
def donnees_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data folder with the demonstration deliveries and their publication; not to be changed by a test."""

    def build(base: Path) -> None:
        generer(base / "livraisons" / "demonstration")
        construire(base / "livraisons" / "demonstration", base / "publications")

    return _une_fois(tmp_path_factory, "demonstration", build)


@pytest.fixture(scope="session")
def donnees_ouvertes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data folder filled by the public lists, by the verb itself; not to be changed by a test."""

    def build(base: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TI_DASHBOARD_DONNEES", str(base))
            assert main(["--auteur", "équipe données", "ouvertes"]) == 0

    return _une_fois(tmp_path_factory, "ouvertes", build)


@pytest.fixture(scope="session")
def petite_scellee(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a small publication, sealed at every arrêté: two projects, one overseas, then applications."""
    known = {
        "perimetre": [{"territoire_id": "ti-5304"}, {"territoire_id": "ti-0401"}],
        "jalons": [{"territoire_id": "ti-5304", "jalon": "protocole_signe"}],
        "projets": [
            {"projet_id": "P1", "territoire_id": "ti-5304"},
            {"projet_id": "P2", "territoire_id": "ti-0401", "themes": "mobilite"},
        ],
        "financements": [{"projet_id": "P1", "montant": "100.50"}],
    }
    later = {"financements": [{"projet_id": "P2", "montant": 40, "reference": "B"}]}
    filed = {"acceptee": "nouvelle", "refusee": "", "en_instruction": "", "retiree": "", "a_deposer": ""}
    applied = [
        {"numero_dossier": number, "statut": status, "decision": decision, "code_region": "53", "membres": "200065928"}
        for number, (status, decision) in enumerate(filed.items())
    ]
    then = {
        "perimetre": [{"territoire_id": "ti-5304", "phase": 2, "date_effet": "2023-11-09"}],
        "candidatures": applied,
    }
    build = partial(publier, dossiers={"2019-04-30": known, "2019-09-24": later, "2023-11-09": then})
    folder = _une_fois(tmp_path_factory, "petite-scellee", build) / "publications"
    pointer = lire_pointeur(folder)
    assert pointer is not None
    return folder / pointer["publication"]


@pytest.fixture(scope="session")
def demo(donnees_demo: Path) -> Publication:
    """The demonstration publication, open."""
    return _open(donnees_demo)


@pytest.fixture(scope="session")
def publiques(donnees_ouvertes: Path) -> Publication:
    """The publication of the public lists, open."""
    return _open(donnees_ouvertes)


@pytest.fixture
def donnees_servies(donnees_demo: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The application reads the demonstration."""
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(donnees_demo))
    yield donnees_demo


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of the test, with the small ledger published in it."""
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    fonder(tmp_path)
    return tmp_path


@pytest.fixture
def petite(tmp_path: Path) -> Callable[[Dossiers], Publication]:
    """Publish a few drawn rows and open the result."""

    def build(dossiers: Dossiers) -> Publication:
        publier(tmp_path, dossiers)
        return _open(tmp_path)

    return build


@pytest.fixture(scope="session")
def identites(tmp_path_factory: pytest.TempPathFactory) -> autorite.Horodateur:
    """The certificates of a local time-stamping authority, made once."""
    return autorite.fonder(tmp_path_factory.mktemp("horodateur"))


@pytest.fixture
def horodateur(identites: autorite.Horodateur, monkeypatch: pytest.MonkeyPatch) -> Iterator[autorite.Horodateur]:
    """A local time-stamping authority that answers well until a test says otherwise, with no proxy on the way."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        for spelled in (name, name.lower()):
            monkeypatch.delenv(spelled, raising=False)
    with autorite.servir(replace(identites, recues=[])) as served:
        yield served


def _open(base: Path) -> Publication:
    pointer = lire_pointeur(base / "publications")
    assert pointer is not None
    return ouvrir(base / "publications", pointer)


def filtres(arrete: date = A2019, phase: int = 1, **choix: object) -> Filtres:
    """Filters of a test, national by default."""
    return Filtres(arrete, phase, **choix)


os.environ.setdefault("STREAMLIT_BROWSER_GATHER_USAGE_STATS", "false")
