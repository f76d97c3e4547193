"""What a browser can be made to send by hand: it gives nobody a gesture their screen does not offer."""

from collections import defaultdict
from urllib.parse import unquote

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from tests.browser.conftest import Serveur
from tests.securite.conftest import PAGE
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.temoins import SESSION
from ti_dashboard.live import comptes, decisions, journal, mots_de_passe, seances
from ti_dashboard.live.base import Base

HOSTILES = (
    "%00", "ABC%00EF", "..%2f..%2fetc", "ABCDEF%0d%0aX-Injecte:oui", "%1b[31mAB", "<script>", "A" * 5_000,
    "%e2%80%aeABCDE",    "ABCDE", "ABCDEFG", "abc'--", "%ed%a0%80", "__proto__", "%F0%9F%98%80%F0%9F",
)  # fmt: skip


def jouer(service: Serveur, temoin: str, adresse: str, gestes: list[str]) -> list[ForwardMsg]:
    """What the server answers to one run of a page, with these widgets said to have been clicked."""
    asked = BackMsg()
    asked.rerun_script.page_name = adresse
    for widget in gestes:
        asked.rerun_script.widget_states.widgets.add(id=widget).trigger_value = True
    url = f"{service.adresse.replace('http', 'ws', 1)}/_stcore/stream"
    told = []
    with connect(url, additional_headers={"Cookie": f"{SESSION}={temoin}"}, max_size=None, open_timeout=30) as socket:
        socket.send(asked.SerializeToString())
        while not told or told[-1].WhichOneof("type") != "script_finished":
            told.append(ForwardMsg.FromString(socket.recv(timeout=60)))
    return told


def boutons(told: list[ForwardMsg]) -> list[str]:
    elements = [one.delta.new_element for one in told if one.WhichOneof("type") == "delta"]
    return [e.button.id for e in elements if e.WhichOneof("type") == "button"]


@pytest.mark.parametrize("page", ["seance", "donnees", "comptes"])
def test_buttons_that_a_screen_does_not_show_do_nothing_whoever_forges_their_click(
    entre, service: Serveur, magasin: Base, seance, page: str
):
    """The identifiers are those of the screen of who may: any reader of its code could guess them."""
    may = (
        RoleDAcces.ADMINISTRATEUR
        if page == "comptes"
        else RoleDAcces.ANIMATEUR
        if page == "seance"
        else RoleDAcces.DONNEES
    )
    theirs = boutons(jouer(service, entre(may).cookies[SESSION], page, []))
    assert theirs, "a page of theirs that has no button proves nothing"
    for role in (RoleDAcces.LECTEUR, RoleDAcces.INVITE):
        held = entre(role).cookies[SESSION]
        before = (len(journal.lire(magasin)), seances.lister(magasin), comptes.lister(magasin))
        jouer(service, held, page, theirs)
        assert (len(journal.lire(magasin)), seances.lister(magasin), comptes.lister(magasin)) == before
    assert decisions.derniere(magasin, seance.code) is None


@pytest.mark.parametrize("role", [RoleDAcces.VISITEUR, RoleDAcces.INVITE, RoleDAcces.LECTEUR])
def test_a_file_sent_by_hand_is_taken_from_nobody(entre, service: Serveur, role: RoleDAcces):
    client = entre(role)
    sent = {"file": ("../../app.py", b"a;b\n", "text/csv")}
    for place in ("a/b", "../..", "00000000-0000-0000-0000-000000000000/x", "%00/%00"):
        answer = client.put(f"/_stcore/upload_file/{place}", files=sent, headers={"Origin": service.adresse})
        assert 400 <= answer.status_code < 500 and answer.headers["content-language"] == "fr"
        assert role is not RoleDAcces.INVITE or answer.status_code in (403, 404, 405)


@pytest.mark.parametrize("role", [RoleDAcces.VISITEUR, RoleDAcces.INVITE, RoleDAcces.LECTEUR])
def test_a_stream_of_a_code_that_is_none_is_refused_in_the_same_words_whatever_it_was(entre, role: RoleDAcces):
    client, told = entre(role), defaultdict(dict)
    for code in HOSTILES:
        answer = client.get(f"/evenements/{code}", headers=PAGE if role is RoleDAcces.LECTEUR else {})
        assert 400 <= answer.status_code < 500 and answer.headers["content-language"] == "fr"
        assert "x-injecte" not in answer.headers
        assert not [asked for asked in (code, unquote(code)) if asked in answer.text]
        told[answer.status_code][code] = answer.content
    # Byte for byte: nothing of what was asked is given back, written otherwise or not.
    assert {status: len(set(pages.values())) for status, pages in told.items()} == dict.fromkeys(told, 1)
    assert all(len(pages) > 1 for pages in told.values()), "a page seen once is the same as itself"


def test_a_known_and_an_unknown_account_cost_the_same_work(magasin: Base, monkeypatch: pytest.MonkeyPatch):
    """Not the clock, which a busy machine moves: the one thing that takes time, done once for each."""
    work = []
    hasher = mots_de_passe._hacheur()

    class Compte:
        hash = hasher.hash

        def verify(self, kept: str, word: str) -> bool:
            work.append(kept.split("$")[1:4])
            return hasher.verify(kept, word)

    monkeypatch.setattr(mots_de_passe, "_hacheur", Compte)
    for address in ("lecteur@exemple.fr", "personne@exemple.fr", "", "a" * 5_000, "x' OR 1=1 --"):
        with pytest.raises(Exception, match="Adresse ou mot de passe inconnus"):
            mots_de_passe.verifier(magasin, address, "un mot de trop")
    assert len(work) == 5 and len({str(one) for one in work}) == 1


def test_an_upload_without_the_word_of_our_page_is_refused(entre, service: Serveur):
    client: httpx.Client = entre(RoleDAcces.DONNEES)
    answer = client.put("/_stcore/upload_file/a/b", files={"file": ("a.csv", b"a")}, headers={"X-Xsrftoken": "faux"})
    assert answer.status_code == 403 and "ne vient pas de notre page" in answer.text
