"""What is sealed on the demonstration: the whole catalogue, every perimeter, equal to the rows behind each figure."""

import random
import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import A2019, A2019_AVRIL, A2021, A2023, A2025, filtres
from tests.scelles import Lieu, comme_les_lignes, forme_de, possibles, scelles
from ti_dashboard.programme.indicateurs import CATALOGUE, SORTES
from ti_dashboard.programme.indicateurs.regles import Regle
from ti_dashboard.questions.candidatures import relever_candidatures
from ti_dashboard.questions.poser import texte
from ti_dashboard.questions.postes import relever_postes
from ti_dashboard.questions.releve import relever
from ti_dashboard.sceau import chiffres

NB_CELLULES = 500
PRESENCES = [(A2019_AVRIL, 1), (A2019, 1), (A2021, 1), (A2023, 1), (A2023, 2), (A2025, 1), (A2025, 2)]
FORMES = {"", "region", "territoire", "theme", "operateur", "region~theme", "region~operateur"}


@pytest.fixture(scope="module")
def dits(demo):
    return scelles(demo)


@pytest.fixture(scope="module")
def codes(demo):
    """Every code a perimeter may carry."""

    def column(sql):
        return [next(iter(row.values())) for row in demo.lignes(sql)]

    return {
        "region": [*column("SELECT code_region FROM region ORDER BY 1"), "outre-mer"],
        "theme": column("SELECT theme_id FROM theme ORDER BY 1"),
        "operateur": column("SELECT famille_id FROM famille_operateur ORDER BY 1"),
        "territoire": column("SELECT DISTINCT territoire_id FROM territoire ORDER BY 1"),
    }


def _tirage(codes, dits) -> list[Lieu]:
    """Each indicator on each kind of perimeter at least once, the same at every run: half anywhere, half where sealed.

    On small perimeters most cells are absent.
    """
    draw, anywhere, sealed = random.Random(11), defaultdict(list), defaultdict(list)
    for indicateur in CATALOGUE:
        for forme, perimetre in possibles(indicateur, codes):
            anywhere[indicateur, forme].append(perimetre)
    for lieu in dits:
        sealed[lieu.indicateur_id, forme_de(lieu.perimetre)].append(lieu)
    picked = list(anywhere) + draw.choices(list(anywhere), k=NB_CELLULES - len(anywhere))
    return [
        draw.choice(sealed[stratum])
        if sealed[stratum] and draw.random() < 0.5
        else Lieu(*draw.choice(PRESENCES), stratum[0], draw.choice(anywhere[stratum]))
        for stratum in picked
    ]


def test_random_cells_are_what_the_rows_behind_them_give(demo, dits, codes):
    drawn = _tirage(codes, dits)
    assert len(drawn) == NB_CELLULES
    assert NB_CELLULES // 2 < sum(lieu in dits for lieu in drawn) < NB_CELLULES * 4 // 5, "some there, some absent"
    for lieu in drawn:
        assert comme_les_lignes(demo, dits, lieu), lieu


def test_every_indicator_is_sealed_at_every_arrete_it_has_rows_at(dits):
    sealed = {lieu.indicateur_id for lieu in dits}
    assert sealed == set(CATALOGUE)
    assert {(lieu.arrete, lieu.phase) for lieu in dits} == set(PRESENCES)


def test_every_kind_of_perimeter_is_sealed(dits):
    assert {forme_de(lieu.perimetre) for lieu in dits} == FORMES
    assert any("region:outre-mer~" in lieu.perimetre for lieu in dits)


@pytest.mark.parametrize("indicateur", CATALOGUE.values(), ids=lambda i: i.indicateur_id)
def test_an_indicator_is_told_by_territory_where_its_question_is(indicateur):
    read = SORTES[indicateur.lignes]
    asked = texte(indicateur.lignes) + (texte(read.sur) if read.sur else "")
    assert ("territoire" in chiffres.perimetres(indicateur)) == ("$territoires" in asked)
    for key in ("region", "theme", "operateur"):
        assert (key in chiffres.perimetres(indicateur)) == (key in indicateur.filtres)


@pytest.mark.parametrize(
    "change",
    [
        {"lignes": "lignes_inconnues"},
        {"selection": {"choix": "tous", "etats": ("x",)}},
        {"sujet": "population"},
        {"agregat": "somme"},
        {"agregat": "taux", "numerateur": "est_appuye"},
    ],
    ids=["question", "selection", "sujet", "agregat", "numerateur"],
)
def test_an_indicator_that_no_question_measures_is_refused(change):
    with pytest.raises(LookupError, match="nb_territoires"):
        chiffres.decrire(replace(CATALOGUE["nb_territoires"], **change))


def test_a_new_indicator_of_a_known_kind_is_sealed_without_new_sql(demo):
    """Projects paid by an operator: what the catalogue does not have."""
    described = chiffres.decrire(CATALOGUE["nb_projets_finances"])
    described |= {"indicateur_id": "nb_projets_payes", "types": ["paye"], "categories": ["operateur"]}
    bound = {"arretes": [A2021], "indicateurs": [described]}
    national = next(r for r in _lire(demo, bound) if r[4] == "")
    (counted,) = demo.lignes(
        "SELECT count(DISTINCT projet_id) AS nb FROM etat_flux WHERE arrete_id = $arrete AND phase = 1 "
        "AND type_montant = 'paye' AND categorie = 'operateur'",
        arrete=A2021,
    )
    assert national[2] == "nb_projets_payes" and national[5] == counted["nb"] > 0


def test_figures_are_told_again_on_a_read_only_publication(demo):
    """One arrêté at a time gives the rows that are kept, in the order they are kept."""
    stored = [tuple(r.values()) for r in demo.lignes("SELECT * FROM chiffre_scelle")]
    assert stored == sorted(stored, key=lambda row: row[:3] + row[4:5])
    assert _lire(demo, chiffres.parametres([A2019])) == [row for row in stored if row[0] == A2019]


def test_every_question_file_states_its_grain_and_is_part_of_the_question():
    for path in Path(chiffres.__file__).with_name("sql").glob("chiffres_*.sql"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("-- grain: one row"), path.name
        read = chiffres.REGISTRE.ecrire(path.stem, text)
        written = re.split("DESCRIPTIONS|REGLES_TENUES|DENOMINATEUR_TENU", read)
        assert all(part in chiffres.question() for part in written), path.name


@pytest.mark.parametrize(("asked", "place"), [("regles", "REGLES_TENUES"), ("parmi", "DENOMINATEUR_TENU")])
def test_a_rule_that_the_measure_of_its_kind_does_not_read_is_refused(monkeypatch, asked, place):
    ruled = replace(CATALOGUE["nb_postes"], **{asked: (Regle("etat_poste", ("pourvu",)),)})
    monkeypatch.setitem(CATALOGUE, "nb_postes", ruled)
    with pytest.raises(LookupError, match=f"lignes_postes has rules that mesures_postes does not read: {place}"):
        chiffres._mesures("lignes_postes", SORTES["lignes_postes"].scellee)


def test_nothing_is_asked_when_every_arrete_was_already_said():
    chiffres.calculer(None, [])


def _lire(publication, bound):
    cursor = publication._con.cursor()
    return cursor.execute(chiffres.question(), bound).fetchall()


@pytest.mark.parametrize(
    ("perimetre", "choix", "nb"),
    [
        ("", {}, 20),
        ("region:53", {"regions": ("53",)}, 12),
        ("region:outre-mer", {"regions": ("outre-mer",)}, 12),
        ("theme:mobilite", {"themes": ("mobilite",)}, 3),
        ("operateur:anct", {"operateurs": ("anct",)}, 3),
    ],
)
def test_a_count_keeps_the_denominator_its_tile_shows(demo, perimetre, choix, nb):
    chosen = filtres(A2023, phase=2, **choix)
    measures = relever(demo, chosen)[A2023]
    measures |= relever_postes(demo, chosen)[A2023] | relever_candidatures(demo, chosen, A2023)
    rows = {
        r["indicateur_id"]: r["denominateur"]
        for r in demo.lignes(
            "SELECT * FROM chiffre_scelle WHERE arrete_id = $a AND phase = 2 AND perimetre = $p", a=A2023, p=perimetre
        )
    }
    shown = {key: one.denominateur for key, one in measures.items() if one.denominateur and key in rows}
    assert len(shown) >= nb
    assert {key: rows[key] for key in shown} == shown
