"""What was said and has gone from the disk: a build says what is missing; it never says anything else in its place."""

import json
import os
import shutil
from datetime import date

import duckdb
import pytest

from tests.depot import (
    AUTEUR,
    COMITE,
    dater_d_avant_les_recettes,
    decider,
    deposer,
    fichier,
    financement,
    interroger,
    publier,
)
from ti_dashboard.demonstration.premier_demarrage import assurer_publication
from ti_dashboard.dossier import arretes, chemins
from ti_dashboard.dossier.pointeur import NOM, ecrire_pointeur, entree, lire_pointeur
from ti_dashboard.errors import ControleEchoue, PublicationAbsente, PublicationIllisible
from ti_dashboard.ingest import atelier
from ti_dashboard.magasin.guichet import Guichet
from ti_dashboard.sceau.recettes import COURANTE

DECIDE, RETIRE = COMITE, date(2025, 11, 3)


@pytest.fixture(scope="module")
def decidee(tmp_path_factory):
    base = tmp_path_factory.mktemp("decidee")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TI_DASHBOARD_DONNEES", str(base))
        decider(base)
        atelier.arreter(RETIRE, "Figé trop tôt", AUTEUR)
        atelier.retirer(RETIRE, "mauvaise date", AUTEUR)
    return base


@pytest.fixture
def base(decidee, tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    return shutil.copytree(decidee, tmp_path, dirs_exist_ok=True)


def _servie():
    return chemins.publications() / lire_pointeur(chemins.publications())["publication"]


def _changer_un_centime(base) -> None:
    for name, old, new in (("financements", "100.50", "100.51"), ("bordereau", "140.50", "140.51")):
        path = base / "livraisons" / "demonstration" / "2019-09-24" / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("perdu", "dit"),
    [
        (lambda: _servie().unlink(), r"La publication en place, .*\.duckdb, a disparu du disque.*revenir"),
        (lambda: (chemins.publications() / NOM).unlink(), r"courante\.json a disparu du dossier des publications"),
        (lambda: _alterer("DELETE FROM arrete_empreinte"), r"Un arrêté de la publication en place.*n'a plus de sceau"),
    ],
    ids=["le fichier servi", "le pointeur", "les sceaux"],
)
def test_without_what_was_said_nothing_is_built_in_its_place(base, perdu, dit):
    """Were it built, what the sources say today would be sealed as what was said then."""
    shutil.rmtree(arretes.dossier(base))
    _changer_un_centime(base)
    perdu()
    with pytest.raises(ControleEchoue, match=dit):
        atelier.construire(None, AUTEUR)


def _alterer(statement: str) -> None:
    path = _servie()
    with duckdb.connect(str(path)) as con:
        con.execute(statement)
    ecrire_pointeur(chemins.publications(), path.name, entree(path)["sha256"])


@pytest.mark.parametrize("lost", ["2025-11-03.retrait.json", "2025-11-03*"], ids=["son retrait", "tout"])
def test_a_withdrawn_arrete_neither_comes_back_nor_goes_without_a_trace(base, lost):
    for path in arretes.dossier(base).glob(lost):
        path.unlink()
    deposer(fichier(base, "financements", [financement("C", "10")]))
    with pytest.raises(
        ControleEchoue, match=r"retiré a disparu \(03/11/2025\) : remettez 2025-11-03\.json et 2025-11-03\.r"
    ):
        publier()
    assert (RETIRE,) in interroger("SELECT arrete_id FROM arrete_retire")


def test_a_first_start_replaces_nothing_when_only_the_pointer_is_lost(base):
    (chemins.publications() / NOM).unlink()
    assert not assurer_publication()
    with pytest.raises(PublicationAbsente):
        Guichet(chemins.publications()).service()


@pytest.mark.parametrize("content", ["{", "[]", '{"publication": null, "sha256": null}'])
def test_a_pointer_that_does_not_read_says_what_really_mends_it(base, content):
    (chemins.publications() / NOM).write_text(content, encoding="utf-8")
    with pytest.raises(
        PublicationIllisible, match=r"refaites tout avec « python -m ti_dashboard construire --refonder"
    ):
        atelier.construire(None, AUTEUR)
    atelier.construire(None, AUTEUR, refonder=True)
    assert Guichet(chemins.publications()).service().avertissement is None


def test_an_arrete_withdrawn_before_recipes_is_sealed_again_and_held_to_its_seal(base):
    dater_d_avant_les_recettes(base, RETIRE)
    deposer(fichier(base, "financements", [financement("C", "10")]))
    with pytest.raises(ControleEchoue, match=r"Figé par une version antérieure.*arrêté du 03/11/2025"):
        publier()
    atelier.construire(None, AUTEUR, refonder=True)
    (kept,) = arretes.retires(base)
    assert (kept.recette, kept.ancienne_empreinte, kept.retrait.motif) == (COURANTE, "a" * 64, "mauvaise date")
    assert interroger("SELECT empreinte FROM arrete_retire") == [(kept.empreinte,)]
    _changer_un_centime(base)
    with pytest.raises(ControleEchoue, match=r"02/10/2025 et 03/11/2025 changerai"):
        atelier.construire(None, AUTEUR, refonder=True)


def test_a_publication_that_shows_another_arrete_under_a_decided_date_is_not_opened(
    base, tmp_path_factory, monkeypatch
):
    """Whole, sealed and well pointed to: it is only not what was frozen here."""
    elsewhere = shutil.copytree(base, tmp_path_factory.mktemp("ailleurs"), dirs_exist_ok=True)
    for folder in ("arretes", "publications"):
        shutil.rmtree(elsewhere / folder)
    _changer_un_centime(elsewhere)
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(elsewhere))
    atelier.construire(None, AUTEUR, refonder=True)
    atelier.arreter(DECIDE, "Comité d'essai", AUTEUR)
    forged = _servie()
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(base))
    good = _servie().name
    shutil.copy(forged, chemins.publications())
    ecrire_pointeur(chemins.publications(), forged.name, entree(forged)["sha256"])
    service = Guichet(chemins.publications()).service()
    assert service.publication.fichier.name == good
    assert "montre un autre arrêté du 02/10/2025 que celui figé ici" in service.avertissement
    with pytest.raises(PublicationIllisible, match="montre un autre arrêté"):
        atelier.revenir(AUTEUR, forged.name)


@pytest.mark.parametrize("changed", [{"libelle": "Autre"}, {"numero": 9}, {"phase_en_cours": 1}, {"auteur": "X"}])
def test_a_decided_arrete_is_not_renamed(base, changed):
    path = arretes.dossier(base) / "2025-10-02.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changed), encoding="utf-8")
    deposer(fichier(base, "financements", [financement("C", "10")]))
    with pytest.raises(ControleEchoue, match=r"L'arrêté du 02/10/2025 ne porte pas les mêmes nom.*2025-10-02\.json"):
        publier()


@pytest.mark.parametrize(
    "geste",
    [
        lambda base: publier(),
        lambda base: atelier.projeter(date(2024, 8, 1), "Autre", AUTEUR),
        lambda base: deposer(fichier(base, "financements", [financement("C", "10")])),
        lambda base: atelier.retirer(DECIDE, "x", AUTEUR),
    ],
    ids=["publier", "arreter", "verifier", "retirer"],
)
@pytest.mark.parametrize(
    ("perdu", "dit"),
    [
        (lambda: _servie().unlink(), "a disparu du disque"),
        (lambda: os.truncate(_servie(), 9000), "a été modifiée après coup"),
    ],
    ids=["effacée", "tronquée"],
)
def test_every_gesture_says_that_the_publication_in_place_is_not_as_it_was(base, geste, perdu, dit):
    perdu()
    with pytest.raises(ControleEchoue, match=rf"La publication en place, .*{dit}.*revenir"):
        geste(base)


def test_a_rebuild_from_scratch_loses_no_arrete_decided_here(base):
    path = arretes.dossier(base) / "2025-10-02.json"
    content = path.read_bytes()
    path.unlink()
    with pytest.raises(ControleEchoue, match=r"n'a plus de fichier dans le dossier des arrêtés \(02/10/2025\)"):
        atelier.construire(None, AUTEUR, refonder=True)
    path.write_bytes(content)
    atelier.construire(None, AUTEUR, refonder=True)
    assert (DECIDE,) in interroger("SELECT arrete_id FROM arrete")
