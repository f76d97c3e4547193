"""Each role types each verb in its own name: what is not its own is refused before anything is written."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import reseau
from tests.magasin import AU_POSTE
from tests.unit.test_ligne_de_commande import VERBES
from ti_dashboard.__main__ import main
from ti_dashboard.acces.actions import EXPLOITER, PAR_VERBE, ROLES_DE_COMPTE, RoleDAcces
from ti_dashboard.acces.personne import PerimetreDAcces
from ti_dashboard.live import comptes
from ti_dashboard.live.base import Base

PERSONNE = (
    "",
    "absent@exemple.fr",
    "0",
    "-1",
    "999",
    "9" * 30,
    "9" * 5_000,
    "٣",
    "\udcff",
    "a\x00b",
    "' OR 1=1 --",
    "*",
)
TOUS = [verbe for verbe in VERBES if PAR_VERBE[verbe] is not EXPLOITER]


REFUSES = [(r, v) for r in ROLES_DE_COMPTE for v in TOUS if r not in PAR_VERBE[v].roles]


@pytest.fixture(scope="module")
def adresse_du_magasin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A live store with an account of each role, one of a region, and one that was closed."""
    url = f"sqlite:///{tmp_path_factory.mktemp('comptes') / 'seance.sqlite'}"
    store = Base(url)
    for name, role in [(str(role), role) for role in ROLES_DE_COMPTE] + [("ferme", RoleDAcces.DONNEES)]:
        reseau.ouvrir_compte(store, f"{name}@exemple.fr", role)
    reseau.ouvrir_compte(store, "r@exemple.fr", RoleDAcces.DONNEES, perimetre=PerimetreDAcces(region="53"))
    closed = comptes.nomme(store, "ferme@exemple.fr")
    assert closed is not None
    comptes.fermer(store.au_nom_de(AU_POSTE), closed.compte_id)
    store.fermer()
    yield url


@pytest.fixture(autouse=True)
def servi(adresse_du_magasin: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reseau.regler(monkeypatch, TI_DASHBOARD_LIVE_URL=adresse_du_magasin)
    (tmp_path / "donnees").mkdir()
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "donnees"))


def _typer(compte: str, verbe: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    words = [word.format(dossier=tmp_path) for word in VERBES[verbe]]
    code = main([f"--compte={compte}", "--json", verbe, *words])
    out = capsys.readouterr()
    return code, out.out + out.err


def _ecrits(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "donnees").rglob("*"))


@pytest.mark.parametrize(("role", "verbe"), REFUSES)
def test_a_role_is_refused_the_verbs_of_the_others_before_anything_is_written(role, verbe: str, tmp_path, capsys):
    code, said = _typer(f"{role}@exemple.fr", verbe, tmp_path, capsys)
    assert code and "demande le rôle" in said and "Rien n'a changé" in said, said
    assert not _ecrits(tmp_path)


def test_a_role_types_its_own_verbs(tmp_path, capsys):
    said = [_typer("donnees@exemple.fr", verbe, tmp_path, capsys)[1] for verbe in ("verifier", "apercu", "modele")]
    assert not any("demande le rôle" in one for one in said)


@pytest.mark.parametrize("verbe", [verbe for verbe in TOUS if PAR_VERBE[verbe].est_nationale])
def test_a_perimeter_is_refused_what_engages_the_programme(verbe: str, tmp_path, capsys):
    code, said = _typer("r@exemple.fr", verbe, tmp_path, capsys)
    assert code and "limité à un périmètre" in said and not _ecrits(tmp_path), said


@pytest.mark.parametrize("compte", PERSONNE)
def test_an_account_that_is_none_does_nothing(compte: str, tmp_path, capsys):
    code, said = _typer(compte, "publier", tmp_path, capsys)
    assert code and "Rien n'a changé" in said and "Traceback" not in said and not _ecrits(tmp_path), said


def test_a_closed_account_does_nothing_by_its_address_nor_by_its_number(tmp_path, capsys):
    store = Base(os.environ["TI_DASHBOARD_LIVE_URL"])
    (closed,) = (one for one in comptes.lister(store) if one.ferme_le)
    store.fermer()
    for word in (closed.courriel, str(closed.compte_id)):
        code, said = _typer(word, "publier", tmp_path, capsys)
        assert code and "Aucun compte ouvert" in said and not _ecrits(tmp_path)
