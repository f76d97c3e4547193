"""Who may do what: the matrix says it of every role, every gesture of the store and every verb."""

import ast
from itertools import product
from pathlib import Path

import pytest

from tests.magasin import AU_POSTE
from ti_dashboard.acces.actions import ACTIONS, PAR_GESTE, PAR_VERBE, RoleDAcces
from ti_dashboard.acces.mode import est_en_reseau
from ti_dashboard.acces.personne import PerimetreDAcces, Personne, au_poste, invite, visiteur
from ti_dashboard.acces.secret import secret
from ti_dashboard.acces.temoins import lire, signer
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.errors import AccesRefuse, ReglageRefuse
from ti_dashboard.live import corrections
from ti_dashboard.live.base import Base
from ti_dashboard.verbes.grammaire import analyseur

V, I, L, D, A, X = RoleDAcces  # noqa: E741
# Written here again, on purpose: a change of the matrix is a change of who may do what.
ATTENDU = {
    "entrer": {V, I, L, D, A, X},
    "suivre": {I, L, D, A, X},
    "consulter": {L, D, A, X},
    "telecharger": {L, D, A, X},
    "animer": {A},
    "tenir_proces_verbal": {A, X},
    "corriger": {A},
    "deposer": {D},
    "tenir": {D},
    "publier": {D},
    "arreter": {D},
    "administrer": {X},
    "exploiter": {X},
}
NATIONALES = {"tenir", "publier", "arreter"}


def _personne(role: RoleDAcces, region: str = "") -> Personne:
    return Personne("Fonction", frozenset({role}), PerimetreDAcces(region=region), compte_id=7)


def test_the_matrix_is_the_one_that_was_decided():
    assert {action.code: set(action.roles) for action in ACTIONS} == ATTENDU
    assert {action.code for action in ACTIONS if action.est_nationale} == NATIONALES


@pytest.mark.parametrize(("role", "action", "region"), list(product(RoleDAcces, ACTIONS, ("", "53"))))
def test_each_role_does_what_the_matrix_gives_it_and_is_refused_the_rest_in_a_sentence(role, action, region):
    who = _personne(role, region)
    may = role in ATTENDU[action.code] and not (region and action.code in NATIONALES)
    assert who.peut(action) is may
    if may:
        who.exiger(action)
    else:
        with pytest.raises(AccesRefuse, match="Rien n'a changé"):
            who.exiger(action)


def _gestes_du_magasin() -> set[str]:
    found: set[str] = set()
    for path in (RACINE / "ti_dashboard").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "ecrire"):
                continue
            if len(node.args) == 1 and isinstance(node.args[0], ast.Constant):
                found.add(str(node.args[0].value))
    # The outcome of a correction is the gesture that judges it.
    return found | set(corrections.ISSUES)


def test_every_gesture_of_the_store_is_in_the_matrix_and_the_matrix_names_no_other():
    assert _gestes_du_magasin() == set(PAR_GESTE)


def test_every_verb_is_in_the_matrix_and_the_matrix_names_no_other():
    (verbs,) = (a for a in analyseur()._actions if hasattr(a, "choices") and isinstance(a.choices, dict))
    assert set(verbs.choices) == set(PAR_VERBE)


def test_nothing_is_written_in_nobodys_name_nor_by_who_may_not(magasin: Base):
    for who in (None, visiteur(), invite("ABCDEF"), _personne(RoleDAcces.LECTEUR), _personne(RoleDAcces.DONNEES)):
        store = magasin.au_nom_de(who)  # type: ignore[arg-type]
        with pytest.raises(AccesRefuse), store.ecrire("clore"):
            pass
    with magasin.au_nom_de(_personne(RoleDAcces.ANIMATEUR)).ecrire("clore"):
        pass


def test_at_the_only_post_everything_may_be_done_and_one_says_who_one_is():
    assert all(AU_POSTE.peut(action) for action in ACTIONS)
    assert au_poste("Équipe données").signature == "Équipe données"
    assert _personne(RoleDAcces.DONNEES).signature == "Fonction (compte 7)"


def test_a_mode_that_does_not_exist_opens_nothing(monkeypatch):
    for said, networked in (("", False), ("poste", False), (" Reseau ", True)):
        monkeypatch.setenv("TI_DASHBOARD_MODE", said)
        assert est_en_reseau() is networked
    monkeypatch.setenv("TI_DASHBOARD_MODE", "réseau ouvert")
    with pytest.raises(ReglageRefuse, match="n'est pas un mode"):
        est_en_reseau()


@pytest.mark.parametrize("said", ["", "court", "a" * 64, "abab" * 16])
def test_a_secret_that_could_be_guessed_is_refused(said, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_SECRET", said)
    with pytest.raises(ReglageRefuse, match="au moins 32"):
        secret()


def test_a_secret_is_read_in_the_file_of_who_installs_the_service(tmp_path: Path, monkeypatch):
    (tmp_path / "secret").write_text("zJ3kQ9vX7mB2nL5pR8tW1yC4dF6gH0aE\n")
    monkeypatch.setenv("TI_DASHBOARD_SECRET_FICHIER", str(tmp_path / "secret"))
    assert secret() == b"zJ3kQ9vX7mB2nL5pR8tW1yC4dF6gH0aE"
    monkeypatch.setenv("TI_DASHBOARD_SECRET_FICHIER", str(tmp_path / "absent"))
    with pytest.raises(ReglageRefuse, match="ne se lit pas"):
        secret()


def test_what_a_browser_holds_is_worth_something_under_its_own_name_only(monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_SECRET", "zJ3kQ9vX7mB2nL5pR8tW1yC4dF6gH0aE")
    held = signer("un", "valeur")
    assert lire("un", held) == "valeur"
    for other in (held[:-1], held + "A", held.replace("valeur", "valeuR"), "valeur", "", "é.é"):
        assert lire("un", other) is None
    assert lire("deux", held) is None
    monkeypatch.setenv("TI_DASHBOARD_SECRET", "un autre secret, tiré au sort : 8Qw2")
    assert lire("un", held) is None
