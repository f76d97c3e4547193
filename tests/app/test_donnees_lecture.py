"""The report of a deposit says, place by place, what the reading did; the form asks for what is hidden."""

from tests.app.application import ouvrir
from tests.depot import verifier
from tests.petits import PETITS


def test_what_the_reading_did_is_listed_under_its_file_and_its_sheet(base):
    depot = verifier(PETITS / "titres_total_note.xlsx", PETITS / "feuille_masquee.xlsx", emetteur="ADEME")
    app = ouvrir("donnees", depot=depot.depot_id)
    assert not app.exception and "Ce que la lecture a fait" in [s.value for s in app.subheader]
    sheet, book, shown = [m.value for m in app.markdown if m.value.startswith(("**titres", "**feuille"))]
    assert sheet.startswith(
        "**titres\\_total\\_note.xlsx, feuille Sheet**\n\n- 1 ligne de total n'est pas lue (ligne 8 : «\u00a0"
    )
    assert sheet.count("\n- ") == 2
    assert "- la feuille masquée «\u00a0Archive 2018\u00a0», 4\u00a0lignes, n'est pas lue" in book
    assert shown.startswith("**feuille\\_masquee.xlsx, feuille Sheet**") and "masqué et lu quand même" in shown
    assert not any("titres" in i.value for i in app.info)


def test_an_unknown_list_is_told_its_mapping_in_full(base):
    (base / "liste.csv").write_text("N° dossier;Montant voté (€);Date CP\nRB-1;10;01/02/2023\n", encoding="utf-8")
    app = ouvrir("donnees", depot=verifier(base / "liste.csv", emetteur="ADEME").depot_id)
    (said,) = [m.value for m in app.markdown if m.value.startswith("liste.csv, ligne 1 : aucun en-tête connu")]
    assert 'reference = "N° dossier", montant = "Montant voté (€)", date\\_effet = "Date CP"' in said


def test_the_form_asks_for_what_is_hidden(base):
    app = ouvrir("donnees")
    assert app.checkbox(key="avec_masquees").value is False
    assert app.checkbox(key="avec_masquees").label == "Lire aussi les feuilles et les lignes masquées ou filtrées"
