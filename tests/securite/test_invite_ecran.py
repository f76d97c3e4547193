"""A guest's screen, whatever their address asks: nothing of another screen, arrêté or figure than those of the room."""

from datetime import date
from decimal import Decimal

import pytest

from tests import reseau
from tests.app.application import ouvrir, planches
from tests.magasin import base
from ti_dashboard.acces.personne import invite
from ti_dashboard.cadre import personne
from ti_dashboard.live import corrections, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.corrections import Perimetre

COPIL, AILLEURS = "24/09/2019", "30/04/2019"
MOTIF = "Secret d'une autre séance"


@pytest.fixture
def seance(donnees_servies, tmp_path, monkeypatch) -> seances.Seance:
    reseau.regler(monkeypatch, TI_DASHBOARD_LIVE_URL=f"sqlite:///{tmp_path / 'seance.sqlite'}")
    store: Base = base()
    opened = seances.ouvrir(store, "COPIL", "Direction", date(2019, 9, 24), f"/?arrete={COPIL}")
    monkeypatch.setattr(personne, "_lire", lambda: invite(opened.code))
    return opened


def _dit(app) -> str:
    return "\n".join(one.value for kind in (app.markdown, app.info, app.warning, app.header) for one in kind)


def _corriger(seance: seances.Seance) -> None:
    other = seances.ouvrir(base(), "Autre", "Direction", date(2019, 4, 30))
    where = Perimetre("montant_engage", date(2019, 4, 30), f"/accueil?arrete={AILLEURS}", "France")
    corrections.proposer(base(), other.code, where, (Decimal(1), Decimal(2)), MOTIF, "Direction")


# Whose the page is comes first, then which séance it is not of.
REFUS = ("n'est pas de la séance", "demande un droit que vous n'avez pas")


@pytest.mark.parametrize(
    ("page", "adresse"),
    [
        ("accueil", {"arrete": AILLEURS}),
        ("accueil", {"arrete": COPIL, "region": "Bretagne"}),
        ("accueil", {"arrete": COPIL, "relire": "1"}),
        ("accueil", {"arrete": COPIL, "projet": "x"}),
        ("projets", {"arrete": COPIL}),
        ("donnees", {"arrete": COPIL}),
        ("seance", {"arrete": COPIL, "relire": "ABCDEF"}),
        ("comptes", {}),
        ("exploitation", {}),
    ],
)
def test_a_guest_is_shown_no_other_screen(seance, page: str, adresse: dict[str, str]):
    _corriger(seance)
    app = ouvrir(page, **adresse, suivre="ABCDEF")
    assert not app.exception and not planches(app) and any(said in _dit(app) for said in REFUS)
    assert MOTIF not in _dit(app)
    assert app.query_params["suivre"] == seance.code or app.query_params["suivre"] == [seance.code]


def test_a_guest_is_shown_the_screen_of_the_room(seance):
    app = ouvrir("accueil", arrete=COPIL)
    assert not app.exception and planches(app) and "n'est pas de la séance" not in _dit(app)


def _chiffres(app) -> set[str]:
    return {tile["id"] for tile in planches(app)[0]["tuiles"]}


def test_a_guest_opens_the_lines_behind_a_figure_of_the_room_and_behind_no_other(seance):
    shown = ouvrir("accueil", arrete=COPIL)
    mine = next(iter(sorted(_chiffres(shown))))
    app = ouvrir("accueil", arrete=COPIL, chiffre=mine)
    assert "Calcul :" in _dit(app), _dit(app)
    for other in ("montant_paye:territoire=ti-5304", f"{mine}:region=53", "nb_projets:projet=P1"):
        app = ouvrir("accueil", arrete=COPIL, chiffre=other)
        assert "Calcul :" not in _dit(app), other


def test_a_guest_with_the_key_of_the_presenter_presents_nothing(seance):
    app = ouvrir("accueil", arrete=COPIL, animer=seance.cle)
    assert "Vous animez" not in _dit(app) and seance.cle not in _dit(app)
    assert seance == seances.lire(base(), seance.code)
