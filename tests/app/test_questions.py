"""The questions of a deposit on its page: nothing is accepted without an answer, one answer may do for a kind."""

from tests.app.application import ouvrir
from tests.depot import AUTEUR, fichier, financement, verifier
from ti_dashboard.dossier import depots
from ti_dashboard.dossier.depot import Depot


def _bouton(app, key):
    return next(b for b in app.button if b.key == key)


def _ouvrir(depot: Depot):
    app = ouvrir("donnees", depot=depot.depot_id)
    app.text_input(key="auteur").set_value(AUTEUR).run()
    assert not app.exception
    return app


def test_one_answer_does_for_all_questions_of_a_kind_and_nothing_is_accepted_before(base):
    rows = [financement(r, "10") for r in ("C", "C", "D", "D")] + [financement("1234", "1234")]
    depot = verifier(fichier(base, "financements", rows))
    app = _ouvrir(depot)
    assert "3\xa0questions avant d'accepter" in {h.value for h in app.subheader}
    assert _bouton(app, "accepter").disabled
    app.radio(key="reponse-ligne_repetee-derniere-toutes").set_value("derniere").run()
    assert _bouton(app, "accepter").disabled, "the doubtful amount is still to be confirmed"
    doubt = next(q for q in depot.questions if q.genre == "montant_douteux")
    app.radio(key=f"reponse-{doubt.cle}").set_value("ecarter").run()
    _bouton(app, "accepter").click().run(timeout=60)
    assert not app.exception and not app.error
    (accepted,) = depots.acceptes()
    assert set(accepted.reponses.values()) == {"derniere", "ecarter"}
    assert accepted.lignes_ecartees(0) == {2, 4, 6}


def test_a_case_may_be_answered_apart_from_the_others(base):
    depot = verifier(fichier(base, "financements", [financement(r, "10") for r in ("C", "C", "D", "D")]))
    app = _ouvrir(depot)
    app.radio(key="reponse-ligne_repetee-derniere-toutes").set_value("derniere").run()
    last = depot.questions[1]
    app.radio(key=f"reponse-{last.cle}").set_value("toutes").run()
    _bouton(app, "accepter").click().run(timeout=60)
    (accepted,) = depots.acceptes()
    assert accepted.lignes_ecartees(0) == {2}


def test_a_file_already_accepted_asks_why_it_would_count_again(base):
    from tests.depot import accepter

    path = fichier(base, "financements", [financement("C", "10")])
    accepter(verifier(path))
    app = _ouvrir(verifier(path))
    assert _bouton(app, "accepter").disabled
    app.text_input(key="motif-reprise").set_value("Renvoyé sur demande").run()
    _bouton(app, "accepter").click().run(timeout=60)
    assert [d.motif_reprise for d in depots.acceptes()] == ["", "Renvoyé sur demande"]


def test_an_unknown_sender_is_new_only_when_somebody_says_so(base):
    app = ouvrir("donnees")
    app.text_input(key="auteur").set_value(AUTEUR).run()
    senders = app.selectbox(key="emetteur")
    assert "Bpifrance" in senders.options and "ADEME" in senders.options
    assert not any(c.key == "nouvel-emetteur" for c in app.checkbox)
