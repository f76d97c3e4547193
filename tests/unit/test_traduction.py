"""Streamlit's words in French: each sentence is where the installed version says it; what is served stays a script."""

import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from tests.unit.petite_application import wait_for
from ti_dashboard.serveur import modules
from ti_dashboard.serveur.appel_interne import get
from ti_dashboard.serveur.traduction import SCRIPTS, UNE_HEURE, MotsFrancais, fichiers, phrases, traduire


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
        for french in said.values():
            assert french.count("`") % 2 == 0 and french.count("{") == french.count("}"), french


def test_no_english_word_is_left_where_a_reader_looks() -> None:
    """Labels and children of the scripts of the first screen, outside what only a developer's menu shows."""
    reste = re.compile(
        r"(?:aria-label\"|children|label|title|placeholder):`((?:Drag|Press|Choose|No |Clear (?!cache)|Search)[^`]*)`"
    )
    for script in phrases():
        for name in fichiers(script):
            assert not reste.findall(traduire(name)[0].decode()), name


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
