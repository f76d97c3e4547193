"""An engagement of unknown amount is an engagement: never a zero, never a dash, never a silence."""

from decimal import Decimal

from tests.conftest import A2019, filtres
from ti_dashboard.ecrans.territoires import blocs_fiche
from ti_dashboard.langue.formats import montant
from ti_dashboard.programme.colonnes import Colonne, en_textes
from ti_dashboard.programme.indicateurs import SORTES
from ti_dashboard.questions.poser import poser

LANNION, REDON = "ti-5304", "ti-5309"
AVANT = "un_acte_avant_le_statut"
SORTI = "sorti_sans_annulation"


def _publie(petite, statuts: dict[str, str], actes: list[dict[str, str]]):
    return petite(
        {
            "2019-09-24": {
                "perimetre": [{"territoire_id": LANNION}, {"territoire_id": REDON}],
                "projets": [{"projet_id": p, "territoire_id": LANNION} for p in statuts],
                "statuts": [{"projet_id": p, "statut": s} for p, s in statuts.items()],
                "financements": actes,
            }
        }
    )


def test_an_engagement_without_an_amount_contradicts_a_status_that_comes_before(petite):
    """
    projet  statut          actes                                         signal
    P1      validé          engagé, montant inconnu                       oui
    P2      validé          engagé 100, annulé 100                        non
    P3      validé          engagé inconnu, annulé par le même financeur  non
    P4      abandonné       engagé, montant inconnu, jamais annulé        oui
    P5      abandonné       engagé inconnu, annulé par un autre           oui
    P6      abandonné       engagé inconnu, annulé sans montant           non
    """
    states = dict.fromkeys(("P1", "P2", "P3"), "valide") | dict.fromkeys(("P4", "P5", "P6"), "abandonne")
    other = {"operateur_id": "ademe", "instrument_id": "economie-circulaire"}
    small = _publie(petite, states, [
        {"projet_id": "P1", "montant": ""},
        {"projet_id": "P2", "montant": "100"},
        {"projet_id": "P2", "montant": "100", "type_montant": "annule"},
        {"projet_id": "P3", "montant": ""},
        {"projet_id": "P3", "montant": "40", "type_montant": "annule"},
        {"projet_id": "P4", "montant": ""},
        {"projet_id": "P5", "montant": ""},
        {"projet_id": "P5", "montant": "40", "type_montant": "annule", **other},
        {"projet_id": "P6", "montant": ""},
        {"projet_id": "P6", "montant": "", "type_montant": "annule"},
    ])  # fmt: skip
    rows = poser(small, "ecarts_declarations", arrete=A2019, phase=1)
    assert {(r["projet_id"], r["constat"]) for r in rows} == {("P1", AVANT), ("P4", SORTI), ("P5", SORTI)}


def test_the_demonstration_counts_those_the_audit_found(demo):
    for arrete, phase, expected in (("2019-09-24", 1, 29), ("2023-11-09", 1, 114), ("2023-11-09", 2, 53)):
        assert len(poser(demo, "ecarts_declarations", arrete=arrete, phase=phase)) == expected


def test_a_body_covers_a_territory_only_with_what_is_not_wholly_cancelled(petite):
    small = _publie(petite, {"P1": "engage"}, [
        {"projet_id": "P1", "montant": "100"},
        {"projet_id": "P1", "montant": "100", "type_montant": "annule"},
        {"territoire_id": REDON, "montant": ""},
    ])  # fmt: skip
    bound = filtres(operateurs=("bpifrance",)).parametres()
    rows = {r["territoire_id"]: r for r in poser(small, "financements_operateur_couverture", **bound, arrete=A2019)}
    assert (rows[LANNION]["est_couvert"], rows[LANNION]["est_tout_annule"]) == (False, True)
    assert (rows[REDON]["est_couvert"], rows[REDON]["est_tout_annule"]) == (True, False)


def test_a_territory_is_never_paid_more_than_engaged_because_the_regions_pay_too(petite):
    region = {"operateur_id": "regions", "instrument_id": "aides-regionales"}
    small = petite(
        {
            "2019-09-24": {
                "perimetre": [{"territoire_id": LANNION}],
                "financements": [
                    {"territoire_id": LANNION, "montant": amount, "type_montant": kind, **body}
                    for body, committed, paid in (({}, "100", "40"), (region, "500", "300"))
                    for kind, amount in (("engage", committed), ("conventionne", committed), ("paye", paid))
                ],
            }
        }
    )
    (row,) = poser(small, "territoires_liste", **filtres().parametres(), arrete=A2019)
    assert (row["montant_engage"], row["montant_paye"]) == (100, 40)


def test_an_amount_nobody_gave_is_said_in_every_table(petite):
    small = _publie(
        petite,
        {"P1": "engage", "P2": "engage"},
        [{"projet_id": "P1", "montant": ""}, {"projet_id": "P1", "montant": "", "type_montant": "paye"}],
    )
    bound = filtres().parametres() | {"arrete": A2019, "territoire_id": LANNION}
    projects = {r["projet_id"]: r for r in poser(small, "territoire_projets", **bound)}
    written = {p: blocs_fiche.PROJETS[3].ecrire(row) for p, row in projects.items()}
    assert written == {"P1": "montant inconnu", "P2": "—"}
    assert blocs_fiche.PROJETS[4].ecrire(projects["P1"]) == "montant inconnu"
    (funder,) = poser(small, "territoire_financeurs", **bound)
    said = en_textes(blocs_fiche.FINANCEURS, [funder])[0]
    assert (said["Engagé"], said["Payé"], said["Demandé"]) == ("montant inconnu", "montant inconnu", "—")
    drawn = blocs_fiche.financeurs((), [funder], filtres())["lignes"][0]["cases"]
    assert drawn[2]["cible"] == "montant_engage_regions_comprises~operateur:bpifrance" and "cible" not in drawn[1]


def test_an_amount_says_what_is_known_and_what_is_not():
    assert montant(None, 0) is None and montant(None, 2) == "montant inconnu"
    assert montant(Decimal(5), 0) == "5,00\u00a0€" and montant(Decimal(5), 1) == "5,00\u00a0€ + inconnu"
    assert Colonne("m", "Montant", "euros").ecrire({"m": None}) == "montant inconnu"
    column = next(c for c in SORTES["lignes_projets"].colonnes if c.cle == "montant_eur")
    assert column.ecrire({"montant_eur": None, "nb_inconnus": 1}) == "montant inconnu"
    assert column.ecrire({"montant_eur": None, "nb_inconnus": 0}) == "—"
