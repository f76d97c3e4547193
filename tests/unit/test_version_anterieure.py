"""A publication made by an earlier version: said, and made again with its arrêtés as they were."""

import duckdb
import pytest

from tests.depot import AUTEUR, COMITE, decider, interroger
from ti_dashboard.dossier import chemins
from ti_dashboard.dossier.pointeur import ecrire_pointeur, entree, lire_pointeur
from ti_dashboard.errors import PublicationIllisible
from ti_dashboard.ingest import atelier
from ti_dashboard.magasin.guichet import ouvrir

_SCEAUX = "SELECT arrete_id, empreinte FROM arrete_empreinte ORDER BY ALL"


@pytest.fixture
def vieillie(tmp_path, monkeypatch):
    """The publication served, as a version made it that summed fewer things beforehand."""
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    decider(tmp_path)
    folder = chemins.publications()
    path = folder / lire_pointeur(folder)["publication"]
    with duckdb.connect(str(path)) as con:
        con.execute("DROP TABLE cumul_reste")
    ecrire_pointeur(folder, path.name, entree(path)["sha256"])
    return folder


@pytest.mark.parametrize("refaire", [lambda: atelier.construire(None, AUTEUR), lambda: atelier.publier(AUTEUR)])
def test_it_is_not_shown_and_is_made_again_without_changing_any_arrete(vieillie, refaire):
    with pytest.raises(PublicationIllisible, match="fait par une version antérieure, dont les tables diffèrent"):
        ouvrir(vieillie, lire_pointeur(vieillie))
    with pytest.raises(PublicationIllisible, match="construire » refait la publication sans changer ses arrêtés"):
        atelier.rattacher("ti-5304", ["projet:P1"], AUTEUR)
    before = interroger(_SCEAUX)
    assert COMITE in dict(before)
    refaire()
    assert interroger(_SCEAUX) == before
    ouvrir(vieillie, lire_pointeur(vieillie)).close()
