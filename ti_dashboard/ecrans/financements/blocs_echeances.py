"""Money and time: what remains to be paid, by age, and the days from one step to the next. Pure."""

from decimal import Decimal

from ti_dashboard.langue.formats import accord, jours, millions
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche.barres import avant, bloc, ligne
from ti_dashboard.planche.contrat_blocs import Barres
from ti_dashboard.planche.tuiles import Cadre
from ti_dashboard.programme.chiffre import PRECISIONS, Chiffre
from ti_dashboard.programme.indicateurs import CATALOGUE, DELAIS
from ti_dashboard.programme.mesures import AUCUNE_LIVRAISON

RESTE = "montant_reste_a_payer"


def reste_a_payer(cadre: Cadre, rows: tuple[Ligne, ...], precedents: tuple[Ligne, ...]) -> Barres:
    """Committed minus cancelled minus paid, by age of the first commitment; an unknown amount is never a zero."""
    now, before = ({r["age"]: r for r in found} for found in (rows, precedents))
    lines, silent = [], RESTE in cadre.tus
    for code, label in PRECISIONS["age"].valeurs.items():
        r = now.get(code, RIEN)
        lines.append(
            ligne(
                code,
                label,
                None if silent else r["reste"],
                millions,
                Chiffre(RESTE, (("age", code),)),
                note=_note_reste(r),
                couleur="alerte" if code == "plus_24_mois" else "accent",
                **avant(cadre.compares, before.get(code, RIEN)["reste"], millions),
            )
        )
    return bloc(
        "reste",
        "bas",
        "Ce qui reste à payer, par âge de l'engagement",
        f"engagé − annulé − payé, tous financeurs, {cadre.filtres.arrete_en_mots()}",
        lines if rows or precedents else [],
        "Un dossier : un projet et un financeur (un territoire quand il n'y a pas de projet), non soldé. Ceux dont un "
        "montant est inconnu sont comptés à part, hors de la somme. Garanties comprises. L'âge se compte en mois "
        "révolus : 24 mois jour pour jour entrent dans « 24 mois ou plus ».",
    )


# an age nobody is in: known zeros
RIEN = {"reste": Decimal(0), "nb_dossiers": 0, "nb_inconnus": 0, "nb_depassements": 0}


def _note_reste(row: Ligne) -> str:
    notes = [accord(row["nb_dossiers"], "dossier")]
    if row["nb_inconnus"]:
        notes.append(accord(row["nb_inconnus"], "inconnu"))
    if row["nb_depassements"]:
        notes.append(accord(row["nb_depassements"], "payé au-delà", "payés au-delà"))
    return ", ".join(notes)


def delais(cadre: Cadre, rows: tuple[Ligne, ...], precedents: tuple[Ligne, ...]) -> Barres:
    """Median days between first dates, and on how many; those still waiting are said, not counted."""
    before = {r["etape"]: r["nb_jours"] for r in precedents}
    now = {r["etape"]: r for r in rows}
    lines = [
        ligne(
            etape,
            CATALOGUE[indicateur].libelle,
            now[etape]["nb_jours"] if etape in now and indicateur not in cadre.tus else None,
            jours,
            Chiffre(indicateur),
            note=AUCUNE_LIVRAISON if indicateur in cadre.tus else _note_delai(now.get(etape, SANS_DOSSIER)),
            **avant(cadre.compares, before.get(etape), jours),
        )
        for etape, indicateur in DELAIS.items()
    ]
    return bloc(
        "delais",
        "bas",
        "Combien de jours d'une étape à l'autre",
        f"délai médian, par projet et financeur, {cadre.filtres.arrete_en_mots()}",
        lines,
        "Chaque délai porte sur ses propres dossiers : ces médianes ne s'additionnent pas. Ceux qui attendent encore "
        "n'y sont pas, le délai réel est donc plus long.",
    )


SANS_DOSSIER = {"nb_dossiers": 0, "nb_en_attente": 0, "nb_inverses": 0}


def _note_delai(row: Ligne) -> str:
    notes = [
        f"sur {accord(row['nb_dossiers'], 'dossier')}",
        accord(row["nb_en_attente"], "sans suite à ce jour", "sans suite à ce jour"),
    ]
    if row["nb_inverses"]:
        notes.append(accord(row["nb_inverses"], "de dates inversées, écarté", "de dates inversées, écartés"))
    return ", ".join(notes)
