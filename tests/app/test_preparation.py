"""Before a meeting, on its page: a draft, what is prepared in it, its rehearsal, then opened, suspended and closed."""

from datetime import date, datetime, time

import pytest
from aiosmtpd.controller import Controller
from streamlit.testing.v1 import AppTest

from tests.app.application import lu, ouvrir
from tests.magasin import base
from tests.mandataire import free_ports
from tests.unit.test_courrier import Boite
from ti_dashboard.ecrans.seance.repetition import Gravite, repeter
from ti_dashboard.live import attendus, etapes, marche, pieces, points, presences, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.liste_collee import attendu_dit
from ti_dashboard.live.prevision import Prevision

COPIL, A2019 = "24/09/2019", date(2019, 9, 24)
PREVUE = Prevision(datetime(2026, 12, 3, 14, 30), 30, "Bercy")
PDF = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"
BON = "/territoires?arrete=2019-09-24&phase=1"


@pytest.fixture(autouse=True)
def magasin(donnees_servies, tmp_path, monkeypatch) -> Base:
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{tmp_path / 'seance.sqlite'}")
    return base()


@pytest.fixture
def brouillon(magasin: Base) -> seances.Seance:
    return seances.preparer(magasin, "COPIL d'hiver", "Direction du programme", A2019, PREVUE)


def page(seance: seances.Seance, volet: str = "Déroulé") -> AppTest:
    return ouvrir("seance", arrete=COPIL, animer=seance.cle, volet_seance=volet)


def dit(app: AppTest) -> str:
    return lu("\n".join(part.value for kind in (app.title, app.header, app.markdown, app.info) for part in kind))


def bouton(app: AppTest, label: str):
    return next(b for b in app.button if b.label == label)


def test_a_draft_is_made_with_its_date_and_half_a_date_is_refused_with_what_was_typed(magasin: Base):
    app = ouvrir("seance", arrete=COPIL)
    app.text_input(key="brouillon_titre").input("COPIL d'hiver")
    app.text_input(key="brouillon_animateur").input("Direction")
    app.text_input(key="brouillon_lieu").input("Bercy")
    app.date_input(key="brouillon_jour").set_value(date(2026, 12, 3))
    bouton(app, "Préparer la séance").click().run()
    assert seances.lister(magasin) == []
    assert [lu(e.value) for e in app.error] == [
        "Il manque l'heure, dont vous avez donné la date : rien n'a été enregistré."
    ]
    assert app.text_input(key="brouillon_lieu").value == "Bercy"
    app.time_input(key="brouillon_heure").set_value(time(14, 30))
    bouton(app, "Préparer la séance").click().run()
    (made,) = seances.lister(magasin)
    assert made.est_brouillon and made.prevue == Prevision(datetime(2026, 12, 3, 14, 30), 0, "Bercy")
    assert "Brouillon" in dit(app) and "Vous préparez" in dit(app) and not app.exception
    assert not any(b.label in ("Montrer cet écran à la salle", "Enregistrer la décision") for b in app.button)


def test_who_follows_a_draft_is_told_when_it_begins_and_sees_nothing_of_it(magasin: Base, brouillon):
    etapes.ajouter(magasin, brouillon.code, "Le secret", "", 5, BON)
    app = ouvrir("seance", arrete=COPIL, suivre=brouillon.code)
    assert "n'a pas commencé : prévue le 3\u00a0décembre\u00a02026 à 14\u00a0h\u00a030, Bercy" in dit(app)
    assert "Le secret" not in dit(app) and "d'hiver" not in "".join(t.value for t in app.title)
    marche.commencer(magasin, brouillon.code)
    app = ouvrir("seance", arrete=COPIL, suivre=brouillon.code)
    assert "Le secret" in dit(app) and "COPIL d'hiver" in dit(app)


def test_a_draft_is_listed_to_who_may_present_and_is_taken_up_from_there(magasin: Base, brouillon):
    app = ouvrir("seance", arrete=COPIL)
    assert "1\u00a0séance en préparation" in dit(app) and "Aucune séance n'est ouverte" in dit(app)
    app.button(key=f"preparer_{brouillon.code}").click().run()
    assert app.query_params["animer"] == brouillon.code and "Vous préparez" in dit(app)


def test_it_is_opened_suspended_resumed_and_closed_each_by_its_gesture(magasin: Base, brouillon):
    app = page(brouillon)
    bouton(app, "Ouvrir la séance").click().run()
    assert seances.lire(magasin, brouillon.code).est_brouillon
    bouton(app, "Ne pas ouvrir").click().run()
    bouton(app, "Ouvrir la séance").click().run()
    bouton(app, "Oui, ouvrir la séance").click().run()
    assert seances.lire(magasin, brouillon.code).statut == "ouverte"
    # Their page is not for the room: it begins by the figures of its arrêté.
    assert seances.lire(magasin, brouillon.code).adresse == seances.depart(A2019)
    bouton(app, "Suspendre la séance").click().run()
    assert seances.lire(magasin, brouillon.code).statut == "suspendue" and "Suspendue" in dit(app)
    bouton(app, "Reprendre la séance").click().run()
    assert seances.lire(magasin, brouillon.code).statut == "ouverte"
    bouton(app, "Clore la séance").click().run()
    bouton(app, "Oui, clore la séance").click().run()
    assert seances.lire(magasin, brouillon.code).est_close and not app.exception


def test_a_draft_that_is_given_up_is_read_by_nobody(magasin: Base, brouillon):
    app = page(brouillon)
    bouton(app, "Abandonner le brouillon").click().run()
    bouton(app, "Oui, abandonner le brouillon").click().run()
    assert seances.lire(magasin, brouillon.code).est_close
    for asked in ({"relire": brouillon.code}, {"suivre": brouillon.code}, {}):
        app = ouvrir("seance", arrete=COPIL, **asked)
        assert "d'hiver" not in dit(app) and not any("d'hiver" in b.label for b in app.button)


def test_a_step_has_a_note_and_an_embargo_that_the_room_does_not_read(magasin: Base, brouillon):
    step = etapes.ajouter(magasin, brouillon.code, "Le retrait", "", 40, BON)
    app = page(brouillon)
    key = next(t.key for t in app.text_area if t.key.endswith("_note"))
    app.text_area(key=key).input("Ne rien dire *avant*")
    app.checkbox(key=key.replace("_note", "_embargo")).check()
    next(
        b for b in app.button if b.label == "Enregistrer" and b.form_id == f"{key.removesuffix('_note')}"
    ).click().run()
    (kept,) = etapes.lister(magasin, brouillon.code)
    assert (kept.note, kept.sous_embargo) == ("Ne rien dire *avant*", True) and kept.titre == step.titre
    assert "Sous embargo" in dit(app) and "10\u00a0minutes de trop" in dit(app)
    marche.commencer(magasin, brouillon.code)
    assert "Le retrait" not in dit(ouvrir("seance", arrete=COPIL, suivre=brouillon.code))


def test_a_pasted_list_adds_who_is_understood_and_keeps_the_other_lines_with_their_reason(magasin: Base, brouillon):
    app = page(brouillon, "Convocation")
    app.text_area(key="attendus_colles").input("CGET ; Directrice ; d@cget.fr\nrien du tout\nANCT ; Préfet")
    bouton(app, "Ajouter ces attendus").click().run()
    assert [a.organisme for a in attendus.lister(magasin, brouillon.code)] == ["CGET", "ANCT"]
    assert app.text_area(key="attendus_colles").value == "rien du tout"
    assert "1\u00a0ligne est restée dans la case" in lu(app.error[0].value) and "rien du tout" in app.error[0].value
    app.text_input(key="attendu_organisme").input("CGET")
    app.text_input(key="attendu_fonction").input("Directrice")
    bouton(app, "Ajouter").click().run()
    assert any("déjà attendu" in e.value for e in app.error)
    assert app.text_input(key="attendu_organisme").value == "CGET"
    app.button(key=f"retirer_attendu_{attendus.lister(magasin, brouillon.code)[0].attendu_id}").click().run()
    assert [a.organisme for a in attendus.lister(magasin, brouillon.code)] == ["ANCT"] and not app.exception


def test_date_and_place_change_from_the_page(magasin: Base, brouillon):
    app = page(brouillon, "Convocation")
    place = next(t.key for t in app.text_input if t.key.startswith("convocation_") and t.key.endswith("_lieu"))
    app.text_input(key=place).input("Ségur")
    bouton(app, "Enregistrer").click().run()
    assert seances.lire(magasin, brouillon.code).lieu == "Ségur" and "Ségur" in dit(app)


def test_invitations_leave_by_mail_when_it_is_set_and_say_who_was_refused(magasin: Base, brouillon, monkeypatch):
    those = [("CGET", "Directrice", "d@cget.fr"), ("ANCT", "Préfet", "refuse@anct.fr"), ("Région", "Élu", "")]
    attendus.attendre(magasin, brouillon.code, [attendu_dit(*one) for one in those])
    assert "n'est pas réglé" in dit(page(brouillon, "Convocation"))
    (port,), box = free_ports(1), Boite()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    for name, value in {"HOTE": "127.0.0.1", "PORT": str(port), "SECURITE": "aucune", "EXPEDITEUR": "a@b.fr"}.items():
        monkeypatch.setenv(f"TI_DASHBOARD_SMTP_{name}", value)
    try:
        app = page(brouillon, "Convocation")
        bouton(app, "Envoyer à 2\u00a0attendus pas encore invités").click().run()
    finally:
        server.stop()
    assert [one["To"] for one in box.recus] == ["d@cget.fr"]
    assert "refuse@anct.fr" in lu(app.error[0].value) and "Invité le" in dit(app)
    assert [bool(a.convie_le) for a in attendus.lister(magasin, brouillon.code)] == [True, False, False]
    bouton(app, "Envoyer à 1\u00a0attendu pas encore invité").click().run()
    assert "aucun courriel n'est parti" in app.error[0].value


def test_the_rehearsal_says_step_by_step_what_would_go_wrong(magasin: Base, brouillon, demo, monkeypatch, tmp_path):
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{tmp_path / 'seance.sqlite'}")
    for title, address, minutes in (
        ("Prêt", BON, 10),
        ("Incompris", f"{BON}&operateur=Bpifranse", 10),
        ("Autre arrêté", "/territoires?arrete=2019-04-30&phase=1", 10),
        ("Nulle part", "/rien", 10),
        ("Argent", "/financements?arrete=2019-09-24&phase=1", 0),
        ("Suites", "/seance?arrete=2019-09-24&phase=1", 0),
    ):
        etapes.ajouter(magasin, brouillon.code, title, "CGET", minutes, address)
    seance, agenda = seances.lire(magasin, brouillon.code), etapes.lister(magasin, brouillon.code)
    lines = repeter(demo, seance, agenda, [], attendus.lister(magasin, brouillon.code))
    said = {line.etape.titre if line.etape else "": "; ".join(one.dit for one in line.constats) for line in lines}
    assert "10\u00a0minutes de trop" in said[""] and "personne n'est attendu" in said[""]
    assert "Bpifranse" in said["Incompris"] and "aucune page" in said["Nulle part"]
    assert "arrêté est celui du 30/04/2019" in said["Autre arrêté"]
    assert "connus en partie" in said["Argent"] and "aucune minute" in said["Argent"]
    assert "ne se projette pas" in said["Suites"] and "ne se projette pas" not in said["Argent"]
    graves = {line.etape.titre: line.gravite for line in lines if line.etape}
    assert graves["Incompris"] is graves["Nulle part"] is Gravite.CORRIGER and graves["Argent"] is Gravite.VOIR
    app = page(brouillon, "Répétition")
    assert "3\u00a0lignes à corriger" in dit(app) and "À corriger" in dit(app) and not app.exception


def test_a_document_that_was_lost_is_said_by_the_rehearsal(magasin: Base, brouillon, monkeypatch, tmp_path):
    monkeypatch.setattr(pieces, "dossier", lambda: tmp_path / "pieces")
    piece = pieces.joindre(magasin, brouillon.code, "note.pdf", PDF)
    assert "note.pdf" not in dit(page(brouillon, "Répétition"))
    (pieces.dossier() / piece.sha256).unlink()
    assert "« note.pdf » ne se lit pas" in dit(page(brouillon, "Répétition"))
    app = page(brouillon, "Documents")
    app.button(key=f"retirer_piece_{piece.piece_id}").click().run()
    assert pieces.lister(magasin, brouillon.code) == [] and "Aucun document" in dit(app)


def test_who_is_expected_is_noted_in_one_gesture_and_others_are_typed(magasin: Base, brouillon):
    assert "une fois la séance ouverte" in dit(page(brouillon, "Présences"))
    attendus.attendre(magasin, brouillon.code, [attendu_dit("CGET", "Directrice"), attendu_dit("ANCT", "Préfet")])
    first, second = attendus.lister(magasin, brouillon.code)
    marche.commencer(magasin, brouillon.code)
    app = page(brouillon, "Présences")
    app.button(key=f"present_{first.attendu_id}").click().run()
    app.text_input(key=f"pour_{second.attendu_id}_fonction").input("Sous-préfet")
    next(b for b in app.button if b.form_id == f"pour_{second.attendu_id}").click().run()
    assert "2\u00a0présents" in dit(app) and "Personne d'autre n'est attendu" in dit(app)
    assert [p.represente for p in presences.lister(magasin, brouillon.code)] == ["", "ANCT (Préfet)"]
    app.text_input(key="presence_organisme").input("CGET")
    app.text_input(key="presence_fonction").input("Directrice")
    next(b for b in app.button if b.form_id == "noter_presence").click().run()
    assert any("déjà noté présent" in e.value for e in app.error)
    gone = presences.lister(magasin, brouillon.code)[0]
    app.button(key=f"partir_{gone.presence_id}").click().run()
    assert "1\u00a0présent" in dit(app) and "parti à" in dit(app) and not app.exception


def test_a_point_is_proposed_then_taken_or_set_aside_and_its_author_reads_which(magasin: Base, brouillon):
    app = ouvrir("seance", arrete=COPIL)
    for title, address in (("Friches", "http://x.fr/territoires?region=Bretagne&suivre=ABC"), ("Fibre", "nulle part")):
        app.text_input(key="point_titre").input(title)
        app.text_area(key="point_motif").input("Parce que")
        app.text_input(key="point_adresse").input(address)
        app.text_input(key="point_qui").input("Région Bretagne")
        bouton(app, "Proposer ce point").click().run()
    assert "n'est pas celle d'un écran" in lu(app.error[0].value) and app.text_input(key="point_titre").value == "Fibre"
    app.text_input(key="point_adresse").input("/projets")
    bouton(app, "Proposer ce point").click().run()
    first, second = points.lister(magasin)
    assert first.adresse == "/territoires?region=53"
    app = page(brouillon, "Points proposés")
    assert "2\u00a0points attendent" in dit(app) or "2 points attendent" in dit(app)
    app.button(key=f"retenir_{first.point_id}").click().run()
    assert [s.titre for s in etapes.lister(magasin, brouillon.code)] == ["Friches"]
    app.text_area(key=f"ecarter_{second.point_id}_motif").input("Au prochain comité")
    bouton(app, "Écarter ce point").click().run()
    assert "Aucun point n'attend" in dit(app) and "Au prochain comité" in dit(app)
    said = dit(ouvrir("seance", arrete=COPIL))
    assert "Friches** · retenu le" in said and "Fibre** · écarté le" in said


def test_a_room_does_not_follow_its_presenter_among_what_is_prepared(magasin: Base):
    seance = seances.ouvrir(magasin, "COPIL", "Direction du programme", date(2019, 9, 24))
    shown = ouvrir("territoires", arrete=COPIL, animer=seance.cle)
    there = seances.lire(magasin, seance.code)
    assert there.adresse.startswith("/territoires")
    app = page(seance, "Présences")
    assert not app.exception and seances.lire(magasin, seance.code).adresse == there.adresse
    assert not [b for b in app.button if b.label == "Montrer cet écran à la salle"]
    assert not shown.exception
