"""An account with a perimeter deposits what is its own: the line of another is a fault of that line, and stays out."""

import pytest

from tests import depot
from tests.depot import LANNION, REDON, fichier, financement
from ti_dashboard.acces.personne import PerimetreDAcces
from ti_dashboard.ingest.registre.appartenances import Frontiere
from ti_dashboard.referentiels.natures import NATURES, Nature

ROUEN = "ti-2801"
BRETAGNE, NORMANDIE = PerimetreDAcces(region="53"), PerimetreDAcces(region="28")
BPIFRANCE, EMPLOI = PerimetreDAcces(operateur="bpifrance"), PerimetreDAcces(operateur="france-travail")
ELSEWHERE, ADEME = {"territoire_id": ROUEN}, {"operateur_id": "ademe", "instrument_id": "economie-circulaire"}


@pytest.fixture(scope="module")
def registre(tmp_path_factory):
    """The small ledger, all in Bretagne, with a project elsewhere and one that lies nowhere."""
    with pytest.MonkeyPatch.context() as patch:
        base = tmp_path_factory.mktemp("registre")
        patch.setenv("TI_DASHBOARD_DONNEES", str(base))
        depot.fonder(base)
        rows = [{"projet_id": "N1", **ELSEWHERE}, {"projet_id": "SANS"}]
        depot.deposer(fichier(base, "projets", rows, "origine.csv"), emetteur="ANCT")
        yield base


def lu(base, limits: PerimetreDAcces, nature: str, *rows: dict, emetteur: str = "ANCT") -> tuple[int, list[str]]:
    """How many rows of the file are theirs, and what is said of the others."""
    one = depot.verifier(fichier(base, nature, rows), emetteur=emetteur, perimetre=limits)
    assert one.nb_valides + one.nb_rejets == len(rows) and one.nb_constats == one.nb_rejets, one.constats
    return one.nb_valides, [fault.en_phrase() for fault in one.constats]


LIGNE_DE = {
    "perimetre": {},
    "jalons": {"jalon": "plan_valide_region"},
    "projets": {"projet_id": "NOUVEAU"},
    "statuts": {"statut": "valide"},
    "financements": {"reference": "Z", "montant": "10"},
    "emplois": {"type_emploi": "crees", "etat_emploi": "prevus", "nombre": 3},
    "postes": {"poste_id": "CP1", "etat_poste": "pourvu"},
    "candidatures": {"numero_dossier": "41", "phase": 1},
}


@pytest.mark.parametrize("nature", NATURES.values(), ids=lambda n: n.nom)
def test_every_kind_says_whose_its_rows_are(nature):
    by = nature.appartient
    assert by is not None and (by.territoire or by.projet), "an account with a perimeter could not deposit it"


def test_a_kind_that_says_nothing_is_the_national_team_s():
    silent = Nature("formations", "formation", ("formation_id",))
    (fault,) = Frontiere(BRETAGNE, "ANCT", []).manques(silent, {"formation_id": "F1", "territoire_id": LANNION})
    assert "rien ne dit à qui sont les lignes « formations »" in fault.constat
    assert not list(Frontiere(PerimetreDAcces(), "ANCT", []).manques(silent, {"formation_id": "F1"}))


@pytest.mark.parametrize("nature", NATURES)
def test_of_each_kind_a_region_deposits_its_rows_and_no_other(registre, nature):
    by_project = not NATURES[nature].appartient.territoire
    mine, other = ({"projet_id": "P1"}, {"projet_id": "N1"}) if by_project else ({"territoire_id": LANNION}, ELSEWHERE)
    rows = [LIGNE_DE[nature] | mine, LIGNE_DE[nature] | other]
    if nature in ("projets", "financements", "postes", "candidatures"):
        key = NATURES[nature].sujet[-1] if nature != "financements" else "reference"
        rows[1] |= {key: "77"}
    nb, told = lu(registre, BRETAGNE, nature, *rows)
    assert (
        nb == 1
        and len(told) == 1
        and "ligne 3" in told[0]
        and "est hors de votre périmètre, Région Bretagne" in told[0]
    )


@pytest.mark.parametrize("nature", NATURES)
def test_of_each_kind_an_operator_deposits_its_rows_and_no_other(registre, nature):
    place = {"territoire_id": LANNION} if NATURES[nature].appartient.territoire else {"projet_id": "P1"}
    row = LIGNE_DE[nature] | place
    assert lu(registre, BPIFRANCE, nature, row, emetteur="BPI  France") == (1, [])
    other = row | (ADEME if nature == "financements" else {})
    nb, told = lu(registre, BPIFRANCE, nature, other, emetteur="ADEME")
    assert nb == 0 and "ADEME" in told[0].upper() and "vous déposez pour Bpifrance" in told[0]


@pytest.mark.parametrize(
    ("nature", "row", "said"),
    [
        # A place that contradicts the code: nothing tells which of the two is meant.
        ("projets", {"projet_id": "B9", "territoire_id": LANNION, "code_commune": "76540"}, "se contredit"),
        ("projets", {"projet_id": "B9", "code_commune": "22113", "territoire": "Axe Seine"}, "se contredit"),
        ("projets", {"projet_id": "B9", "code_commune": "76540"}, "est hors de votre périmètre"),
        ("projets", {"projet_id": "B9"}, "ne se rattache à aucun territoire"),
        # A project of another region, taken over; and one of its own, declared elsewhere; in any spelling.
        ("projets", {"projet_id": "N1", "territoire_id": LANNION}, "déjà déclaré hors de votre périmètre"),
        ("projets", {"projet_id": " n1 ", "territoire_id": LANNION}, "déjà déclaré hors de votre périmètre"),
        ("projets", {"projet_id": "SANS", "territoire_id": LANNION}, "déjà déclaré hors de votre périmètre"),
        ("projets", {"projet_id": "P1", **ELSEWHERE}, "est hors de votre périmètre"),
        # An act that says a place of its own, and a project that lies elsewhere.
        ("financements", financement("Z", "1", "N1", territoire_id=LANNION), "est hors de votre périmètre"),
        ("financements", financement("Z", "1", "n1"), "est hors de votre périmètre"),
        ("financements", financement("Z", "1", "P1", **ELSEWHERE), "est hors de votre périmètre"),
        ("financements", financement("Z", "1", ""), "ne se rattache à aucun territoire"),
        ("statuts", {"projet_id": "SANS", "statut": "valide"}, "ne se rattache à aucun territoire"),
    ],
)
def test_the_line_of_another_region_does_not_slip_in(registre, nature, row, said):
    nb, told = lu(registre, BRETAGNE, nature, row)
    assert nb == 0 and said in told[0], told


def test_an_act_of_another_region_is_not_corrected(registre):
    mine = financement("A", "1", "", territoire_id=ROUEN)
    nb, told = lu(registre, NORMANDIE, "financements", mine)
    assert (
        nb == 0 and "« bpifrance · A · engage » est déjà déclaré hors de votre périmètre, Région Normandie" in told[0]
    )


def test_a_territory_of_two_regions_is_of_both(registre):
    rows = [{"projet_id": "R1", "territoire_id": REDON}]
    assert lu(registre, BRETAGNE, "projets", *rows) == (1, [])


def test_a_project_is_where_this_very_deposit_says_it_is(registre):
    projects = fichier(
        registre, "projets", [{"projet_id": "B1", "territoire_id": LANNION}, {"projet_id": "B2", **ELSEWHERE}]
    )
    states = fichier(
        registre, "statuts", [{"projet_id": "b1", "statut": "valide"}, {"projet_id": "B2", "statut": "valide"}]
    )
    one = depot.verifier(projects, states, emetteur="ANCT", perimetre=BRETAGNE)
    assert [(s.nature, s.nb_valides, s.nb_rejets) for s in one.feuilles] == [("projets", 1, 1), ("statuts", 1, 1)]


@pytest.mark.parametrize(
    ("row", "nb"),
    [
        ({"operateur_id": "pole-emploi", "date_effet": "15/03/2019"}, 1),
        ({"operateur_id": "PÔLE  EMPLOI", "date_effet": "15/03/2019"}, 1),
        ({"operateur_id": "france-travail", "date_effet": "15/03/2024", "phase": 1}, 1),
        ({"operateur_id": "apec", "date_effet": "15/03/2019"}, 0),
    ],
)
def test_an_operator_is_one_under_all_its_names(registre, row, nb):
    line = financement("Z", "5", instrument_id="action-recrutement") | row
    assert lu(registre, EMPLOI, "financements", line, emetteur="Pôle emploi")[0] == nb


def test_who_is_said_to_pay_does_not_contradict_the_operator():
    line = {"operateur_id": "pole-emploi", "reference": "Z", "type_montant": "engage", "financeur_dit": "ADEME"}
    frontier, kind = Frontiere(EMPLOI, "Pôle emploi", []), NATURES["financements"]
    assert "est le financeur de cette ligne" in next(frontier.manques(kind, line)).constat
    assert not list(frontier.manques(kind, line | {"financeur_dit": "Pôle Emploi"}))


def test_an_operator_does_not_speak_over_another_sender(registre):
    nb, told = lu(registre, BPIFRANCE, "projets", {"projet_id": "N1", **ELSEWHERE}, emetteur="Bpifrance")
    assert nb == 0 and "« N1 » est déjà déclaré hors de votre périmètre, Bpifrance" in told[0]
