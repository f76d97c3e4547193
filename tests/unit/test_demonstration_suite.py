"""The fifth folder of the demonstration: what was published in May 2025, nothing changed of what was told before."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.livraisons import MAI, NOVEMBRE, Livraisons
from ti_dashboard.demonstration import generer

# The bytes of the four first folders, as they were before the fifth was told: a change here changes past seals.
PREMIERS_DOSSIERS = "568fbe2f0871a0df8a01d5b7be98f6f9eaf924aff32eadf7e030706562f0783e"
EN_COURS = {"en_realisation", "realise"}
RANGS = ("remonte", "valide", "en_instruction", "engage", "conventionne", "en_realisation", "realise")


@pytest.fixture(scope="module", params=[20190924, 4])
def livraisons(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Livraisons]:
    dossier = tmp_path_factory.mktemp("suite")
    generer(dossier, graine=request.param)
    yield Livraisons(dossier)


def statuts(livraisons: Livraisons, arrete: date) -> Counter[str]:
    derniers = livraisons.derniers("statuts", arrete, "projet_id")
    return Counter(derniers[i]["statut"] if i in derniers else "muet" for i in livraisons.projets(arrete, 2))


def test_the_four_first_folders_are_byte_for_byte_what_they_were(donnees_demo: Path) -> None:
    digest = hashlib.sha256()
    racine = donnees_demo / "livraisons" / "demonstration"
    for path in sorted(p for p in racine.rglob("*") if p.is_file() and p.parent.name < MAI.isoformat()):
        digest.update(f"{path.relative_to(racine)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    assert digest.hexdigest() == PREMIERS_DOSSIERS


def test_in_may_2025_3072_actions_are_listed_and_56_per_cent_are_done_or_under_way(livraisons: Livraisons) -> None:
    compte = statuts(livraisons, MAI)
    assert compte.total() == 3072
    assert sum(compte[s] for s in EN_COURS) == 1720
    assert round(1720 / 3072, 2) == 0.56
    assert compte["realise"] < compte["en_realisation"] and compte["valide"] > compte["remonte"] > 0


def test_in_may_2025_the_183_territories_are_the_same_and_153_posts_are_filled_or_being_filled(
    livraisons: Livraisons,
) -> None:
    assert livraisons.territoires(MAI, 2) == livraisons.territoires(NOVEMBRE, 2)
    assert len(livraisons.territoires(MAI, 2)) == 183
    postes = Counter(p["etat_poste"] for p in livraisons.derniers("postes", MAI, "poste_id", phase=2).values())
    assert postes["pourvu"] + postes["ouvert"] == 153 and postes["ouvert"] > 0
    assert postes["vacant"] == 7


def test_52_million_are_announced_for_2025_instead_of_100(livraisons: Livraisons) -> None:
    annonces = Counter()
    for ligne in livraisons.connues("financements", MAI, phase=2, type_montant="annonce"):
        annonces[ligne["date_effet"].year] += ligne["montant"]
    assert annonces == {2023: 100_000_000, 2024: 100_000_000, 2025: 52_000_000}
    engage = livraisons.somme(MAI, "engage", phase=2, categories="etat operateur")
    assert livraisons.somme(NOVEMBRE, "engage", phase=2, categories="etat operateur") < engage < sum(annonces.values())


def test_phase_one_goes_on_from_what_was_committed_in_2023(livraisons: Livraisons) -> None:
    assert livraisons.somme(MAI, "engage") == Decimal("1700000000.00")
    assert Decimal("794000000.00") < livraisons.somme(MAI, "paye") < livraisons.somme(MAI, "conventionne")
    assert livraisons.territoires(MAI, 1) == livraisons.territoires(NOVEMBRE, 1)


def test_no_ladder_goes_down_between_the_two_assemblies(livraisons: Livraisons) -> None:
    avant = livraisons.derniers("statuts", NOVEMBRE, "projet_id")
    apres = livraisons.derniers("statuts", MAI, "projet_id")
    rangs = {
        i: (RANGS.index(avant[i]["statut"]), RANGS.index(apres[i]["statut"]))
        for i in avant
        if avant[i]["statut"] in RANGS and apres[i]["statut"] in RANGS
    }
    assert rangs and all(a <= b for a, b in rangs.values())
    assert sum(a < b for a, b in rangs.values()) > 1000


def test_most_of_what_is_under_way_has_a_funder_and_what_came_since_is_told_in_may(livraisons: Livraisons) -> None:
    financeurs: dict[object, set[object]] = defaultdict(set)
    for ligne in livraisons.connues("financements", MAI, phase=2, type_montant="engage"):
        financeurs[ligne["projet_id"]].add(ligne["operateur_id"])
    derniers = livraisons.derniers("statuts", MAI, "projet_id")
    en_cours = [i for i in livraisons.projets(MAI, 2) if i in derniers and derniers[i]["statut"] in EN_COURS]
    assert sum(i in financeurs for i in en_cours) / len(en_cours) > 0.9
    recus = Counter(b["comite"] for b in livraisons.bordereaux)
    assert recus[MAI] > 50
    assert not [r for r in livraisons.lignes["financements"] if r["date_effet"] > NOVEMBRE and r["comite"] != MAI]
