"""Known bodies: every writing of one is one, the SIREN decides first, and what the table does not hold has a kind."""

import csv
from datetime import date

import pytest

from ti_dashboard.dossier.chemins import REFERENTIELS
from ti_dashboard.referentiels.organismes import SEPARATEUR, connus, donneur, reconnaitre

FICHES = list(csv.DictReader((REFERENTIELS / "organisme.csv").open(encoding="utf-8"), delimiter=";"))


@pytest.mark.parametrize(
    "ecrit",
    [
        "Bpifrance",
        "BPIFRANCE",
        "Bpi France",
        " bpi-france ",
        "Bpifrance Financement",
        "Bpifrance Hauts-de-France",
        "bpifrance",
    ],
)
def test_every_writing_of_a_body_is_that_body(ecrit):
    assert reconnaitre(ecrit).nom == "Bpifrance"


@pytest.mark.parametrize(("nom", "siren", "funder", "categorie"), [
    ("Bpifrance Financement", "32025248900019", "bpifrance", "operateur"),
    ("ADEME - Agence de la transition écologique", "38529030900454", "ademe", "operateur"),
    ("DREAL Hauts-de-France", "13000000000000", "services-deconcentres", "etat"),
    ("SGAR Bretagne", "17000000000000", "services-deconcentres", "etat"),
    ("DDT de la Somme", "13000000000000", "services-deconcentres", "etat"),
    ("Préfecture de la Loire", None, "services-deconcentres", "etat"),
    ("Ministère de l'Économie", "11000000000000", "gouvernement", "etat"),
    ("Département de la Somme", "22800001400016", "collectivites", "collectivite"),
    ("CA du Bassin", "20007175100018", "collectivites", "collectivite"),
    ("VILLE DE RENNES", None, "collectivites", "collectivite"),
    ("La Région Grand Est", "20005374200017", "regions", "region"),
    ("Conseil régional de Bretagne", "23350001600040", "regions", "region"),
    ("FEDER", None, "union-europeenne", "union_europeenne"),
    ("Autorité de gestion du FEDER en Bretagne", None, "union-europeenne", "union_europeenne"),
    ("Région Bretagne - FEDER 2021-2027", "23350001600040", "union-europeenne", "union_europeenne"),
    (None, "21750001600019", "collectivites", "collectivite"),
    ("Rennes Métropole", None, "collectivites", "collectivite"),
    ("Lannion-Trégor Communauté", None, "collectivites", "collectivite"),
    ("Grand Poitiers Communauté urbaine", None, "collectivites", "collectivite"),
    ("Île-de-France Région", None, "regions", "region"),
    ("Etat - Préfecture de région Bretagne", None, "services-deconcentres", "etat"),
    ("État (DRAC)", None, "services-deconcentres", "etat"), ("État, BOP 112", None, "gouvernement", "etat"),
])  # fmt: skip
def test_a_giver_is_a_funder_of_its_own_category(nom, siren, funder, categorie):
    found = reconnaitre(nom, siren)
    assert (found.operateur_id, found.categorie) == (funder, categorie)


def test_the_siren_decides_before_the_name():
    assert reconnaitre("La Région Grand Est", "200 053 742 00017").nom == "Région Hauts-de-France"
    assert reconnaitre("Le Bassin", "20007175100018").nom == "CA du Bassin de Bourg-en-Bresse"


@pytest.mark.parametrize(
    "nom",
    [
        "Fondation X",
        "Capgemini",
        "Cadres",
        "",
        None,
        "Caisse",
        "CDC Habitat",
        "Initiative Rennes Métropole",
        "CCI de Région",
        "État-major de zone",
    ],
)
def test_a_name_that_tells_nothing_is_nobody(nom):
    assert reconnaitre(nom) is None


def test_a_funder_bears_the_name_of_the_day():
    anct = reconnaitre("ANCT")
    assert (anct.operateur_le(date(2019, 6, 1)), anct.operateur_le(date(2024, 6, 1))) == ("cget", "anct")
    jobs = reconnaitre("", "13000548100010")
    assert (jobs.operateur_le(date(2023, 12, 31)), jobs.operateur_le(date(2024, 1, 1))) == (
        "pole-emploi",
        "france-travail",
    )
    assert reconnaitre("Bpifrance").operateur_le(date(2010, 1, 1)) == "bpifrance"


def test_whoever_gives_has_one_name():
    assert donneur("bpifrance", None) == donneur("bpifrance", "BPIFRANCE FINANCEMENT") == donneur("bpifrance", "Bpi")
    assert donneur("collectivites", "Ville de Rennes") == donneur("collectivites", "VILLE DE RENNES")
    assert donneur("collectivites", "Ville de Rennes") != donneur("collectivites", "Ville de Brest")
    assert donneur("autres-financeurs", "Fondation X") == donneur("autres-financeurs", "FONDATION  X")
    assert donneur("regions", "Région Bretagne") == donneur("regions", "Conseil régional de Bretagne")
    assert len({donneur("regions", None), donneur("regions", "Région Bretagne"), donneur("cget", None)}) == 3


def test_a_sender_is_chosen_among_known_names():
    names = connus()
    assert names[:2] == ("Banque des Territoires", "Bpifrance") and "Région Bretagne" in names
    assert len(set(names)) == len(names)
    assert all(reconnaitre(name).nom == name for name in names)


def test_every_siren_of_the_table_has_its_check_digit_and_names_one_body():
    sirens = [row["siren"] for row in FICHES if row["siren"]]
    assert len(sirens) == len(set(sirens)) > 200
    assert [s for s in sirens if len(s) != 9 or not _luhn(s)] == []


def test_no_name_of_the_table_belongs_to_two_bodies():
    names = [n for row in FICHES for n in (row["nom"], *row["alias"].split(SEPARATEUR)) if n]
    assert [n for n in names if names.count(n) > 1] == []
    assert [
        n
        for row in FICHES
        for n in (row["nom"], *row["alias"].split(SEPARATEUR))
        if n and reconnaitre(n).nom != row["nom"]
    ] == []


def _luhn(number: str) -> bool:
    doubled = (int(c) * (1 + i % 2) for i, c in enumerate(reversed(number)))
    return sum(d - 9 * (d > 9) for d in doubled) % 10 == 0
