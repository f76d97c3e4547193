"""Files that people send in good faith and that would enter wrong: each is told in one sentence, with what to do."""

from datetime import date

import pytest

from tests.unit.test_depots_dans_le_desordre import LE_1ER_AVRIL, ligne, mot
from ti_dashboard.ingest.reception.fichier_recu import Reglages, lire_fichier
from ti_dashboard.ingest.reception.valeurs import ValeurRefusee, lire_identifiant
from ti_dashboard.ingest.registre import doutes
from ti_dashboard.ingest.registre.ecarts import Connu
from ti_dashboard.ingest.registre.livraison import ETAT_COMPLET
from ti_dashboard.ingest.registre.renvois import Connaissances

P1 = {"projet_id": "P1"}
CONNUES = [mot("connu", 0, [ligne("A", 100_000, **P1), ligne("B", 70, **P1), ligne("C", 5, **P1)])]


def dit(*rows: dict[str, object], mode: str = "complement") -> tuple[list[str], str]:
    """The questions and the sentences of a deposit of these rows, with ordinary spaces."""
    asked, told = doutes.questions([mot("recu", 5, list(rows), mode=mode)], CONNUES)
    plain = str.maketrans("\u00a0\u202f", "  ")
    return [q.texte.translate(plain) for q in asked], " ".join(told).translate(plain)


@pytest.mark.parametrize(
    ("montant", "dits"),
    [
        (100, "Le montant 100,00 € est mille fois plus petit que celui que l'on connaît de cet acte, 100 000,00 €"),
        (100_000_000, "vaut au moins 10 fois le plus grand connu"),
    ],
)
def test_a_file_in_thousands_after_one_in_euros_is_asked(montant, dits):
    (question,), _ = dit(ligne("A", montant, **P1))
    assert dits in question


def test_an_ordinary_correction_is_not_asked():
    assert dit(ligne("A", 99_000, **P1)) == ([], "")


def test_what_a_complete_state_would_take_away_is_said_with_its_sum():
    _, told = dit(ligne("B", 70, **P1), mode=ETAT_COMPLET)
    assert told.startswith(
        "2 actes déjà connus ne sont plus dans cet état complet : 100 005,00 € sortiraient du registre, « A » "
        "(100 000,00 €) et « C » (5,00 €). S'il manque une feuille ou des lignes, complétez le fichier"
    )
    assert dit(*(row for _, row in CONNUES[0].lignes), mode=ETAT_COMPLET) == ([], "")


@pytest.mark.parametrize(("genre", "montant", "dits"), [
    ("conventionne", 200_000, "200 000,00 € conventionnés pour 100 075,00 € engagés. La publication en serait refus"),
    ("paye", 1, "1,00 € payés pour 0,00 € conventionnés. La publication en serait refusée."),
    ("annule", 150_000, "150 000,00 € annulés pour 100 075,00 € engagés. Déposez aussi ce qui manque"),
])  # fmt: skip
def test_more_than_what_it_comes_from_is_said_before_the_publication_refuses_it(genre, montant, dits):
    _, told = dit(ligne("A", montant, type_montant=genre, date_effet=LE_1ER_AVRIL, **P1))
    assert told.startswith("Projet « P1 », financeur bpifrance : ") and dits in told


def test_a_reduction_received_the_same_day_is_asked_of_the_act_and_of_the_day():
    less = mot("a", 0, [ligne("A", -150_000, date_effet=LE_1ER_AVRIL, cause="correction", **P1)])
    asked, told = doutes.questions([less], CONNUES)
    assert sorted(q.genre for q in asked) == ["montant_douteux"]
    assert "−49" in " ".join(told), "and the publication would refuse it"


def test_a_commitment_that_becomes_an_agreement_is_told_nothing():
    assert dit(ligne("A", 100_000, type_montant="conventionne", **P1)) == ([], "")


@pytest.mark.parametrize("reference", ["12", "12.0", "012", "0012\u200b"])
def test_a_number_that_a_spreadsheet_opened_is_the_reference_it_was(reference):
    words = [mot("x", 0, [ligne("0012", 100)]), mot("y", 2, [ligne(reference, 90)])]
    assert list(Connu.de(words).etat().values()) == [90]
    assert f"« {reference} » lu « 0012 »" in " ".join(doutes.questions(words[1:], words[:1])[1])


@pytest.mark.parametrize("mot_ecrit", ["idem", "à venir", "N/A", "Sans référence", "XXX", "néant"])
def test_a_word_in_place_of_a_reference_names_nothing(mot_ecrit):
    with pytest.raises(ValeurRefusee, match="ne désigne rien"):
        lire_identifiant(mot_ecrit)


def test_a_project_does_not_change_its_phase():
    known = Connaissances({(1, "ti-8402"), (2, "ti-8402")}, set(), {})
    known.phases["p1"] = 1
    row = {"projet_id": "P1", "intitule": "Halle", "territoire_id": "ti-8402", "phase": 2}
    known.declarer(["P1"])
    (fault,) = known.manques(row)
    assert (fault.colonne, fault.valeur) == ("phase", "2") and "corrigez-la" in fault.remede
    assert list(known.manques(row | {"phase": 1})) == []


@pytest.mark.parametrize("en_tete", ["montant (k€)", "Montant en milliers d'euros", "montant M€", "MONTANT (KEUR)"])
def test_a_header_in_thousands_is_refused_with_what_to_write(tmp_path, en_tete):
    path = tmp_path / "milliers.csv"
    path.write_text(
        f"reference;phase;projet_id;territoire_id;operateur_id;instrument_id;type_montant;nature_aide;{en_tete};"
        "date_effet;cause\nR1;1;P1;ti-8402;bpifrance;aides-bpifrance;engage;subvention;100;15/03/2019;initial\n",
        encoding="utf-8",
    )
    (fault,) = lire_fichier(path, path.name, Reglages("Bpifrance", date(2026, 11, 20))).fautes
    assert fault.constat == f"l'en-tête « {en_tete} » dit des milliers ou des millions."
    assert fault.remede == "Écrivez les montants en euros, sous l'en-tête « montant »."
