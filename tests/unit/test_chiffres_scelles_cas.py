"""The hard cases of a sealed figure, on a ledger of a few rows: each is said by hand, all by the rows behind them."""

import random
from decimal import Decimal

import pytest

from tests.conftest import A2019, A2021, A2023, _open
from tests.fabrique import publier
from tests.scelles import Cellule, Lieu, comme_les_lignes, possibles, scelles
from ti_dashboard.programme.indicateurs import CATALOGUE

LANNION, REDON, DINAN, GUADELOUPE, MARTINIQUE = "ti-5304", "ti-5309", "ti-5301", "ti-0101", "ti-0201"
SIREN_LANNION, SIREN_DINAN, SIREN_NEUF = "200065928", "200068989", "249710062"
CODES = {
    "region": ["53", "01", "02", "84", "outre-mer"],
    "theme": ["mobilite", "foncier", "competences", "innovation"],
    "operateur": ["bpifrance", "ademe", "anct", "regions", "apec"],
    "territoire": [LANNION, REDON, DINAN, GUADELOUPE, MARTINIQUE],
}

PHASE_1 = {
    "perimetre": [{"territoire_id": t} for t in (LANNION, REDON, DINAN, GUADELOUPE, MARTINIQUE)]
    + [{"territoire_id": DINAN, "mouvement": "sortie", "date_effet": "2020-06-01"}],
    "jalons": [
        {"territoire_id": LANNION, "jalon": "contrat_signe"},
        {"territoire_id": DINAN, "jalon": "demarche_lancee"},
        {"territoire_id": GUADELOUPE, "jalon": "plan_en_finalisation", "date_effet": "2019-03-04"},
        {"territoire_id": MARTINIQUE, "jalon": "protocole_signe", "date_effet": "2019-03-07"},
        {"territoire_id": LANNION, "jalon": "binome_designe"},
        {"territoire_id": MARTINIQUE, "jalon": "binome_absent"},
        {"territoire_id": LANNION, "jalon": "appui_retenu", "date_effet": "2019-04-01"},
        {"territoire_id": REDON, "jalon": "appui_retenu", "date_effet": "2019-04-01"},
    ],
    "projets": [
        {"projet_id": "COFINANCE", "territoire_id": LANNION, "themes": "mobilite|foncier|mobilite"},
        {"projet_id": "SANS-MONTANT", "territoire_id": LANNION, "themes": "mobilite"},
        {"projet_id": "ANNULE", "territoire_id": REDON, "themes": "foncier"},
        {"projet_id": "NEGATIF", "territoire_id": MARTINIQUE, "themes": "foncier"},
        {"projet_id": "SEUL", "territoire_id": None},
        {"projet_id": "REFUSE", "territoire_id": GUADELOUPE},
        {"projet_id": "RIEN", "territoire_id": GUADELOUPE, "date_effet": "2019-05-01"},
        {"projet_id": "RENOMME", "territoire_id": GUADELOUPE},
    ],
    "statuts": [
        {"projet_id": "REFUSE", "statut": "refuse"},
        {"projet_id": "COFINANCE", "statut": "en_realisation", "date_effet": "2019-06-01"},
    ],
    "financements": [
        {"projet_id": "COFINANCE", "montant": "100.10"},
        {"projet_id": "COFINANCE", "operateur_id": "ademe", "montant": "50.05", "date_effet": "2019-04-15"},
        {"projet_id": "COFINANCE", "operateur_id": "regions", "montant": 25},
        {"projet_id": "COFINANCE", "type_montant": "demande", "montant": 200, "date_effet": "2019-03-02"},
        {"projet_id": "COFINANCE", "operateur_id": "ademe", "type_montant": "demande", "montant": 60,
         "date_effet": "2019-03-10"},
        {"projet_id": "COFINANCE", "type_montant": "conventionne", "montant": 40, "date_effet": "2019-06-01"},
        {"projet_id": "COFINANCE", "type_montant": "paye", "montant": "33.34", "date_effet": "2019-07-01"},
        *({"projet_id": "COFINANCE", "operateur_id": "ademe", "type_montant": kind, "montant": 4,
           "date_effet": f"2019-06-0{day}"} for kind, day in (("conventionne", 1), ("paye", 4))),
        {"projet_id": "SANS-MONTANT", "montant": None},
        {"projet_id": "SANS-MONTANT", "type_montant": "conventionne", "montant": 5},
        {"projet_id": "SANS-MONTANT", "type_montant": "paye", "montant": 5},
        {"projet_id": "ANNULE", "montant": 80},
        {"projet_id": "ANNULE", "type_montant": "annule", "montant": 80},
        {"projet_id": "NEGATIF", "operateur_id": "bpifrance", "montant": 5},
        {"projet_id": "NEGATIF", "operateur_id": "bpifrance", "type_montant": "annule", "montant": 6},
        {"territoire_id": MARTINIQUE, "operateur_id": "ademe", "montant": -10, "cause": "correction"},
        {"projet_id": "SEUL", "type_montant": "demande", "montant": 70},
        {"projet_id": "RENOMME", "operateur_id": "cget", "montant": 9},
        {"projet_id": "RENOMME", "operateur_id": "anct", "montant": 7, "date_effet": "2021-02-01"},
        {"territoire_id": DINAN, "operateur_id": "regions", "montant": 12},
        {"operateur_id": "gouvernement", "type_montant": "annonce", "montant": 0},
        {"operateur_id": "apec", "montant": None},
    ],
    "emplois": [
        {"projet_id": "COFINANCE", "type_emploi": "crees", "etat_emploi": "prevus", "nombre": 10},
        {"projet_id": "COFINANCE", "type_emploi": "crees", "etat_emploi": "constates", "nombre": 0,
         "verificateur": "Sous-préfet"},
        {"projet_id": "SANS-MONTANT", "type_emploi": "crees", "etat_emploi": "prevus", "nombre": None},
        {"projet_id": "REFUSE", "type_emploi": "crees", "etat_emploi": "prevus", "nombre": 99},
    ],
    "postes": [
        {"poste_id": "A", "territoire_id": LANNION, "etat_poste": "ouvert"},
        {"poste_id": "A", "territoire_id": LANNION, "etat_poste": "pourvu", "date_effet": "2019-06-01"},
    ],
}  # fmt: skip
PHASE_2 = {
    "perimetre": [{"phase": 2, "territoire_id": t, "date_effet": "2023-11-02"} for t in ("ti-5301", GUADELOUPE)],
    "projets": [{"phase": 2, "projet_id": "DEMI", "territoire_id": "ti-5301", "axe_id": "2-foncier",
                 "date_effet": "2023-11-02"}],
    "financements": [
        {"phase": 2, "projet_id": "DEMI", "type_montant": kind, "montant": amount, "date_effet": "2023-11-03"}
        for kind, amount in (("engage", 200_000_000), ("conventionne", "0.01"), ("paye", "0.01"))
    ],
    "candidatures": [
        {"numero_dossier": "1", "statut": "acceptee", "decision": "nouvelle", "code_region": "01",
         "membres": f"{SIREN_NEUF}|{SIREN_LANNION}", "a_binome": "non"},
        {"numero_dossier": "2", "statut": "en_instruction", "code_region": "53", "membres": SIREN_LANNION},
        {"numero_dossier": "3", "statut": "sans_suite", "code_region": "53", "membres": SIREN_DINAN},
        {"numero_dossier": "4", "statut": "a_deposer", "code_region": None, "membres": SIREN_DINAN},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def registre(tmp_path_factory):
    base = tmp_path_factory.mktemp("cas")
    publier(base, {"2021-10-01": PHASE_1, "2023-11-08": PHASE_2})
    return _open(base)


@pytest.fixture(scope="module")
def dits(registre):
    return scelles(registre)


def _somme(valeur, connus, inconnus=0):
    return Cellule(Decimal(str(valeur)), connus, inconnus)


VIDE = object()
CAS = {
    # A co-funded project counts once by perimeter, under each body that funds it and each of its themes.
    ("nb_projets_engages", ""): _somme(3, 3),
    ("nb_projets_engages", "operateur:ademe"): _somme(1, 1),
    ("nb_projets", "operateur:regions"): _somme(1, 1),
    ("nb_projets", "theme:mobilite"): _somme(2, 2),
    ("nb_projets", "region:53~theme:foncier"): _somme(2, 2),
    ("nb_projets_engages", "operateur:regions"): VIDE,
    ("montant_engage_regions_comprises", "theme:mobilite"): _somme("175.15", 3, 1),
    # What a body did not touch is the rest of the projects, those of no region too.
    ("nb_projets_sans_ligne", ""): _somme(1, 1),
    ("nb_projets_sans_ligne", "operateur:ademe"): _somme(6, 6),
    ("nb_projets_sans_ligne", "operateur:apec"): _somme(7, 7),
    ("nb_projets_sans_ligne", "region:outre-mer~operateur:ademe"): _somme(3, 3),
    # An unknown amount is engaged; one cancelled in whole, or negative, is not.
    ("nb_projets_engages", f"territoire:{LANNION}"): _somme(2, 2),
    ("nb_projets_engages", f"territoire:{REDON}"): VIDE,
    ("nb_projets_sans_engagement", f"territoire:{MARTINIQUE}"): _somme(1, 1),
    # Two overseas regions are one choice; a project without territory is in none.
    ("nb_projets", "region:outre-mer"): _somme(3, 3),
    ("nb_territoires", "region:outre-mer"): _somme(2, 2),
    ("nb_regions_toutes_engagees", "region:outre-mer"): _somme(2, 2),
    ("nb_regions_toutes_engagees", "region:53"): VIDE,
    ("nb_projets", ""): _somme(7, 7),
    # A body keeps its acts under its former name, and a withdrawn territory its lines.
    ("montant_engage", "operateur:anct"): _somme(16, 2),
    ("nb_territoires", f"territoire:{DINAN}"): VIDE,
    ("montant_engage_regions_comprises", f"territoire:{DINAN}"): _somme(12, 1),
    # Nothing known is unknown; nothing to divide by has no rate; a rate is rounded half up at ten digits.
    ("montant_engage", "operateur:apec"): Cellule(None, 0, 1),
    ("part_payee", "operateur:ademe"): Cellule(Decimal("0.0998751561"), 3, 0, Decimal("40.05")),
    ("part_payee", "region:02"): Cellule(None, 2, 0, Decimal(-5)),
    ("part_enveloppe_engage", ""): Cellule(None, 8, 2, Decimal(0)),
    ("taux_projets_engages", ""): Cellule(Decimal("0.4285714286"), 7, 0, Decimal(7)),
    # What is paid to the cent is behind nothing; a file with an unknown amount has no rest.
    ("montant_reste_a_payer", f"territoire:{REDON}"): VIDE,
    ("montant_reste_a_payer", "theme:mobilite"): _somme("137.81", 3, 1),
    ("montant_reste_a_payer", "theme:foncier"): _somme("136.81", 4),
    # The middle of two delays.
    ("delai_demande_engage", ""): Cellule(Decimal("24.5"), 2, 1),
    ("nb_jours_sans_nouvelle", "region:outre-mer"): Cellule(Decimal("951.5"), 2, 0),
    # A number of jobs is never that of a refused project; zero is a number.
    ("nb_emplois_prevus_crees", ""): _somme(10, 1, 6),
    ("nb_emplois_constates_crees", "operateur:regions"): _somme(0, 1),
    ("nb_projets_verifies", "theme:mobilite"): _somme(1, 1),
    ("nb_postes_inconnus", "region:53"): _somme(1, 1),
    ("nb_projets_bouge_appui", "operateur:ademe"): _somme(1, 1),
}


@pytest.mark.parametrize(("lieu", "valeur"), CAS.items(), ids=["~".join(lieu) for lieu in CAS])
def test_a_hard_case_is_sealed_as_it_is_said_by_hand(dits, lieu, valeur):
    assert dits.get(Lieu(A2021, 1, *lieu), VIDE) == valeur


def test_applications_and_members_are_sealed(dits):
    def said(indicateur, perimetre=""):
        found = dits.get(Lieu(A2023, 2, indicateur, perimetre))
        return None if found is None else found.valeur

    assert [said(f"nb_candidatures{name}") for name in ("", "_deposees", "_nouvelles", "_partagees")] == [4, 3, 1, 2]
    assert said("nb_candidatures_deposees", "region:outre-mer") == 1 == said("nb_candidatures_partagees", "region:53")
    assert (said("nb_territoires_recandidats"), said("nb_membres_maintenus", f"territoire:{LANNION}")) == (1, 1)
    assert said("solde_net_territoires") == -2
    assert said("nb_territoires_entierement_nouveaux", "region:01") == 1


def test_half_of_the_tenth_digit_of_a_rate_is_rounded_up(dits):
    """One cent over 200 million euros is 0,00000000005."""
    assert dits[Lieu(A2023, 2, "part_payee", "")].valeur == Decimal("1e-10")


@pytest.mark.parametrize(("arrete", "phase"), [(A2019, 1), (A2021, 1), (A2023, 1), (A2023, 2)], ids=str)
def test_every_sealed_cell_is_what_its_rows_give_and_an_absent_one_has_none(registre, dits, arrete, phase):
    sealed = [lieu for lieu in dits if (lieu.arrete, lieu.phase) == (arrete, phase)]
    may_be = [Lieu(arrete, phase, indicateur, p) for indicateur in CATALOGUE for _, p in possibles(indicateur, CODES)]
    draw = random.Random(arrete.toordinal() + phase)
    for lieu in draw.sample(sealed, min(150, len(sealed))) + draw.sample(may_be, 100):
        assert comme_les_lignes(registre, dits, lieu), lieu
