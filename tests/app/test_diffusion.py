"""What a room is told, how it is moved, and the plain words that move it: over a real store and a real publication."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.magasin import base
from ti_dashboard.comite import conduire, diffusion, palette, pupitre
from ti_dashboard.comite.table_des_gestes import GESTES, DemandeDeGeste, faire
from ti_dashboard.errors import AdresseIncomprise, GesteRefuse, SeanceInconnue
from ti_dashboard.live import (
    attendus,
    decisions,
    etapes,
    marche,
    mur,
    paroles,
    presences,
    projets_de_decision,
    seances,
)
from ti_dashboard.live.base import Base
from ti_dashboard.live.liste_collee import attendu_dit

COPIL = date(2019, 9, 24)
ECRAN = "arrete=2019-09-24&compare=2019-04-30&phase=1"
POSTE, AUTRE = "0123456789abcdef", "fedcba9876543210"


@pytest.fixture
def magasin(donnees_servies, tmp_path, monkeypatch) -> Base:
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{tmp_path / 'seance.sqlite'}")
    return base()


@pytest.fixture
def seance(magasin: Base) -> seances.Seance:
    made = seances.ouvrir(magasin, "COPIL", "Direction du programme", COPIL)
    for title, page in (("Accueil", "/"), ("L'argent", "/financements"), ("Méthode", "/methode")):
        etapes.ajouter(magasin, made.code, title, "CGET", 10, f"{page}?{ECRAN}")
    return made


def salle(magasin: Base, seance: seances.Seance) -> dict:
    told = diffusion.composer(magasin, seance.code)
    assert told is not None
    return dict(told)


def demande(magasin: Base, seance: seances.Seance, poste: str = POSTE, **corps: object) -> DemandeDeGeste:
    return DemandeDeGeste(magasin, seances.lire(magasin, seance.code), poste, corps)


def dits(adresse: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(adresse).query)


def test_a_room_is_told_its_step_what_follows_and_nothing_of_what_is_hidden(magasin: Base, seance):
    steps = etapes.lister(magasin, seance.code)
    etapes.annoter(magasin, steps[1].etape_id, "SECRET", est_sous_embargo=True)
    conduire.avancer(magasin, seance.code, "etape", 1)
    told = salle(magasin, seance)
    assert [(one["titre"], one["etat"]) for one in told["agenda"]] == [("Accueil", "en_cours"), ("Méthode", "a_venir")]
    assert [one["rang"] for one in told["agenda"]] == [1, 2]
    assert told["suivante"] is None and not told["hors"] and "SECRET" not in str(told)
    assert dits(told["adresse"])["arrete"] == ["24/09/2019"]
    conduire.avancer(magasin, seance.code, "etape", 1)
    told = salle(magasin, seance)
    assert [one["titre"] for one in told["agenda"]] == ["Accueil", "L'argent", "Méthode"]
    assert told["suivante"]["titre"] == "Méthode" and told["agenda"][0]["etat"] == "faite"


def test_a_draft_tells_only_when_it_will_be(magasin: Base):
    draft = seances.preparer(magasin, "COPIL", "Direction du programme", COPIL)
    etapes.ajouter(magasin, draft.code, "SECRET", "", 5, f"/?{ECRAN}")
    told = salle(magasin, draft)
    assert (told["statut"], told["adresse"], told["agenda"], told["suivante"]) == ("brouillon", "", [], None)
    assert "SECRET" not in str(told)
    assert diffusion.composer(magasin, "ZZZZZZ") is None


def test_a_room_goes_from_plan_to_plan_and_stops_at_both_ends(magasin: Base, seance):
    conduire.avancer(magasin, seance.code, "etape", 1)
    first = seances.lire(magasin, seance.code)
    plans = conduire.plans_de(conduire.ecran_de_salle.lire(conduire.guichet.service().publication, first.adresse))
    assert len(plans) > 4 and len(set(plans)) == len(plans)
    conduire.avancer(magasin, seance.code, "plan", -1)
    assert seances.lire(magasin, seance.code) == first
    for expected in plans[1:]:
        conduire.avancer(magasin, seance.code, "plan", 1)
        assert dits(seances.lire(magasin, seance.code).adresse)["plan"] == [expected]
        assert not salle(magasin, seance)["hors"]
    last = seances.lire(magasin, seance.code)
    conduire.avancer(magasin, seance.code, "plan", 1)
    assert seances.lire(magasin, seance.code) == last
    conduire.avancer(magasin, seance.code, "etape", 1)
    assert "plan" not in dits(seances.lire(magasin, seance.code).adresse)


def test_the_end_of_the_agenda_moves_nobody_and_a_page_without_boards_has_no_plan(magasin: Base, seance):
    for _ in range(4):
        conduire.avancer(magasin, seance.code, "etape", 1)
    at_end = seances.lire(magasin, seance.code)
    assert at_end.adresse.startswith("/methode") and at_end.version == 4
    conduire.avancer(magasin, seance.code, "plan", 1)
    assert seances.lire(magasin, seance.code) == at_end
    with pytest.raises(GesteRefuse):
        conduire.avancer(magasin, seance.code, "page", 1)


def test_an_address_is_written_one_way_and_a_word_that_is_not_understood_moves_nobody(magasin: Base, seance):
    conduire.aller(magasin, seances.lire(magasin, seance.code), f"/territoires?region=bretagne&{ECRAN}")
    here = seances.lire(magasin, seance.code)
    assert dits(here.adresse)["region"] == ["Bretagne"] and dits(here.adresse)["compare"] == ["30/04/2019"]
    for wrong in ("/territoires?region=Nullepart", "/nullepart", "/territoires?bidule=1"):
        with pytest.raises(AdresseIncomprise):
            conduire.aller(magasin, here, wrong)
    with pytest.raises(SeanceInconnue):
        conduire.aller_a_l_etape(magasin, seance.code, 999)
    assert seances.lire(magasin, seance.code) == here


def test_the_wall_is_told_what_is_over_the_screen(magasin: Base, seance):
    mur.noircir(magasin, seance.code, est_noir=True)
    mur.dire(magasin, seance.code, "Pause")
    presences.arriver(magasin, seance.code, "Bpifrance", "Directeur")
    asked = paroles.demander(magasin, seance.code, "Bpifrance", "Directeur", POSTE)
    projets_de_decision.rediger(magasin, seance.code, "accord", "Texte", "", None, "/")
    told = salle(magasin, seance)
    assert (told["est_noir"], told["message"], told["presents"], told["lecture"]) == (True, "Pause", 1, None)
    assert [(one["id"], one["est_en_cours"]) for one in told["parole"]] == [(asked.intervention_id, False)]
    projets_de_decision.relire(magasin, seance.code, est_lu=True)
    assert salle(magasin, seance)["lecture"] == {"genre": "relevé d'accord", "texte": "Texte", "charge": ""}
    projets_de_decision.prendre(magasin, seance.code, COPIL)
    assert salle(magasin, seance)["annonce"]["mots"] == "Accord relevé : « Texte »"


def test_the_desk_is_told_what_the_room_is_not(magasin: Base, seance):
    steps = etapes.lister(magasin, seance.code)
    etapes.annoter(magasin, steps[1].etape_id, "Ne pas dire", est_sous_embargo=True)
    projets_de_decision.rediger(magasin, seance.code, "decision", "Rel", "", None, "/")
    told = pupitre.composer(magasin, seances.lire(magasin, seance.code), POSTE, [])
    assert told["notes"] == {str(steps[1].etape_id): "Ne pas dire"} and told["embargos"] == [steps[1].etape_id]
    assert [one["titre"] for one in told["agenda"]] == ["Accueil", "L'argent", "Méthode"]
    assert told["projet"] is not None and told["projet"]["texte"] == "Rel" and told["prevue_minutes"] == 30


def test_the_desk_is_told_who_is_expected_and_not_there_yet(magasin: Base, seance):
    attendus.attendre(magasin, seance.code, [attendu_dit("Bpifrance", "Directeur"), attendu_dit("DGE", "Cheffe")])
    presences.arriver(magasin, seance.code, "bpifrance", "directeur")
    told = pupitre.composer(magasin, seances.lire(magasin, seance.code), POSTE, [])
    assert [(one["organisme"], one["fonction"]) for one in told["manquants"]] == [("DGE", "Cheffe")]


def test_a_plain_word_leads_to_one_screen_that_is_understood(magasin: Base, seance):
    words = palette.composer(f"/?{ECRAN}")
    assert {one["genre"] for one in words} >= {"page", "région", "opérateur", "territoire"}
    kinds = {one["genre"]: one for one in words}
    for one in kinds.values():
        conduire.aller(magasin, seances.lire(magasin, seance.code), one["adresse"])
        assert dits(seances.lire(magasin, seance.code).adresse)["arrete"] == ["24/09/2019"]
    territory = next(one for one in words if one["genre"] == "territoire")
    assert urlsplit(territory["adresse"]).path == "/territoire" and dits(territory["adresse"])["id"]


def test_only_the_post_that_holds_the_room_moves_it(magasin: Base, seance):
    faire("avancer", demande(magasin, seance, de="etape", pas=1))
    with pytest.raises(GesteRefuse, match="Un autre poste"):
        faire("avancer", demande(magasin, seance, AUTRE, de="etape", pas=1))
    faire("noircir", demande(magasin, seance, AUTRE, est_noir=True))
    faire("demander_la_main", demande(magasin, seance, AUTRE))
    faire("repondre_la_main", demande(magasin, seance, accepte=True))
    faire("avancer", demande(magasin, seance, AUTRE, de="etape", pas=1))
    assert seances.lire(magasin, seance.code).version == 3


def test_a_gesture_that_is_badly_written_changes_nothing(magasin: Base, seance):
    before = seances.lire(magasin, seance.code)
    for name, said in (
        ("inconnu", {}),
        ("noircir", {"est_noir": 1}),
        ("etape", {"id": True}),
        ("dire", {"message": 3}),
        ("ordonner_la_parole", {"ids": ["a"]}),
        ("rediger", {"genre": "decision", "texte": "x", "responsable": "", "echeance": "demain"}),
    ):
        with pytest.raises(GesteRefuse):
            faire(name, demande(magasin, seance, **said))
    assert seances.lire(magasin, seance.code).revision == before.revision
    assert {name for name, one in GESTES.items() if one.est_public} == {"parole", "retirer_la_parole", "presence"}


def test_a_decision_read_at_the_desk_is_taken_on_the_arrete_of_its_screen(magasin: Base, seance):
    faire("deplacer", demande(magasin, seance, adresse="/territoires?arrete=30/04/2019&plan=carte"))
    said = {"genre": "decision", "texte": "Relancer", "responsable": "CGET", "echeance": "2099-01-01"}
    faire("rediger", demande(magasin, seance, **said))
    faire("relire", demande(magasin, seance, est_lu=True))
    faire("prendre", demande(magasin, seance))
    told = pupitre.composer(magasin, seances.lire(magasin, seance.code), POSTE, [])
    (taken,) = told["decisions"]
    assert taken["charge"] == "CGET, avant le 01/01/2099" and "plan=carte" in taken["adresse"]
    (kept,) = decisions.lister(magasin, COPIL, seance.code)
    assert kept.arrete == date(2019, 4, 30) and "arrete=2019-04-30" in kept.adresse
    marche.clore(magasin, seance.code, "CGET")
    with pytest.raises(GesteRefuse, match="close"):
        faire("rediger", demande(magasin, seance, **said))
