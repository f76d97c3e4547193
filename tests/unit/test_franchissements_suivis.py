"""Posts and applications move a count by the fact that crossed the line, not by the last thing said of them."""

from datetime import date, timedelta
from itertools import product
from random import Random

import pytest

from tests.conftest import A2019, A2019_AVRIL, A2021, A2023, filtres
from ti_dashboard.planche import panneau
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.questions.deplacements import faits, vecus
from ti_dashboard.questions.franchissements import seuils
from ti_dashboard.questions.lecture import cle, lecture
from ti_dashboard.questions.origine import lignes, origine

LANNION, REDON, FOUGERES = "ti-5304", "ti-5309", "ti-5302"
POSTES = [i for i, one in CATALOGUE.items() if one.lignes == "lignes_postes"]
CANDIDATURES = [i for i, one in CATALOGUE.items() if one.lignes == "lignes_candidatures"]


def _causes(publication, name: str, choix) -> dict[str, int]:
    return {m.cause: m.ecart for m in origine(publication, Chiffre(name), choix).mouvements}


def _lignes(publication, name: str, cause: str, choix) -> list[tuple[object, ...]]:
    """What the panel of one cause lists: its columns of the fact, in its order."""
    figure = Chiffre(name, (("cause", cause),))
    rows = origine(publication, figure, choix).lignes
    shown = {c.libelle: c for c in panneau.colonnes(figure)}
    columns = [shown[label] for label in ("Fait", "Date du fait")]
    return [(row["effet"], *(c.ecrire(row) for c in columns)) for row in rows]


def test_a_post_filled_late_then_again_has_been_known_late(petite):
    """
    poste        avril                  su en septembre
    P1 Lannion   ouvert 01/03           pourvu 15/04, puis pourvu 01/07 (autre part de l'État)
    P2 Redon     ouvert 01/03           pourvu 10/06, puis pourvu 20/06, correction
    P3 Fougères  appuyé, poste inconnu  ouvert 20/04, puis pourvu 02/08
    """
    publication = petite({
        "2019-04-30": {
            "perimetre": [{"territoire_id": t} for t in (LANNION, REDON, FOUGERES)],
            "jalons": [{"territoire_id": FOUGERES, "jalon": "appui_retenu", "date_effet": "2019-03-10"}],
            "postes": [{"poste_id": p, "territoire_id": t, "etat_poste": "ouvert"}
                       for p, t in (("P1", LANNION), ("P2", REDON))],
        },
        "2019-09-24": {"postes": [
            {"poste_id": "P1", "territoire_id": LANNION, "etat_poste": "pourvu", "date_effet": "2019-04-15"},
            {"poste_id": "P1", "territoire_id": LANNION, "etat_poste": "pourvu", "date_effet": "2019-07-01",
             "taux_cofinancement": "0.5"},
            {"poste_id": "P2", "territoire_id": REDON, "etat_poste": "pourvu", "date_effet": "2019-06-10"},
            {"poste_id": "P2", "territoire_id": REDON, "etat_poste": "pourvu", "date_effet": "2019-06-20",
             "cause": "correction"},
            {"poste_id": "P3", "territoire_id": FOUGERES, "etat_poste": "ouvert", "date_effet": "2019-04-20"},
            {"poste_id": "P3", "territoire_id": FOUGERES, "etat_poste": "pourvu", "date_effet": "2019-08-02"},
        ]},
    })  # fmt: skip
    choix = filtres(A2019, compare=A2019_AVRIL)
    assert _causes(publication, "nb_postes_pourvus", choix) == {"progres_reel": 2, "connu_tardivement": 1}
    assert _causes(publication, "nb_postes_ouverts", choix) == {"progres_reel": -1, "connu_tardivement": -1}
    assert _causes(publication, "nb_postes_inconnus", choix) == {"connu_tardivement": -1}
    late = _lignes(publication, "nb_postes_pourvus", "connu_tardivement", choix)
    assert late == [(1, "Poste : pourvu", "15/04/2019")]
    assert _lignes(publication, "nb_postes_ouverts", "progres_reel", choix) == [(-1, "Poste : pourvu", "10/06/2019")]
    unknown = _lignes(publication, "nb_postes_inconnus", "connu_tardivement", choix)
    assert unknown == [(-1, "Poste : recrutement en cours", "20/04/2019")]


def test_an_application_accepted_late_then_told_again_has_been_known_late(petite):
    """
    dossier  2021                        su en 2023
    1        en_construction 01/09/2021  acceptee 05/10/2021, puis acceptee 01/06/2023, avis de la région
    2        en_construction 01/09/2021  acceptee 20/09/2023, puis acceptee 01/10/2023, correction
    3        en_construction 01/09/2021  membre pris aussi par 4
    4        inconnu                     en_construction 12/06/2023, puis en_instruction 01/07/2023, même membre
    """
    members = {1: "200000172", 2: "200000438", 3: "200065597", 4: "200065597"}
    told = [
        (1, "acceptee", "2021-10-05", {}), (1, "acceptee", "2023-06-01", {"avis_region": "favorable"}),
        (2, "acceptee", "2023-09-20", {}), (2, "acceptee", "2023-10-01", {"cause": "correction"}),
        (4, "en_construction", "2023-06-12", {}), (4, "en_instruction", "2023-07-01", {}),
    ]  # fmt: skip
    first = [(n, "en_construction", "2021-09-01", {}) for n in (1, 2, 3)]
    publication = petite({
        day: {"candidatures": [
            {"numero_dossier": n, "statut": s, "date_effet": d, "code_region": "53", "membres": members[n]} | more
            for n, s, d, more in rows
        ]}
        for day, rows in (("2021-10-12", first), ("2023-11-09", told))
    })  # fmt: skip
    choix = filtres(A2023, phase=2, compare=A2021)
    assert _causes(publication, "nb_candidatures_retenues", choix) == {"progres_reel": 1, "connu_tardivement": 1}
    late = _lignes(publication, "nb_candidatures_retenues", "connu_tardivement", choix)
    assert late == [(1, "État : Acceptée", "05/10/2021")]
    real = _lignes(publication, "nb_candidatures_retenues", "progres_reel", choix)
    assert real == [(1, "État : Acceptée", "20/09/2023")]
    # The third has said nothing: what the fourth did made them share a member.
    shared = _lignes(publication, "nb_candidatures_partagees", "progres_reel", choix)
    assert sorted(shared) == [
        (1, "Dossier 4 : En construction", "12/06/2023"),
        (1, "État : En construction", "12/06/2023"),
    ]


def _jour(rng: Random, received: date) -> str:
    return (date(2018, 12, 1) + timedelta(days=rng.randrange((received - date(2018, 12, 1)).days))).isoformat()


@pytest.fixture
def tiree(petite, demo, request):
    """A few events of many posts and applications, drawn at random, each known before or after 2021."""
    rng, sheets = Random(request.param), {}
    codes = [
        r["territoire_id"]
        for r in demo.lignes("SELECT territoire_id FROM territoire WHERE phase = 1 ORDER BY 1 LIMIT 40")
    ]
    members = [r["siren"] for r in demo.lignes("SELECT siren FROM groupement ORDER BY siren LIMIT 60")]
    perimetre = [{"territoire_id": t} for t in codes]
    for day in (date(2021, 10, 12), date(2023, 11, 9)):
        posts = [
            {"poste_id": f"{t}-{rng.randrange(2)}", "territoire_id": t, "date_effet": _jour(rng, day),
             "etat_poste": rng.choice(["ouvert", "pourvu", "vacant", "fin"]),
             "cause": rng.choice(["initial", "initial", "correction"])}
            for t in codes for _ in range(rng.randrange(4))
        ]  # fmt: skip
        supports = [
            {"territoire_id": t, "date_effet": _jour(rng, day), "jalon": rng.choice(["appui_retenu", "appui_termine"])}
            for t in codes
            for _ in range(rng.randrange(2))
        ]
        files = [
            {
                "numero_dossier": n,
                "date_effet": _jour(rng, day),
                "code_region": "53",
                "statut": rng.choice(["a_deposer", "en_construction", "en_instruction", "acceptee", "sans_suite"]),
                "membres": " | ".join(rng.sample(members, rng.randrange(1, 7))),
                "a_binome": rng.choice(["", "oui", "non"]),
                "avis_region": rng.choice(["", "favorable"]),
                "decision": rng.choice(["", "nouvelle", "nouvelle"]),
            }
            for n in range(1, 41)
            for _ in range(rng.randrange(3))
        ]
        sheets[day.isoformat()] = {"perimetre": perimetre, "jalons": supports, "postes": posts, "candidatures": files}
        perimetre = [{"territoire_id": codes[0], "mouvement": "sortie", "date_effet": "2022-01-01"}]
    return petite(sheets)


def _attendus(publication, figure: Chiffre, choix) -> tuple[set, set]:
    """The subjects counted, and those whose facts meet every condition of being counted."""
    read = lecture(figure)
    whole = Chiffre("nb_postes" if figure.indicateur_id in POSTES else "nb_candidatures")
    everybody = {cle(row, read.sujet) for row in lignes(publication, whole, choix, choix.arrete)}
    found, met = faits(publication, figure, choix, everybody), set()
    for subject in everybody:
        (lived,) = vecus(figure, {}, found[subject], lambda fact: False)
        if all(
            s.tient(([None] + [f[s.colonne] for f in lived if s.genre in (None, f["genre"])])[-1])
            for s in seuils(figure, choix)
        ):
            met.add(subject)
    return {cle(row, read.sujet) for row in lignes(publication, figure, choix, choix.arrete)}, met


@pytest.mark.parametrize("tiree", [0], indirect=True)
def test_the_conditions_of_a_crossing_are_those_of_the_count(tiree, demo):
    for publication, arrete in product((tiree, demo), (A2021, A2023)):
        for name in (*POSTES, *CANDIDATURES):
            choix = filtres(arrete, phase=2 if name in CANDIDATURES else 1)
            counted, met = _attendus(publication, Chiffre(name), choix)
            assert counted == met, (name, arrete)


@pytest.mark.parametrize("tiree", range(3), indirect=True)
def test_movements_of_drawn_facts_sum_to_the_difference_and_each_has_its_fact(tiree):
    for name in (*POSTES, *CANDIDATURES):
        choix = filtres(A2023, phase=2 if name in CANDIDATURES else 1, compare=A2021)
        found = origine(tiree, Chiffre(name), choix)
        assert found.est_comparee and found.mouvements, name
        assert sum(m.ecart for m in found.mouvements) == found.valeur - found.valeur_precedente, name
        for move in found.mouvements:
            rows = origine(tiree, Chiffre(name, (("cause", move.cause),)), choix).lignes
            assert len(rows) == move.nb_lignes
            assert {_cause(row) for row in rows} == {move.cause}, (name, rows)


def _cause(row: dict[str, object]) -> str:
    """The cause of a move, read from the fact its line shows."""
    if row["fait"] == "Sortie du programme":
        return "perimetre"
    assert row["sha256"] and (row["date_effet"] > A2021 or row["date_connaissance"] > A2021), row
    if row["cause"] == "correction":
        return "correction"
    return "progres_reel" if row["date_effet"] > A2021 else "connu_tardivement"
