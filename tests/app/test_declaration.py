"""The declaration of accessibility as it is read: its rate, its faults and its fields come from where they are kept."""

import pytest

from tests.app.application import lu, ouvrir
from ti_dashboard.ecrans.accessibilite import rgaa
from ti_dashboard.langue.formats import taux
from ti_dashboard.service import declaration

pytestmark = pytest.mark.usefixtures("donnees_servies")


def _texte(app) -> str:
    return "\n".join(lu(m.value) for m in app.markdown)


def test_the_rate_and_the_list_of_faults_are_those_of_the_self_audit() -> None:
    app = ouvrir("accessibilite")
    assert [t.value for t in app.title] == ["Accessibilité : non conforme"]
    text, read = _texte(app), rgaa.criteres()
    assert taux(rgaa.bilan(read).taux) in text
    for c in read:
        assert (f"\n- {c.critere}, " in f"\n{text}") == (c.etat in ("non conforme", "non évalué")), c.critere
    assert text.count("à renseigner par") == 11 and "Défenseur des droits" in text


def test_what_the_service_declares_is_said_and_an_audit_changes_the_mention_everywhere(tmp_path, monkeypatch) -> None:
    file = tmp_path / "service.toml"
    monkeypatch.setenv(declaration.VARIABLE, str(file))
    file.write_text(
        '[accessibilite]\ncourriel = "ici@exemple.gouv.fr"\n'
        'audit_par = "Cabinet"\naudit_date = 2026-12-01\naudit_taux = 62.5\n'
    )
    app = ouvrir("accessibilite")
    assert [t.value for t in app.title] == ["Accessibilité : partiellement conforme"]
    assert "Courriel : ici@exemple.gouv.fr" in _texte(app)
    assert any(c.value.endswith("Accessibilité : partiellement conforme") for c in app.caption)
    file.write_text("[accessibilite]\naudit_taux = 101\n")
    broken = ouvrir("accessibilite")
    assert "écrivez un nombre de 0 à 100" in broken.error[0].value
    assert [t.value for t in broken.title] == ["Accessibilité : non conforme"]


def test_a_service_without_the_file_of_criteria_says_so(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(rgaa.criteres, "__defaults__", (tmp_path,))
    app = ouvrir("accessibilite")
    assert "n'est pas installée" in app.error[0].value and not app.exception
