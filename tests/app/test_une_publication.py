"""The pointer moves in the middle of a run: one publication draws the whole screen, the next run reads the other."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.application import ouvrir, planche, tuile
from tests.fabrique import publier
from ti_dashboard.cadre import bandeau, corrections
from ti_dashboard.ingest.publier.construction import Resume

TERRITOIRE = "ti-5304"
AMOUNTS = ("100\u202f500\u202f000,25", "250\u202f000\u202f000,75")
AVANT, APRES = "100500000.25", "250000000.75"


def livrer(dossier, montant: str, projets: int) -> Resume:
    projects = [{"projet_id": f"P{i}", "territoire_id": TERRITOIRE} for i in range(projets)]
    return publier(
        dossier,
        {
            "2019-09-24": {
                "perimetre": [{"territoire_id": TERRITOIRE}],
                "projets": projects,
                "financements": [{"projet_id": "P0", "montant": montant}],
            }
        },
    )


def textes(app: AppTest) -> str:
    assert not app.exception and not app.error
    return " ".join(e.value for kind in ("header", "markdown", "caption") for e in app.get(kind))


def dire(app: AppTest) -> dict[str, object]:
    """What each part of the screen says of the publication: tiles, panel, footer."""
    said = textes(app) + str(planche(app, -1))
    return {
        "tuile": tuile(app, "montant_engage")["valeur"],
        "projets": tuile(app, "nb_projets")["valeur"],
        "panneau": [amount for amount in AMOUNTS if amount in said],
    }


@pytest.mark.parametrize("step", [(bandeau, "dessiner"), (corrections, "bandeau")], ids=["banner", "strip"])
def test_a_pointer_that_moves_in_the_middle_of_a_run_is_followed_by_the_next(tmp_path, monkeypatch, step):
    """Published once a part of the screen is drawn, before the page, the panel and the footer are."""
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    first, moved = livrer(tmp_path, AVANT, 1), []
    module, name = step
    drawn = getattr(module, name)

    def draw_then_publish(*args, **options):
        drawn(*args, **options)
        if not moved:
            moved.append(livrer(tmp_path, APRES, 3))

    monkeypatch.setattr(module, name, draw_then_publish)
    app = ouvrir(arrete="24/09/2019", phase="Phase I (2018-2022)", chiffre="montant_engage")
    assert len(moved) == 1
    assert dire(app) == {"tuile": "100,5\u00a0M€", "projets": "1", "panneau": ["100\u202f500\u202f000,25"]}
    assert first.empreintes["2019-09-24"][:16] in textes(app)
    app.run()
    assert dire(app) == {"tuile": "250,0\u00a0M€", "projets": "3", "panneau": ["250\u202f000\u202f000,75"]}
    assert moved[0].empreintes["2019-09-24"][:16] in textes(app)
    assert first.empreintes["2019-09-24"][:16] not in textes(app)
