"""The demonstration deliveries, recomputed from the files alone: nothing of the generator's insides is imported."""

import hashlib
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from tests.livraisons import (
    AVRIL,
    COMITES,
    ENGAGES,
    MAI,
    NOVEMBRE,
    OCTOBRE,
    REGION,
    SEPTEMBRE,
    SIGNES,
    Livraisons,
    champs,
)
from ti_dashboard.demonstration import generer
from ti_dashboard.dossier.limites import LivraisonInvalide
from ti_dashboard.referentiels import lire


@pytest.fixture(scope="module")
def racine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dossier = tmp_path_factory.mktemp("livraisons")
    attendus = [dossier / c.isoformat() for c in COMITES]
    assert generer(dossier) == attendus
    return dossier


@pytest.fixture(scope="module")
def autres_racines(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Deliveries of other seeds, told and written once each."""

    @cache
    def make(graine: int) -> Path:
        dossier = tmp_path_factory.mktemp(f"graine-{graine}")
        generer(dossier, graine=graine)
        return dossier

    return make


@pytest.fixture(scope="module")
def livraisons(racine: Path) -> Livraisons:
    return Livraisons(racine)


def regions(territoires: set[str]) -> set[str]:
    return {REGION[1, t] for t in territoires}


def parts(compte: Counter, *cles: object) -> float:
    return sum(compte[c] for c in cles) / sum(compte.values())


# What was said in public, to the unit and to the cent


@pytest.mark.parametrize(
    ("arrete", "phase", "nombre"),
    [(AVRIL, 1, 141), (SEPTEMBRE, 1, 144), (OCTOBRE, 1, 146), (NOVEMBRE, 1, 149), (NOVEMBRE, 2, 183), (OCTOBRE, 2, 0)],
)
def test_the_programme_has_the_published_number_of_territories(
    livraisons: Livraisons, arrete: date, phase: int, nombre: int
) -> None:
    assert len(livraisons.territoires(arrete, phase)) == nombre


def test_vendee_est_lamballe_and_saint_brieuc_enter_between_april_and_september_2019(livraisons: Livraisons) -> None:
    entres = livraisons.territoires(SEPTEMBRE, 1) - livraisons.territoires(AVRIL, 1)
    assert entres == {"ti-5214", "ti-5303", "ti-5311"}


def test_in_april_2019_thirteen_protocols_are_signed_in_eight_regions(livraisons: Livraisons) -> None:
    etats = livraisons.etats(AVRIL, 1)
    signes = {t for t, e in etats.items() if e in SIGNES}
    assert Counter(etats[t] for t in signes) == {"protocole_signe": 13}
    assert len(regions(signes)) == 8


def test_in_september_2019_twenty_nine_territories_signed_and_ninety_three_are_finalising(
    livraisons: Livraisons,
) -> None:
    etats = livraisons.etats(SEPTEMBRE, 1)
    compte = Counter(etats.get(t, "etat_inconnu") for t in livraisons.territoires(SEPTEMBRE, 1))
    assert compte["protocole_signe"] + compte["contrat_signe"] == 29
    assert compte["plan_en_finalisation"] + compte["plan_valide_region"] == 93
    assert (compte["non_demarre"], compte["demarche_lancee"], compte["etat_inconnu"]) == (7, 11, 4)


def test_in_september_2019_the_territories_not_engaged_lie_in_five_of_seventeen_regions(livraisons: Livraisons) -> None:
    etats, presents = livraisons.etats(SEPTEMBRE, 1), livraisons.territoires(SEPTEMBRE, 1)
    absents = {t for t in presents if etats.get(t) not in ENGAGES}
    assert (len(absents), len(regions(absents)), len(regions(presents))) == (22, 5, 17)


def test_in_september_2019_centre_val_de_loire_signed_all_its_contracts_and_pays_de_la_loire_one(
    livraisons: Livraisons,
) -> None:
    etats = livraisons.etats(SEPTEMBRE, 1)
    centre = {t for t in livraisons.territoires(SEPTEMBRE, 1) if REGION[1, t] == "24"}
    assert len(centre) == 8 and {etats[t] for t in centre} == {"contrat_signe"}
    assert sum(e == "contrat_signe" and REGION[1, t] == "52" for t, e in etats.items()) == 1


def test_in_september_2019_twenty_five_territories_are_supported_and_eighty_six_pairs_are_named(
    livraisons: Livraisons,
) -> None:
    assert Counter(livraisons.etats(SEPTEMBRE, 1, "appui").values()) == {"appui_retenu": 25}
    assert Counter(livraisons.etats(SEPTEMBRE, 1, "binome").values()) == {"binome_designe": 86}


@pytest.mark.parametrize(
    ("arrete", "phase", "nombre"), [(AVRIL, 1, 330), (SEPTEMBRE, 1, 474), (OCTOBRE, 1, 1800), (NOVEMBRE, 2, 2150)]
)
def test_the_programme_has_the_published_number_of_projects(
    livraisons: Livraisons, arrete: date, phase: int, nombre: int
) -> None:
    assert len(livraisons.projets(arrete, phase)) == nombre


def test_in_september_2019_the_state_and_its_operators_are_engaged_on_231_projects_for_108_million(
    livraisons: Livraisons,
) -> None:
    assert len(livraisons.projets_engages(SEPTEMBRE, 1)) == 231
    assert livraisons.somme(SEPTEMBRE, "engage", categories="etat operateur") == Decimal("108000000.00")
    assert livraisons.somme(SEPTEMBRE, "engage") > Decimal("112000000")


@pytest.mark.parametrize(
    ("arrete", "type_montant", "total"),
    [(OCTOBRE, "engage", "1370000000.00"), (NOVEMBRE, "engage", "1700000000.00"), (NOVEMBRE, "paye", "794000000.00")],
)
def test_the_totals_of_all_funders_are_met_to_the_cent(
    livraisons: Livraisons, arrete: date, type_montant: str, total: str
) -> None:
    assert livraisons.somme(arrete, type_montant) == Decimal(total)


def test_145_million_are_earmarked_apart_in_eight_rows_without_project_nor_territory(livraisons: Livraisons) -> None:
    lignes = list(livraisons.connues("financements", SEPTEMBRE, type_montant="fleche"))
    assert len(lignes) == 8 and sum(r["montant"] for r in lignes) == Decimal("145000000.00")
    assert {(r["operateur_id"], r["instrument_id"], r["projet_id"], r["territoire_id"]) for r in lignes} == {
        ("sgpi", "territoires-innovation", None, None)
    }
    assert not list(livraisons.connues("financements", AVRIL, type_montant="fleche"))


def test_the_announced_envelopes_are_told_from_the_first_folder_on_and_attached_to_nothing(
    livraisons: Livraisons,
) -> None:
    annonces = [r for r in livraisons.lignes["financements"] if r["type_montant"] == "annonce"]
    assert {(r["phase"], r["date_effet"], r["montant"], r["comite"]) for r in annonces} == {
        (1, date(2018, 11, 22), Decimal(1_360_000_000), AVRIL),
        (2, date(2023, 6, 23), Decimal(100_000_000), NOVEMBRE),
        (2, date(2024, 1, 1), Decimal(100_000_000), MAI),
        (2, date(2025, 2, 14), Decimal(52_000_000), MAI),
    }
    assert {(r["operateur_id"], r["instrument_id"], r["projet_id"], r["territoire_id"]) for r in annonces} == {
        ("gouvernement", "enveloppe-programme", None, None)
    }


# The ladders


@pytest.mark.parametrize("arrete", COMITES)
def test_at_each_committee_paid_agreed_and_committed_follow_the_ladder_for_each_project_and_funder(
    livraisons: Livraisons, arrete: date
) -> None:
    sommes: dict = defaultdict(Counter)
    for ligne in livraisons.connues("financements", arrete):
        cle = (ligne["projet_id"] or ligne["reference"].rsplit("-", 1)[0], ligne["operateur_id"])
        sommes[cle][ligne["type_montant"]] += ligne["montant"] or 0
    for cle, s in sommes.items():
        assert 0 <= s["paye"] <= s["conventionne"] <= s["engage"], cle
        assert 0 <= s["annule"] <= s["engage"] - s["paye"], cle


def test_a_request_comes_before_the_commitment_then_the_agreement_then_the_payments(livraisons: Livraisons) -> None:
    jours: dict = defaultdict(lambda: defaultdict(list))
    for ligne in livraisons.lignes["financements"]:
        if ligne["projet_id"] and ligne["cause"] == "initial":
            jours[ligne["projet_id"], ligne["operateur_id"]][ligne["type_montant"]].append(ligne["date_effet"])
    for cle, par_type in jours.items():
        suite = [sorted(par_type[t]) for t in ("demande", "engage", "conventionne", "paye") if par_type[t]]
        for avant, apres in pairwise(suite):
            assert avant[-1] <= apres[0], cle


def test_money_is_only_told_for_projects_already_known_and_by_bodies_that_exist(livraisons: Livraisons) -> None:
    validite = {r["operateur_id"]: (r["date_debut"], r["date_fin"] or "9999") for r in lire("operateur")}
    recus = {r["projet_id"]: r["comite"] for r in reversed(livraisons.lignes["projets"])}
    for ligne in livraisons.lignes["financements"]:
        debut, fin = validite[ligne["operateur_id"]]
        assert debut <= ligne["date_effet"].isoformat() <= fin, ligne
        assert ligne["montant"] != 0
        assert ligne["projet_id"] is None or recus[ligne["projet_id"]] <= ligne["comite"], ligne
    for nature in ("statuts", "emplois"):
        assert all(recus[r["projet_id"]] <= r["comite"] for r in livraisons.lignes[nature])


def test_the_last_status_and_the_last_milestone_are_never_ambiguous(livraisons: Livraisons) -> None:
    familles = {r["jalon"]: r["famille"] for r in lire("type_jalon")}
    statuts = Counter((r["projet_id"], r["date_effet"]) for r in livraisons.lignes["statuts"])
    jalons = [r for r in livraisons.lignes["jalons"] if r["cause"] == "initial"]
    compte = Counter((r["phase"], r["territoire_id"], familles[r["jalon"]], r["date_effet"]) for r in jalons)
    assert max(statuts.values()) == 1 and max(compte.values()) == 1


# The shape of the story


def test_the_474_projects_mostly_belong_to_the_signed_territories(livraisons: Livraisons) -> None:
    etats = livraisons.etats(SEPTEMBRE, 1)
    compte = Counter(etats.get(p["territoire_id"]) in SIGNES for p in livraisons.projets(SEPTEMBRE, 1).values())
    assert parts(compte, True) > 0.75


def test_unknown_values_stay_in_the_expected_shares(livraisons: Livraisons) -> None:
    projets = livraisons.lignes["projets"]
    assert 0.12 < parts(Counter(p["cout_total"] is None for p in projets), True) < 0.18
    assert 0.005 < parts(Counter(p["territoire_id"] is None for p in projets), True) < 0.02
    assert 0.18 < parts(Counter(p["themes"] is not None for p in projets), True) < 0.33
    assert {t for p in projets for t in (p["themes"] or "").split("|")} >= {"mobilite", "non-classe"}
    engages = [r for r in livraisons.lignes["financements"] if r["type_montant"] == "engage"]
    assert 0.005 < parts(Counter(r["montant"] is None for r in engages), True) < 0.03
    statuts = livraisons.derniers("statuts", NOVEMBRE, "projet_id")
    connus = {p["projet_id"] for p in projets if p["comite"] <= NOVEMBRE}
    muets = len(connus - set(statuts)) + sum(s["statut"] == "inconnu" for s in statuts.values())
    assert 0.01 < muets / len(connus) < 0.03


def test_some_rows_are_told_late_and_some_are_corrections(livraisons: Livraisons) -> None:
    precedent = dict(zip(COMITES[1:], COMITES, strict=False))
    for nature in ("projets", "financements", "statuts"):
        compte = Counter(r["date_effet"] < precedent.get(r["comite"], date.min) for r in livraisons.lignes[nature])
        assert 0.003 < parts(compte, True) < 0.05, nature
    for nature in ("projets", "financements", "jalons"):
        assert any(r["cause"] == "correction" for r in livraisons.lignes[nature]), nature
    signes = {r["montant"] > 0 for r in livraisons.lignes["financements"] if r["cause"] == "correction"}
    assert signes == {True, False}


def test_about_a_third_of_the_committed_projects_have_several_funders(livraisons: Livraisons) -> None:
    financeurs = defaultdict(set)
    for ligne in livraisons.connues("financements", NOVEMBRE, type_montant="engage", phase=1):
        if ligne["projet_id"]:
            financeurs[ligne["projet_id"]].add(ligne["operateur_id"])
    assert 0.25 < parts(Counter(len(f) > 1 for f in financeurs.values()), True) < 0.45


def test_no_amount_is_absurd(livraisons: Livraisons) -> None:
    montants = [
        r["montant"]
        for r in livraisons.lignes["financements"]
        if r["montant"] and r["type_montant"] not in ("annonce", "fleche")
    ]
    assert max(montants) < 25_000_000
    assert sorted(montants)[len(montants) // 2] < sum(montants) / len(montants) / 2
    assert 5_000 < len({p["projet_id"] for p in livraisons.lignes["projets"]}) < 5_600
    assert 24_000 < len(livraisons.lignes["financements"]) < 35_000


def test_jobs_are_forecasts_first_and_none_is_verified_in_2019(livraisons: Livraisons) -> None:
    totaux: Counter = Counter()
    for ligne in livraisons.connues("emplois", NOVEMBRE):
        totaux[ligne["etat_emploi"]] += ligne["nombre"] or 0
        assert (ligne["verificateur"] is not None) == (ligne["etat_emploi"] == "constates")
    assert 0 < totaux["constates"] < 0.08 * totaux["prevus"]
    assert all(r["etat_emploi"] != "constates" for r in livraisons.connues("emplois", SEPTEMBRE))


def test_each_supported_territory_has_a_post_and_posts_of_phase_two_are_only_beginning(livraisons: Livraisons) -> None:
    en_2019 = livraisons.derniers("postes", SEPTEMBRE, "territoire_id", phase=1)
    assert set(en_2019) == set(livraisons.etats(SEPTEMBRE, 1, "appui"))
    assert {"ouvert", "pourvu"} <= {p["etat_poste"] for p in en_2019.values()}
    assert len(livraisons.derniers("postes", OCTOBRE, "poste_id", phase=1)) == 50
    debuts = {p["etat_poste"] for p in livraisons.derniers("postes", NOVEMBRE, "poste_id", phase=2).values()}
    assert debuts <= {"ouvert", "pourvu", "vacant"} and "ouvert" in debuts


def test_titles_are_all_different_and_blocking_reasons_are_given_for_blocked_territories_only(
    livraisons: Livraisons,
) -> None:
    intitules = Counter(r["intitule"] for r in livraisons.lignes["projets"] if r["cause"] == "initial")
    assert max(intitules.values()) == 1
    demarche = {*ENGAGES, "non_demarre", "demarche_lancee", "etat_inconnu"}
    derniers = livraisons.derniers("jalons", SEPTEMBRE, "territoire_id", demarche, phase=1)
    for ligne in derniers.values():
        assert bool(ligne["motif_blocage"]) == (ligne["jalon"] not in ENGAGES)


# The files


def test_each_sheet_has_exactly_the_columns_of_its_schema_and_the_totals_of_its_slip(livraisons: Livraisons) -> None:
    for b in livraisons.bordereaux:
        # A funder under its own name, a status in the sender's words: what only real files say.
        assert b["entete"] == [c for c in champs(b["nature"]) if not c.endswith("_dit")], b["fichier"]
        assert int(b["nb_lignes"]) == len(b["lues"]) > 0
        assert b["est_demonstration"] == "oui"
        if b["nature"] == "financements":
            assert Decimal(b["total_controle"]) == sum((r["montant"] or Decimal(0) for r in b["lues"]), Decimal(0))
        else:
            assert b["total_controle"] == ""


def test_the_slip_names_every_file_of_its_folder_and_nothing_else(livraisons: Livraisons, racine: Path) -> None:
    for comite in COMITES:
        dossier = racine / comite.isoformat()
        nommes = {b["fichier"] for b in livraisons.bordereaux if b["comite"] == comite}
        assert {p.name for p in dossier.iterdir()} == nommes | {"bordereau.csv"}
        assert {p.suffix for p in dossier.iterdir()} == {".csv", ".xlsx"}
    assert {p.name for p in racine.iterdir()} == {c.isoformat() for c in COMITES}


def test_files_are_received_in_the_twelve_days_before_the_committee_and_after_the_facts_they_tell(
    livraisons: Livraisons,
) -> None:
    for b in livraisons.bordereaux:
        recu = date.fromisoformat(b["date_reception"])
        assert timedelta(days=1) <= b["comite"] - recu <= timedelta(days=12)
        assert all(r["date_effet"] <= recu for r in b["lues"]), b["fichier"]


def test_no_row_is_sent_twice_and_references_are_unique(livraisons: Livraisons) -> None:
    references = Counter(r["reference"] for r in livraisons.lignes["financements"])
    assert max(references.values()) == 1
    for nature, lignes in livraisons.lignes.items():
        assert max(Counter(tuple(r.get(c) for c in champs(nature)) for r in lignes).values()) == 1, nature


def test_rows_name_only_territories_of_their_own_phase(livraisons: Livraisons) -> None:
    for nature in ("perimetre", "jalons", "projets", "financements", "postes"):
        for ligne in livraisons.lignes[nature]:
            assert ligne["territoire_id"] is None or (ligne["phase"], ligne["territoire_id"]) in REGION


def empreintes(racine: Path) -> dict[str, str]:
    return {
        str(p.relative_to(racine)): hashlib.sha256(p.read_bytes()).hexdigest() for p in racine.rglob("*") if p.is_file()
    }


def test_the_same_seed_gives_the_same_bytes_and_another_seed_gives_others(
    racine: Path, donnees_demo: Path, autres_racines: Callable[[int], Path]
) -> None:
    assert empreintes(donnees_demo / "livraisons" / "demonstration") == empreintes(racine)
    assert empreintes(autres_racines(1)) != empreintes(racine)


@pytest.mark.parametrize("graine", [1, 2, 3])
def test_the_published_figures_hold_for_other_seeds_too(autres_racines: Callable[[int], Path], graine: int) -> None:
    autres = Livraisons(autres_racines(graine))
    assert [len(autres.projets(c, 1)) for c in (AVRIL, SEPTEMBRE, OCTOBRE)] == [330, 474, 1800]
    assert len(autres.projets_engages(SEPTEMBRE, 1)) == 231
    assert autres.somme(SEPTEMBRE, "engage", categories="etat operateur") == 108_000_000
    assert [autres.somme(c, "engage") for c in (OCTOBRE, NOVEMBRE)] == [1_370_000_000, 1_700_000_000]
    assert autres.somme(NOVEMBRE, "paye") == 794_000_000
    assert sum(e in ENGAGES for e in autres.etats(SEPTEMBRE, 1).values()) == 122


def test_generating_again_replaces_demonstration_folders_but_never_real_ones(racine: Path, tmp_path: Path) -> None:
    shutil.copytree(racine, tmp_path, dirs_exist_ok=True)
    (tmp_path / "2019-04-30" / "trace.txt").write_text("reste d'une fois précédente", encoding="utf-8")
    etapes: list[str] = []
    generer(tmp_path, progression=etapes.append)
    assert empreintes(tmp_path) == empreintes(racine)
    assert etapes
    bordereau = tmp_path / "2021-10-12" / "bordereau.csv"
    bordereau.write_text(bordereau.read_text(encoding="utf-8").replace(";oui\n", ";non\n"), encoding="utf-8")
    with pytest.raises(LivraisonInvalide):
        generer(tmp_path)
    assert bordereau.read_text(encoding="utf-8").endswith(";non\n")


def test_an_interrupted_generation_leaves_no_committee_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Coupure(Exception):
        pass

    def couper(*_: object, **__: object) -> None:
        raise Coupure

    monkeypatch.setattr("ti_dashboard.demonstration.ecriture._ecrire_classeur", couper)
    with pytest.raises(Coupure):
        generer(tmp_path)
    assert [p.name for p in tmp_path.iterdir() if not p.name.startswith(".")] == []
