"""A séance from its draft to its end: who sees what, who is there, who speaks, what the wall shows, what is decided."""

from dataclasses import replace
from datetime import date

import pytest

from tests.magasin import AU_POSTE
from ti_dashboard.acces.personne import invite
from ti_dashboard.errors import GesteRefuse, SeanceInconnue
from ti_dashboard.live import (
    decisions,
    ecrans_montres,
    etapes,
    journal,
    marche,
    mur,
    paroles,
    places_de_parole,
    presences,
    projets_de_decision,
    seances,
)
from ti_dashboard.live.base import Base

COPIL, LOIN = date(2019, 9, 24), date(2099, 1, 1)


@pytest.fixture
def seance(magasin: Base) -> seances.Seance:
    return seances.ouvrir(magasin, "COPIL", "Direction du programme", COPIL)


def _gestes(magasin: Base) -> list[str]:
    return [line.geste for line in journal.lire(magasin)]


def test_a_draft_shows_nothing_and_moves_nobody_until_it_is_opened(magasin: Base):
    draft = seances.preparer(magasin, "COPIL", "Direction du programme", COPIL)
    step = etapes.ajouter(magasin, draft.code, "Accueil", "", 5, "/territoires")
    assert draft.statut == "brouillon" and seances.ouverte_sur(magasin, COPIL) is None
    assert ecrans_montres.adresses(magasin, draft) == []
    with pytest.raises(GesteRefuse, match="n'est pas ouverte"):
        marche.deplacer(magasin, draft.code, "/territoires", 1, step.etape_id)
    opened = marche.commencer(magasin, draft.code)
    assert opened.statut == "ouverte" and seances.ouverte_sur(magasin, COPIL) == opened
    assert marche.deplacer(magasin, draft.code, "/territoires", 1, step.etape_id) == 2
    with pytest.raises(GesteRefuse, match="déjà ouverte"):
        marche.commencer(magasin, draft.code)
    assert _gestes(magasin) == ["preparer", "ajouter_etape", "ouvrir", "deplacer"]


def test_a_suspended_seance_does_not_move_and_its_step_stops_counting(magasin: Base, seance, monkeypatch):
    step = etapes.ajouter(magasin, seance.code, "Accueil", "", 5, "/")
    marche.deplacer(magasin, seance.code, "/", 1, step.etape_id)
    paroles.donner(magasin, paroles.demander(magasin, seance.code, "DGE", "Directrice").intervention_id)
    paused = marche.suspendre(magasin, seance.code)
    assert paused.statut == "suspendue" and paused.etape_depuis is None
    with pytest.raises(GesteRefuse, match="suspendue"):
        marche.deplacer(magasin, seance.code, "/projets", 2)
    with pytest.raises(GesteRefuse, match="suspendue"):
        marche.suspendre(magasin, seance.code)
    assert marche.reprendre(magasin, seance.code).etape_depuis is not None
    # Who spoke as it stopped does not speak through the pause.
    assert [one.finie_le is not None for one in paroles.lister(magasin, seance.code)] == [True]
    with pytest.raises(GesteRefuse, match="n'est pas suspendue"):
        marche.reprendre(magasin, seance.code)
    assert marche.deplacer(magasin, seance.code, "/projets", 2) == 3


def test_a_frozen_room_stays_where_it_is(magasin: Base, seance):
    mur.figer(magasin, seance.code, est_gelee=True)
    with pytest.raises(GesteRefuse, match="figé"):
        marche.deplacer(magasin, seance.code, "/projets", 1)
    mur.figer(magasin, seance.code, est_gelee=False)
    assert marche.deplacer(magasin, seance.code, "/projets", 1) == 2


def test_each_move_is_in_the_journal_with_its_screen_and_its_step(magasin: Base, seance):
    step = etapes.ajouter(magasin, seance.code, "Accueil", "", 5, "/")
    marche.deplacer(magasin, seance.code, "/?plan=carte", 1, step.etape_id)
    (line,) = [one for one in journal.lire(magasin, seance.code) if one.geste == "deplacer"]
    assert line.detail == {"adresse": "/?plan=carte", "etape_id": step.etape_id}


def test_a_step_is_under_embargo_from_the_writing_that_adds_it(magasin: Base, seance):
    before = seances.lire(magasin, seance.code).revision
    step = etapes.ajouter(magasin, seance.code, "Zircon", "", 5, "/projets", est_sous_embargo=True)
    assert step.est_cachee and etapes.lister(magasin, seance.code) == [step]
    assert seances.lire(magasin, seance.code).revision == before + 1
    line = journal.lire(magasin, seance.code)[-1]
    assert (line.geste, line.detail["sous_embargo"]) == ("ajouter_etape", True)


def test_a_step_under_embargo_is_shown_to_nobody_before_it_is_reached(magasin: Base, seance):
    step = etapes.ajouter(magasin, seance.code, "L'argent", "", 5, "/financements")
    etapes.annoter(magasin, step.etape_id, "Ne pas dire\nle montant", est_sous_embargo=True)
    (kept,) = etapes.lister(magasin, seance.code)
    assert kept.est_cachee and kept.note == "Ne pas dire\nle montant"
    assert "/financements" not in ecrans_montres.adresses(magasin, seances.lire(magasin, seance.code))
    marche.deplacer(magasin, seance.code, "/financements", 1, step.etape_id)
    (seen,) = etapes.lister(magasin, seance.code)
    assert not seen.est_cachee and seen.sous_embargo
    assert "/financements" in ecrans_montres.adresses(magasin, seances.lire(magasin, seance.code))


def test_what_is_lit_or_scrolled_is_of_one_screen_and_what_is_black_stays(magasin: Base, seance):
    mur.projeter(magasin, seance.code, "500,250")
    mur.defiler(magasin, seance.code, 400)
    mur.noircir(magasin, seance.code, est_noir=True)
    mur.dire(magasin, seance.code, "  Pause de dix minutes ")
    shown = seances.lire(magasin, seance.code)
    assert (shown.projecteur, shown.defilement, shown.message) == ("500,250", 400, "Pause de dix minutes")
    marche.deplacer(magasin, seance.code, "/projets", 1)
    moved = seances.lire(magasin, seance.code)
    assert (moved.projecteur, moved.defilement, moved.noir_depuis) == (None, 0, shown.noir_depuis)
    mur.dire(magasin, seance.code, " ")
    mur.noircir(magasin, seance.code, est_noir=False)
    after = seances.lire(magasin, seance.code)
    assert (after.message, after.noir_depuis) == (None, None)


@pytest.mark.parametrize("quoi", ["1001,0", "", "x" * 201, "a\nb"])
def test_what_cannot_be_lit_is_refused(magasin: Base, seance, quoi):
    with pytest.raises(GesteRefuse):
        mur.projeter(magasin, seance.code, quoi)
    with pytest.raises(GesteRefuse):
        mur.defiler(magasin, seance.code, 1001)
    assert seances.lire(magasin, seance.code) == seance


def test_the_same_function_is_here_once_and_may_come_back(magasin: Base, seance):
    came = presences.arriver(magasin, seance.code, "Région Bretagne", "Vice-présidente", " ")
    with pytest.raises(GesteRefuse, match="déjà noté présent"):
        presences.arriver(magasin, seance.code, "Région Bretagne", "Vice-présidente")
    for again in (("REGION  Bretagne", "vice-presidente"), ("région bretagne", "Vice-Présidente")):
        with pytest.raises(GesteRefuse, match=r"^Région Bretagne \(Vice-présidente\) est déjà noté présent\.$"):
            presences.arriver(magasin, seance.code, *again)
    presences.arriver(magasin, seance.code, "Bpifrance", "Directeur", "Le directeur général")
    assert presences.nb_presents(magasin, seance.code) == 2
    presences.partir(magasin, came.presence_id)
    with pytest.raises(GesteRefuse, match="déjà parti"):
        presences.partir(magasin, came.presence_id)
    with pytest.raises(SeanceInconnue):
        presences.partir(magasin, 999)
    presences.arriver(magasin, seance.code, "Région Bretagne", "Vice-présidente")
    assert [one.depart_le is None for one in presences.lister(magasin, seance.code)] == [False, True, True]


def test_speakers_speak_one_at_a_time_in_the_order_of_the_list(magasin: Base, seance):
    ask = [paroles.demander(magasin, seance.code, body, "Directeur", f"poste{n}") for n, body in enumerate("ABC")]
    with pytest.raises(GesteRefuse, match="déjà demandée"):
        paroles.demander(magasin, seance.code, "Autre", "Directeur", "poste0")
    first, second, third = (one.intervention_id for one in ask)
    paroles.ordonner(magasin, seance.code, [third, first, second])
    with pytest.raises(GesteRefuse, match="a changé"):
        paroles.ordonner(magasin, seance.code, [first])
    paroles.donner(magasin, third)
    paroles.donner(magasin, first)
    with pytest.raises(GesteRefuse, match="autre téléphone"):
        paroles.retirer(magasin, second, "poste0")
    paroles.retirer(magasin, second, "poste1")
    found = paroles.lister(magasin, seance.code)
    assert [(one.organisme, one.est_en_cours) for one in paroles.en_attente(found)] == [("A", True)]
    assert set(paroles.temps_par_organisme(found)) == {"A", "C"}
    paroles.finir(magasin, seance.code)
    with pytest.raises(GesteRefuse, match="Personne"):
        paroles.finir(magasin, seance.code)


@pytest.mark.parametrize("url_vide", ["postgresql"], indirect=True)
@pytest.mark.parametrize("geste", ["partir", "donner", "retirer"])
def test_what_two_replicas_answer_at_once_is_answered_once(magasin: Base, seance, monkeypatch, geste: str):
    """SQLite has one writer; on PostgreSQL the other may write between what this one reads and its lock."""
    here = presences.arriver(magasin, seance.code, "DGE", "chef").presence_id
    asked = paroles.demander(magasin, seance.code, "DGE", "chef").intervention_id
    module, answer = {
        "partir": (presences, lambda: presences.partir(magasin, here)),
        "donner": (paroles, lambda: paroles.donner(magasin, asked)),
        "retirer": (paroles, lambda: paroles.retirer(magasin, asked)),
    }[geste]
    really = module.ouverte

    def after_the_other(ecriture, code):
        monkeypatch.undo()
        answer()
        return really(ecriture, code)

    monkeypatch.setattr(module, "ouverte", after_the_other)
    before = len(_gestes(magasin))
    with pytest.raises(GesteRefuse, match=r"déjà parti|n'attend plus"):
        answer()
    assert len(_gestes(magasin)) == before + 1


def test_a_telephone_that_asks_without_end_is_stopped_and_the_desk_is_not(magasin: Base, seance, monkeypatch):
    monkeypatch.setattr(places_de_parole, "DEMANDES_MAX", 3)
    for number in range(3):
        asked = paroles.demander(magasin, seance.code, "DGE", "chef", f"poste{number}")
        paroles.retirer(magasin, asked.intervention_id, f"poste{number}")
    before = len(_gestes(magasin))
    with pytest.raises(GesteRefuse, match="faites signe"):
        paroles.demander(magasin, seance.code, "DGE", "chef", "poste9")
    assert len(_gestes(magasin)) == before
    assert paroles.demander(magasin, seance.code, "DGE", "chef").rang == 4


def _du_lieu(magasin: Base, code: str, place: str) -> Base:
    return magasin.au_nom_de(invite(code, place))


def test_one_place_takes_half_of_the_list_and_leaves_the_rest_to_the_others_and_to_the_desk(
    magasin: Base, seance, monkeypatch
):
    monkeypatch.setattr(places_de_parole, "ATTENTE_MAX", 8)
    here, elsewhere = (_du_lieu(magasin, seance.code, place) for place in ("192.0.2.1", "198.51.100.7"))
    first, *_ = [paroles.demander(here, seance.code, f"Organisme {n}", "chef", f"poste{n}") for n in range(4)]
    with pytest.raises(GesteRefuse, match="depuis cet endroit attendent déjà : faites signe"):
        paroles.demander(here, seance.code, "Encore", "chef", "poste9")
    account = magasin.au_nom_de(replace(AU_POSTE, compte_id=4, origine="192.0.2.1"))
    paroles.demander(account, seance.code, "Connue du service", "cheffe", "poste10")
    paroles.demander(elsewhere, seance.code, "Ailleurs", "chef", "poste11")
    paroles.demander(magasin, seance.code, "Notée au pupitre", "cheffe")
    # A turn that is over leaves its place.
    paroles.donner(magasin, first.intervention_id)
    asked = paroles.demander(here, seance.code, "Encore", "chef", "poste9")
    assert asked.provenance == first.provenance and "192" not in str(asked.provenance)
    assert len(paroles.en_attente(paroles.lister(magasin, seance.code))) == 8


def test_two_hundred_people_behind_one_address_each_have_their_turn_and_one_who_plays_does_not_end_it_for_others(
    magasin: Base, seance, monkeypatch
):
    assert places_de_parole.DEMANDES_MAX // places_de_parole.PART_D_UN_LIEU >= 2 * 200
    monkeypatch.setattr(places_de_parole, "DEMANDES_MAX", 6)
    here, elsewhere = (_du_lieu(magasin, seance.code, place) for place in ("192.0.2.1", "198.51.100.7"))
    for number in range(3):
        asked = paroles.demander(here, seance.code, f"Organisme {number}", "chef", f"poste{number}")
        paroles.donner(magasin, asked.intervention_id)
    with pytest.raises(GesteRefuse, match="trop été demandée depuis cet endroit"):
        paroles.demander(here, seance.code, "Encore", "chef", "poste9")
    assert paroles.demander(elsewhere, seance.code, "Ailleurs", "chef", "poste9").poste_id == "poste9"


def test_at_the_closing_nobody_speaks_and_nothing_is_read_any_more(magasin: Base, seance):
    asked = paroles.demander(magasin, seance.code, "DGE", "chef")
    paroles.donner(magasin, asked.intervention_id)
    projets_de_decision.rediger(magasin, seance.code, "accord", "Relancer", "", None, "/")
    projets_de_decision.relire(magasin, seance.code, est_lu=True)
    closed = marche.clore(magasin, seance.code, "Direction")
    (spoke,) = paroles.lister(magasin, seance.code)
    assert spoke.finie_le == closed.close_le and paroles.en_attente([spoke]) == []
    kept = projets_de_decision.lire(magasin, seance.code)
    assert kept is not None and (kept.texte, kept.est_lu) == ("Relancer", False)


def test_a_decision_is_drafted_read_back_then_taken_on_its_screen(magasin: Base, seance):
    screen = "/territoires?plan=carte"
    with pytest.raises(GesteRefuse, match="Aucune décision"):
        projets_de_decision.relire(magasin, seance.code, est_lu=True)
    projets_de_decision.rediger(magasin, seance.code, "decision", "Relancer", "", None, screen)
    with pytest.raises(GesteRefuse, match="échéance"):
        projets_de_decision.relire(magasin, seance.code, est_lu=True)
    projets_de_decision.rediger(magasin, seance.code, "decision", "Relancer", "CGET", LOIN, screen)
    projets_de_decision.relire(magasin, seance.code, est_lu=True)
    draft = projets_de_decision.lire(magasin, seance.code)
    assert draft is not None and draft.est_lu
    taken = projets_de_decision.prendre(magasin, seance.code, COPIL)
    assert (taken.texte, taken.responsable, taken.echeance, taken.adresse) == ("Relancer", "CGET", LOIN, screen)
    assert projets_de_decision.lire(magasin, seance.code) is None
    assert decisions.lister(magasin, COPIL, seance.code) == [taken]


@pytest.mark.parametrize("entre_temps", ["prise", "changee", "relue"])
def test_two_posts_that_take_one_decision_take_it_once_and_as_it_was_read(
    magasin: Base, seance, monkeypatch, entre_temps: str
):
    """The other post writes between what this one read and what it writes."""
    projets_de_decision.rediger(magasin, seance.code, "decision", "Relancer", "CGET", LOIN, "/")
    really = decisions.prendre

    def after_the_other(*args, **said):
        monkeypatch.undo()
        if entre_temps == "prise":
            projets_de_decision.prendre(magasin, seance.code, COPIL)
        elif entre_temps == "changee":
            projets_de_decision.rediger(magasin, seance.code, "decision", "Ne pas relancer", "CGET", LOIN, "/")
        else:
            projets_de_decision.relire(magasin, seance.code, est_lu=True)
        return really(*args, **said)

    monkeypatch.setattr(decisions, "prendre", after_the_other)
    with pytest.raises(GesteRefuse, match="autre poste"):
        projets_de_decision.prendre(magasin, seance.code, COPIL)
    taken = [one.texte for one in decisions.lister(magasin, COPIL, seance.code)]
    left = projets_de_decision.lire(magasin, seance.code)
    assert (taken, left and left.texte) == {
        "prise": (["Relancer"], None),
        "changee": ([], "Ne pas relancer"),
        "relue": ([], "Relancer"),
    }[entre_temps]
    assert _gestes(magasin).count("decider") == len(taken)


def test_an_outcome_that_is_no_decision_has_nobody_to_answer_for_it(magasin: Base, seance):
    said = decisions.prendre(
        magasin, seance.code, "La Région soutient", "", None, adresse="/", arrete=COPIL, genre="accord"
    )
    assert (said.genre, said.statut, said.charge) == ("accord", "constatee", "") and not said.est_en_retard(LOIN)
    with pytest.raises(GesteRefuse):
        decisions.changer_statut(magasin, said.decision_id, "tenue", "CGET")
    with pytest.raises(GesteRefuse, match="genre"):
        decisions.prendre(magasin, seance.code, "x", "", None, adresse="/", arrete=COPIL, genre="voeu")
    projets_de_decision.rediger(magasin, seance.code, "desaccord", "x", "", None, "/")
    projets_de_decision.abandonner(magasin, seance.code)
    assert projets_de_decision.lire(magasin, seance.code) is None
