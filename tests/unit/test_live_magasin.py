"""What is written in a séance, on SQLite and on PostgreSQL: the same rules, the same words."""

import re
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from ti_dashboard.errors import GesteRefuse, MouvementTardif, SeanceInconnue
from ti_dashboard.live import corrections, decisions, etapes, journal, marche, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.corrections import Perimetre
from ti_dashboard.live.seances import Seance

COPIL, ECHEANCE = date(2019, 9, 24), date(2019, 12, 1)
ECRAN = "/territoires?arrete=24%2F09%2F2019&region=Bretagne"
ENGAGE = Perimetre("montant_engage~operateur:bpifrance", COPIL, ECRAN, "Phase I · Bretagne")


def prendre(base: Base, seance: Seance, quoi: str = "Nommer un chef de projet", echeance: date = ECHEANCE):
    return decisions.prendre(base, seance.code, quoi, "Région Bretagne", echeance, adresse=ECRAN, arrete=COPIL)


def proposer(base: Base, seance: Seance, ancienne: str | None = "108000000.00", nouvelle: str = "108250000.55"):
    values = (ancienne and Decimal(ancienne), Decimal(nouvelle))
    return corrections.proposer(base, seance.code, ENGAGE, values, "Convention oubliée", "Bpifrance")


def test_a_seance_is_opened_with_a_code_one_can_say_aloud_and_a_key_nobody_guesses(magasin: Base, seance: Seance):
    assert re.fullmatch(r"[2-9A-HJKMNP-Z]{6}", seance.code)
    assert len(seance.cle) == 16 and seance.code not in seance.cle
    assert seances.lire(magasin, seance.code) == seance == seances.animee_par(magasin, seance.cle)
    assert seances.animee_par(magasin, seance.code) is None
    assert seance.creee_le.endswith("+00:00")


def test_the_presenter_moves_and_a_late_move_is_refused(magasin: Base, seance: Seance):
    assert marche.deplacer(magasin, seance.code, "/projets", 1) == 2
    with pytest.raises(MouvementTardif, match="a avancé"):
        marche.deplacer(magasin, seance.code, "/methode", 1)
    assert seances.lire(magasin, seance.code).adresse == "/projets"


@pytest.mark.parametrize(
    "adresse", ["projets", "//ailleurs.fr/", "https://ailleurs.fr/", "/\\ailleurs.fr", "/" * 5_000]
)
def test_an_address_that_leads_elsewhere_is_refused(magasin: Base, seance: Seance, adresse: str):
    with pytest.raises(GesteRefuse, match="n'est pas celle d'une page"):
        marche.deplacer(magasin, seance.code, adresse, 1)
    assert seances.lire(magasin, seance.code).version == 1


def test_a_closed_seance_does_not_change_any_more(magasin: Base, seance: Seance):
    decision = prendre(magasin, seance)
    closed = marche.clore(magasin, seance.code, "Direction du programme")
    assert closed.est_close
    for gesture in (
        lambda: marche.clore(magasin, seance.code, "Direction du programme"),
        lambda: marche.deplacer(magasin, seance.code, "/projets", closed.version),
        lambda: prendre(magasin, seance),
        lambda: proposer(magasin, seance),
        lambda: etapes.ajouter(magasin, seance.code, "Suite", "", 5, "/"),
    ):
        with pytest.raises(GesteRefuse, match="est close"):
            gesture()
    # Its decisions live on: the next séance follows them.
    assert decisions.changer_statut(magasin, decision.decision_id, "tenue", "Région Bretagne").statut == "tenue"


def test_an_unknown_code_is_said(magasin: Base):
    assert seances.trouver(magasin, "ZZZZZZ") is None and magasin.etat("ZZZZZZ") is None
    for gesture in (
        lambda: seances.lire(magasin, "ZZZZZZ"),
        lambda: marche.deplacer(magasin, "ZZZZZZ", "/", 1),
        lambda: decisions.lire(magasin, 9_999),
        lambda: corrections.decider(magasin, 9_999, "annulee", "X"),
        lambda: etapes.retirer(magasin, 9_999),
    ):
        with pytest.raises(SeanceInconnue):
            gesture()


def test_the_agenda_is_added_to_reordered_and_its_current_step_followed(magasin: Base, seance: Seance):
    titles = ["Retards", "Argent", "Décisions"]
    steps = [etapes.ajouter(magasin, seance.code, t, "CGET", 10, f"/projets?n={t}") for t in titles]
    ids = [s.etape_id for s in steps]
    etapes.ordonner(magasin, seance.code, [ids[2], ids[0], ids[1]])
    assert [s.titre for s in etapes.lister(magasin, seance.code)] == ["Décisions", "Retards", "Argent"]
    with pytest.raises(GesteRefuse, match="a changé entre-temps"):
        etapes.ordonner(magasin, seance.code, ids[:2])
    etapes.modifier(magasin, ids[1], "Crédits", "Banque des Territoires", 15)
    marche.deplacer(magasin, seance.code, steps[1].adresse, 1, etape_id=ids[1])
    assert magasin.etat(seance.code).etape_id == ids[1]
    etapes.retirer(magasin, ids[1])
    assert magasin.etat(seance.code).etape_id is None
    assert [s.titre for s in etapes.lister(magasin, seance.code)] == ["Décisions", "Retards"]


def test_a_step_of_another_seance_cannot_be_gone_to(magasin: Base, seance: Seance):
    other = seances.ouvrir(magasin, "Autre", "Préfecture", COPIL)
    step = etapes.ajouter(magasin, other.code, "Ailleurs", "", 5, "/")
    with pytest.raises(SeanceInconnue):
        marche.deplacer(magasin, seance.code, "/", 1, etape_id=step.etape_id)


def test_decisions_come_overdue_first_then_open_then_the_others_each_by_date(magasin: Base, seance: Seance):
    days = {
        "loin": date(2020, 3, 1),
        "retard": date(2019, 10, 1),
        "vieux": date(2019, 9, 30),
        "tenue": date(2019, 9, 1),
    }
    ids = {name: prendre(magasin, seance, name, day).decision_id for name, day in days.items()}
    decisions.changer_statut(magasin, ids["tenue"], "tenue", "CGET")
    found = decisions.lister(magasin, date(2019, 11, 1), seance.code)
    assert [d.texte for d in found] == ["vieux", "retard", "loin", "tenue"]
    assert [d.est_en_retard(date(2019, 11, 1)) for d in found] == [True, True, False, False]
    assert decisions.lister(magasin, ECHEANCE) == decisions.lister(magasin, ECHEANCE, seance.code)


def test_a_decision_keeps_its_screen_and_the_story_of_its_status(magasin: Base, seance: Seance):
    decision = prendre(magasin, seance, "  Nommer\n un chef  ")
    assert (decision.texte, decision.adresse, decision.arrete) == ("Nommer un chef", ECRAN, COPIL)
    decisions.changer_statut(magasin, decision.decision_id, "tenue", "Région", "nommé le 3")
    with pytest.raises(GesteRefuse, match="est tenue : elle ne peut pas devenir abandonnée"):
        decisions.changer_statut(magasin, decision.decision_id, "abandonnee", "Région")
    decisions.changer_statut(magasin, decision.decision_id, "ouverte", "CGET", "parti le 9")
    story = decisions.historique(magasin, decision.decision_id)
    assert [(c.statut, c.motif) for c in story] == [("ouverte", ""), ("tenue", "nommé le 3"), ("ouverte", "parti le 9")]


def test_a_decision_is_mended_until_its_seance_closes_and_the_journal_keeps_what_it_said(magasin, seance):
    taken = prendre(magasin, seance, "Nomer un chef")
    before = magasin.etat(seance.code).revision
    mended = decisions.modifier(magasin, taken.decision_id, "Nommer un chef", "CGET", date(2019, 12, 2))
    assert (mended.texte, mended.responsable, mended.echeance) == ("Nommer un chef", "CGET", date(2019, 12, 2))
    assert magasin.etat(seance.code).revision == before + 1 and decisions.derniere(magasin, seance.code) == mended
    decisions.modifier(magasin, taken.decision_id, "Nommer un chef", "CGET", date(2019, 12, 2))
    line = journal.lire(magasin, seance.code)[-1]
    assert line.geste == "modifier_decision" and line.detail["avant"]["texte"] == "Nomer un chef"
    with pytest.raises(GesteRefuse, match="Il manque le responsable"):
        decisions.modifier(magasin, taken.decision_id, "Nommer", " ", ECHEANCE)
    marche.clore(magasin, seance.code, "CGET")
    with pytest.raises(GesteRefuse, match="est close"):
        decisions.modifier(magasin, taken.decision_id, "Autre", "CGET", ECHEANCE)
    assert decisions.lire(magasin, taken.decision_id) == mended


@pytest.mark.parametrize(("quoi", "mots"), [("   ", "Il manque le texte"), ("x" * 2_001, "dépasse")])
def test_a_decision_that_says_nothing_or_too_much_is_refused_and_leaves_no_trace(magasin, seance, quoi, mots):
    before = journal.lire(magasin)
    with pytest.raises(GesteRefuse, match=mots):
        prendre(magasin, seance, quoi)
    assert decisions.lister(magasin, COPIL) == [] and journal.lire(magasin) == before


def test_a_correction_is_exact_to_the_cent_and_judged_once(magasin: Base, seance: Seance):
    correction = proposer(magasin, seance, "99999999999999.99", "100000000000000.01")
    assert correction.valeur_nouvelle - correction.valeur_ancienne == Decimal("0.02")
    assert corrections.affichees(magasin, COPIL) == corrections.en_attente(magasin) == [correction]
    assert corrections.affichees(magasin, date(2023, 11, 9)) == []
    confirmed = corrections.decider(magasin, correction.correction_id, "confirmee", "Bpifrance")
    assert (confirmed.statut, confirmed.decideur) == ("confirmee", "Bpifrance") and confirmed.decidee_le
    assert corrections.affichees(magasin, COPIL) == [confirmed] and corrections.en_attente(magasin) == []
    with pytest.raises(GesteRefuse, match="déjà confirmée"):
        corrections.decider(magasin, correction.correction_id, "annulee", "Bpifrance")


def test_an_undone_or_refused_correction_is_no_longer_shown(magasin: Base, seance: Seance):
    undone, refused = proposer(magasin, seance, None), proposer(magasin, seance)
    assert undone.valeur_ancienne is None
    corrections.decider(magasin, undone.correction_id, "annulee", "Bpifrance")
    with pytest.raises(GesteRefuse, match="Il manque le motif du refus"):
        corrections.decider(magasin, refused.correction_id, "refusee", "CGET")
    corrections.decider(magasin, refused.correction_id, "refusee", "CGET", "double de la ligne 12")
    assert corrections.affichees(magasin, COPIL) == []


@pytest.mark.parametrize("nouvelle", ["108000000", "NaN", "Infinity"])
def test_a_correction_to_the_same_value_or_to_no_number_is_refused(magasin: Base, seance: Seance, nouvelle: str):
    with pytest.raises(GesteRefuse):
        proposer(magasin, seance, nouvelle=nouvelle)
    assert corrections.en_attente(magasin) == []


def test_every_gesture_leaves_one_line_that_nobody_can_change(magasin: Base, seance: Seance):
    decision = prendre(magasin, seance)
    decisions.changer_statut(magasin, decision.decision_id, "abandonnee", "CGET", "sans objet")
    proposer(magasin, seance)
    marche.clore(magasin, seance.code, "CGET")
    lines = journal.lire(magasin, seance.code)
    assert [line.geste for line in lines] == ["ouvrir", "decider", "changer_statut", "corriger", "clore"]
    assert lines[2].detail == {"de": "ouverte", "a": "abandonnee", "motif": "sans objet"}
    assert journal.lire(magasin, apres=lines[3].journal_id) == lines[4:]
    for statement in ("UPDATE journal SET auteur = 'x'", "DELETE FROM journal"):
        with pytest.raises(DatabaseError, match="ne se modifie pas"), magasin.ecrire("clore") as ecriture:
            ecriture.con.execute(text(statement))
    assert journal.lire(magasin, seance.code) == lines


def test_a_figure_corrected_twice_is_judged_once(magasin: Base, seance: Seance):
    first, last = proposer(magasin, seance, nouvelle="1"), proposer(magasin, seance, nouvelle="2")
    assert corrections.en_attente(magasin) == corrections.affichees(magasin, COPIL) == [last]
    corrections.decider(magasin, last.correction_id, "annulee", "CGET")
    assert corrections.en_attente(magasin) == [first]
    again = proposer(magasin, seance, nouvelle="3")
    corrections.decider(magasin, again.correction_id, "confirmee", "CGET", depot_id="D1")
    assert corrections.en_attente(magasin) == [] and corrections.lire(magasin, first.correction_id).statut == "annulee"
    assert [c.depot_id for c in corrections.affichees(magasin, COPIL)] == ["D1"]
    assert [c.correction_id for c in corrections.jugees(magasin)] == [again.correction_id]
