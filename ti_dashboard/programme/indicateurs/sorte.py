"""What a kind of rows says of itself, declared once beside the indicators it is behind: whoever shows, compares, seals
or downloads them reads it here."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from ti_dashboard.programme.colonnes import Colonne
from ti_dashboard.programme.indicateurs.modele import Indicateur
from ti_dashboard.programme.indicateurs.seuils import Bornes, Seuil

LIGNE = ("livraison_id", "ligne")
"""What tells a line of a delivery from another."""


@dataclass(frozen=True)
class Scellee:
    """How a kind of rows is sealed: ``nom``, of its facts (``chiffres_faits_….sql``); ``mesures``, of what measures
    them; and what an indicator may ask of those questions.

    ``regles``: the columns of its facts that rules may read; ``sujets``: those it counts when they are not its own
    rows; ``suit_territoire``: it can be told by territory.
    """

    nom: str
    mesures: str
    agregats: frozenset[str]
    selections: frozenset[str]
    regles: frozenset[str]
    sujets: frozenset[str | None]
    numerateurs: frozenset[str | None]
    suit_territoire: bool

    def mesure(self, indicateur: Indicateur) -> bool:
        """True when its questions give the value of the indicator."""
        return (
            indicateur.agregat in self.agregats
            and indicateur.sujet in self.sujets
            and indicateur.numerateur in self.numerateurs
            and self.selections >= set(indicateur.selection)
            and self.regles >= {rule.colonne for rule in (*indicateur.regles, *indicateur.parmi)}
        )


def scellee(
    nom: str,
    agregats: str,
    selections: str = "",
    *,
    mesures: str = "",
    regles: str = "",
    sujet: str | None = None,
    numerateurs: str = "",
    territoire: bool = False,
) -> Scellee:
    """Words in one string each; ``mesures``: none when the kind has its own."""
    return Scellee(
        nom,
        mesures or nom,
        frozenset(agregats.split()),
        frozenset(selections.split()),
        frozenset(regles.split()),
        frozenset({None, sujet}),
        frozenset({None, *numerateurs.split()}),
        territoire,
    )


def dit(*matters: str) -> Callable[[Indicateur], Collection[str]]:
    """Every indicator of the kind is made of these matters; of none, when the referentials alone give it."""
    return lambda _indicateur: matters


@dataclass(frozen=True)
class Sorte:
    """``question`` lists the rows, ``colonnes`` are those a reader sees. ``cle`` tells one row from another between two
    arrêtés, ``valeur`` is what is added up, and unknowns are counted by ``sujet`` (singular and plural of what is known
    and unknown follow). ``sur`` is the question, shared with the figure, that the rows read; ``bilan`` the one that
    gives the figure itself, as a tile or a bar asks for it, without its rows. ``solde`` is the column that is true of
    rows that are needed to tell why it moved, but are not behind the figure any more.

    ``faits`` is the question of what happened to each subject (``faits_de_tous``: whatever operator is chosen), and
    ``seuils`` what a fact must leave to be counted: the one that crosses the line is the cause of its move;
    ``genre``, of those that rules read, all of them when it names none.
    ``est_perimetre``: it moves with the perimeter only. ``suit_les_candidatures``: it is compared only where
    applications are known. ``matieres``: what deliveries must have told for an indicator to be known.
    ``precisions``: what may narrow them beyond the shared filters (``sans:theme``: this code alone), in one string.
    """

    question: str
    colonnes: tuple[Colonne, ...]
    cle: tuple[str, ...]
    sujet: tuple[str, ...]
    scellee: Scellee
    matieres: Callable[[Indicateur], Collection[str]]
    valeur: str | None = None
    connus: tuple[str, str] = ("montant connu", "montants connus")
    inconnus: tuple[str, str] = ("inconnu", "inconnus")
    sur: str | None = None
    bilan: str | None = None
    solde: str | None = None
    faits: str | None = None
    faits_de_tous: bool = False
    seuils: Callable[[Bornes, bool], tuple[Seuil, ...]] | None = None
    genre: str | None = None
    est_perimetre: bool = False
    suit_les_candidatures: bool = False
    est_en_euros: bool = False
    precisions: str = "territoire"

    def se_resserre(self, dimension: str, code: str) -> bool:
        """True when its question reads the precision."""
        return not {dimension, f"{dimension}:{code}"}.isdisjoint(self.precisions.split())
