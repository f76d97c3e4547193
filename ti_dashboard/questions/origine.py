"""The line behind a figure: the rows it is made of, and why it moved since an earlier arrêté."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from statistics import median

from ti_dashboard.magasin.guichet import Ligne, Publication
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.evolution import Changement, Empechement, Mouvement
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs.matieres import matieres
from ti_dashboard.programme.indicateurs.regles import tiennent
from ti_dashboard.programme.mesures import Nombre
from ti_dashboard.programme.sans_objet import motif
from ti_dashboard.questions.comparaison import empechement
from ti_dashboard.questions.lecture import lecture, liaisons, montrees, sujets
from ti_dashboard.questions.matieres import dites
from ti_dashboard.questions.mouvements import changements, par_cause
from ti_dashboard.questions.poser import poser

SORTES = {"entree": 1, "sortie": -1}


@dataclass(frozen=True)
class Origine:
    """Value at the arrêté (None: unknown), subjects known and unknown, rows; value before and movements, once read.

    ``parts``: of a rate, its numerator and its denominator. ``empechement``: why it is not compared, if it is not;
    ``sans_objet``: why it has no meaning here; ``est_tu``: no delivery says anything of it, its value is unknown.
    """

    valeur: Nombre | None
    nb_connus: int
    nb_inconnus: int
    lignes: tuple[Ligne, ...]
    empechement: Empechement | None = "aucune"
    sans_objet: str | None = None
    est_tu: bool = False
    parts: tuple[Nombre, Nombre] | None = None
    avant: "Avant | None" = field(default=None, repr=False, compare=False)

    @property
    def est_sans_valeur(self) -> bool:
        """It has no meaning here, or nobody ever told it: there is nothing to compare with a seal."""
        return self.est_tu or self.sans_objet is not None

    @property
    def est_comparee(self) -> bool:
        return self.empechement is None

    @property
    def valeur_precedente(self) -> Nombre | None:
        return self.avant.valeurs.valeur if self.avant else None

    @property
    def parts_precedentes(self) -> tuple[Nombre, Nombre] | None:
        return self.avant.valeurs.parts if self.avant else None

    @property
    def mouvements(self) -> list[Mouvement]:
        return self.avant.mouvements if self.avant else []


@dataclass(frozen=True)
class Avant:
    """The figure at the earlier arrêté and what moved it since, asked only when read: many read today's value alone.

    ``maintenant``: its rows at the arrêté.
    """

    publication: Publication
    chiffre: Chiffre
    choix: Filtres
    maintenant: tuple[Ligne, ...]

    @cached_property
    def _lignes(self) -> tuple[Ligne, ...]:
        return lignes(self.publication, self.chiffre, self.choix, self.choix.anterieur)

    @cached_property
    def valeurs(self) -> Origine:
        found = _valeurs(self.chiffre, self._lignes, None)
        return _tu(self.publication, self.chiffre, self.choix, self.choix.anterieur, found)

    @cached_property
    def mouvements(self) -> list[Mouvement]:
        return par_cause(changements(self.publication, self.chiffre, self.choix, self.maintenant, self._lignes))


def origine(publication: Publication, chiffre: Chiffre, choix: Filtres) -> Origine:
    """Everything behind ``chiffre`` under the shared filters ``choix``."""
    nothing = motif(chiffre.indicateur_id, chiffre.resserrer(choix))
    return replace(_origine(publication, chiffre, choix), sans_objet=nothing)


def _tu(publication: Publication, chiffre: Chiffre, choix: Filtres, arrete: date, found: Origine) -> Origine:
    """The same, unknown where no delivery received by ``arrete`` tells the figure."""
    told = dites(publication, arrete, chiffre.resserrer(choix).phase)
    staged = chiffre.lit("statut") not in (None, "inconnu")
    if not matieres(chiffre.indicateur) | ({"statut"} if staged else set()) <= told:
        return replace(found, valeur=None, parts=None, est_tu=True)
    return found


def _origine(publication: Publication, chiffre: Chiffre, choix: Filtres) -> Origine:
    why = empechement(publication, chiffre.resserrer(choix), chiffre.indicateur.lignes)
    if chiffre.est_mouvement:
        return _mouvement(publication, chiffre, choix, why)
    if chiffre.lit("au"):
        return _au_compare(publication, chiffre.sans("au"), choix, why)
    rows = lignes(publication, chiffre, choix, choix.arrete)
    found = _tu(publication, chiffre, choix, choix.arrete, _valeurs(chiffre, rows, why))
    return found if why is not None else replace(found, avant=Avant(publication, chiffre, choix, rows))


def _valeurs(chiffre: Chiffre, rows: tuple[Ligne, ...], why: Empechement | None) -> Origine:
    read = lecture(chiffre)
    shown = montrees(read, rows)
    known = connus(chiffre, shown)
    halves = parts(chiffre, rows) if chiffre.indicateur.agregat in ("rapport", "taux") else None
    return Origine(valeur(chiffre, rows), *known, shown, why, parts=halves)


def _au_compare(publication: Publication, chiffre: Chiffre, choix: Filtres, why: Empechement | None) -> Origine:
    """The figure as it stood at the earlier arrêté, with its lines of then."""
    if why is not None:
        return Origine(None, 0, 0, (), why)
    found = _valeurs(chiffre, lignes(publication, chiffre, choix, choix.anterieur), why)
    return replace(_tu(publication, chiffre, choix, choix.anterieur, found), empechement="aucune")


def _mouvement(publication: Publication, chiffre: Chiffre, choix: Filtres, why: Empechement | None) -> Origine:
    """What moved the figure, of one cause or one way: each line with what it adds to the difference (``effet``)."""
    if why is not None:
        return Origine(None, 0, 0, (), why)
    whole = chiffre.sans("cause", "mouvement")
    now, before = (lignes(publication, whole, choix, day) for day in (choix.arrete, choix.anterieur))
    kept = [c for c in changements(publication, whole, choix, now, before) if _retenu(chiffre, c)]
    rows = tuple({**c.ligne, "effet": c.ecart} for c in sorted(kept, key=lambda c: min(c.ecart, -c.ecart)))
    return Origine(sum((c.ecart for c in kept), 0), len(kept), 0, rows, why)


def _retenu(chiffre: Chiffre, changed: Changement) -> bool:
    way = SORTES.get(chiffre.lit("mouvement") or "", 0)
    return chiffre.lit("cause") in (None, changed.cause) and (not way or changed.ecart * way > 0)


def lignes(publication: Publication, chiffre: Chiffre, choix: Filtres, arrete: date) -> tuple[Ligne, ...]:
    """The rows behind the figure at ``arrete``: ledger lines, projects or territories, each with its origin."""
    rows, rules = parmi(publication, chiffre, choix, arrete), chiffre.indicateur.regles
    return tuple(row for row in rows if tiennent(rules, row)) if rules else rows


def parmi(publication: Publication, chiffre: Chiffre, choix: Filtres, arrete: date) -> tuple[Ligne, ...]:
    """The same, and those that its rules leave out."""
    return poser(publication, chiffre.indicateur.lignes, sur=lecture(chiffre).sur, **liaisons(chiffre, choix, arrete))


def valeur(chiffre: Chiffre, rows: Sequence[Ligne]) -> Nombre | None:
    """The figure its rows give back. No row is a known zero; rows without any value are unknown."""
    indicateur, read = chiffre.indicateur, lecture(chiffre)
    if indicateur.agregat == "compte":
        return len(sujets(read, rows))
    if indicateur.agregat in ("rapport", "taux"):
        over, under = parts(chiffre, rows)
        return Decimal(over) / Decimal(under) if under > 0 else None
    column = str(read.valeur)
    known = [row for row in rows if row[column] is not None]
    if indicateur.agregat == "mediane":
        return median(row[column] for row in known) if known else None
    return sum((row[column] for row in known), Decimal(0)) if known or not rows else None


def parts(chiffre: Chiffre, rows: Sequence[Ligne]) -> tuple[Nombre, Nombre]:
    """The two halves of a rate: subjects that have what is looked for, over all; or one kind of amount over another."""
    if chiffre.indicateur.agregat == "taux":
        return sum(row[str(chiffre.indicateur.numerateur)] is True for row in rows), len(rows)
    totals = {kind: Decimal(0) for kind in chiffre.indicateur.selection["types"]}
    for row in rows:
        totals[row["type_montant"]] += row["montant_eur"] or 0
    over, under = totals.values()
    return over, under


def connus(chiffre: Chiffre, rows: Sequence[Ligne]) -> tuple[int, int]:
    """Subjects whose value is known, and unknown."""
    read = lecture(chiffre)
    missing = sujets(read, (row for row in rows if read.valeur and row[read.valeur] is None))
    return len(sujets(read, rows)) - len(missing), len(missing)
