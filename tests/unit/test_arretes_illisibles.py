"""The files of arrêtés decided here: one that was touched, copied or half erased is named, and nothing is published."""

import json
import shutil

import pytest

from tests.app.application import ouvrir, table
from tests.depot import AUTEUR, COMITE, decider, deposer, fichier, financement, publier
from ti_dashboard.dossier import arretes
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.errors import ArreteIllisible, PublicationIllisible
from ti_dashboard.ingest import atelier
from ti_dashboard.magasin.ouverture import ouvrir as ouvrir_publication


@pytest.fixture
def base(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    decider(tmp_path)
    return tmp_path


def _ecrire(path, **changed):
    content = json.loads(path.read_text(encoding="utf-8")) | changed
    return json.dumps({k: v for k, v in content.items() if v != "ôté"}).encode()


TOUCHES = {
    "tronqué": lambda p: p.read_bytes()[:80],
    "vide": lambda p: b"",
    "latin-1": lambda p: p.read_text(encoding="utf-8").encode("latin-1"),
    "une liste": lambda p: b"[]",
    "une clé en trop": lambda p: _ecrire(p, nouveau=1),
    "une clé de moins": lambda p: _ecrire(p, libelle="ôté"),
    "une autre date": lambda p: _ecrire(p, arrete_id="2024-05-03"),
    "sans date": lambda p: _ecrire(p, date_cloture=None),
    "sans sceau": lambda p: _ecrire(p, empreinte=None, recette=None),
    "une recette qui n'en est pas une": lambda p: _ecrire(p, recette=["v1"]),
}


@pytest.mark.parametrize("toucher", TOUCHES.values(), ids=TOUCHES.keys())
def test_a_file_that_was_touched_is_named(base, toucher):
    path = arretes.dossier(base) / "2025-10-02.json"
    path.write_bytes(toucher(path))
    with pytest.raises(ArreteIllisible, match=r"Le fichier 2025-10-02\.json d'un arrêté figé ici ne se lit plus"):
        arretes.lire(base)


def test_a_copy_under_another_date_is_named(base):
    folder = arretes.dossier(base)
    shutil.copy(folder / "2025-10-02.json", folder / "2024-05-09.json")
    with pytest.raises(ArreteIllisible, match=r"2024-05-09\.json.*n'est pas ce qui avait été écrit sous ce nom"):
        arretes.lire(base)


def test_a_withdrawal_that_was_touched_is_named_and_the_page_still_shows_the_arretes(base):
    atelier.retirer(COMITE, "mauvaise date", AUTEUR)
    path = arretes.dossier(base) / "2025-10-02.retrait.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(ArreteIllisible, match=r"2025-10-02\.retrait\.json.*plus du JSON en UTF-8"):
        deposer(fichier(base, "financements", [financement("C", "10")]))
        publier()
    app = ouvrir("donnees", volet="Arrêtés")
    assert not app.exception
    assert "2025-10-02.retrait.json" in app.error[0].value
    assert len(table(app, "arretes")) == 5


def test_a_file_that_does_not_read_hides_none_of_the_others(base):
    folder, served = arretes.dossier(base), base / "publications"
    (folder / "2024-05-09.json").write_text("{", encoding="utf-8")
    ouvrir_publication(served, lire_pointeur(served)).close()
    path = folder / "2025-10-02.json"
    path.write_bytes(_ecrire(path, empreinte="0" * 64))
    with pytest.raises(PublicationIllisible, match=r"un autre arrêté du 02/10/2025 que celui figé ici"):
        ouvrir_publication(served, lire_pointeur(served))
