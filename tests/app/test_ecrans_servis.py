"""A screen as a resource: the boards that its page draws, under an address that says what it is, kept for ever."""

import asyncio
import base64
import gzip
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from urllib.parse import parse_qs, urlencode, urlsplit

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.app.application import bandeau, composants, ouvrir, planche, planches
from tests.boucle import derouler
from tests.fabrique import publier
from tests.magasin import base
from tests.planches import COPIL, PAGES, PHASE_1, PHASE_2, gardees
from ti_dashboard.adresse import partagee
from ti_dashboard.adresse.pages import trouver
from ti_dashboard.cadre.geste import ENTIERES
from ti_dashboard.compositions import ecran_demande, planches_gardees
from ti_dashboard.compositions.calque import difference
from ti_dashboard.compositions.empreinte_des_ecrans import empreinte
from ti_dashboard.errors import AdresseIncomprise
from ti_dashboard.live import corrections, seances
from ti_dashboard.live.corrections import Perimetre
from ti_dashboard.live.etat import Etat, StatutDeSeance
from ti_dashboard.magasin import guichet
from ti_dashboard.serveur import ecrans_servis, evenements
from ti_dashboard.serveur.ecrans_servis import routes

NATIONAL = "/?arrete=24%2F09%2F2019&phase=Phase+I+%282018-2022%29&compare=30%2F04%2F2019"
INDULGENT = {"Prefer": "handling=lenient"}


@pytest.fixture
def client(donnees_servies) -> TestClient:
    return TestClient(Starlette(routes=routes()), headers={"accept-encoding": "identity"})


def demander(client: TestClient, page: str, sorte: str = "ecrans", sous: str = "courante", **mots):
    return client.get(f"/{sorte}/{sous}/{page}?{urlencode(mots, doseq=True)}")


@pytest.mark.parametrize("nom", PAGES)
def test_the_boards_of_a_screen_are_those_of_its_page(client: TestClient, nom: str):
    """What is kept of each page is what Streamlit sends (``test_planches``), figures included."""
    page, mots = PAGES[nom]
    told = demander(client, page, **mots).json()
    assert told["page"] == page
    assert [board for board in told["planches"].values() if board] == gardees(nom)


def test_a_page_only_names_its_boards_and_sends_them_whole_to_a_browser_that_cannot_read_them(donnees_servies):
    app = ouvrir("accueil", **COPIL)
    named = next(told for told in composants(app) if "signature" in told)
    assert set(named) == {"adresse", "signature"}
    drawn = planche(app)
    app.session_state[ENTIERES] = True
    assert next(told for told in composants(app.run()) if "signature" in told) == drawn


@pytest.mark.parametrize("page", sorted({page for page, _ in PAGES.values()}))
def test_a_screen_at_its_bare_address_is_the_one_its_page_opens_on(client: TestClient, page: str):
    mots = {"id": "ti-5304"} if page == "territoire" else {}
    told, app = demander(client, page, **mots).json(), ouvrir(page, **mots)
    assert [board for board in told["planches"].values() if board] == planches(app)
    assert told["bandeau"] == bandeau(app)
    held = {one.key: one.value for one in (*app.selectbox, *app.multiselect)}
    written = parse_qs(told["adresse"])
    assert {key: written.get(key, []) for key in partagee.PARTAGES} == {
        key: value if isinstance(value, list) else [value] for key, value in held.items() if key in partagee.PARTAGES
    }


def test_a_screen_under_its_own_name_is_kept_for_ever_and_another_name_has_none(client: TestClient):
    name = empreinte(guichet.service())
    named, current = (demander(client, "accueil", sous=under, **COPIL) for under in (name, "courante"))
    assert named.content == current.content and named.headers["etag"] == current.headers["etag"]
    assert named.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert current.headers["cache-control"] == "no-cache"
    other = demander(client, "accueil", sous="0" * 16, **COPIL)
    assert other.status_code == 404 and other.text == "Cet écran n'est plus celui qui est servi : rechargez la page.\n"
    known = client.get("/ecrans/courante/accueil?" + urlencode(COPIL), headers={"if-none-match": named.headers["etag"]})
    assert known.status_code == 304 and not known.content


def test_a_screen_leaves_as_small_as_its_browser_reads(client: TestClient):
    plain = demander(client, "accueil", **COPIL)
    for encoding, read in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        with client.stream(
            "GET", "/ecrans/courante/accueil?" + urlencode(COPIL), headers={"accept-encoding": encoding}
        ) as packed:
            assert packed.headers["content-encoding"] == encoding and packed.headers["vary"] == "Accept-Encoding"
            sent = b"".join(packed.iter_raw())
        assert read(sent) == plain.content and len(sent) < len(plain.content) / 4


@pytest.mark.parametrize(
    ("page", "mots", "dit"),
    [
        ("accueil", {"region": "Bretgne"}, "Région inconnue : « Bretgne »"),
        ("accueil", {"arrete": "24/09/2018"}, "Arrêté inconnu : « 24/09/2018 »"),
        ("accueil", {"mesure": "or"}, "Mesure inconnue : « or »"),
        ("accueil", {"vue_projets": "Tous"}, "Paramètre d'une autre page : « vue_projets »"),
        ("projets", {"truc": "1"}, "Paramètre inconnu : « truc »"),
        ("accueil", {f"p{i}": "1" for i in range(300)}, "Cette adresse a trop de paramètres pour être lue."),
    ],
)
def test_a_word_that_is_not_understood_is_refused_and_never_taken_for_nothing(client: TestClient, page, mots, dit):
    answer = demander(client, page, **mots)
    assert answer.status_code == 400 and answer.text.startswith(dit), answer.text
    ahead = client.get(f"/ecrans/courante/{page}?{urlencode(mots)}", headers=INDULGENT)
    assert ahead.status_code == 204 and not ahead.content


@pytest.mark.parametrize("page", ["donnees", "seance", "methode", "truc", "comptes"])
def test_a_page_that_is_not_made_of_boards_has_no_screen_to_serve(client: TestClient, page: str):
    assert demander(client, page).status_code == 404


def test_nothing_is_served_before_anything_is_published(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    answer = demander(TestClient(Starlette(routes=routes())), "accueil")
    assert answer.status_code == 503 and "Aucune publication" in answer.text


def test_another_publication_has_other_addresses(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    client, told = TestClient(Starlette(routes=routes())), []
    for amount in ("100", "200"):
        money = [{"projet_id": "P0", "montant": amount}]
        project = [{"projet_id": "P0", "territoire_id": "ti-5304"}]
        publier(
            tmp_path,
            {"2019-09-24": {"perimetre": [{"territoire_id": "ti-5304"}], "projets": project, "financements": money}},
        )
        answer = demander(client, "accueil", arrete="24/09/2019", phase=PHASE_1)
        paid = next(t for t in answer.json()["planches"]["accueil"]["tuiles"] if t["id"] == "montant_engage")
        told.append((empreinte(guichet.service()), paid["valeur"]))
    (first, before), (second, after) = told
    assert first != second and (before, after) == ("100\u00a0€", "200\u00a0€")
    assert demander(client, "accueil", sous=first).status_code == 404


def test_a_cold_screen_that_a_whole_room_asks_for_is_composed_once(client: TestClient, monkeypatch):
    composed, together = [], threading.Barrier(16)
    compose = planches_gardees._composer
    monkeypatch.setattr(planches_gardees, "_composer", lambda *a: composed.append(a[1].cle) or compose(*a))

    def ask(_: int) -> bytes:
        together.wait()
        return demander(client, "financements", **COPIL, theme="Mobilité", region="Normandie").content

    with ThreadPoolExecutor(16) as readers:
        assert len(set(readers.map(ask, range(16)))) == 1
    assert composed and len(composed) == len(set(composed))


def _suivi(publication, avant: dict[str, str], boite: str, choix: str) -> dict[str, list[str]]:
    """The screen that follows from a box with another value, by the resource."""
    asked = avant | {boite: choix, f"quitte_{boite}": avant[boite]}
    contexte, mots = ecran_demande.lire(publication, trouver("accueil"), urlencode(asked))
    return {k: v for k, v in parse_qs(planches_gardees.adresse(contexte, mots)).items() if k in avant}


@pytest.mark.parametrize(
    ("avant", "boite", "choix"),
    [
        (COPIL, "arrete", "27/05/2025"),
        (COPIL | {"compare": "Aucune comparaison"}, "arrete", "09/11/2023"),
        ({"arrete": "27/05/2025", "compare": "09/11/2023", "phase": PHASE_2}, "phase", PHASE_1),
        ({"arrete": "09/11/2023", "compare": "24/09/2019", "phase": PHASE_1}, "phase", PHASE_2),
        ({"arrete": "09/11/2023", "compare": "Aucune comparaison", "phase": PHASE_2}, "phase", PHASE_1),
    ],
)
def test_what_follows_from_a_box_is_what_the_page_makes_of_it(donnees_servies, avant, boite, choix):
    app = ouvrir(**avant)
    app.selectbox(key=boite).select(choix).run()
    seen = {key: [app.selectbox(key=key).value] for key in avant}
    assert _suivi(guichet.service().publication, avant, boite, choix) == seen


def test_a_screen_never_refuses_what_its_boxes_offer(donnees_servies):
    """Any choice of any box, from any other: an address that the resource reads, in its one form."""
    publication = guichet.service().publication
    contexte, _ = ecran_demande.lire(publication, trouver("accueil"), "")
    words = contexte.vocabulaire
    pick = {
        key: st.sampled_from(list(words.options(key).values())) if key in ("arrete", "compare", "phase")
        else st.lists(st.sampled_from(list(words.options(key).values())), max_size=2, unique=True)
        for key in partagee.PARTAGES
    }  # fmt: skip

    @given(st.fixed_dictionaries(pick))
    def check(asked: dict) -> None:
        seen, mots = ecran_demande.lire(publication, trouver("accueil"), urlencode(asked, doseq=True))
        written = planches_gardees.adresse(seen, mots)
        again, _ = ecran_demande.lire(publication, trouver("accueil"), written)
        assert again.choix == seen.choix and planches_gardees.adresse(again, {}) == written

    check()
    with pytest.raises(AdresseIncomprise):
        ecran_demande.lire(publication, trouver("accueil"), "phase=Phase+III")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=2), one, max_size=3),
    max_leaves=8,
)


def _retoucher(part, changes):
    """As the browser does (``calque.js``)."""
    told = json.loads(json.dumps(part))
    for change in changes:
        *way, last = change["ou"] or (None,)
        if last is None:
            return change["valeur"]
        place = told
        for key in way:
            place = place[key]
        place[last] = change["valeur"]
    return told


@given(JSON, JSON)
def test_what_changes_of_a_message_makes_the_other_of_it(avant, apres):
    assert _retoucher(avant, difference(avant, apres)) == apres


def test_a_correction_is_laid_over_a_screen_that_does_not_change(client: TestClient, tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{tmp_path / 'seance.sqlite'}")
    before = demander(client, "accueil", **COPIL).content
    assert demander(client, "accueil", "calques", **COPIL).json() == {}
    store = base()
    opened = seances.ouvrir(store, "COPIL", "Direction du programme", date(2019, 9, 24))
    where = Perimetre("montant_engage", date(2019, 9, 24), NATIONAL, "Phase I · France entière")
    corrections.proposer(store, opened.code, where, (Decimal(108000000), Decimal(110200000)), "Oubli", "Bpifrance")
    assert demander(client, "accueil", **COPIL).content == before
    overlay = demander(client, "accueil", "calques", **COPIL)
    assert overlay.headers["cache-control"] == "no-store"
    laid = {
        cle: _retoucher(board, overlay.json().get(cle, [])) for cle, board in json.loads(before)["planches"].items()
    }
    assert list(laid.values()) == planches(ouvrir(**COPIL))
    assert len(overlay.content) < len(before) / 10
    assert demander(client, "accueil", "calques", arrete="30/04/2019").json() == {}


def test_what_is_kept_of_the_screens_has_a_bound(donnees_servies):
    """However long what is searched for, and whether it is found or not."""
    publication = guichet.service().publication
    contexte, _ = ecran_demande.lire(publication, trouver("projets"), urlencode(COPIL))
    kept = planches_gardees._de(publication)
    for rank in range(50):
        planches_gardees.planche(contexte, "projets-liste", {"cherche_projets": [f"zzz{rank}" * 200]})
        assert kept.octets <= planches_gardees.OCTETS_GARDES
    assert ecrans_servis._servis.octets <= ecrans_servis.OCTETS_SERVIS


def test_a_move_of_the_room_comes_with_its_screen_composed_and_written_once(client: TestClient, monkeypatch):
    written: list[str] = []
    as_it_was = ecrans_servis.suivi
    monkeypatch.setattr(ecrans_servis, "suivi", lambda address: written.append(address) or as_it_was(address))
    move = Etat("ABCDEF", 2, 1, f"{NATIONAL}&mesure=projets", None, StatutDeSeance.OUVERTE)

    async def room() -> list[bytes]:
        return list(await asyncio.gather(*(evenements.ecrire_avec_son_ecran(move) for _ in range(20))))

    told = derouler(room())
    assert len(set(told)) == 1 and written == [move.adresse]
    screen, state = told[0].decode().rstrip().split("\n\n")
    assert state == evenements.ecrire(move).decode().rstrip()
    sent = json.loads(screen.partition("data: ")[2])
    assert screen.startswith("event: ecran") and sent["adresse"] == move.adresse
    served = client.get(f"{sent['chemin']}?{urlsplit(move.adresse).query}")
    assert served.status_code == 200
    assert gzip.decompress(base64.b64decode(sent["gzip"])) == served.content


@pytest.mark.parametrize("ou", ["/methode?arrete=24/09/2019", "/?arrete=hier", "/seance", "/nulle-part"])
def test_a_move_to_where_no_screen_is_served_comes_alone(client: TestClient, ou: str):
    move = Etat("ABCDEF", 2, 1, ou, None, StatutDeSeance.OUVERTE)
    assert derouler(evenements.ecrire_avec_son_ecran(move)) == evenements.ecrire(move)
