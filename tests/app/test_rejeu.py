"""The replay of a closed séance says, at any instant, what the room was told at that instant."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from starlette.applications import Starlette

from tests.magasin import base
from tests.rejoues import COPIL, DIRECTION, ECRAN, GESTES, Enregistreur, Horloge, a_l_heure, a_l_instant, corriger
from tests.unit.test_cle_animation import Client
from ti_dashboard.__main__ import main
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.personne import Personne, au_poste, invite
from ti_dashboard.comite.rejoue import fichier_du_rejeu, rejeu_de_seance
from ti_dashboard.composants.messages_de_salle import Rejeu
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.live import corrections, decisions, etapes, marche, proces_verbaux, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.tables import seance as table
from ti_dashboard.magasin import guichet
from ti_dashboard.serveur import rejeu_servi


@pytest.fixture
def magasin(donnees_servies, tmp_path, monkeypatch) -> Base:
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{tmp_path / 'seance.sqlite'}")
    return base()


@pytest.fixture
def horloge_reglee():
    clock = Horloge()
    with a_l_heure(clock):
        yield clock


@pytest.fixture
def jouee(magasin: Base, horloge_reglee: Horloge) -> Enregistreur:
    """Three steps, not moved yet."""
    made = seances.ouvrir(magasin, "COPIL", DIRECTION, COPIL, f"/projets?{ECRAN}")
    for title, page in (("Accueil", "/"), ("L'argent", "/financements"), ("Méthode", "/methode")):
        etapes.ajouter(magasin, made.code, title, "CGET", 10, f"{page}?{ECRAN}")
    return Enregistreur(magasin, made.code, horloge_reglee)


def rejouer(magasin: Base, code: str) -> Rejeu:
    return rejeu_de_seance.composer(magasin, code, guichet.service().publication)


def clore(e: Enregistreur) -> Rejeu:
    e.horloge.avancer(1000)
    marche.clore(e.base, e.code, DIRECTION)
    return rejouer(e.base, e.code)


def test_a_played_seance_is_replayed_gesture_by_gesture(jouee: Enregistreur):
    for name, rank in (("etape", 0), ("arriver", 1), ("etape", 1), ("plan", 1), ("message", 1), ("message", 0)):
        assert jouee.faire(name, rank)
    for name, rank in (("noircir", 0), ("noircir", 1), ("demander", 1), ("donner", 0), ("finir", 0)):
        assert jouee.faire(name, rank)
    for name, words in (("rediger", "Payer"), ("relire", ""), ("rediger", "Payer vite"), ("prendre", "")):
        assert jouee.faire(name, 1, words)
    for name in ("suspendre", "reprendre", "corriger", "annuler"):
        assert jouee.faire(name)
    told = clore(jouee)
    said = [(one["genre"], one["mots"]) for one in told["instants"]]
    assert [kind for kind, _ in said] == [
        *("ouverture", "etape", "presence", "etape", "ecran", "message", "message"),
        *("mur", "mur", "parole", "parole", "parole", "lecture", "lecture", "conclusion"),
        *("suspension", "suspension", "correction", "correction", "cloture"),
    ]
    assert ("etape", "Étape 2 : L'argent") in said and ("lecture", "Lue à l'écran : «\u00a0Payer vite\u00a0»") in said
    assert told["instants"][1]["ms"] == 1000 and told["duree_ms"] == (len(jouee.vus) + 1) * 1000
    for instant, seen in jouee.vus.items():
        assert a_l_instant(told, instant) == seen


def test_the_stage_has_the_screen_of_each_instant_with_what_the_room_had_corrected(jouee: Enregistreur):
    jouee.faire("etape", 0)
    other = Enregistreur(jouee.base, seances.ouvrir(jouee.base, "Autre", DIRECTION, COPIL).code, jouee.horloge)
    jouee.horloge.avancer(1000)
    # Another room corrects a figure of the same arrêté: this one shows it too.
    typed = corriger(other)
    jouee.faire("etape", 1)
    jouee.faire("etape", 0)
    jouee.horloge.avancer(1000)
    corrections.decider(jouee.base, typed.correction_id, "annulee", DIRECTION)
    told = clore(jouee)
    shown = [(one["genre"], told["ecrans"][one["ecran"]]) for one in told["instants"][1:]]
    assert [kind for kind, _ in shown] == ["etape", "correction", "etape", "etape", "correction", "cloture"]
    plain, corrected, money, again, undone, closed = (screen for _, screen in shown)
    assert plain["calque"] == {} and "corrigé en séance" in str(corrected["calque"])
    assert plain["page"] == corrected["page"] and again == corrected and undone == closed == plain
    assert money["page"] != plain["page"] and money["calque"] == {}
    pages = {page["page"]: page for page in told["pages"]}
    assert pages["accueil"]["titre"] == "Accueil" and len(pages["accueil"]["planches"]) == 1
    assert all(one["plan"] for one in told["instants"][1:])


def test_what_was_corrected_before_the_hour_is_on_the_first_screen_and_is_no_instant(
    magasin: Base, horloge_reglee: Horloge
):
    other = Enregistreur(magasin, seances.ouvrir(magasin, "Autre", DIRECTION, COPIL).code, horloge_reglee)
    corriger(other)
    horloge_reglee.avancer(1000)
    made = seances.ouvrir(magasin, "COPIL", DIRECTION, COPIL, f"/?{ECRAN}")
    told = clore(Enregistreur(magasin, made.code, horloge_reglee))
    assert [one["genre"] for one in told["instants"]] == ["ouverture", "cloture"]
    assert "corrigé en séance" in str(told["ecrans"][told["instants"][0]["ecran"]]["calque"])


def test_what_changes_of_the_agenda_is_said_but_for_what_is_under_embargo(jouee: Enregistreur):
    first, second, third = (step.etape_id for step in etapes.lister(jouee.base, jouee.code))
    for geste in (
        lambda: etapes.ajouter(jouee.base, jouee.code, "Emplois", "DGE", 5, f"/projets?{ECRAN}"),
        lambda: etapes.ordonner(jouee.base, jouee.code, [second, first, third, third + 1]),
        lambda: etapes.modifier(jouee.base, second, "Les crédits", "DGE", 5),
        lambda: etapes.annoter(jouee.base, third, "", est_sous_embargo=True),
        lambda: etapes.annoter(jouee.base, third, "Pour moi", est_sous_embargo=True),
        lambda: etapes.retirer(jouee.base, first),
    ):
        jouee.horloge.avancer(1000)
        geste()
    jouee.horloge.avancer(1000)
    for title in ("Les uns", "Les autres"):
        etapes.ajouter(jouee.base, jouee.code, title, "DGE", 5, f"/projets?{ECRAN}")
    said = [one["mots"] for one in clore(jouee)["instants"] if one["genre"] == "agenda"]
    assert said == [
        "Inscrit à l'ordre du jour : «\u00a0Emplois\u00a0»",
        "Ordre du jour réordonné",
        "Ordre du jour modifié",
        "Retiré de l'ordre du jour : «\u00a0Méthode\u00a0»",
        "Retiré de l'ordre du jour : «\u00a0Accueil\u00a0»",
        "Ordre du jour modifié",
    ]


@given(
    est_brouillon=st.booleans(),
    joues=st.lists(
        st.tuples(
            st.sampled_from(sorted(GESTES)),
            st.integers(0, 11),
            st.sampled_from(("Payer", "Revoir", "Écrire")),
            st.integers(0, 3),
        ),
        max_size=30,
    ),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_at_any_instant_the_replay_says_what_the_room_was_told(magasin, horloge_reglee, est_brouillon, joues):
    horloge_reglee.avancer(60_000)
    make = seances.preparer if est_brouillon else seances.ouvrir
    played = Enregistreur(magasin, make(magasin, "COPIL", DIRECTION, COPIL).code, horloge_reglee)
    horloge_reglee.avancer(1000)
    for title in ("Un", "Deux", "Trois"):
        played.faire("ajouter", len(title), title)
    for name, rank, words, after in joues:
        played.faire(name, rank, words, after)
    played.faire("commencer")
    told = clore(played)
    for instant, seen in played.vus.items():
        if instant >= told["ouverte_ms"] and seen["statut"] != "brouillon":
            assert a_l_instant(told, instant) == seen
    assert [one["ms"] for one in told["instants"]] == sorted(one["ms"] for one in told["instants"])


def test_an_open_seance_is_not_replayed(jouee: Enregistreur):
    with pytest.raises(GesteRefuse, match="n'est pas close"):
        rejouer(jouee.base, jouee.code)


def test_the_clock_of_a_server_that_goes_back_never_sends_the_replay_back(jouee: Enregistreur):
    jouee.faire("etape", 0)
    jouee.faire("etape", 1, apres_ms=-3_600_000)
    told = clore(jouee)
    assert [one["ms"] for one in told["instants"][-3:]] == [1000, 1000, 1000]


def test_what_an_older_version_did_not_write_is_said(jouee: Enregistreur):
    for rank in (0, 1):
        jouee.faire("etape", rank)
    jouee.faire("decider", 0, "Payer")
    with jouee.base.ecrire("deplacer") as ecriture:
        ecriture.con.execute(update(table).where(table.c.code == jouee.code).values(version=9))
    told = clore(jouee)
    assert "6\u00a0déplacements de la salle ne sont pas au journal" in " ".join(told["manques"])


def test_a_screen_that_is_no_longer_understood_is_said_and_keeps_its_place(jouee: Enregistreur):
    seance = seances.lire(jouee.base, jouee.code)
    jouee.horloge.avancer(1000)
    marche.deplacer(jouee.base, jouee.code, f"/territoires?{ECRAN}&region=Atlantide", seance.version)
    told = clore(jouee)
    lost = told["ecrans"][told["instants"][-1]["ecran"]]
    assert lost["page"] is None and "Atlantide" in lost["faute"]
    assert "1\u00a0écran ne se laisse plus composer" in " ".join(told["manques"])


def test_the_seal_of_the_day_and_that_of_now_are_compared(jouee: Enregistreur):
    jouee.faire("etape", 0)
    unknown = clore(jouee)["sceau"]
    assert unknown["alors"] is None and unknown["tient"] is None and "n'a pas été gardé" in unknown["mots"]
    now = unknown["maintenant"]
    assert now and len(now) == 64
    proces_verbaux.rediger(jouee.base, jouee.code, f'{{"arrete": {{"racine": "{now}"}}}}')
    same = rejouer(jouee.base, jouee.code)["sceau"]
    assert (same["alors"], same["tient"]) == (now, True)
    other = seances.ouvrir(jouee.base, "Autre", DIRECTION, COPIL)
    marche.clore(jouee.base, other.code, DIRECTION)
    proces_verbaux.rediger(jouee.base, other.code, '{"arrete": {"racine": "00"}}')
    changed = rejouer(jouee.base, other.code)["sceau"]
    assert (changed["alors"], changed["maintenant"], changed["tient"]) == ("00", now, False)
    gone = seances.ouvrir(jouee.base, "Retiré", DIRECTION, date(2018, 1, 1), "/?arrete=2018-01-01")
    marche.clore(jouee.base, gone.code, DIRECTION)
    told = rejouer(jouee.base, gone.code)
    assert told["sceau"]["maintenant"] is None and told["ecrans"][0]["faute"]


def test_the_file_is_the_same_to_the_byte_and_asks_for_nothing(jouee: Enregistreur):
    jouee.faire("etape", 0)
    told = clore(jouee)
    written = fichier_du_rejeu.ecrire(told)
    assert written == fichier_du_rejeu.ecrire(told) and len(written) < 1_000_000
    page = written.decode()
    # A title is typed: it is a text, wherever it stands.
    hostile = fichier_du_rejeu.ecrire({**told, "titre": "</title><script>alert(1)</script>"}).decode()
    assert "<script>alert" not in hostile and "default-src &#39;none&#39;" in page
    for asked in ('src="http', 'href="', "@import", 'src="/'):
        assert asked not in page.partition('<script id="donnees"')[0]


def _demander(chemin: str, qui: Personne):
    async def named(scope, receive, send):
        scope.setdefault("state", {})["personne"] = qui
        await Starlette(routes=rejeu_servi.routes())(scope, receive, send)

    return Client(named).get(chemin)


def test_it_is_served_to_who_may_read_every_screen_once_the_seance_is_closed(jouee: Enregistreur):
    reader = Personne("Région", frozenset({RoleDAcces.LECTEUR}), compte_id=4)
    early = _demander(f"/rejeu/{jouee.code}", reader)
    assert early.status_code == 404 and "n&#39;est pas close" in early.text
    clore(jouee)
    for who, status in ((reader, 200), (au_poste(), 200), (invite(jouee.code), 403)):
        assert _demander(f"/rejeu/{jouee.code}", who).status_code == status
        assert _demander(f"/rejeu/{jouee.code}/fichier", who).status_code == status
    seen, kept = (_demander(f"/rejeu/{jouee.code.lower()}{end}", reader) for end in ("", "/fichier"))
    assert seen.headers["content-security-policy"].startswith("default-src 'none'")
    assert kept.headers["content-disposition"] == f'attachment; filename="rejeu-{jouee.code}.html"'
    assert _demander("/rejeu/ZZZZZZ", reader).status_code == 404


def test_it_is_composed_once_until_something_that_it_says_may_have_changed(jouee: Enregistreur, monkeypatch):
    jouee.faire("etape", 0)
    jouee.faire("decider", 0, "Payer")
    (taken,) = decisions.lister(jouee.base, COPIL, jouee.code)
    clore(jouee)
    made, compose = [], rejeu_de_seance.composer
    monkeypatch.setattr(rejeu_de_seance, "composer", lambda *said: made.append(1) or compose(*said))

    def ask() -> tuple[int, bytes]:
        jouee.horloge.avancer(1000)
        answer = _demander(f"/rejeu/{jouee.code}", au_poste())
        assert answer.status_code == 200
        return len(made), answer.content

    first = ask()
    assert first[0] == 1 and ask() == first
    other = Enregistreur(jouee.base, seances.ouvrir(jouee.base, "Autre", DIRECTION, COPIL).code, jouee.horloge)
    # What another room does is not its affair, but for the figures that it corrects.
    assert other.faire("aller", 1) and ask() == first
    typed = corriger(other)
    writings = [
        lambda: corrections.decider(jouee.base, typed.correction_id, "confirmee", DIRECTION),
        lambda: decisions.changer_statut(jouee.base, taken.decision_id, "tenue", DIRECTION),
        lambda: proces_verbaux.rediger(jouee.base, jouee.code, '{"arrete": {"racine": "00"}}'),
        lambda: proces_verbaux.sceller(jouee.base, jouee.code, "00"),
        lambda: monkeypatch.setattr(rejeu_servi, "empreinte", lambda service: "autre publication"),
    ]
    assert ask()[0] == 2
    for number, write in enumerate(writings, 3):
        write()
        seen = ask()
        assert seen[0] == number and ask() == seen
    assert _demander(f"/rejeu/{jouee.code}", invite(jouee.code)).status_code == 403


def test_the_verb_writes_the_file_and_never_over_another(jouee: Enregistreur, tmp_path, capsys):
    clore(jouee)
    target = tmp_path / "rejeu.html"
    assert main(["rejouer", jouee.code.lower(), str(target)]) == 0
    assert "\u00a0ko" in capsys.readouterr().out and target.read_bytes().startswith(b"<!doctype html>")
    assert main(["rejouer", jouee.code, str(target)]) == 1
    assert "existe déjà" in capsys.readouterr().out
    assert main(["rejouer", "ZZZZZZ", str(tmp_path / "autre.html")]) == 1 and not (tmp_path / "autre.html").exists()
