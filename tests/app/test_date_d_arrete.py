"""The form that freezes: a date far from its closing is asked for in words, typed by who freezes."""

from datetime import timedelta

from tests.app.application import ouvrir
from tests.depot import AUTEUR, fonder
from ti_dashboard import horloge
from ti_dashboard.dossier import arretes
from ti_dashboard.langue.formats import jour, jour_en_lettres


def _presser(app, key: str):
    next(b for b in app.button if b.key == key).click().run(timeout=60)
    return " ".join(e.value for kind in ("warning", "error") for e in app.get(kind))


def test_an_unlikely_date_is_typed_in_words_before_it_is_frozen(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    fonder(tmp_path)
    day = horloge.aujourd_hui() + timedelta(days=200)
    app = ouvrir("donnees", volet="Arrêtés")
    app.text_input(key="auteur").set_value(AUTEUR)
    app.text_input(key="arreter-nom").set_value("Comité d'essai")
    app.date_input(key="arreter-date").set_value(day)
    told = _presser(app, "arreter-voir")
    assert f"La date de l'arrêté, {jour(day)}, est à 200\u00a0jours de sa clôture" in told
    assert "en toutes lettres" in _presser(app, "arreter") and arretes.lire(tmp_path) == ()
    app.text_input(key="arreter-lettres").set_value(jour_en_lettres(day))
    _presser(app, "arreter")
    assert not app.exception and [a.arrete_id for a in arretes.lire(tmp_path)] == [day]
