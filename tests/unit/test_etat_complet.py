"""Forms for those without a tool: a template typed by hand is accepted; of a complete state, only changes enter."""

from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest

from tests.depot import AUTEUR, deposer, fichier, financement, publier, somme, verifier
from ti_dashboard.__main__ import main
from ti_dashboard.dossier import depots
from ti_dashboard.ingest import atelier
from ti_dashboard.ingest.reception.modeles import modele_xlsx
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.ingest.registre.lignes_deposees import lire
from ti_dashboard.ingest.registre.livraison import ETAT_COMPLET
from ti_dashboard.referentiels.natures import NATURES

JOUR = datetime(2024, 3, 15)
# What a person types in each template, list by list; the rest stays empty.
SAISIES: dict[str, dict[str, object]] = {
    "perimetre": {"phase": 2, "territoire_id": "ti-5304", "mouvement": "entree"},
    "jalons": {"phase": 2, "territoire_id": "ti-5304", "jalon": "contrat_signe"},
    "projets": {"projet_id": "N1", "phase": 1, "territoire_id": "ti-5304", "intitule": "Halle", "axe_id": "1-innover",
                "cout_total": 1234.56},
    "statuts": {"projet_id": "P1", "statut": "engage"},
    "financements": {"reference": "N-1", "phase": 1, "projet_id": "P1", "territoire_id": "ti-5304",
                     "operateur_id": "bpifrance", "instrument_id": "aides-bpifrance", "type_montant": "engage",
                     "nature_aide": "subvention", "montant": 1234.56},
    "emplois": {"projet_id": "P1", "type_emploi": "crees", "etat_emploi": "prevus", "nombre": 12},
    "postes": {"poste_id": "cp1", "phase": 1, "territoire_id": "ti-5304", "etat_poste": "ouvert",
               "taux_cofinancement": 0.5},
    "candidatures": {"numero_dossier": "123", "phase": 2, "intitule": "Vallée", "code_region": "53",
                     "membres": "200065928", "statut": "en_construction", "date_depot": JOUR},
}  # fmt: skip


def remplir(path, nature, typed):
    """As a spreadsheet does: the file is opened, a row is typed, the file is saved."""
    book = openpyxl.load_workbook(path)
    sheet = book[schema(nature).titre[:31]]
    header = [cell.value for cell in sheet[1]]
    for name, value in typed.items():
        sheet.cell(2, header.index(name) + 1, value)
    book.save(path)


@pytest.mark.parametrize("nature", NATURES)
def test_the_template_of_each_kind_filled_by_hand_comes_back_accepted_with_its_values(base, nature):
    path = base / f"modele_{nature}.xlsx"
    path.write_bytes(modele_xlsx(nature))
    typed = SAISIES[nature] | {"date_effet": JOUR, "cause": "initial"}
    remplir(path, nature, typed)
    depot = verifier(path, emetteur="Équipe données")
    assert [c.en_phrase() for c in depot.constats] == []
    accepted = atelier.accepter(depot.depot_id, AUTEUR)
    ((_, row),) = lire(depots.dossier() / accepted.depot_id / accepted.feuilles[0].lignes, nature)
    wanted = {k: v.date() if isinstance(v, datetime) else v for k, v in typed.items()}
    wanted = {k: Decimal(str(v)) if isinstance(v, float) else v for k, v in wanted.items()}
    assert {k: row[k] for k in wanted} == wanted


@pytest.mark.parametrize("nature", NATURES)
def test_every_list_of_a_template_is_there_and_names_its_codes(base, nature):
    path = base / "modele.xlsx"
    path.write_bytes(modele_xlsx(nature))
    book = openpyxl.load_workbook(path)
    rules = book[schema(nature).titre[:31]].data_validations.dataValidation
    lists = [r for r in rules if r.type == "list"]
    wanted = [c for c in schema(nature).champs if c.valeurs or c.genre == "boolean"]
    assert len(lists) == len(wanted)
    for champ, rule in zip([c for c in wanted if c.valeurs], [r for r in lists if "Listes" in r.formula1], strict=True):
        place = rule.formula1.removeprefix("=").split("!")[1].replace("$", "")
        assert [str(c.value) for (c,) in book["Listes"][place]] == [str(v) for v in champ.valeurs]


def _telecharger(base, emetteur="Bpifrance"):
    path = base / "etat.xlsx"
    assert main(["modele", "financements", "--etat-de", emetteur, "--vers", str(path), "--remplacer"]) == 0
    return path


def _bilan(depot):
    (sheet,) = atelier.apercevoir(depot.depot_id).feuilles
    return tuple(sheet[k] for k in ("nb_ajoutees", "nb_corrigees", "nb_retirees", "nb_deja_connues"))


def test_a_complete_state_sent_back_as_it_is_changes_nothing(base):
    assert _bilan(verifier(_telecharger(base), mode=ETAT_COMPLET)) == (0, 0, 0, 2)


def test_only_the_amount_that_was_corrected_in_a_complete_state_enters(base):
    path = _telecharger(base)
    book = openpyxl.load_workbook(path)
    sheet = book[schema("financements").titre[:31]]
    header = [cell.value for cell in sheet[1]]
    amount = sheet.cell(2, header.index("montant") + 1)
    assert amount.value == 100.5
    amount.value = 90.25
    book.save(path)
    depot = verifier(path, mode=ETAT_COMPLET)
    assert _bilan(depot) == (0, 1, 0, 1)
    atelier.accepter(depot.depot_id, AUTEUR)
    publier()
    assert somme() == Decimal("130.25")
    # Once corrected, the state of today is the one that comes down, and goes back without a difference.
    assert _bilan(verifier(_telecharger(base), mode=ETAT_COMPLET))[:3] == (0, 0, 0)


def test_a_row_taken_away_from_a_complete_state_is_withdrawn_and_comes_down_no_more(base):
    path = _telecharger(base)
    book = openpyxl.load_workbook(path)
    book[schema("financements").titre[:31]].delete_rows(3)
    book.save(path)
    deposer(path, mode=ETAT_COMPLET)
    publier()
    assert somme() == Decimal("100.50")
    assert _bilan(verifier(_telecharger(base), mode=ETAT_COMPLET)) == (0, 0, 0, 1)


def test_an_amount_nobody_told_stays_empty_in_the_state(base):
    deposer(fichier(base, "financements", [financement("C", "")], "c.csv"))
    publier()
    assert _bilan(verifier(_telecharger(base), mode=ETAT_COMPLET))[:3] == (0, 0, 0)


def test_a_sender_nobody_knows_and_another_kind_are_refused(base, capsys):
    assert main(["modele", "financements", "--etat-de", "Inconnu", "--vers", str(base / "x.xlsx")]) == 1
    assert "Émetteurs connus : Bpifrance" in capsys.readouterr().out
    assert main(["modele", "jalons", "--etat-de", "Bpifrance", "--vers", str(base / "x.xlsx")]) == 1
    assert not (base / "x.xlsx").exists()
