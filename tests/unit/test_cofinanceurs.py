"""Whoever gives beside the State is shown by its own name, and adds nothing to what the State brings."""

from contextlib import closing
from datetime import date
from decimal import Decimal

from tests.conftest import filtres
from tests.depot import AUTEUR, deposer, financement, publier
from tests.depot import fichier as ecrire
from tests.unit.test_subventions import PETITS
from ti_dashboard.dossier import chemins
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.ingest import atelier
from ti_dashboard.magasin.ouverture import ouvrir
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.filtres import SANS_FILTRE
from ti_dashboard.questions.origine import origine
from ti_dashboard.questions.poser import poser
from ti_dashboard.questions.releve import relever

RECU = date(2025, 9, 1)
COMITE = date(2025, 10, 2)


def _lignes(indicateur: str, phase: int) -> list[dict[str, object]]:
    folder = chemins.publications()
    with closing(ouvrir(folder, lire_pointeur(folder))) as publication:
        return list(origine(publication, Chiffre(indicateur), filtres(COMITE, phase)).lignes)


def test_a_giver_is_named_behind_each_figure_and_a_refused_request_reads_refused(base):
    deposer(
        PETITS / "scdl_noms_de_financeurs.csv",
        PETITS / "scdl_statut_refusee.csv",
        emetteur="Région Bretagne",
        date_reception=RECU,
    )
    publier()
    atelier.arreter(COMITE, "Comité d'essai", AUTEUR)
    agreed = {
        row["reference"].removesuffix("/327743696"): row["operateur"] for row in _lignes("montant_conventionne", 1)
    }
    assert agreed == {
        "A1": "Bpifrance Financement (Bpifrance)",
        "A2": "ADEME - Agence de la transition écologique (ADEME)",
        "A3": "DREAL Hauts-de-France (Services déconcentrés de l'État)",
        "A4": "SGAR Bretagne (Services déconcentrés de l'État)",
        "A5": "DDT de la Somme (Services déconcentrés de l'État)",
        "A6": "Ministère de l'Économie (Gouvernement)",
        "A7": "Département de la Somme (Collectivités)",
        "A8": "CA du Bassin de Bourg-en-Bresse (Collectivités)",
        "A9": "La Région Grand Est (Conseils régionaux)",
    }
    (asked,) = _lignes("montant_demande", 2)
    assert (asked["nature_montant"], asked["operateur"], asked["montant_eur"]) == (
        "Demandé (refusée)",
        "Région Bretagne (Conseils régionaux)",
        Decimal(50000),
    )
    assert _lignes("montant_conventionne", 2) == []


def test_what_a_co_funder_commits_is_never_the_money_of_the_state(base):
    beside = [
        ("collectivites", "aides-collectivites"),
        ("union-europeenne", "fonds-europeens"),
        ("autres-financeurs", "autres-aides"),
        ("regions", "aides-regionales"),
    ]
    rows = [financement(f"X{k}", "1000", "P2", operateur_id=o, instrument_id=i) for k, (o, i) in enumerate(beside)]
    deposer(ecrire(base, "financements", rows), emetteur="Bpifrance", date_reception=RECU)
    publier()
    atelier.arreter(COMITE, "Comité d'essai", AUTEUR)
    folder = chemins.publications()
    with closing(ouvrir(folder, lire_pointeur(folder))) as publication:
        read = relever(publication, filtres(COMITE))[COMITE]
        funders = poser(publication, "engagements_par_operateur", arrete=COMITE, compare=None, phase=1, **SANS_FILTRE)
        for chiffre in ("montant_engage", "montant_engage_regions_comprises"):
            assert origine(publication, Chiffre(chiffre), filtres(COMITE)).valeur == read[chiffre].valeur
    assert read["montant_engage"].valeur == Decimal("140.50")
    assert read["montant_engage_regions_comprises"].valeur == Decimal("4140.50")
    assert {r["nom"]: r["montant"] for r in funders} == {
        "Bpifrance": Decimal("140.50"),
        "Collectivités": 1000,
        "Union européenne": 1000,
        "Autres financeurs": 1000,
        "Conseils régionaux": 1000,
    }
