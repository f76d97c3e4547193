"""What a séance leaves behind, by the verbs: its minutes written, sealed, checked; who is late reminded by mail."""

import json
from datetime import date

import pytest

from tests import boite_aux_lettres, comite_joue
from tests.magasin import base
from ti_dashboard.__main__ import main
from ti_dashboard.live import attendus, decisions, journal, marche, proces_verbaux, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.liste_collee import AttenduDit

RETARD = date(2020, 1, 1)


@pytest.fixture(autouse=True)
def magasin(donnees_servies, tmp_path, monkeypatch) -> Base:
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{tmp_path / 'seance.sqlite'}")
    return base()


def test_the_verb_writes_what_a_server_that_died_did_not_seals_it_and_checks_a_file(magasin, tmp_path, capsys):
    code, out = comite_joue.jouer(magasin).code, tmp_path / "sortie"
    assert main(["proces-verbal", code.lower(), "--dossier", str(out)]) == 0
    assert sorted(path.suffix for path in out.iterdir()) == [".docx", ".json", ".pdf"]
    content = out / f"proces-verbal-{code}.json"
    assert content.read_text(encoding="utf-8") == proces_verbaux.lire(magasin, code).contenu
    assert main(["proces-verbal", code, "--eprouver", str(content)]) == 1
    assert "Rien n'est encore scellé" in capsys.readouterr().out
    assert main(["proces-verbal", code, "--sceller"]) == 0
    assert main(["proces-verbal", code, "--eprouver", str(content)]) == 0
    content.write_text(content.read_text(encoding="utf-8").replace("Payer", "payer"), encoding="utf-8")
    assert main(["proces-verbal", code, "--eprouver", str(content)]) == 1
    assert "n'est pas celui qui a été scellé" in capsys.readouterr().out


def test_a_draft_that_is_given_up_has_no_minutes(magasin, capsys):
    draft = seances.preparer(magasin, "COPIL", "Direction", comite_joue.ARRETE)
    marche.clore(magasin, draft.code, "Direction")
    assert main(["proces-verbal", draft.code]) == 1
    assert "n'a jamais été ouverte" in capsys.readouterr().out


@pytest.fixture
def en_retard(magasin: Base) -> seances.Seance:
    """Two bodies answer for late decisions; the mail of one is known."""
    held = seances.ouvrir(magasin, "COPIL", "Direction", comite_joue.ARRETE)
    attendus.attendre(magasin, held.code, [AttenduDit("Banque des Territoires", "Cheffe de service", "bdt@exemple.fr")])
    for said, owner, due in (
        ("Payer", "banque des territoires", RETARD),
        ("Dire pourquoi", "Banque des Territoires", RETARD),
        ("Attendre", "Banque des Territoires", date(2099, 1, 1)),
        ("Signer", "ADEME", RETARD),
    ):
        decisions.prendre(magasin, held.code, said, owner, due, adresse="/projets", arrete=comite_joue.ARRETE)
    return held


def test_who_is_late_is_written_to_once_with_each_due_date_for_a_calendar(magasin, en_retard, monkeypatch, capsys):
    with boite_aux_lettres.ouverte(monkeypatch) as box:
        assert main(["rappeler", "--adresse", "https://exemple.fr/"]) == 1
    (letter,) = box.recues
    assert letter["To"] == "bdt@exemple.fr" and letter["Subject"].startswith("2\xa0décisions attendent")
    body = letter.get_body().get_content()
    assert "Payer" in body and "Dire pourquoi" in body and "Attendre" not in body
    assert "https://exemple.fr/projets" in body and "« COPIL »" in body
    assert len([part for part in letter.iter_attachments() if part.get_content_type() == "text/calendar"]) == 2
    assert "ADEME : aucune adresse connue" in capsys.readouterr().out
    (line,) = [one for one in journal.lire(magasin) if one.geste == "rappeler"]
    assert len(line.detail["decisions"]) == 2 and "bdt@exemple.fr" not in json.dumps(line.detail)


def test_nobody_is_written_to_by_a_trial_nor_where_mail_is_off(magasin, en_retard, monkeypatch, capsys):
    with boite_aux_lettres.ouverte(monkeypatch) as box:
        assert main(["rappeler", "--essai"]) == 1
    assert box.recues == [] and "aucun courriel n'est parti" in capsys.readouterr().out
    monkeypatch.delenv("TI_DASHBOARD_SMTP_HOTE")
    assert main(["rappeler"]) == 1
    assert "Le courrier n'est pas réglé" in capsys.readouterr().out
    assert not [one for one in journal.lire(magasin) if one.geste == "rappeler"]


def test_where_nothing_is_late_nothing_is_sent(capsys):
    assert main(["rappeler"]) == 0
    assert "Aucune décision n'est en retard." in capsys.readouterr().out
