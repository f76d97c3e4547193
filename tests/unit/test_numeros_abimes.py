"""SIREN and SIRET numbers that a spreadsheet took for numbers: read when they are whole, said when they are not."""

import pytest

from tests.unit.test_reception import lire, seule
from tests.unit.test_subventions import NBSP, SCDL, ligne
from ti_dashboard.ingest.reception.sirets import Numero, lire_numero


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("233 500 016 00040", Numero("23350001600040")),
        (23350001600040.0, Numero("23350001600040")),
        ("23350001600040.0", Numero("23350001600040")),
        ("2.3350001600040e13", Numero("23350001600040")),
        ("21860194600000.0", Numero("218601946", est_abime=True)),
        ("2,18602E+13", Numero("", est_abime=True)),
        (5520135.0, Numero("005520135", est_complete=True)),
        ("W123456789", Numero("W123456789")),
        ("", Numero("")),
        (None, Numero("")),
        ("12345", Numero("12345")),
    ],
)
def test_a_number_is_whole_or_said_to_be_spoilt(ecrit, lu):
    assert lire_numero(ecrit) == lu


def test_a_spoilt_number_is_said_and_never_guessed(tmp_path):
    rows = [SCDL, ligne("Ville de Poitiers", "2,18602E+13", beneficiaire="2,00066E+13")]
    sheet = seule(lire(tmp_path, rows))
    ((_, row),) = sheet.lignes
    assert (row["operateur_id"], row["financeur_dit"], row["territoire_id"]) == (
        "collectivites",
        "Ville de Poitiers",
        None,
    )
    assert sheet.avis == (
        f"0{NBSP}ligne rattachée, 1 non rattachée (au lieu inconnu).",
        "1 ligne a un numéro abîmé, mettez sa colonne au format Texte : SIREN 2,00066E+13 : chiffres "
        f"perdus, sans doute dans un tableur (ligne{NBSP}2).".replace(NBSP, " "),
        f"colonne idAttribuant : 1{NBSP}numéro abîmé (chiffres perdus, sans doute dans un tableur), par exemple "
        "« 2,18602E+13 » ; le nom décide. Mettez la colonne au format Texte dans le fichier d'origine.",
    )
