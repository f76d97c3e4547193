"""A file the browser still shows, and the server has lost with its session: said, never read."""

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from tests.app.application import ouvrir
from ti_dashboard.cadre.televersement import PERDU

pytestmark = pytest.mark.usefixtures("donnees_servies")


@pytest.mark.parametrize(
    ("page", "adresse", "cle"),
    [
        ("donnees", {}, "fichiers"),
        ("ingenierie", {"arrete": "24/09/2019", "volet_ingenierie": "Préparer une décision"}, "indicateur_csv"),
    ],
)
def test_a_lost_file_is_said_with_the_way_to_go_on(monkeypatch, page, adresse, cle):
    app = ouvrir(page, **adresse)
    monkeypatch.setattr(MemoryUploadedFileManager, "get_files", lambda *_, **__: [])
    app.file_uploader(key=cle).upload("chomage.csv", b"territoire_id;valeur\nti-8419;12,5\n", "text/csv")
    app.run()
    assert not app.exception
    assert PERDU in [said.value for said in (*app.warning, *app.caption)]
