"""The real server, started for one test: first start, addresses right after a start, publications that follow."""

import csv
import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Ecran, start_server
from tests.browser.gestes import chiffre, textes_des_tuiles, tuile
from ti_dashboard.dossier.pointeur import NOM, lire_pointeur
from ti_dashboard.ingest.publier.construction import construire

COPIL = "/?arrete=24/09/2019"
DIX_MILLIONS = Decimal(10_000_000)
Lancer = Callable[[Path], None]
UNE_SEULE_OUVERTE = (
    "async () => (await (await fetch('/metriques')).text()).split('\\n').includes('ti_publications_ouvertes 1.0')"
)
# While who read first verifies a new publication, the others go on with the one before: a gesture waits for its end.
AGE_SERVI = (
    """async () => Number(/^ti_publication_age_seconds (\\S+)$/m.exec(await (await fetch('/metriques')).text())[1])"""
)
EST_AVERTI = "async () => 'avertissements' in await (await fetch('/sante')).json()"


@pytest.fixture
def lancer(ecran: Ecran, tmp_path: Path) -> Iterator[Lancer]:
    """Start a server of its own over a data folder, and send the reader there."""
    serveurs = []

    def start(donnees: Path) -> None:
        serveurs.append(start_server(donnees, tmp_path / "journal.txt"))
        ecran.adresse = serveurs[-1].adresse

    yield start
    for serveur in serveurs:
        serveur.stop()


@pytest.fixture
def donnees_a_soi(donnees_demo: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration that the test may change."""
    return shutil.copytree(donnees_demo, tmp_path / "donnees")


def _add_to_one_amount(donnees: Path, plus: Decimal) -> None:
    """Raise the first engaged amount of a CSV delivery of September 2019, and the control total with it."""
    dossier = donnees / "livraisons" / "demonstration" / "2019-09-24"
    fichier = "cget_financements_2019-09-24.csv"
    _rewrite(dossier / fichier, "montant", lambda row: row["type_montant"] == "engage" and row["montant"], plus)
    _rewrite(dossier / "bordereau.csv", "total_controle", lambda row: row["fichier"] == fichier, plus)


def _rewrite(path: Path, column: str, is_wanted: Callable[[dict[str, str]], object], plus: Decimal) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter=";")
        rows, columns = list(reader), list(reader.fieldnames or ())
    row = next(r for r in rows if is_wanted(r))
    row[column] = str(Decimal(row[column]) + plus)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _publish_again(donnees: Path) -> Path:
    return construire(donnees / "livraisons" / "demonstration", donnees / "publications").fichier


@pytest.mark.parametrize(
    ("chemin", "titre"),
    [
        ("/methode", "Méthode"),
        ("/accessibilite", "Accessibilité : non conforme"),
        ("/territoire?id=ti-8419", "Saint-Marcellin Vercors Bièvre Isère"),
    ],
)
def test_a_deep_link_opens_its_page_in_the_frame_right_after_a_start(
    ecran: Ecran, lancer: Lancer, donnees_demo: Path, chemin: str, titre: str
):
    lancer(donnees_demo)
    page = ecran.page
    page.goto(ecran.adresse + chemin)
    # The first screen is there before the session, and then twice for a moment.
    ecran.wait_still()
    expect(page.get_by_role("heading", name=titre, level=1)).to_be_visible()
    expect(page.get_by_text("Arrêté du 27/05/2025", exact=True)).to_be_visible()
    expect(page.locator(".st-key-bandeau").get_by_text("Données de démonstration", exact=True)).to_be_visible()
    expect(page.get_by_role("combobox", name="Région")).to_be_visible()
    expect(page.get_by_role("link", name="Méthode", exact=True)).to_be_visible()
    ecran.assert_local()
    ecran.assert_quiet()


def test_a_first_start_on_a_named_folder_says_how_to_begin_and_fills_it_with_the_demonstration_when_asked(
    ecran: Ecran, lancer: Lancer, tmp_path: Path
):
    lancer(tmp_path / "vide")
    ecran.page.goto(f"{ecran.adresse}{COPIL}")
    expect(ecran.page.get_by_text("Ce dossier de données est neuf.")).to_be_visible()
    assert not (tmp_path / "vide" / "livraisons").exists()
    ecran.page.get_by_label("Votre fonction, pour le journal").fill("équipe données")
    ecran.page.get_by_role("button", name="Remplir ce dossier de la démonstration").click()
    expect(ecran.page.get_by_text("Données de démonstration", exact=True).first).to_be_visible()
    ecran.open(COPIL)
    assert chiffre(ecran.page, "montant_engage") == "108,0 M€"
    assert (tmp_path / "vide" / "publications" / NOM).is_file()


def test_a_new_publication_is_served_at_the_next_gesture_without_a_restart(
    ecran: Ecran, lancer: Lancer, donnees_a_soi: Path
):
    lancer(donnees_a_soi)
    page = ecran.page
    before, age = ecran.open(COPIL), page.evaluate(AGE_SERVI)
    assert chiffre(page, "montant_engage") == "108,0 M€"
    expect(tuile(page, "montant_engage")).to_contain_text("= publié : 108,0 M€")
    _add_to_one_amount(donnees_a_soi, DIX_MILLIONS)
    _publish_again(donnees_a_soi)
    page.wait_for_function(f"async age => await ({AGE_SERVI})() < age", arg=age)
    page.get_by_role("button", name="Projets", exact=True).click()
    # The screen of the publication read so far may be drawn first, under its own banner, until the run has answered.
    ecran.wait_drawn(before)
    ecran.wait_still()
    assert chiffre(page, "montant_engage") == "118,0 M€"
    expect(tuile(page, "montant_engage")).to_contain_text("≠ publié : 108,0 M€")
    # The former one is closed as soon as nobody reads it: this session has just moved over.
    page.wait_for_function(UNE_SEULE_OUVERTE)
    ecran.assert_quiet()


def test_a_corrupted_new_publication_is_told_and_the_figures_stay(ecran: Ecran, lancer: Lancer, donnees_a_soi: Path):
    lancer(donnees_a_soi)
    page = ecran.page
    before = ecran.open(COPIL)
    figures = textes_des_tuiles(page)
    notice = page.get_by_text("La dernière publication valable reste affichée.")
    _add_to_one_amount(donnees_a_soi, DIX_MILLIONS)
    corrupted = _publish_again(donnees_a_soi)
    pointer = lire_pointeur(donnees_a_soi / "publications")
    assert pointer and pointer["publication"] == corrupted.name
    with corrupted.open("r+b") as file:
        file.seek(100_000)
        file.write(b"abime")
    page.wait_for_function(EST_AVERTI)
    page.get_by_role("button", name="Projets", exact=True).click()
    ecran.wait_drawn(before)
    expect(notice).to_be_visible()
    expect(page.get_by_text(f"Le fichier {corrupted.name} ne correspond plus à l'empreinte")).to_be_visible()
    assert textes_des_tuiles(page) == figures
    page.reload()
    ecran.wait_drawn()
    expect(notice).to_be_visible()
    assert textes_des_tuiles(page) == figures
    ecran.assert_quiet()
