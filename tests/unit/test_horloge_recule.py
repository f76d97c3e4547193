"""The clock goes back between two gestures, by an hour or a year: nothing changes order, nothing is written over."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.depot import AUTEUR, deposer, fichier, financement, fonder, interroger, somme
from ti_dashboard import horloge
from ti_dashboard.dossier import arretes, chemins, depots, journal, journal_eprouve
from ti_dashboard.dossier.pointeur import PUBLIEES, lire_pointeur
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest import atelier
from ti_dashboard.live import decisions, etapes, marche, seances
from ti_dashboard.live import journal as journal_de_salle
from ti_dashboard.live.base import Base
from ti_dashboard.magasin.guichet import ouvrir

MIDI = datetime(2026, 11, 27, 11, tzinfo=UTC)
RECULS = pytest.mark.parametrize("recul", [timedelta(hours=1), timedelta(days=365)], ids=["une heure", "un an"])
Regler = Callable[[datetime], None]


@pytest.fixture
def regler(monkeypatch: pytest.MonkeyPatch) -> Regler:
    """Set the clock; it stands still until it is set again."""

    def set_to(instant: datetime) -> None:
        monkeypatch.setattr(horloge, "maintenant", lambda: instant)

    set_to(MIDI)
    return set_to


@pytest.fixture
def donnees(tmp_path, monkeypatch: pytest.MonkeyPatch, regler: Regler):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "donnees"))
    fonder(tmp_path / "donnees")
    return tmp_path / "donnees"


@RECULS
def test_deposits_and_the_journal_keep_the_order_they_came_in(recul, donnees, regler):
    deposer(fichier(donnees.parent, "financements", [financement("C", "10")], "un.csv"))
    regler(MIDI - recul)
    deposer(fichier(donnees.parent, "financements", [financement("D", "5")], "deux.csv"))
    atelier.publier(AUTEUR)
    assert somme() == Decimal("155.50")
    assert [f.nom for depot in depots.acceptes() for f in depot.fichiers] == ["un.csv", "deux.csv"]
    told = [e.geste for e in journal.gestes(journal.lire(donnees))]
    assert told[:3] == ["publier", "deposer", "deposer"]
    assert journal_eprouve.eprouver(donnees).rupture == ""


@RECULS
def test_an_arrete_keeps_its_seal_and_one_whose_closing_is_to_come_is_refused(recul, donnees, regler):
    atelier.arreter(MIDI.date(), "Comité", AUTEUR)
    ((seal,),) = interroger("SELECT empreinte FROM arrete_empreinte WHERE arrete_id = DATE '2026-11-27'")
    regler(MIDI - recul)
    deposer(fichier(donnees.parent, "financements", [financement("C", "10")]))
    atelier.publier(AUTEUR)
    assert interroger("SELECT empreinte FROM arrete_empreinte WHERE arrete_id = DATE '2026-11-27'") == [(seal,)]
    assert [a.empreinte for a in arretes.lire(donnees)] == [seal]
    with pytest.raises(DepotRefuse, match=r"La clôture du 28/11/2026 est à venir"):
        atelier.arreter(date(2026, 11, 28), "Suite", AUTEUR)


@pytest.mark.parametrize("recul", [timedelta(0), timedelta(hours=1)], ids=["le même instant", "une heure"])
def test_no_publication_takes_the_name_of_another(recul, donnees, regler):
    atelier.construire(None, AUTEUR)
    folder = chemins.publications()
    before = {path: path.read_bytes() for path in folder.glob(PUBLIEES)}
    regler(MIDI - recul)
    atelier.construire(None, AUTEUR)
    assert {path: path.read_bytes() for path in before} == before
    pointer = lire_pointeur(folder)
    assert pointer is not None and folder / pointer["publication"] not in before
    ouvrir(folder, pointer).close()


@RECULS
def test_the_room_is_shown_the_seance_opened_last_and_no_step_takes_less_than_nothing(recul, magasin: Base, regler):
    first = seances.ouvrir(magasin, "Première", "CGET", MIDI.date())
    step = etapes.ajouter(magasin, first.code, "Accueil", "", 5, "/")
    marche.deplacer(magasin, first.code, "/", 1, step.etape_id)
    regler(MIDI - recul)
    last = seances.ouvrir(magasin, "Seconde", "CGET", MIDI.date())
    assert [s.code for s in seances.lister(magasin)] == [last.code, first.code]
    assert seances.ouverte_sur(magasin, MIDI.date()) == last
    taken = [
        decisions.prendre(magasin, first.code, f"{n}", "CGET", MIDI.date(), adresse="/", arrete=MIDI.date())
        for n in range(2)
    ]
    assert decisions.derniere(magasin, first.code) == taken[-1]
    marche.clore(magasin, first.code, "CGET")
    (again,) = etapes.lister(magasin, first.code)
    assert again.ecoule_ms == 0
    told = [line.geste for line in journal_de_salle.lire(magasin)]
    assert told == ["ouvrir", "ajouter_etape", "deplacer", "ouvrir", "decider", "decider", "clore"]
