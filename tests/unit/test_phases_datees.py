"""A list that runs over both phases: each row is of the phase of its date, and lies where that phase has it."""

from datetime import date

from ti_dashboard.ingest.reception import correspondances, formats
from ti_dashboard.ingest.reception.fichier_recu import Reglages, lire_fichier
from ti_dashboard.ingest.reception.lieux.modele import PlaceDite
from ti_dashboard.ingest.reception.lieux.resoudre import rattacher

LISTE = """
emetteur = "Ville d'exemple"
titre = "Liste d'exemple"
nature = "financements"
reconnait = ["Numéro", "Le", "Où", "Somme"]
[colonnes]
reference = "Numéro"
date_effet = "Le"
code_commune = "Où"
montant = "Somme"
[constantes]
phase = "selon la date"
operateur_id = "ademe"
instrument_id = "economie-circulaire"
type_montant = "engage"
nature_aide = "subvention"
cause = "initial"
"""


def test_a_mapping_may_leave_the_phase_to_the_date_of_each_row(tmp_path, monkeypatch):
    (tmp_path / "liste.toml").write_text(LISTE, encoding="utf-8")
    monkeypatch.setattr(formats, "charger", lambda: correspondances.charger(tmp_path))
    (tmp_path / "liste.csv").write_text(
        "Numéro;Le;Où;Somme\nA;31/12/2022;22113;1\nB;01/01/2023;22113;1\nC;;22113;1\nD;pas une date;22113;1\n",
        encoding="utf-8",
    )
    (sheet,) = lire_fichier(tmp_path / "liste.csv", "liste.csv", Reglages("x", date(2025, 3, 1))).feuilles
    here = [rattacher(PlaceDite(code_commune="22113"), phase).territoire_id for phase in (1, 2)]
    assert [(row["phase"], row["territoire_id"]) for _, row in sheet.lignes] == [(1, here[0]), (2, here[1])]
    assert {f.colonne for f in sheet.fautes} == {"Le"} and len(sheet.rejets) == 2
