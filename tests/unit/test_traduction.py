"""Streamlit's words in French: each sentence is where the installed version says it; what is served stays a script."""

import ast
import re
import tomllib

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from tests.mots_anglais import SANS_EMPLOI, ecartes, inventaire, restes
from tests.unit.petite_application import wait_for
from ti_dashboard.composants.planche import RESSOURCES
from ti_dashboard.composants.raccourcis import LETTRES
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.serveur import modules
from ti_dashboard.serveur.appel_interne import get
from ti_dashboard.serveur.traduction import SCRIPTS, UNE_HEURE, MotsFrancais, fichiers, phrases, traduire

# Drawn on a place of the page as well; others (``map``, ``help``) name methods of lists and files.
ELEMENTS = {"selectbox", "multiselect", "file_uploader", "date_input", "dataframe", "toast", "popover", "data_editor"}


@pytest.mark.parametrize("script", phrases())
def test_each_sentence_is_in_the_installed_script_and_leaves_what_is_served(script: str) -> None:
    sources = [(SCRIPTS / name).read_text(encoding="utf-8") for name in fichiers(script)]
    served = [traduire(name)[0].decode() for name in fichiers(script)]
    for english, french in phrases()[script].items():
        assert any(english in source for source in sources), f"{script} : {english} a changé de place"
        assert any(french in text for text in served), french
        assert french == english or not any(english in text for text in served), english


def test_a_sentence_closes_what_it_opens() -> None:
    for said in phrases().values():
        for english, french in said.items():
            assert french.count("`") % 2 == 0 and _ouvert(french) == _ouvert(english), french


def _ouvert(text: str) -> tuple[int, int]:
    """What a piece of script leaves to be closed by what follows it."""
    return text.count("{") - text.count("}"), text.count("(") - text.count(")")


def test_every_english_text_that_streamlit_may_show_is_translated_or_set_aside_with_its_reason() -> None:
    aside = [text for one in ecartes() for text in one["textes"]]
    assert len(aside) == len(set(aside))
    left = {text: script for script, texts in restes().items() for text in texts}
    new = {text: script for text, script in left.items() if text not in aside}
    assert not new, f"Streamlit dit en anglais ce que personne n'a traduit (phrases.toml) ni écarté : {new}"
    assert not set(aside) - left.keys(), "Écarté, mais Streamlit ne le dit plus, ou c'est traduit"
    # The inventory itself sees what was there when it was made.
    assert sum(len(texts) for texts in inventaire().values()) > 300


def test_what_is_set_aside_is_not_drawn_by_this_application() -> None:
    called = _appels()
    drawn = {"selectbox", "multiselect", "file_uploader", "date_input", "dataframe", "toast", "popover"}
    assert drawn <= called
    unused = {word for words in SANS_EMPLOI.values() for word in words}
    assert not unused & called
    settings = tomllib.loads((RACINE / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["client"]
    for one in ecartes():
        assert one["raison"] and not set(one.get("sans", ())) & called
        assert one.get("reglages", {}).items() <= settings.items()


def _appels() -> set[str]:
    """Words of Streamlit that the application calls: on ``st``, or on a place of the page."""
    found = set()
    for path in [*(RACINE / "ti_dashboard").rglob("*.py"), *(RACINE / "pages").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                on_st = isinstance(node.func.value, ast.Name) and node.func.value.id == "st"
                if on_st or node.func.attr in ELEMENTS:
                    found.add(node.func.attr)
    return found


def test_the_served_scripts_are_french_tagged_and_not_kept_for_ever() -> None:
    application = Starlette(middleware=[Middleware(MotsFrancais)])
    (index,) = fichiers("index")
    assert f"/static/js/{index}" in modules.named_by_page()
    reponse = wait_for(get(application, f"/static/js/{index}"))
    assert "Connexion perdue" in reponse.corps.decode() and "Connection error" not in reponse.corps.decode()
    assert reponse.entetes["cache-control"] == UNE_HEURE
    assert reponse.entetes["content-type"].startswith("text/javascript")
    again = wait_for(get(application, f"/static/js/{index}", {"if-none-match": reponse.entetes["etag"]}))
    assert (again.statut, again.corps) == (304, b"")


def test_the_letters_that_can_be_turned_off_are_those_that_the_scripts_answer_to() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in sorted(RESSOURCES.glob("*.js")))
    named = set(re.findall(r'lettre: "(\w)"|nommer\(.*"(\w)"\)', written))
    assert {one or other for one, other in named} == set(LETTRES.split(", "))
