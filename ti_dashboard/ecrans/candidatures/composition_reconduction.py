"""Under the applications: who comes again, the map before and after, what was united or split, the levers."""

from functools import partial

from ti_dashboard.adresse.partagee import Mots
from ti_dashboard.compositions.modele import Composition
from ti_dashboard.ecrans.candidatures import blocs_lignage
from ti_dashboard.ecrans.candidatures import tableaux_reconduction as tableaux
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche import contours, tables
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.planche.totaux import totaliser
from ti_dashboard.questions import candidatures
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.millesimes import millesimes

HAUTEUR = 420
CARTES = {phase: f"candidatures-carte-{phase}" for phase in (1, 2)}


def reconduction(contexte: Contexte, mots: Mots) -> Ecran | None:
    """Territories of phase I that apply again, their members kept, entering and leaving."""
    rows = tableaux.reconduction(contexte, mots).lignes if _dossiers(contexte) else ()
    if not rows:
        return None
    columns = tableaux.COLONNES_RECONDUCTION
    screen = vierge("", "")
    note = f"Les plus quittés d'abord. {tableaux.PAR_SIREN} {tables.MODE_D_EMPLOI_CHIFFRES}"
    whole = totaliser(columns, rows, ("nb_membres", "nb_maintenus", "nb_sortants"))
    screen["blocs"] = [
        tables.table(
            "reconduction",
            "",
            columns,
            rows,
            tableaux.chiffre,
            note,
            hauteur=HAUTEUR,
            totaux=whole,
            alt="Territoires de phase I, un à un",
        )
    ]
    return signer(screen)


def phases_a_comparer(contexte: Contexte) -> dict[int, tuple[Ligne, ...]]:
    """phase → its territories; none until an application is accepted and makes phase II."""
    if not any(r["statut"] == "acceptee" for r in _dossiers(contexte)):
        return {}
    phases = {phase: candidatures.lignage(contexte.publication, contexte.choix, phase) for phase in CARTES}
    return phases if phases[2] else {}


def carte(phase: int, contexte: Contexte, _mots: Mots) -> Ecran | None:
    rows = phases_a_comparer(contexte).get(phase)
    if rows is None:
        return None
    vintages = millesimes(contexte.publication, contexte.choix.arrete)
    screen = vierge("", "")
    screen["carte"] = drawn = blocs_lignage.carte(contexte.choix, phase, rows, contours.adresse(phase), vintages)
    drawn["noms"] = contours.noms_d_alors(phase, rows)
    return signer(screen)


def reunions(contexte: Contexte, mots: Mots) -> Ecran | None:
    content = tableaux.reunions(contexte, mots) if phases_a_comparer(contexte) else None
    if content is None or not content.lignes:
        return None
    screen = vierge("", "")
    block = tables.table(
        "lignage",
        content.titre,
        content.colonnes,
        content.lignes,
        lambda *_: None,
        tableaux.PAR_POPULATION,
        hauteur=HAUTEUR,
        suit=content.suit,
    )
    screen["blocs"] = [block]
    return signer(screen)


def leviers(contexte: Contexte, mots: Mots) -> Ecran | None:
    """The envelope of the year by lever: what nobody published stays unknown."""
    if not _dossiers(contexte):
        return None
    content = tableaux.leviers(contexte, mots)
    note, said = tableaux.ENVELOPPE, "Leviers de la phase II"
    screen = vierge("", "")
    screen["blocs"] = [tables.table("leviers", "", content.colonnes, content.lignes, content.figure, note, alt=said)]
    return signer(screen)


def _dossiers(contexte: Contexte) -> tuple[Ligne, ...]:
    return candidatures.dossiers(contexte.publication, contexte.choix, contexte.choix.arrete)


SOUS_LES_DOSSIERS = (
    Composition("candidatures-reconduction", reconduction),
    *(Composition(cle, partial(carte, phase), se_corrige=phase == 2) for phase, cle in CARTES.items()),
    Composition("candidatures-lignage", reunions),
    Composition("candidatures-leviers", leviers),
)
