"""``POST /gestes/CODE``: each gesture by who may make it and who may not; what is badly sent changes nothing."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.magasin import AU_POSTE, base
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.personne import Personne, au_poste, invite, visiteur
from ti_dashboard.comite import correction_de_salle
from ti_dashboard.comite.table_des_gestes import GESTES
from ti_dashboard.live import (
    corrections,
    decisions,
    etapes,
    journal,
    marche,
    paroles,
    presences,
    projets_de_decision,
    relais,
    seances,
)
from ti_dashboard.live.base import Base
from ti_dashboard.live.corrections import Perimetre
from ti_dashboard.live.seances import Seance
from ti_dashboard.serveur import gestes_de_salle
from ti_dashboard.serveur.cadence import Cadence

COPIL = date(2019, 9, 24)
MOTS = "arrete=2019-09-24&compare=2019-04-30&phase=1"
ICI = "http://testserver"
POSTE, AUTRE_POSTE, TELEPHONE = "a" * 16, "b" * 16, "c" * 16
PUBLICS = {name for name, one in GESTES.items() if one.est_public}
A_DIRE = {"organisme": "Bpifrance", "fonction": "directrice"}


class Nomme:
    """ASGI middleware: who asks, as the door would have named them."""

    def __init__(self, app: ASGIApp, qui: "Salon") -> None:
        self.app, self.qui = app, qui

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope.setdefault("state", {})["personne"] = self.qui.personne
        await self.app(scope, receive, send)


@dataclass
class Salon:
    """A room with one séance, and whoever asks something of it."""

    magasin: Base
    seance: Seance
    autre: Seance
    personne: Personne

    def __post_init__(self) -> None:
        app = Starlette(routes=gestes_de_salle.routes(), middleware=[Middleware(Nomme, self)])
        self.client = TestClient(app, headers={"Origin": ICI})

    def faire(self, geste: str, cle: str = "", poste: str = POSTE, code: str = "", **corps: object):
        named = code or self.seance.code
        self.client.cookies.clear()
        if cle:
            self.client.cookies.set(f"{seances.TEMOIN}{named}", cle)
        if poste:
            self.client.cookies.set(seances.TEMOIN_POSTE, poste)
        return self.client.post(f"/gestes/{named}", json={"geste": geste, **corps})

    def animer(self, geste: str, poste: str = POSTE, **corps: object):
        return self.faire(geste, self.seance.cle, poste, **corps)

    def lue(self) -> Seance:
        return seances.lire(self.magasin, self.seance.code)

    def ecrit(self) -> tuple[object, ...]:
        """All that a gesture could have changed."""
        code = self.seance.code
        return (
            self.lue(),
            paroles.lister(self.magasin, code),
            presences.lister(self.magasin, code),
            projets_de_decision.lire(self.magasin, code),
            len(journal.lire(self.magasin)),
        )


@pytest.fixture
def salon(donnees_servies, tmp_path, monkeypatch) -> Salon:
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{tmp_path / 'seance.sqlite'}")
    store = base()
    made, other = (seances.ouvrir(store, name, "Direction du programme", COPIL) for name in ("COPIL", "Autre"))
    for title, page in (("Accueil", "/"), ("L'argent", "/financements")):
        etapes.ajouter(store, made.code, title, "CGET", 10, f"{page}?{MOTS}")
    return Salon(store, made, other, AU_POSTE)


def _compte(*roles: RoleDAcces) -> Personne:
    return Personne("fonction", frozenset(roles), compte_id=1)


def preparer(salon: Salon, geste: str) -> dict[str, object]:
    """Make this gesture possible; what it sends."""
    store, code = salon.magasin, salon.seance.code
    said: dict[str, dict[str, object]] = {
        "deplacer": {"adresse": f"/projets?{MOTS}"},
        "avancer": {"de": "etape", "pas": 1},
        "projeter": {"quoi": "500,250"},
        "defiler": {"milliemes": 300},
        "noircir": {"est_noir": True},
        "dire": {"message": "Pause"},
        "figer": {"est_gelee": True},
        "relire": {"est_lu": True},
        "repondre_la_main": {"accepte": True},
        "inscrire_la_parole": A_DIRE,
        "parole": A_DIRE,
        "presence": A_DIRE,
        "rediger": {"genre": "accord", "texte": "Relancer"},
    }
    if geste == "etape":
        return {"id": etapes.lister(store, code)[0].etape_id}
    if geste in ("relire", "abandonner", "prendre", "changer_statut", "modifier_decision"):
        projets_de_decision.rediger(store, code, "decision", "Relancer", "CGET", date(2099, 1, 1), f"/?{MOTS}")
    if geste in ("changer_statut", "modifier_decision"):
        taken = projets_de_decision.prendre(store, code, COPIL)
        mended = {"texte": "Relancer vite", "responsable": "DGE", "echeance": "31/12/2099"}
        return {"id": taken.decision_id} | ({"statut": "tenue"} if geste == "changer_statut" else mended)
    if geste in ("donner_la_parole", "finir_la_parole", "ordonner_la_parole", "ecarter_la_parole", "retirer_la_parole"):
        asked = paroles.demander(store, code, "DGE", "chef", POSTE)
        if geste == "finir_la_parole":
            paroles.donner(store, asked.intervention_id)
        return {"ids": [asked.intervention_id]} if geste == "ordonner_la_parole" else {"id": asked.intervention_id}
    if geste == "depart":
        return {"id": presences.arriver(store, code, "DGE", "chef").presence_id}
    if geste == "reprendre":
        marche.suspendre(store, code)
    if geste in ("repondre_la_main", "prendre_la_main"):
        relais.arriver(store, code, POSTE)
        relais.demander(store, code, AUTRE_POSTE)
    return said.get(geste, {})


# They have tests of their own: what they need is a draft, a time that passes, a figure of the screen.
A_PART = {"commencer", "prendre_la_main", "corriger", "annuler_correction"}


@pytest.mark.parametrize("geste", sorted(set(GESTES) - A_PART))
@pytest.mark.parametrize("qui", [au_poste(), _compte(RoleDAcces.ANIMATEUR)], ids=["au poste", "animateur"])
def test_who_holds_the_key_and_the_right_makes_each_gesture(salon: Salon, geste: str, qui: Personne):
    said = preparer(salon, geste)
    before, salon.personne = salon.ecrit(), qui
    answer = salon.animer(geste, **said)
    assert (answer.status_code, answer.text) == (204, "")
    assert answer.headers["cache-control"] == "no-store"
    # One that leaves all as it is says nothing: the same order, or a hand that is held already.
    assert geste in ("demander_la_main", "ordonner_la_parole") or salon.ecrit() != before


@pytest.mark.parametrize("geste", sorted(set(GESTES) - PUBLICS))
@pytest.mark.parametrize(
    "comment", ["sans clé", "clé d'une autre", "code pour clé", "lecteur", "données", "invité", "visiteur"]
)
def test_who_lacks_the_key_or_the_right_makes_none_of_the_presenter(salon: Salon, geste: str, comment: str):
    said = preparer(salon, geste) if geste not in A_PART else {"id": 1}
    keys = {"sans clé": "", "clé d'une autre": salon.autre.cle, "code pour clé": salon.seance.code}
    people = {
        "lecteur": _compte(RoleDAcces.LECTEUR),
        "données": _compte(RoleDAcces.DONNEES, RoleDAcces.ADMINISTRATEUR),
        "invité": invite(salon.seance.code),
        "visiteur": visiteur(),
    }
    before, salon.personne = salon.ecrit(), people.get(comment, AU_POSTE)
    answer = salon.faire(geste, keys.get(comment, salon.seance.cle), **said)
    assert answer.status_code == 403 and "n'anime pas cette séance" in answer.text
    assert salon.ecrit() == before and "set-cookie" not in answer.headers


def test_an_outcome_is_mended_in_its_own_seance_alone(salon: Salon):
    said = preparer(salon, "modifier_decision")
    salon.seance, salon.autre = salon.autre, salon.seance
    answer = salon.animer("modifier_decision", **said)
    assert answer.status_code == 404 and answer.text == "Cette conclusion n'est pas de cette séance.\n"
    (kept,) = decisions.lister(salon.magasin, COPIL)
    assert (kept.texte, kept.responsable) == ("Relancer", "CGET")


@pytest.mark.parametrize("geste", sorted(PUBLICS))
def test_whoever_follows_asks_to_speak_and_says_that_they_are_here(salon: Salon, geste: str):
    for person in (au_poste(), _compte(RoleDAcces.LECTEUR), invite(salon.seance.code)):
        said = (
            preparer(salon, geste) | {"organisme": person.fonction or "Région"}
            if geste != "retirer_la_parole"
            else None
        )
        salon.personne = person
        answer = salon.faire(geste, poste=POSTE, **(said or preparer(salon, geste)))
        assert answer.status_code == 204, answer.text
        for one in paroles.en_attente(paroles.lister(salon.magasin, salon.seance.code)):
            paroles.retirer(salon.magasin, one.intervention_id)


@pytest.mark.parametrize("geste", sorted(GESTES))
def test_a_guest_of_another_seance_and_a_visitor_make_none(salon: Salon, geste: str):
    said = preparer(salon, geste) if geste not in A_PART else {"id": 1}
    before = salon.ecrit()
    for person in (invite(salon.autre.code), visiteur()):
        salon.personne = person
        answer = salon.animer(geste, **said)
        assert answer.status_code == 403 and answer.text.strip()
        assert salon.seance.titre not in answer.text
    assert salon.ecrit() == before


def test_one_place_asks_at_a_pace_that_a_whole_room_may_have(salon: Salon, monkeypatch):
    monkeypatch.setattr(gestes_de_salle, "PUBLICS", Cadence(par_origine=200, en_tout=300))
    salon.personne = invite(salon.seance.code, "192.0.2.1")
    answers = [
        salon.faire("presence", poste="", organisme=f"Organisme {n}", fonction="chef").status_code for n in range(200)
    ]
    assert answers == [204] * 200 and presences.nb_presents(salon.magasin, salon.seance.code) == 200
    before = salon.ecrit()
    late = salon.faire("presence", poste="", organisme="Encore", fonction="chef")
    assert (late.status_code, late.headers["retry-after"]) == (429, "60")
    assert late.text == f"{gestes_de_salle.TROP}\n" and salon.ecrit() == before
    # Another gesture, another place, who has an account, who presents: none waits for them.
    assert salon.faire("parole", poste="", **A_DIRE).status_code == 204
    salon.personne = invite(salon.seance.code, "198.51.100.7")
    assert salon.faire("presence", organisme="Ailleurs", fonction="chef").status_code == 204
    salon.personne = replace(_compte(RoleDAcces.LECTEUR), origine="192.0.2.1")
    assert salon.faire("presence", organisme="Compte", fonction="chef").status_code == 204


def test_one_guest_without_a_cookie_does_not_fill_the_list(salon: Salon):
    salon.personne = invite(salon.seance.code, "203.0.113.9")
    answers = [
        salon.faire("parole", poste="", organisme=f"Organisme {n}", fonction="chef").status_code for n in range(60)
    ]
    assert answers == [204] * 50 + [409] * 10
    salon.personne = invite(salon.seance.code, "203.0.113.10")
    assert salon.faire("parole", **A_DIRE).status_code == 204


def test_a_gesture_that_does_not_exist_is_none_even_for_the_presenter(salon: Salon):
    answer = salon.animer("__class__")
    assert answer.status_code == 409 and answer.text == "Le geste « __class__ » n'existe pas.\n"
    assert salon.faire("__class__").status_code == 403
    assert salon.faire("parole", code="ZZZZZZ", **A_DIRE).status_code == 404


@pytest.mark.parametrize(
    ("corps", "entetes", "statut"),
    [
        (b"{", {}, 400),
        (b"", {}, 400),
        (b"[]", {}, 400),
        (b"null", {}, 400),
        (b'{"geste": 3}', {}, 400),
        (b'{"message": "x"}', {}, 400),
        (b"\xff\xfe", {}, 400),
        (b"[" * 9_000, {}, 400),
        (b'{"geste": "dire", "message": "' + b"x" * 17_000 + b'"}', {}, 400),
        (b'{"geste": "dire", "message": "\\ud800"}', {}, 409),
        (b'{"geste": "dire", "message": NaN}', {}, 409),
        (b'{"geste": "dire", "message": "x"}', {"Content-Type": "text/plain"}, 415),
        (b'{"geste": "dire", "message": "x"}', {"Content-Type": "application/x-www-form-urlencoded"}, 415),
        (b'{"geste": "dire", "message": "x"}', {"Content-Type": ""}, 415),
        (b'{"geste": "dire", "message": "x"}', {"Origin": "https://exemple.fr"}, 403),
        (b'{"geste": "dire", "message": "x"}', {"Origin": "null"}, 403),
        (b'{"geste": "dire", "message": "x"}', {"Origin": "http://testserver.exemple.fr"}, 403),
    ],
)
def test_what_is_badly_sent_is_refused_in_french_and_changes_nothing(salon: Salon, corps, entetes, statut):
    before = salon.ecrit()
    salon.client.cookies.set(f"{seances.TEMOIN}{salon.seance.code}", salon.seance.cle)
    headers = {"Content-Type": "application/json"} | entetes
    answer = salon.client.post(f"/gestes/{salon.seance.code}", content=corps, headers=headers)
    assert answer.status_code == statut and answer.headers["content-language"] == "fr" and answer.text.strip()
    assert salon.ecrit() == before


@pytest.mark.parametrize(
    ("geste", "corps"),
    [
        ("noircir", {}),
        ("noircir", {"est_noir": "oui"}),
        ("noircir", {"est_noir": 1}),
        ("figer", {"est_gelee": None}),
        ("relire", {"est_lu": "oui"}),
        ("dire", {"message": ["x"]}),
        ("dire", {"message": "a\x00b"}),
        ("dire", {"message": "x" * 2_001}),
        ("etape", {"id": "1"}),
        ("etape", {"id": True}),
        ("etape", {"id": 1.5}),
        ("etape", {"id": 10**30}),
        ("etape", {"id": -(2**63) - 1}),
        ("etape", {"id": 999_999}),
        ("avancer", {"de": "etape"}),
        ("avancer", {"de": "etape", "pas": 2}),
        ("avancer", {"de": "page", "pas": 1}),
        ("deplacer", {}),
        ("deplacer", {"adresse": "/nullepart"}),
        ("deplacer", {"adresse": "https://exemple.fr/projets"}),
        ("deplacer", {"adresse": "//exemple.fr/projets"}),
        ("deplacer", {"adresse": "/projets?region=Nullepart"}),
        ("deplacer", {"adresse": "/projets?bidule=1"}),
        ("deplacer", {"adresse": "/projets?" + "&".join(f"a{i}=1" for i in range(300))}),
        ("projeter", {"quoi": "1001,0"}),
        ("projeter", {"quoi": "a\nb"}),
        ("defiler", {"milliemes": -1}),
        ("defiler", {"milliemes": 10**30}),
        ("rediger", {"genre": "avis", "texte": "x"}),
        ("rediger", {"genre": "accord", "texte": "x", "echeance": "demain"}),
        ("rediger", {"genre": "accord", "texte": "x", "adresse": "https://exemple.fr"}),
        ("prendre", {}),
        ("relire", {"est_lu": True}),
        ("changer_statut", {"id": 999, "statut": "close"}),
        ("modifier_decision", {"id": 999, "texte": "x"}),
        ("donner_la_parole", {"id": 999}),
        ("donner_la_parole", {"id": 10**30}),
        ("ordonner_la_parole", {"ids": "1"}),
        ("ordonner_la_parole", {"ids": [True]}),
        ("ordonner_la_parole", {"ids": [10**30]}),
        ("finir_la_parole", {}),
        ("depart", {"id": 999}),
        ("repondre_la_main", {"accepte": True}),
        ("prendre_la_main", {}),
        ("reprendre", {}),
        ("commencer", {}),
        ("parole", {"organisme": "DGE"}),
        ("parole", {"organisme": " ", "fonction": "chef"}),
        ("parole", {"organisme": 3, "fonction": "chef"}),
        ("parole", {"organisme": "x" * 121, "fonction": "chef"}),
        ("presence", {"organisme": "DGE", "fonction": "\u2028"}),
        ("presence", {"organisme": "DGE", "fonction": "chef", "represente": "x" * 121}),
    ],
)
def test_a_gesture_that_cannot_be_made_says_why_and_changes_nothing(salon: Salon, geste, corps):
    """The post is known, and holds the room: what moves it would be obeyed."""
    assert salon.animer("avancer", de="etape", pas=1).status_code == 204
    before = salon.ecrit()
    answer = salon.animer(geste, **corps)
    assert answer.status_code in (404, 409), answer.text
    assert len(answer.text.strip()) > 20 and answer.headers["content-language"] == "fr"
    assert salon.ecrit() == before


def test_a_number_of_another_seance_names_nothing_in_this_one(salon: Salon):
    """Who presents one séance does nothing in another, whose numbers follow those of theirs."""
    store, other = salon.magasin, salon.autre.code
    asked = paroles.demander(store, other, "DGE", "chef", POSTE)
    here = presences.arriver(store, other, "DGE", "chef")
    figure = Perimetre("nb_projets", COPIL, "/", "France entière")
    fixed = corrections.proposer(store, other, figure, (Decimal(1), Decimal(2)), "Relu", "DGE")
    for geste, number in (
        ("donner_la_parole", asked.intervention_id),
        ("ecarter_la_parole", asked.intervention_id),
        ("retirer_la_parole", asked.intervention_id),
        ("depart", here.presence_id),
        ("annuler_correction", fixed.correction_id),
    ):
        assert salon.animer(geste, id=number).status_code == 404, geste
    assert paroles.lister(store, other) == [asked] and presences.lister(store, other) == [here]
    assert corrections.lire(store, fixed.correction_id) == fixed
    # It is over the same figures, and each desk says which of them it can take back.
    said = {seance.code: [*correction_de_salle.dites(store, seance)] for seance in (salon.seance, salon.autre)}
    assert {code: [one["est_annulable"] for one in told] for code, told in said.items()} == {
        salon.seance.code: [False],
        other: [True],
    }


def test_two_posts_one_hand(salon: Salon):
    assert salon.animer("avancer", de="etape", pas=1).status_code == 204
    held = salon.lue()
    for geste, said in (("avancer", {"de": "etape", "pas": 1}), ("deplacer", {"adresse": "/projets"}),
                        ("projeter", {"quoi": "1,1"}), ("defiler", {"milliemes": 5})):  # fmt: skip
        refused = salon.animer(geste, AUTRE_POSTE, **said)
        assert refused.status_code == 409 and refused.text == "Un autre poste conduit la salle : demandez la main.\n"
    assert salon.lue().version == held.version
    assert salon.animer("dire", AUTRE_POSTE, message="Pause").status_code == 204
    assert salon.animer("repondre_la_main", AUTRE_POSTE, accepte=True).status_code == 409
    assert salon.animer("demander_la_main", AUTRE_POSTE).status_code == 204
    early = salon.animer("prendre_la_main", AUTRE_POSTE)
    assert early.status_code == 409 and "pour répondre" in early.text
    assert salon.animer("repondre_la_main", accepte=True).status_code == 204
    assert salon.animer("avancer", AUTRE_POSTE, de="etape", pas=1).status_code == 204
    assert salon.animer("avancer", de="etape", pas=-1).status_code == 409


def test_both_ends_of_the_agenda_move_nobody(salon: Salon):
    assert salon.animer("avancer", de="etape", pas=-1).status_code == 204
    assert salon.lue().version == 1
    for _ in range(4):
        assert salon.animer("avancer", de="etape", pas=1).status_code == 204
    assert salon.lue().version == 3 and salon.lue().adresse.startswith("/financements")


def test_a_draft_a_pause_a_frozen_room_and_a_closed_one_say_why_they_do_not_move(salon: Salon):
    salon.seance = seances.preparer(salon.magasin, "Brouillon", "Direction", COPIL)
    etapes.ajouter(salon.magasin, salon.seance.code, "Accueil", "", 5, f"/?{MOTS}")
    refused = salon.animer("deplacer", adresse="/projets")
    assert refused.status_code == 409 and "n'est pas ouverte" in refused.text
    assert "n'est pas ouverte" in salon.faire("parole", **A_DIRE).text
    assert salon.animer("commencer").status_code == 204
    assert salon.animer("suspendre").status_code == 204
    assert "est suspendue" in salon.animer("avancer", de="etape", pas=1).text
    assert salon.animer("reprendre").status_code == 204
    assert salon.animer("figer", est_gelee=True).status_code == 204
    assert "est figé" in salon.animer("avancer", de="etape", pas=1).text
    assert salon.animer("figer", est_gelee=False).status_code == 204
    assert salon.animer("clore").status_code == 204
    for geste in ("noircir", "parole", "presence", "dire", "clore"):
        refused = salon.animer(geste, est_noir=True, message="x", **A_DIRE)
        assert refused.status_code == 409 and "est close" in refused.text, geste


def test_a_telephone_takes_back_its_own_request_and_no_other(salon: Salon):
    first = salon.faire("parole", poste="", **A_DIRE)
    mark = first.cookies[seances.TEMOIN_POSTE]
    assert gestes_de_salle.POSTE.fullmatch(mark) and "httponly" in first.headers["set-cookie"].lower()
    (asked,) = paroles.lister(salon.magasin, salon.seance.code)
    for poste in (TELEPHONE, "", "zz", mark + "0", mark[:-1]):
        refused = salon.faire("retirer_la_parole", poste=poste, id=asked.intervention_id)
        assert refused.status_code == 409 and "d'un autre téléphone" in refused.text
    again = salon.faire("parole", poste=mark, organisme="DGE", fonction="chef")
    assert again.status_code == 409 and "déjà demandée" in again.text
    kept = salon.faire("retirer_la_parole", poste=mark, id=asked.intervention_id)
    assert kept.status_code == 204 and "set-cookie" not in kept.headers
    assert "n'attend plus" in salon.faire("retirer_la_parole", poste=mark, id=asked.intervention_id).text


def test_the_desk_is_told_to_who_presents_and_to_nobody_else(salon: Salon):
    places = [f"/pupitre/{salon.seance.code}/{one}" for one in ("etat", "mots")]
    for person, key, statut in (
        (AU_POSTE, salon.seance.cle, 200),
        (_compte(RoleDAcces.ANIMATEUR), salon.seance.cle, 200),
        (AU_POSTE, "", 403),
        (AU_POSTE, salon.autre.cle, 403),
        (_compte(RoleDAcces.LECTEUR), salon.seance.cle, 403),
        (invite(salon.seance.code), salon.seance.cle, 403),
        (invite(salon.autre.code), "", 403),
    ):
        salon.personne = person
        salon.client.cookies.clear()
        if key:
            salon.client.cookies.set(f"{seances.TEMOIN}{salon.seance.code}", key)
        for place in places:
            answer = salon.client.get(place)
            assert (answer.status_code, answer.headers["cache-control"]) == (statut, "no-store"), (person, place)


def test_what_a_screen_says_that_it_shows_changes_nothing(salon: Salon):
    before = salon.ecrit()
    for said in ({}, {"version": "x"}, {"version": 10**30, "flux": 3}, {"version": 1, "flux": "inconnu"}):
        assert salon.faire("vu", **said).status_code == 204
    assert salon.ecrit() == before
