"""An arrêté is shown under the names and vintages it was told with, once the referentials have changed."""

import shutil
from dataclasses import replace

from tests.app.application import lu, ouvrir
from tests.depot import COMITE, LANNION, decider
from ti_dashboard.dossier import chemins
from ti_dashboard.dossier.chemins import REFERENTIELS
from ti_dashboard.ingest.atelier.edition import matiere
from ti_dashboard.ingest.publier import construction
from ti_dashboard.langue.formats import jour
from ti_dashboard.planche.contours import noms_d_alors


def test_the_sheet_and_the_panel_say_the_vintage_of_their_arrete(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "donnees"))
    decider(tmp_path / "donnees")
    folder = shutil.copytree(REFERENTIELS, tmp_path / "referentiels")
    for name, before, after in (
        ("millesime.csv", "municipale 2023", "municipale 2099"),
        ("territoire.csv", "1;ti-5304;Lannion-Trégor;", "1;ti-5304;Lannion;"),
    ):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8", newline="")
    construction.publier(replace(matiere(), referentiels=folder), chemins.publications())
    adresse = {"arrete": jour(COMITE), "phase": "Phase I (2018-2022)"}
    app = ouvrir("territoire", id=LANNION, **adresse)
    assert not app.exception and lu(app.title[0].value) == "Lannion-Trégor"
    told = " ".join(lu(e.value) for kind in ("markdown", "caption") for e in app.get(kind))
    assert "habitants (population municipale 2023)" in told and "2099" not in told
    app = ouvrir("", chiffre="montant_engage", **adresse)
    told = " ".join(lu(c.value) for c in app.caption)
    assert "population municipale 2023, figés et scellés avec l'arrêté" in told


def test_the_map_names_a_territory_as_its_arrete_did_and_sends_nothing_where_nothing_changed():
    same = {"territoire_id": LANNION, "nom": "Lannion-Trégor", "region": "Bretagne", "code_region": "53"}
    assert noms_d_alors(1, [same]) == {}
    assert noms_d_alors(1, [same | {"nom": "Trégor"}]) == {LANNION: ["Trégor", "Bretagne", "53"]}
