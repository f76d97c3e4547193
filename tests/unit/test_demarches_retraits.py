"""Applications that leave the platform: closed by the day they left, told once, whatever cuts the import."""

from datetime import date

import pytest

from tests.demarches import DEMANDE, NUMERO, importe, lignes, ouverte
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest.candidatures.export_de_plateforme import importer_export
from ti_dashboard.ingest.demarches import avancement

PARTIE = "2023-10-03T22:30:00Z"


@pytest.fixture
def plateforme(tmp_path, monkeypatch):
    with ouverte(tmp_path, monkeypatch) as served:
        yield served


def _supprime(plateforme, number: int, reason: str = "user_request", liste: str = "supprimes", state: str = "") -> None:
    file = next(d for d in plateforme.dossiers if d["number"] == number)
    plateforme.dossiers.remove(file)
    getattr(plateforme, liste).append(
        {"number": number, "state": state or file["state"], "reason": reason, "dateSupression": PARTIE}
    )


def _derniers() -> dict[str, str]:
    return {str(r["numero_dossier"]): str(r["statut"]) for r in lignes()}


@pytest.mark.parametrize("liste", ["supprimes", "en_attente"])
@pytest.mark.parametrize("reason", ["user_request", "instructeur_request", "user_removed", "expired"])
def test_a_file_nobody_had_decided_on_leaves_with_the_day_it_left(plateforme, liste, reason):
    importe()
    _supprime(plateforme, 3, reason, liste)
    found = importe()
    assert found.nb_nouveaux == 1 and "dits « Retirée »" in " ".join(found.avis)
    last = lignes()[-1]
    assert (last["numero_dossier"], last["statut"], last["intitule"]) == ("3", "retiree", "Vallée 3")
    assert last["date_effet"] == date(2023, 10, 4), "the day it was in Paris"
    assert importe().depot is None, "told once"


@pytest.mark.parametrize(
    ("reason", "last"),
    [
        ("expired", "acceptee"),
        ("user_expired", "acceptee"),
        ("procedure_removed", "acceptee"),
        ("instructeur_request", "retiree"),
        ("manager_request", "retiree"),
    ],
)
def test_a_decision_stands_when_the_platform_alone_deletes_the_file(plateforme, reason, last):
    plateforme.dossiers[0]["state"] = "accepte"
    importe()
    _supprime(plateforme, 1, reason)
    found = importe()
    assert _derniers()["1"] == last
    assert ("leur dernier état connu est gardé" in " ".join(found.avis)) == (last == "acceptee")


def test_one_that_left_before_it_was_ever_read_leaves_nothing(plateforme):
    _supprime(plateforme, 3)
    found = importe()
    assert "3" not in _derniers() and "sans avoir jamais été lus" in " ".join(found.avis)


def test_the_two_lists_are_read_to_their_end_and_one_file_in_both_leaves_once(plateforme):
    importe()
    for number in (1, 2, 3, 4):
        _supprime(plateforme, number)
    _supprime(plateforme, 5, liste="en_attente")
    plateforme.en_attente += plateforme.supprimes[:1]
    assert importe().nb_nouveaux == 5
    assert [n for n, s in _derniers().items() if s == "retiree"] == ["1", "2", "3", "4", "5"]


def test_one_brought_back_is_again_what_it_was(plateforme):
    importe()
    back = dict(plateforme.dossiers[2])
    _supprime(plateforme, 3, liste="en_attente")
    importe()
    plateforme.en_attente.clear()
    plateforme.dossiers.append(back | {"dateDerniereModification": "2023-10-05T10:00:00+02:00"})
    assert importe().nb_nouveaux == 1 and _derniers()["3"] == "en_construction"


def test_an_import_cut_among_the_files_that_left_goes_on_to_the_same_result(plateforme):
    importe()
    _supprime(plateforme, 3)
    before = len(plateforme.requetes)

    def mourir(pages: int) -> None:
        plateforme.est_morte = pages == 3

    plateforme.apres_page = mourir
    with pytest.raises(DepotRefuse, match="reprendra"):
        importe()
    assert "deletedDossiers" in plateforme.requetes[-1]["query"] and len(plateforme.requetes) > before + 2
    plateforme.est_morte, plateforme.apres_page = False, lambda _: None
    assert importe().nb_nouveaux == 1 and _derniers()["3"] == "retiree"
    avancement.fichier(NUMERO).unlink()
    importe()
    assert [r["statut"] for r in lignes() if r["numero_dossier"] == "3"] == ["en_construction", "retiree"]


def test_one_known_by_an_export_only_leaves_too(plateforme, tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(
        "ID;Dernière mise à jour le;Déposé le;État du dossier;Territoire candidat\n"
        "90;2023-09-01 10:00;2023-09-01 10:00;En construction;Vallée 90\n",
        encoding="utf-8",
    )
    importer_export(path, DEMANDE, lambda _: None)
    plateforme.supprimes.append(
        {"number": 90, "state": "en_construction", "reason": "user_request", "dateSupression": PARTIE}
    )
    assert importe().nb_nouveaux == 8 and _derniers()["90"] == "retiree"


@pytest.mark.parametrize("rank", range(1, 9))
def test_an_import_cut_at_any_request_then_made_again_ends_in_the_same_ledger(plateforme, rank):
    """Rank 1 asks the form, 2 to 4 the files, 5 and 6 those deleted, 7 and 8 those that wait to be."""
    importe()
    gone = [1, 2, 3, 4]
    for number in gone:
        _supprime(plateforme, number)
        file = dict(plateforme.supprimes[-1]) | {"number": number + 100}
        plateforme.en_attente.append(file)
    for file in plateforme.dossiers:
        file |= {"state": "en_instruction", "dateDerniereModification": "2023-10-02T10:00:00+02:00"}
    avancement.fichier(NUMERO).unlink()
    plateforme.dossiers += [dict(plateforme.dossiers[0]) | {"number": n} for n in (8, 9, 10, 11)]
    plateforme.coupe_a = len(plateforme.requetes) + rank
    with pytest.raises(DepotRefuse, match="reprendra"):
        importe()
    assert len(lignes()) == 7
    plateforme.est_morte, plateforme.coupe_a = False, 0
    found = importe()
    assert found.nb_nouveaux == 11 and "jamais été lus, rien n'en est gardé : 4\u00a0dossiers" in found.avis[-1]
    states = {n: "retiree" if int(n) in gone else "en_instruction" for n in map(str, range(1, 12))}
    assert _derniers() == states and importe().depot is None
