"""A figure corrected from the desk: the one that the room sees, its value read again, the new one in its own unit."""

from collections.abc import Iterator
from decimal import Decimal

from ti_dashboard.adresse.gardee import en_codes
from ti_dashboard.comite.ecran_de_salle import EcranDeSalle
from ti_dashboard.composants.messages_de_salle import CorrectionMontree
from ti_dashboard.errors import GesteRefuse, NombreIllisible
from ti_dashboard.langue.nombres import lire_nombre
from ti_dashboard.live import corrections
from ti_dashboard.live.base import Base
from ti_dashboard.live.corrections import Correction, Perimetre
from ti_dashboard.live.seances import Seance
from ti_dashboard.planche.corrections import est_corrigible
from ti_dashboard.programme import chiffre as noms
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.valeurs import formater
from ti_dashboard.questions.origine import origine
from ti_dashboard.tableaux.origine import perimetre

INDIRECT = "Un taux, une médiane ou un rapport ne se corrige pas en séance : corrigez les chiffres dont il est tiré."
INCONNU = "Ce chiffre n'est pas de l'écran de la salle : rien n'a été enregistré."


def proposer(base: Base, seance: Seance, screen: EcranDeSalle, name: str, said: str, motif: str) -> Correction:
    """Raises GesteRefuse when the figure is none of ours, follows from others, or when the value is not of its unit."""
    contexte = screen.contexte
    figure = noms.lire_dans(name, contexte.vocabulaire.listes)
    if figure is None:
        raise GesteRefuse(INCONNU)
    if not est_corrigible(figure):
        raise GesteRefuse(INDIRECT)
    found = origine(contexte.publication, figure, contexte.choix)
    kept = en_codes(screen.vue, contexte.vocabulaire)
    seen = Perimetre(figure.ecrire(), contexte.choix.arrete, kept, perimetre(contexte, figure))
    before = None if found.valeur is None else Decimal(str(found.valeur))
    return corrections.proposer(base, seance.code, seen, (before, lire_valeur(figure, said)), motif, seance.animateur)


def lire_valeur(chiffre: Chiffre, text: str) -> Decimal:
    """Raises GesteRefuse unless ``text`` is a number of the indicator's unit."""
    unit = chiffre.indicateur.unite
    try:
        value = lire_nombre(text, echelles=unit == "euros")
    except NombreIllisible as refus:
        raise GesteRefuse(
            f"« {text.strip()[:40]} » {refus.constat} Pour une valeur, écrivez par exemple 1 234,5 ou 110,2 M€."
        ) from None
    if unit != "euros" and "€" in text:
        raise GesteRefuse(f"« {text.strip()[:40]} » est un montant, et ce chiffre n'en est pas un.")
    if unit != "euros" and (value < 0 or value != value.to_integral_value()):
        raise GesteRefuse(f"« {text.strip()[:40]} » n'est pas un nombre entier : rien n'a été enregistré.")
    return value


def dites(base: Base, seance: Seance) -> Iterator[CorrectionMontree]:
    """Those that are shown over the figures of the arrêté, whoever's séance they are of, the latest first."""
    for one in reversed(corrections.affichees(base, seance.arrete)):
        figure = noms.lire(one.perimetre.chiffre)
        name = figure.indicateur.libelle if figure else "Chiffre"
        old, new = (_ecrire(figure, value) for value in (one.valeur_ancienne, one.valeur_nouvelle))
        yield CorrectionMontree(
            id=one.correction_id,
            mots=f"{name} ({one.perimetre.filtres}) : {old} → {new}. {one.motif}",
            est_annulable=one.statut == corrections.PROPOSEE and one.seance_code == seance.code,
        )


def _ecrire(figure: Chiffre | None, value: Decimal | None) -> str:
    return formater(figure.indicateur_id, value) if figure else str(value)
