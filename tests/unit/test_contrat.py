"""The contract of the board: how its parts are made, and what the scripts are told of it."""

import pytest

from outils.contrat_des_scripts import FICHIER, ecrire, en_typescript
from tests.conftest import filtres
from tests.planches import DOSSIER, gardees
from ti_dashboard.composants.planche import RESSOURCES
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.planche.contrat import Tuile, creer
from ti_dashboard.planche.contrat_blocs import Barres, Cause, Corrige
from ti_dashboard.planche.tuiles import Cadre, tuile
from ti_dashboard.questions.releve import rien_dit

CAUSE = {"id": "perimetre", "libelle": "Périmètre", "texte": "+ 1", "couleur": "accent"}


def test_the_scripts_are_told_the_contract_of_today():
    assert FICHIER.read_text(encoding="utf-8") == ecrire(), "Le contrat a changé : lancez « make contrat »."


@pytest.mark.parametrize("forgotten", CAUSE)
def test_a_part_without_one_of_its_keys_is_refused(forgotten: str):
    with pytest.raises(TypeError, match=f"il manque {forgotten}"):
        creer(Cause, **{key: value for key, value in CAUSE.items() if key != forgotten})


def test_a_key_that_no_script_would_read_is_refused():
    with pytest.raises(TypeError, match="Cause ne connaît pas couleurs"):
        creer(Cause, **CAUSE, couleurs="accent")


def test_a_part_says_its_kind_and_may_go_without_what_is_not_required():
    made = creer(Barres, id="x", titre="X", note=None, lignes=[], vide="Rien")
    assert made == {"type": "barres", "id": "x", "titre": "X", "note": None, "lignes": [], "vide": "Rien"}
    assert creer(Corrige, ancien="1", note="CGET") == {"ancien": "1", "note": "CGET"}
    assert "type" not in creer(Cause, **CAUSE)
    with pytest.raises(TypeError, match="il manque complement, couverture, est_inconnu, evolution, fiche"):
        creer(Tuile, id="x", groupe="principal", libelle="X", valeur="1", unite="", publie=None, scelle=None)


def test_a_type_without_a_word_in_typescript_is_an_error_never_anything():
    assert en_typescript(dict[str, tuple[int, str] | None]) == "Record<string, [number, string] | null>"
    with pytest.raises(TypeError, match="ne s'écrit pas encore"):
        en_typescript(complex)


def test_every_script_of_the_browser_is_checked():
    scripts = [*RESSOURCES.glob("*.js"), *(RACINE / "ti_dashboard" / "serveur" / "avant_tout").glob("*.js")]
    assert len(scripts) > 20
    assert [s.name for s in scripts if not s.read_text(encoding="utf-8").startswith("// @ts-check\n")] == []


def test_the_tool_that_checks_them_is_pinned_and_comes_from_wherever_npm_is_told():
    locked = (RACINE / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in locked and '"integrity": "sha512-' in locked
    assert "://" not in (RACINE / ".npmrc").read_text(encoding="utf-8")


def test_a_tile_says_apart_from_its_words_what_is_unknown_and_where_it_goes():
    """What the scripts draw by, an arrow or a hatching, is what a reader reads beside it."""
    tiles = [tile for path in DOSSIER.glob("*.json") for board in gardees(path.stem) for tile in board["tuiles"]]
    tiles.append(tuile(Cadre(filtres(), rien_dit(), None, {}), "nb_territoires", "", "", ""))
    assert tiles[-1]["est_inconnu"]
    assert all(tile["est_inconnu"] is tile["valeur"].startswith("inconnu") for tile in tiles)
    moved = [tile["evolution"] for tile in tiles if tile["evolution"]]
    ways = {"+": "hausse", "−": "baisse"}
    assert all(one["direction"] == ways.get(one["texte"][0], "aucune") for one in moved)
    assert {"hausse", "aucune"} <= {one["direction"] for one in moved}
