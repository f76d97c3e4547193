"""Values of the catalogue's indicators at every arrêté of a phase, under the filters a reader has chosen."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from ti_dashboard.magasin.guichet import Ligne, Publication
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import CATALOGUE, ECHELLE
from ti_dashboard.programme.mesures import Mesure, Releve, taire
from ti_dashboard.programme.sans_objet import motif
from ti_dashboard.questions.cumules import poser_en_sommes
from ti_dashboard.questions.matieres import taire_les_tus
from ti_dashboard.questions.poser import poser

REGIONS = "nb_regions_toutes_engagees"
# Measures that a tile says beside its figure, and that no indicator is.
ACCESSOIRES = (
    "nb_territoires_en_finalisation",
    "nb_projets_non_rattaches",
    "nb_projets_rien_recu",
    "montant_engage_droit_commun",
    "montant_annonce_dans_l_annee",
)


def relever(publication: Publication, filtres: Filtres) -> dict[date, Releve]:
    """indicateur_id → Mesure, for each arrêté where the phase exists.

    Indicators that cannot follow a filter are measured without it (see ``Indicateur.filtres``).
    """
    bound = filtres.parametres()
    releves: dict[date, Releve] = {}
    projets = {r["arrete_id"]: r for r in poser_en_sommes(publication, "projets_bilan", **bound)}
    montants: dict[object, dict[str, Ligne]] = defaultdict(dict)
    for row in poser_en_sommes(publication, "montants_bilan", **bound):
        montants[row["arrete_id"]][str(row["type_montant"])] = row
    for row in poser(publication, "territoires_bilan", **bound):
        key = row["arrete_id"]
        releves[key] = _territoires(row) | _projets(projets.get(key, {}), filtres) | _montants(montants[key], filtres)
    if filtres.ignores(CATALOGUE[REGIONS].filtres):
        wide = filtres.limites_a(CATALOGUE[REGIONS].filtres)
        for row in poser(publication, "territoires_bilan", **wide.parametres()):
            if row["arrete_id"] in releves:
                releves[row["arrete_id"]][REGIONS] = _territoires(row)[REGIONS]
    return taire_les_tus(publication, filtres, releves)


def rien_dit() -> Releve:
    """The measures where no delivery was received: everything is unknown."""
    names = (*CATALOGUE, *ACCESSOIRES)
    return taire({name: Mesure(None, 0, 0) for name in names}, names)


def _territoires(row: Ligne) -> Releve:
    total = int(row["nb_territoires"])
    known = int(row["nb_etats_connus"])
    pairs = int(row["nb_binomes_connus"])
    by_state = {
        name: Mesure(row[name], known, total - known, total)
        for name in ("nb_territoires_engages", "nb_territoires_signes", "nb_territoires_en_finalisation")
    }
    shares = {
        f"taux_territoires_{name}": Decimal(int(row[f"nb_territoires_{name}"])) / total if total else None
        for name in ("engages", "signes")
    }
    return by_state | {
        "nb_territoires": Mesure(total, total, 0),
        **{name: Mesure(share, known, total - known, total) for name, share in shares.items()},
        "nb_territoires_non_engages": Mesure(total - row["nb_territoires_engages"], known, total - known, total),
        "nb_territoires_binome": Mesure(row["nb_territoires_binome"], pairs, total - pairs, total),
        "nb_territoires_appuyes": Mesure(row["nb_territoires_appuyes"], total, 0, total),
        "nb_territoires_entierement_nouveaux": Mesure(row["nb_territoires_entierement_nouveaux"], total, 0, total),
        REGIONS: Mesure(
            row["nb_regions_toutes_engagees"],
            known,
            total - known,
            row["nb_regions"],
        ),
    }


_COLONNES_PROJETS = (
    "nb_projets",
    "nb_statuts_connus",
    "nb_projets_engages",
    "nb_realises_ou_en_cours",
    "nb_non_rattaches",
    "nb_sorties",
    "nb_sans_ligne",
    "nb_rien_recu",
)


def _projets(row: Ligne, filtres: Filtres) -> Releve:
    total, known, engaged, under_way, unattached, exits, untouched, unserved = (
        int(row.get(name) or 0) for name in _COLONNES_PROJETS
    )
    alone = motif("nb_projets_engages", filtres)
    return {
        "nb_projets": Mesure(total, known, total - known),
        "nb_projets_engages": Mesure(engaged, total, 0, total, alone),
        "taux_projets_engages": Mesure(Decimal(engaged) / total if total else None, total, 0, total, alone),
        "nb_projets_realises_ou_en_cours": Mesure(under_way, known, total - known, total),
        "taux_projets_realises_ou_en_cours": Mesure(
            Decimal(under_way) / total if total else None, known, total - known, total
        ),
        "nb_projets_sans_engagement": Mesure(total - engaged, total, 0, total, alone),
        "nb_projets_statut_inconnu": Mesure(total - known, total, 0, total),
        "nb_projets_non_rattaches": Mesure(unattached, total, 0, total),
        "nb_projets_sortis": Mesure(exits, total + exits, 0),
        "nb_projets_sans_ligne": Mesure(untouched, untouched, 0),
        "nb_projets_rien_recu": Mesure(unserved, unserved, 0),
        "nb_projets_connus": Mesure(total + exits, known + exits, total - known),
    }


def _montants(rows: dict[str, Ligne], filtres: Filtres) -> Releve:
    measures = {ECHELLE[kind]: _somme(rows.get(kind, {}), "") for kind in ECHELLE}
    state = _somme(rows.get("engage", {}), "_etat_operateurs")
    return measures | {
        "montant_engage": Mesure(state.valeur, state.connus, state.inconnus, None, motif("montant_engage", filtres)),
        "montant_engage_droit_commun": Mesure(rows.get("engage", {}).get("montant_droit_commun"), 0, 0),
        "montant_annonce_dans_l_annee": Mesure(rows.get("annonce", {}).get("montant_de_l_annee") or Decimal(0), 0, 0),
    }


def _somme(row: Ligne, perimeter: str) -> Mesure:
    """A sum of ledger lines: no line is a known zero, lines without an amount are counted unknown."""
    lines = int(row.get(f"nb_lignes{perimeter}") or 0)
    unknown = int(row.get(f"nb_inconnus{perimeter}") or 0)
    column = f"montant{perimeter}" if perimeter else "montant"
    value = row.get(column) if lines else Decimal(0)
    return Mesure(value, lines - unknown, unknown)
