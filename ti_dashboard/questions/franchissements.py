"""The fact that made a subject enter or leave a count: not the last one known of it, the one that crossed the line."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import SORTES
from ti_dashboard.programme.indicateurs.seuils import Seuil
from ti_dashboard.programme.libelles import dire, libelles

ORIGINE = (
    "livraison_id",
    "ligne",
    "date_effet",
    "date_connaissance",
    "cause",
    "emetteur",
    "fichier",
    "feuille",
    "date_reception",
    "sha256",
    "fait",
)
"""What a fact says of itself, laid over the row of its subject."""
SANS_FAIT = {"fait": "aucun fait nouveau : le périmètre ou l'âge"}


def origine_du_fait(fact: Ligne) -> Ligne:
    """What a fact says of itself, in words: « Poste : recrutement en cours », « Entrée dans le programme »."""
    return {name: fact[name] for name in ORIGINE} | {"fait": _dire(fact["fait"])}


def _dire(fait: str) -> str:
    """What a post or a territory became is the code of its state, of its move; the others say themselves."""
    if fait in libelles("mouvement_de_territoire"):
        return dire("mouvement_de_territoire", fait)
    return f"Poste : {dire('etat_poste', fait).lower()}" if fait in libelles("etat_poste") else fait


def seuils(chiffre: Chiffre, choix: Filtres) -> tuple[Seuil, ...]:
    """Every condition of being counted that a fact can cross."""
    touched = bool(chiffre.resserrer(choix).operateurs)
    sorte = SORTES[chiffre.indicateur.lignes]
    own = sorte.seuils(chiffre.parametres(), touched) if sorte.seuils else ()
    return (*own, *(Seuil(rule.colonne, rule.tient, sorte.genre) for rule in chiffre.indicateur.regles))


def depuis_appui(facts: Iterable[Ligne], row: Ligne) -> list[Ligne]:
    """The same facts, seen from the territory of the project's ``row``, chosen for support.

    ``a_bouge``: whether the project has moved since; ``est_appuye``: whether it is declared in this territory.
    """
    moved, appui = False, row["date_appui"]
    told: list[Ligne] = []
    for fact in facts:
        moves = fact["genre"] == "statut" or fact["type_montant"] in ("engage", "conventionne", "paye")
        moved = moved or bool(moves and appui is not None and fact["date_effet"] > appui)
        told.append({**fact, "a_bouge": moved, "est_appuye": fact["territoire_id"] == row["territoire_id"]})
    return told


def est_nouveau(fait: Ligne, compare: date, cloture: date) -> bool:
    """Happened, or was told, after the earlier arrêté (``cloture``: the last day it retains)."""
    return bool(fait["date_effet"] > compare or fait["date_connaissance"] > cloture)


def decisif(
    groupes: Iterable[Sequence[Ligne]], conditions: Sequence[Seuil], entre: bool, nouveau: Callable[[Ligne], bool]
) -> Ligne | None:
    """The new fact that made a subject enter (the last condition met) or leave (the first one lost).

    ``groupes``: its facts, in the order they took effect; several groups where it counts through several territories.
    Entering or leaving the programme comes first, whatever its milestones.
    """
    crossed = [
        (fact, holds)
        for facts in groupes
        for condition in conditions
        for fact, holds in (_franchi(facts, condition),)
        if fact is not None and nouveau(fact)
    ]
    kept = [fact for fact, holds in crossed if holds is entre] or [fact for fact, _ in crossed]
    kept = [fact for fact in kept if fact["genre"] == "programme"] or kept
    if not kept:
        return None
    return (max if entre else min)(kept, key=rang)


def _franchi(facts: Sequence[Ligne], condition: Seuil) -> tuple[Ligne | None, bool]:
    """The fact since which the condition has held, or not held, without a break; None when it always was so."""
    rows = [fact for fact in facts if condition.genre in (None, fact["genre"])]
    held = [condition.tient(None), *(condition.tient(row[condition.colonne]) for row in rows)]
    last = len(held) - 1
    while last and held[last - 1] == held[-1]:
        last -= 1
    return (rows[last - 1] if last else None), held[-1]


def rang(fact: Ligne) -> tuple[object, ...]:
    return tuple(fact[name] for name in ("date_effet", "date_connaissance", "livraison_id", "ligne"))
