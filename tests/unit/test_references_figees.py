"""What an arrêté rests on is frozen with it: populations, names, perimeters and vintages stay as they were told."""

import shutil
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date

import duckdb
import pytest

from tests.conftest import filtres
from tests.depot import AUTEUR, COMITE, LANNION, decider, fonder, interroger
from ti_dashboard.dossier import arretes, chemins
from ti_dashboard.dossier.chemins import REFERENTIELS
from ti_dashboard.dossier.pointeur import ecrire_pointeur, entree, lire_pointeur
from ti_dashboard.errors import PublicationIllisible
from ti_dashboard.ingest import atelier
from ti_dashboard.ingest.atelier.edition import matiere
from ti_dashboard.ingest.figer import figer
from ti_dashboard.ingest.publier import construction
from ti_dashboard.magasin.guichet import Publication, ouvrir
from ti_dashboard.questions.poser import fichiers, poser, texte
from ti_dashboard.questions.releve import relever
from ti_dashboard.sceau import references
from ti_dashboard.sceau.recettes import COURANTE, V1
from ti_dashboard.sceau.references import PREFIXE, REFERENCES

SUIVANT = date(2025, 11, 3)
# What each change moves, from one arrêté to the next: population, name, region, regions covered, body, vintage.
CHANGEMENTS = {
    "territoire.csv": ("1;ti-5304;Lannion-Trégor;53;53;22;", "1;ti-5304;Lannion;28;28 53;22;9"),
    "region.csv": ("Bretagne", "Bretagne administrative"),
    "operateur.csv": ("bpifrance;Bpifrance;operateur;", "bpifrance;Bpifrance Investissement;etat;"),
    "millesime.csv": ("population municipale 2023", "population municipale 2024"),
    "type_jalon.csv": (";État inconnu;", ";Inconnu;"),
}
QUESTIONS = ("territoire", "carte", "selection_criteres", "territoire_membres", "territoires_couverts", "lignage")


@pytest.fixture
def referentiels(tmp_path, monkeypatch):
    """A folder of data with an arrêté decided on it, and a copy of the referentials."""
    base = tmp_path / "donnees"
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(base))
    decider(base)
    return shutil.copytree(REFERENTIELS, tmp_path / "referentiels")


def _changer(folder) -> None:
    for name, (before, after) in CHANGEMENTS.items():
        text = (folder / name).read_text(encoding="utf-8")
        assert before in text, name
        (folder / name).write_text(text.replace(before, after, 1), encoding="utf-8", newline="")


def _publier(folder, *decides: arretes.ArreteDecide) -> None:
    made_of = matiere()
    asked = replace(made_of, referentiels=folder, arretes=(*made_of.arretes, *decides))
    construction.publier(asked, chemins.publications())


@contextmanager
def _ouverte():
    with closing(ouvrir(chemins.publications(), lire_pointeur(chemins.publications()))) as opened:
        yield opened


def _dit(arrete: date) -> dict[str, object]:
    """All that the screens read of an arrêté: figures, rows with their names, map, frozen reference."""
    choix = filtres(arrete)
    asked = choix.parametres() | {"arrete": arrete, "territoire_id": LANNION}
    with _ouverte() as opened:
        told = {name: poser(opened, name, **asked) for name in QUESTIONS}
        told["chiffres"] = relever(opened, choix).get(arrete)
    for table in (*(f"{PREFIXE}{name}" for name in REFERENCES), *figer.ETATS, "chiffre_scelle", "arrete_empreinte"):
        told[table] = interroger(f"SELECT * FROM {table} WHERE arrete_id = '{arrete}' ORDER BY ALL")  # noqa: S608
    return told


def test_populations_names_and_perimeters_change_for_the_next_arrete_only(referentiels):
    before = _dit(COMITE)
    assert before["arrete_empreinte"][0][1] == COURANTE
    _changer(referentiels)
    decided = replace(
        arretes.lire(chemins.donnees())[0],
        arrete_id=SUIVANT,
        date_cloture=SUIVANT,
        numero=9,
        recette=None,
        empreinte=None,
        libelle="Comité suivant",
    )
    _publier(referentiels, decided)
    assert _dit(COMITE) == before
    after = _dit(SUIVANT)
    (old,), (new,) = before["territoire"], after["territoire"]
    assert (old["nom"], old["region"], old["regions"]) == ("Lannion-Trégor", "Bretagne", "Bretagne")
    assert (new["nom"], new["region"], new["regions"]) == ("Lannion", "Normandie", "Normandie, Bretagne administrative")
    assert str(new["population"]) == f"9{old['population']}"
    (per_head,), (then,) = after["selection_criteres"], before["selection_criteres"]
    assert per_head["habitant"] < then["habitant"] / 9
    assert {row["code_region"] for row in after["carte"]} == {"28"}
    assert interroger("SELECT DISTINCT arrete_id, categorie FROM etat_flux ORDER BY ALL")[-2:] == [
        (COMITE, "operateur"),
        (SUIVANT, "etat"),
    ]
    assert ("population", "population municipale 2024") in [row[1:] for row in after["fige_millesime"]]


def test_every_frozen_question_reads_the_arrete_it_shows_and_no_other_reference(demo):
    """Each question that reads a reference, asked at an arrêté, names it only where it is that arrêté's."""
    read = set(fichiers())
    changed = {name for name in read if references.a_l_arrete(texte(name)) != texte(name)}
    assert {"territoire", "carte", "lignes_montants", "territoire_membres", "leviers"} <= changed
    for name in changed:
        sql = references.a_l_arrete(texte(name))
        assert sql.startswith("-- grain: one row") and "WITH" in sql
    assert demo.garde_les_references


def test_a_publication_made_before_gives_its_arretes_the_reference_it_showed_them_with(referentiels, monkeypatch):
    """Its arrêtés keep « v1 » and their seal; the reference kept from then on is not signed, and does not change."""
    before = _dit(COMITE)
    _vieillir(monkeypatch)
    signed = interroger("SELECT * FROM arrete_empreinte ORDER BY ALL")
    assert {recipe for _, recipe, _ in signed} == {"v1"}
    # Read as it is: to serve it, this version would ask that it be made again, for its sums.
    path = chemins.publications() / lire_pointeur(chemins.publications())["publication"]
    with closing(Publication(path)) as opened:
        assert not opened.garde_les_references
        (row,) = poser(opened, "territoire", arrete=COMITE, phase=1, territoire_id=LANNION, regions=(), departements=())
        assert row["nom"] == "Lannion-Trégor" and relever(opened, filtres(COMITE))[COMITE] == before["chiffres"]
    _changer(referentiels)
    _publier(referentiels)
    assert interroger("SELECT * FROM arrete_empreinte ORDER BY ALL") == signed
    after = _dit(COMITE)
    different = {name for name in before if before[name] != after[name]}
    assert different <= {"arrete_empreinte", "fige_millesime"}


def test_a_figure_altered_in_a_publication_made_before_is_still_named(referentiels, monkeypatch):
    _vieillir(monkeypatch)
    path = chemins.publications() / lire_pointeur(chemins.publications())["publication"]
    with duckdb.connect(str(path)) as con:
        con.execute(
            "UPDATE chiffre_scelle SET valeur = 9 WHERE indicateur_id = 'nb_projets' AND perimetre = 'region:53'"
        )
    ecrire_pointeur(path.parent, path.name, entree(path)["sha256"])
    with (
        pytest.raises(PublicationIllisible, match=r"Projets \(phase I, Bretagne\) : dit 9, les lignes donnent 2"),
        _ouverte(),
    ):
        pass


def _vieillir(monkeypatch) -> None:
    """The publication in place and the decided arrêté, as a version without frozen references left them."""
    base = chemins.donnees()
    with monkeypatch.context() as then:
        then.setattr(figer, "COURANTE", "v1")
        shutil.rmtree(base)
        fonder(base)
        shutil.rmtree(base / "publications")
        atelier.construire(None, AUTEUR, refonder=True)
        atelier.arreter(COMITE, "Comité d'essai", AUTEUR)
    path = chemins.publications() / lire_pointeur(chemins.publications())["publication"]
    _sans_references(path)


def _sans_references(path) -> None:
    with duckdb.connect(str(path)) as con:
        for name in REFERENCES:
            con.execute(f"DROP TABLE {PREFIXE}{name}")
        con.execute("DROP TABLE millesime")
    ecrire_pointeur(path.parent, path.name, entree(path)["sha256"])


def test_a_withdrawn_arrete_keeps_its_reference_so_that_no_name_mended_since_stops_the_publications(referentiels):
    atelier.retirer(COMITE, "mauvaise date", AUTEUR)
    _changer(referentiels)
    _publier(referentiels)
    assert interroger("SELECT recette FROM arrete_retire") == [(COURANTE,)]
    ((name,),) = interroger(
        f"SELECT nom FROM fige_territoire WHERE (arrete_id, territoire_id, phase) = (DATE '{COMITE}', '{LANNION}', 1)"  # noqa: S608
    )
    assert name == "Lannion-Trégor"


def test_the_first_recipe_signs_no_reference():
    assert not any(content.table.startswith(PREFIXE) for content in V1.tables)
