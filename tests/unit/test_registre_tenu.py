"""What an arrêté knew is never written again: a better reading of old words is for what comes after."""

from contextlib import closing
from datetime import date
from decimal import Decimal

import pytest

from tests.depot import (
    AUTEUR,
    LANNION,
    accepter,
    deposer,
    fichier,
    financement,
    fonder,
    interroger,
    publier,
    verifier,
)
from ti_dashboard import horloge
from ti_dashboard.dossier import chemins
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.errors import ControleEchoue
from ti_dashboard.ingest import atelier
from ti_dashboard.ingest.registre import rejeu
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.questions.releve import relever

COMITE = date(2025, 10, 2)
SCEAUX = "SELECT arrete_id, recette, empreinte FROM arrete_empreinte ORDER BY arrete_id"
SOMME = "SELECT sum(montant_eur) FROM flux WHERE reference = 'C'"


@pytest.fixture
def double(tmp_path, monkeypatch):
    """An arrêté frozen by a version that counted an act twice when its date was corrected."""
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    fonder(tmp_path)
    with monkeypatch.context() as before:
        before.setattr(rejeu, "_est_le_meme", lambda *_: False)
        for day in (1, 2):
            row = financement("C", "70", date_effet=f"0{day}/03/2019")
            deposer(fichier(tmp_path, "financements", [row], f"{day}.csv"), date_reception=date(2025, 9, day))
        atelier.arreter(COMITE, "Comité d'essai", AUTEUR, date(2025, 9, 30))
    return tmp_path


def test_an_arrete_keeps_its_rows_and_its_seal_when_the_same_words_would_now_give_others(double):
    assert interroger(SOMME) == [(Decimal("140.00"),)]
    said = interroger(SCEAUX)
    deposer(fichier(double, "financements", [financement("D", "5")], "autre.csv"))
    publier()
    assert interroger(SCEAUX) == said
    assert interroger(SOMME) == [(Decimal("140.00"),)]


def test_the_next_word_about_the_act_brings_it_to_what_it_says_with_its_events(double):
    said = interroger(SCEAUX)
    deposer(fichier(double, "financements", [financement("C", "75", date_effet="02/03/2019")], "suite.csv"))
    publier()
    assert interroger(SCEAUX) == said
    assert interroger(SOMME) == [(Decimal("75.00"),)]
    assert interroger(
        "SELECT sum(montant_eur) FROM etat_flux e WHERE arrete_id = '2025-10-02' AND livraison_id IN "
        "(SELECT livraison_id FROM flux WHERE reference = 'C')"
    ) == [(Decimal("140.00"),)]


def test_what_a_deposit_would_change_is_what_publishing_it_gives(double):
    """The preview starts from the ledger an arrêté keeps, though the same words would now be read otherwise."""
    rows = [financement(*said, date_effet="02/03/2019") for said in (("C", "75"), ("D", "5"))]
    prepared = verifier(fichier(double, "financements", rows, "suite.csv"))
    seen = {(c.phase, c.indicateur_id): c for c in atelier.apercevoir(prepared.depot_id).changements}
    engaged = seen[1, "montant_engage"]
    assert (engaged.avant, engaged.apres) == (Decimal("280.50"), Decimal("220.50"))
    accepter(prepared)
    publier()
    atelier.arreter(horloge.aujourd_hui(), "Suite", AUTEUR)
    with closing(servie()) as publication:
        for (phase, name), change in seen.items():
            said = relever(publication, Filtres(horloge.aujourd_hui(), phase))[horloge.aujourd_hui()][name]
            assert said.valeur == change.apres, name


def servie() -> Publication:
    folder = chemins.publications()
    return Publication(folder / lire_pointeur(folder)["publication"])


def test_a_delivery_already_frozen_and_changed_on_the_disk_is_still_refused(double):
    sheet = next((double / "livraisons" / "demonstration").glob("*/financements*.csv"), None)
    assert sheet is not None, LANNION
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("100.50", "100.60"), encoding="utf-8")
    slip = sheet.with_name("bordereau.csv")
    slip.write_text(slip.read_text(encoding="utf-8").replace("140.50", "140.60"), encoding="utf-8")
    deposer(fichier(double, "financements", [financement("D", "5")], "autre.csv"))
    with pytest.raises(ControleEchoue, match="ne change jamais"):
        publier()
