"""The fact that made a subject enter or leave a count: not the last one known of it, the one that crossed the line."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs.ingenierie import ETATS_POSTE

ORIGINE = (
    "livraison_id", "ligne", "date_effet", "date_connaissance", "cause", "emetteur", "fichier", "feuille",
    "date_reception", "sha256", "fait",
)  # fmt: skip
"""What a fact says of itself, laid over the row of its subject."""
SANS_FAIT = {"fait": "aucun fait nouveau : le périmètre ou l'âge"}


@dataclass(frozen=True)
class Seuil:
    """One condition of being counted: ``tient`` of the ``colonne`` that facts leave behind, those of ``genre`` alone
    when it names one. Before any fact the column holds None."""

    colonne: str
    tient: Callable[[object], bool]
    genre: str | None = None


def _vrai(value: object) -> bool:
    return value is True


def _parmi(*codes: object) -> Callable[[object], bool]:
    return lambda value: value in codes


def _parmi_ou(nothing: str, codes: Sequence[object]) -> Callable[[object], bool]:
    """The same, where a code (``nothing``) stands for no value."""
    return lambda value: (value or nothing) in codes


def _connu(value: object) -> bool:
    return value is not None


# what a figure retains of territories, then of projects → what a fact must leave
_TERRITOIRES = {
    "engages": Seuil("est_engage", _vrai, "jalon"),
    "regions_engagees": Seuil("est_engage", _vrai, "jalon"),
    "non_engages": Seuil("est_engage", lambda value: value is not True, "jalon"),
    "signes": Seuil("est_signe", _vrai, "jalon"),
    "binome": Seuil("jalon", _parmi("binome_designe"), "jalon"),
    "appuyes": Seuil("jalon", _parmi("appui_retenu"), "jalon"),
}
_COMPTE = Seuil("est_compte", _vrai)
_PROJETS = {
    "recenses": (_COMPTE,),
    "engages": (_COMPTE, Seuil("est_engage", _vrai)),
    "sans_engagement": (_COMPTE, Seuil("est_engage", lambda value: not value)),
    "sans_ligne": (_COMPTE, Seuil("est_touche", lambda value: not value)),
    "sortis": (Seuil("est_compte", lambda value: value is False),),
}
_PROGRAMME = Seuil("est_dedans", _vrai, "programme")
_DEPOSEE, _ACCEPTEE = Seuil("est_deposee", _vrai), Seuil("statut", _parmi("acceptee"))
# part of the applications a figure retains → what a fact must leave
_CANDIDATURES = {
    "deposees": (_DEPOSEE,),
    "retenues": (_ACCEPTEE,),
    "nouvelles": (_ACCEPTEE, Seuil("decision", _parmi("nouvelle"))),
    "sans_binome": (_DEPOSEE, Seuil("a_binome", lambda value: value is False)),
    "sans_avis_region": (
        Seuil("statut", _parmi("en_instruction", "acceptee", "refusee")), Seuil("avis_region", lambda v: v is None),
    ),
    "plus_de_quatre": (_DEPOSEE, Seuil("nb_membres", lambda value: (value or 0) > 4)),
    "partagees": (Seuil("est_partage", _vrai),),
}  # fmt: skip
# what narrows applications: column of a fact, parameter, code that stands for nothing known
_DOSSIERS = (
    ("statut", "statuts_dossier", ""), ("decision", "decisions", "aucune"), ("avis_prefet", "avis_prefet", "inconnu"),
    ("avis_region", "avis_region", "inconnu"),
)  # fmt: skip


def seuils(chiffre: Chiffre, choix: Filtres) -> tuple[Seuil, ...]:
    """Every condition of being counted that a fact can cross; where a subject counts (region, theme) is none."""
    return _SEUILS[chiffre.indicateur.lignes](chiffre, choix)


def _territoires(chiffre: Chiffre, choix: Filtres) -> tuple[Seuil, ...]:
    bound = chiffre.parametres()
    states = (Seuil("jalon", _parmi_ou("etat_inconnu", bound["etats"]), "jalon"),) if bound["etats"] else ()
    own = _TERRITOIRES.get(str(bound["choix"]))
    return (_PROGRAMME, *((own,) if own else ()), *states)


def _postes(chiffre: Chiffre, choix: Filtres) -> tuple[Seuil, ...]:
    """A post in the states counted, any of them where none is named; a territory that is supported has an unknown one.

    Its state stands apart from the support: a post known late, since before the support, has never been unknown.
    """
    states = chiffre.parametres()["postes"] or tuple(ETATS_POSTE)
    return (_PROGRAMME, Seuil("est_suivi", _vrai, "poste"), Seuil("etat_poste", _parmi_ou("inconnu", states), "poste"))


def _candidatures(chiffre: Chiffre, choix: Filtres) -> tuple[Seuil, ...]:
    bound = chiffre.parametres()
    return (
        Seuil("statut", _connu),
        *_CANDIDATURES.get(str(bound["volet"]), ()),
        *(Seuil(column, _parmi_ou(none, bound[name])) for column, name, none in _DOSSIERS if bound[name]),
    )


def _projets_appui(chiffre: Chiffre, choix: Filtres) -> tuple[Seuil, ...]:
    moved = (Seuil("a_bouge", _vrai),) if "bouge" in chiffre.parametres()["moments"] else ()
    return (Seuil("est_connu", _vrai), _COMPTE, *moved)


def _projets(chiffre: Chiffre, choix: Filtres) -> tuple[Seuil, ...]:
    bound = chiffre.parametres()
    touched = chiffre.resserrer(choix).operateurs and bound["choix"] != "sans_ligne"
    narrowed = {"statut_courant": bound["statuts"], "demande": bound["demandes"]}
    return (
        Seuil("est_connu", _vrai),
        *_PROJETS.get(str(bound["choix"]), ()),
        *((Seuil("est_touche", _vrai),) if touched else ()),
        *(Seuil(column, _parmi(*codes)) for column, codes in narrowed.items() if codes),
    )


_SEUILS = {
    "lignes_territoires": _territoires,
    "lignes_projets": _projets,
    "lignes_projets_appui": _projets_appui,
    "lignes_postes": _postes,
    "lignes_candidatures": _candidatures,
}


def depuis_appui(facts: Iterable[Ligne], appui: date | None) -> list[Ligne]:
    """The same facts with ``a_bouge``: whether the project has moved since its territory was chosen for support."""
    moved, told = False, []
    for fact in facts:
        moves = fact["genre"] == "statut" or fact["type_montant"] in ("engage", "conventionne", "paye")
        moved = moved or bool(moves and appui is not None and fact["date_effet"] > appui)
        told.append(fact | {"a_bouge": moved})
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
