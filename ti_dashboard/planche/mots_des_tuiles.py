"""The words beside the value of a tile: what is known, the share it makes, whose lines it counts. Pure."""

from ti_dashboard.langue.formats import accord, part
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.mesures import Mesure, Releve

# Words, or their singular and their plural.
Mots = str | tuple[str, str]


def connus_inconnus(mesure: Mesure, singular: str, plural: str) -> str:
    """« 140 états connus, 4 inconnus »."""
    return f"{accord(mesure.connus, singular, plural)}, {accord(mesure.inconnus, 'inconnu')}"


def part_payee(r: Releve) -> str:
    """« 34,1 % de l'engagé, mêmes financeurs »: of all public funders, as what is paid is.

    Nothing is a share of a net that corrections have brought below zero.
    """
    paid, whole = r["montant_paye"].valeur, r["montant_engage_regions_comprises"].valeur
    if not whole:
        return "Aucun engagement connu"
    said = part(paid, whole)
    if paid is not None and whole > 0:
        return f"{said} de l'engagé, mêmes financeurs"
    return f"part de l'engagé, mêmes financeurs : {said}"


def montants_connus(mesure: Mesure) -> str:
    """« 312 montants connus, 5 inconnus »."""
    return connus_inconnus(mesure, "montant connu", "montants connus")


def touches(filtres: Filtres, sans: Mots = ("recensé", "recensés")) -> Mots:
    """What « Projets » counts: all those listed (``sans``), or those with a line of the bodies chosen."""
    if not filtres.operateurs:
        return sans
    return f"avec une ligne {de_qui(filtres)}, demande comprise"


def de_qui(filtres: Filtres) -> str:
    """« de cet opérateur », « de ces opérateurs »: whose lines, under an operator filter."""
    return "de cet opérateur" if len(filtres.operateurs) == 1 else "de ces opérateurs"
