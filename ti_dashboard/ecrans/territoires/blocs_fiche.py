"""The tables of a territory's sheet: its projects, who pays, its jobs; each figure named so that it opens its lines."""

from collections.abc import Sequence

from ti_dashboard.langue.formats import accord, jour, nombre
from ti_dashboard.planche.contrat_blocs import Table
from ti_dashboard.planche.tables import MODE_D_EMPLOI, MODE_D_EMPLOI_CHIFFRES, Nommer, table
from ti_dashboard.planche.totaux import totaliser
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.colonnes import Colonne, Ligne
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import ECHELLE
from ti_dashboard.programme.indicateurs.emplois import emplois as indicateur_emplois
from ti_dashboard.programme.libelles import dire

PROJETS = (
    Colonne("intitule", "Projet"),
    Colonne("statut", "Statut"),
    Colonne("date_statut", "Depuis", "jour"),
    Colonne(
        "montant_engage",
        "Engagé, tous financeurs",
        "euros",
        absent="—",
        inconnus="nb_engagements_inconnus",
    ),
    Colonne(
        "montant_paye",
        "Payé, tous financeurs",
        "euros",
        absent="—",
        inconnus="nb_paiements_inconnus",
    ),
    Colonne("nb_engagements_inconnus", "Engagements sans montant", "entier"),
)
FINANCEURS = (
    Colonne("operateur", "Financeur"),
    *(
        Colonne(kind, dire("type_montant", kind), "euros", absent="—", inconnus=f"{kind}_inconnus")
        for kind in ("demande", "engage", "conventionne", "paye", "annule")
    ),
    Colonne("nb_inconnus", "Sans montant", "entier"),
)
EMPLOIS = (
    Colonne("etat_emploi", "Emplois", code="etat_emploi"),
    Colonne("crees", dire("type_emploi", "crees"), "entier", indicateur="nb_emplois_prevus_crees"),
    Colonne("confortes", dire("type_emploi", "confortes"), "entier", indicateur="nb_emplois_prevus_confortes"),
    Colonne("nb_projets", "Projets connus", "entier"),
)
INCONNUS = {c.cle: c.inconnus for c in (*PROJETS, *FINANCEURS) if c.inconnus}
CHIFFRES_PROJETS = {"montant_engage": ECHELLE["engage"], "montant_paye": ECHELLE["paye"]}
# the figures of a sheet that a button opens, each with its label
ORIGINES = {
    "nb_projets": "Projets",
    "montant_engage_regions_comprises": "Engagé, tous financeurs",
    "montant_paye": "Payé, tous financeurs",
}

Lieu = tuple[tuple[str, str], ...]


def lieu(row: Ligne) -> Lieu:
    """What narrows every figure of a sheet: its territory, whatever region the reader had chosen before."""
    return (("region", str(row["code_region"])), ("territoire", str(row["territoire_id"])))


def projets(place: Lieu, rows: tuple[Ligne, ...]) -> Table:
    counted = sum(1 for r in rows if r["est_compte"])
    exits = accord(len(rows) - counted, "sorti", "sortis")
    titre = f"{accord(counted, 'projet recensé', 'projets recensés')}, {exits}"
    whole = totaliser(PROJETS, rows, ("montant_engage", "montant_paye", "nb_engagements_inconnus"))
    subject = ("intitule", "projet", "projet_id")
    return table("projets", titre, PROJETS, rows, nommer_projets(place), MODE_D_EMPLOI, subject, totaux=whole)


def nommer_projets(place: Lieu) -> Nommer:
    """The figure of a cell of the projects of a territory."""

    def figure(row: Ligne, cle: str) -> Chiffre | None:
        if cle not in CHIFFRES_PROJETS or (row[cle] is None and not row[INCONNUS[cle]]):
            return None
        return Chiffre(CHIFFRES_PROJETS[cle], (*place, ("projet", str(row["projet_id"]))))

    return figure


def financeurs(place: Lieu, rows: tuple[Ligne, ...], choix: Filtres) -> Table:
    def figure(row: Ligne, cle: str) -> Chiffre | None:
        if cle not in ECHELLE or (row[cle] is None and not row[INCONNUS[cle]]):
            return None
        return Chiffre(ECHELLE[cle], (*place, ("operateur", str(row["famille_id"]))))

    note = f"Un tiret : aucune ligne connue. Ces natures de montant ne s'additionnent jamais. {MODE_D_EMPLOI_CHIFFRES}"
    kinds = [c.cle for c in FINANCEURS if c.genre == "euros"]
    whole = totaliser(FINANCEURS, rows, (*kinds, "nb_inconnus"))
    titre = f"Qui paie, au {jour(choix.arrete)}"

    def total(_row: Ligne, cle: str) -> Chiffre | None:
        return Chiffre(ECHELLE[cle], place) if cle in kinds and any(r[cle] is not None for r in rows) else None

    return table("financeurs", titre, FINANCEURS, rows, figure, note, totaux=whole, figure_totaux=total)


def emplois(place: Lieu, rows: tuple[Ligne, ...], counted: int, columns: Sequence[Colonne] = EMPLOIS) -> Table:
    """``columns``: those of ``EMPLOIS``, told so where nobody says anything of jobs."""

    def figure(row: Ligne, cle: str) -> Chiffre | None:
        return Chiffre(indicateur_emplois(row["etat_emploi"], cle), place) if cle in ("crees", "confortes") else None

    # Without any listed project the number of jobs is a known zero; of listed projects that say nothing, unknown.
    rows = rows if counted else tuple({**r, "crees": 0, "confortes": 0} for r in rows)
    verified = next((r["nb_projets"] for r in rows if r["etat_emploi"] == "constates"), 0)
    note = (
        f"{accord(verified, 'projet vérifié', 'projets vérifiés')} sur {nombre(counted)}. Une prévision n'est pas un "
        "résultat ; créés et confortés ne s'additionnent pas."
    )
    return table("emplois", "Emplois déclarés", columns, rows, figure, note)
