"""A recipe and a catalogue that move on: each arrêté is verified with its own, at building and at opening."""

from dataclasses import replace
from datetime import date, timedelta

import duckdb
import pytest

from tests.depot import AUTEUR, COMITE, decider, deposer, fichier, financement, interroger, publier
from ti_dashboard import horloge
from ti_dashboard.dossier import arretes, chemins
from ti_dashboard.dossier.pointeur import ecrire_pointeur, entree, lire_pointeur
from ti_dashboard.errors import PublicationIllisible
from ti_dashboard.ingest import atelier
from ti_dashboard.ingest.figer import figer
from ti_dashboard.ingest.registre import registre
from ti_dashboard.magasin.ouverture import ouvrir
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.indicateurs.versions import registre as definitions
from ti_dashboard.questions.scelles import scelles
from ti_dashboard.sceau.recettes import RECETTES, V2, TableSignee

ANCIEN, NOUVEAU = COMITE, date(2025, 12, 1)


@pytest.fixture
def base(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    return decider(tmp_path)


@pytest.fixture
def v3(monkeypatch):
    """A later version of the program: one more column in a table and in the sealed figures, both signed by « v3 »."""
    record = registre.consigner

    def record_and_widen(con: duckdb.DuckDBPyConnection, *rest: object) -> None:
        record(con, *rest)
        con.execute("ALTER TABLE flux ADD COLUMN ajoutee VARCHAR DEFAULT 'dite'")
        con.execute("ALTER TABLE chiffre_scelle ADD COLUMN precision VARCHAR")

    def wider(content: TableSignee, name: str) -> TableSignee:
        return replace(content, colonnes=(*content.colonnes, (name, "texte")))

    tables = tuple(wider(c, "ajoutee") if c.table == "flux" else c for c in V2.tables)
    monkeypatch.setattr(registre, "consigner", record_and_widen)
    monkeypatch.setitem(RECETTES, "v3", replace(V2, nom="v3", tables=tables, chiffres=wider(V2.chiffres, "precision")))
    monkeypatch.setattr(figer, "COURANTE", "v3")


def _ouvrir():
    return ouvrir(chemins.publications(), lire_pointeur(chemins.publications()))


def _publier_autre_chose(base) -> None:
    deposer(fichier(base, "financements", [financement("C", "10")]))
    publier()


def _alterer(statement: str) -> None:
    path = chemins.publications() / lire_pointeur(chemins.publications())["publication"]
    with duckdb.connect(str(path)) as con:
        con.execute(statement)
    ecrire_pointeur(chemins.publications(), path.name, entree(path)["sha256"])


def test_arretes_of_two_recipes_are_each_verified_with_their_own(base, v3):
    before = dict(interroger("SELECT arrete_id, empreinte FROM arrete_empreinte"))
    atelier.arreter(NOUVEAU, "Après", AUTEUR)
    _publier_autre_chose(base)
    _ouvrir().close()
    signed = {day: (recipe, seal) for day, recipe, seal in interroger("SELECT * FROM arrete_empreinte")}
    assert signed.pop(NOUVEAU)[0] == "v3"
    assert signed == {day: ("v2", seal) for day, seal in before.items()}
    headers = [arretes.chiffres(base, day).read_text(encoding="utf-8").splitlines()[0] for day in (ANCIEN, NOUVEAU)]
    assert headers[1] == f"{headers[0]};precision"
    atelier.construire(None, AUTEUR, refonder=True)
    assert dict(interroger("SELECT arrete_id, recette FROM arrete_empreinte"))[ANCIEN] == "v2"
    _alterer("UPDATE flux SET ajoutee = 'autre'")
    with pytest.raises(PublicationIllisible, match=r"\(arrêté du 24/09/2019 ;.*arrêté du 01/12/2025\)") as refused:
        _ouvrir()
    assert "02/10/2025" not in str(refused.value)


def test_an_indicator_taken_out_of_the_catalogue_stays_said(base, monkeypatch):
    said = interroger("SELECT * FROM chiffre_scelle WHERE indicateur_id = 'montant_engage' ORDER BY ALL")
    monkeypatch.delitem(CATALOGUE, "montant_engage")
    _publier_autre_chose(base)
    _ouvrir().close()
    assert (
        said and interroger("SELECT * FROM chiffre_scelle WHERE indicateur_id = 'montant_engage' ORDER BY ALL") == said
    )
    _alterer("UPDATE chiffre_scelle SET valeur = 9 WHERE indicateur_id = 'montant_engage' AND perimetre = ''")
    with pytest.raises(PublicationIllisible, match=r"02/10/2025 : montant_engage \(phase I\)"):
        _ouvrir()


def test_an_indicator_declared_since_was_not_said_before(base, monkeypatch):
    monkeypatch.setitem(CATALOGUE, "nouveau", replace(CATALOGUE["montant_engage"], indicateur_id="nouveau"))
    (first, *_) = definitions()["montant_engage"]
    tomorrow = horloge.aujourd_hui() + timedelta(days=1)
    monkeypatch.setitem(definitions(), "nouveau", (replace(first, indicateur_id="nouveau", depuis=tomorrow),))
    atelier.arreter(NOUVEAU, "Après", AUTEUR)
    publication = _ouvrir()
    try:
        assert "nouveau" not in scelles(publication, Filtres(ANCIEN, 1), ANCIEN)
        assert scelles(publication, Filtres(NOUVEAU, 1), NOUVEAU)["nouveau"].connus == 2
    finally:
        publication.close()
