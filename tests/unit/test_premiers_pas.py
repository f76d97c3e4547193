"""The way into a new data folder: what each step says, and what the verbs tell of the next one."""

import json

import pytest

from tests.depot import AUTEUR, fichier, financement
from ti_dashboard.__main__ import main
from ti_dashboard.demonstration.premier_demarrage import assurer_publication
from ti_dashboard.dossier import depots
from ti_dashboard.ecrans.donnees.blocs_premiers_pas import EnPlace, pas, prochain


@pytest.fixture
def base(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("place", "titre"),
    [
        (EnPlace(332, 5), "Livraisons"),
        (EnPlace(332, 5, prepares=1), "Livraisons"),
        (EnPlace(332, 5, acceptes=1), "Entrées dans le programme"),
        (EnPlace(332, 5, acceptes=2, est_perimetre_accepte=True), "Publication"),
        (EnPlace(332, 5, True, 183, 2), "Premier arrêté"),
        (EnPlace(332, 5, True, 183, 2, acceptes=1), "Publication"),
        (EnPlace(332, 5, True, 183, 2, 1), None),
    ],
)
def test_the_next_gesture_is_the_first_step_that_is_not_done(place, titre):
    following = prochain(pas(place))
    assert (following and following.titre) == titre
    assert following is None or following.geste
    assert [step.titre for step in pas(place) if step.est_fait and step.geste] == []


def test_the_steps_agree_in_number():
    said = " ".join(step.constat for step in pas(EnPlace(332, 5, acceptes=2, prepares=1)))
    assert "2\u00a0dépôts acceptés attendent d'être publiés" in said and "1\u00a0dépôt vérifié" in said


def _verbe(capsys, *words):
    code = main(list(words))
    return code, capsys.readouterr().out


def test_the_verbs_lead_from_one_to_the_next_until_the_first_arrete(base, capsys):
    perimeter = fichier(base, "perimetre", [{"territoire_id": "ti-5304"}])
    money = fichier(base, "financements", [financement("A", "100", projet_id="", territoire_id="ti-5304")])
    code, said = _verbe(capsys, "verifier", str(money), "--emetteur", "Bpifrance", "--recu-le", "15/03/2026")
    (waiting,) = depots.prepares()
    assert code == 0 and f"Dépôt {waiting.depot_id}, en attente." in said
    assert _verbe(capsys, "apercu", waiting.depot_id)[0] == 0
    assert _verbe(capsys, "deposer", "--prepare", waiting.depot_id)[0] == 0
    assert _verbe(capsys, "deposer", str(perimeter), "--emetteur", "ANCT", "--recu-le", "15/03/2026")[0] == 0
    (accepted,) = [d for d in depots.acceptes() if d.emetteur == "Bpifrance"]
    _, before = _verbe(capsys, "apercu", accepted.depot_id)
    code, said = _verbe(capsys, "publier")
    assert code == 0 and "les pages restent vides tant que rien n'est figé" in " ".join(said.split())
    _, after = _verbe(capsys, "apercu", accepted.depot_id)
    assert before == after and "inconnu → 100\u00a0€" in after and "1 ajoutée" in after.replace("\u00a0", " ")
    code, said = _verbe(capsys, "arreter", "20/03/2026", "--libelle", "Essai", "--oui")
    assert code == 0, said
    assert "restent vides" not in said


def test_a_deposit_nobody_knows_is_refused(base, capsys):
    assert main(["--auteur", AUTEUR, "apercu", "20200101T000000000000"]) == 1


def test_a_folder_where_somebody_deposited_is_never_filled_with_the_demonstration(base, capsys):
    main(["deposer", str(fichier(base, "perimetre", [{"territoire_id": "ti-5304"}])), "--emetteur", "ANCT"])
    assert not assurer_publication()
    assert not (base / "livraisons").exists() and json.loads((base / "journal.jsonl").read_text().splitlines()[0])
