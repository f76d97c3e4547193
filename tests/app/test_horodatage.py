"""Données › Arrêtés: third-party time beside each seal, and a token that no longer holds said in a sentence."""

import shutil
from datetime import date

from tests.app.application import ouvrir, table
from tests.depot import AUTEUR
from ti_dashboard.__main__ import main
from ti_dashboard.ingest import atelier


def _colonne(app, bloc: str = "arretes") -> dict[str, str]:
    return {row["Date"]: row["Horodatage"] for row in table(app, bloc)}


def _arretes():
    app = ouvrir("donnees", volet="Arrêtés")
    assert not app.exception
    return app


def test_each_arrete_says_its_token_and_one_that_is_of_another_seal_is_named(base, horodateur):
    app = _arretes()
    assert set(_colonne(app).values()) == {"—"} and not app.warning
    for day, options in (("24/09/2019", [f"--certificats={horodateur.racine}"]), ("30/04/2019", [])):
        assert main(["horodater", day, f"--autorite={horodateur.adresse}", *options]) == 0
    app = _arretes()
    said = _colonne(app)
    assert said["24/09/2019"].endswith(" UTC, Horodatage d'essai")
    assert said["30/04/2019"].endswith(" UTC, Horodatage d'essai (autorité non vérifiée)") and not app.warning
    shutil.copy(base / "arretes" / "2019-04-30.tsr", base / "arretes" / "2019-09-24.tsr")
    app = _arretes()
    assert _colonne(app)["24/09/2019"] == "jeton qui ne vaut pas"
    (warning,) = app.warning
    assert "2019-09-24.tsr" in warning.value and "porte sur autre chose que le sceau de cet arrêté" in warning.value


def test_a_withdrawn_arrete_keeps_its_time(base, horodateur):
    atelier.arreter(date(2025, 10, 2), "Figé trop tôt", AUTEUR)
    assert main(["horodater", "02/10/2025", f"--autorite={horodateur.adresse}"]) == 0
    atelier.retirer(date(2025, 10, 2), "mauvaise date", AUTEUR)
    app = _arretes()
    assert "Horodatage d'essai" in _colonne(app, "arretes-retires")["02/10/2025"]
    assert "02/10/2025" not in _colonne(app)
