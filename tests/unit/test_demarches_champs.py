"""What one champ of the platform says: hidden, in a block, an hour, a yes or no left empty."""

import pytest

from tests.demarches import NUMERO, PERSONNE, ecrit_sur_disque, importe, lignes, ouverte
from ti_dashboard.dossier import depots
from ti_dashboard.ingest.demarches import avancement


@pytest.fixture
def plateforme(tmp_path, monkeypatch):
    with ouverte(tmp_path, monkeypatch) as served:
        yield served


def test_a_champ_hidden_by_a_condition_is_left_out_whatever_was_typed_before(plateforme):
    plateforme.dossiers[0]["masques"] = ("Binôme élu-industriel désigné", "Avis du conseil régional")
    found = importe()
    row = next(r for r in lignes() if r["numero_dossier"] == "1")
    assert (row["a_binome"], row["avis_region"]) == (None, None)
    assert [r["a_binome"] for r in lignes()].count(True) == 6
    assert "Champ « Binôme élu-industriel désigné » caché par une condition" in " ".join(found.avis)


def test_a_block_is_read_by_its_own_label_or_by_the_label_of_a_champ_in_it(plateforme):
    importe()
    assert {r["membres"] for r in lignes()} == {"200000172"}
    avancement.fichier(NUMERO).unlink()
    block = plateforme.champs[2]
    block["label"], block["champDescriptors"][0]["label"] = "Intercommunalités", "SIREN des intercommunalités"
    for file in plateforme.dossiers:
        file["valeurs"]["Intercommunalités"] = file["valeurs"].pop("SIREN des intercommunalités")
        file["dateDerniereModification"] = "2023-09-29T10:00:00+02:00"
    found = importe()
    assert {r["membres"] for r in lignes()[7:]} == {"200000172"} and "« Contact »" in found.avis[0]
    assert PERSONNE.encode() not in ecrit_sur_disque()


def test_an_hour_is_told_in_the_day_of_paris_and_never_cut(plateforme):
    plateforme.dossiers = [plateforme.dossiers[0] | {"dateDerniereModification": "2023-09-20T22:30:00Z"}]
    found = importe()
    assert str(lignes()[0]["date_effet"]) == "2023-09-21"
    assert "Jour différent de celui qui est écrit" in " ".join(found.avis)
    assert depots.acceptes()[0].avis == found.avis, "the deposit says it too"


@pytest.mark.parametrize(("said", "kept"), [(True, True), (False, False), (None, None)])
def test_a_yes_or_no_champ_says_yes_no_or_nothing(plateforme, said, kept):
    """Without its type in the question, one left empty would be answered as a box that is not ticked."""
    for file in plateforme.dossiers:
        champ = {"__typename": "YesNoChamp", "stringValue": str(said).lower(), "value": said}
        file["valeurs"]["Binôme élu-industriel désigné"] = champ
    importe()
    assert {r["a_binome"] for r in lignes()} == {kept}
