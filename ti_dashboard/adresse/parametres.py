"""The parameters an address may carry: what each accepts, where, whose it is, what is said of the rest.

Each is declared once: here when it is a shared filter, in ``cadre/parametres.py`` when every page reads it, else in
``parametres.py`` of the folder of its screen. One that is declared nowhere is said to be unknown on the screen, and so
is a value that is not accepted.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from ti_dashboard.adresse.comprise import ARRETE, COMPARE, PHASE, Vocabulaire
from ti_dashboard.langue.formats import enumeration
from ti_dashboard.langue.mots import Mot, abreger, comprendre, proches
from ti_dashboard.programme.filtres import FILTRES

PAQUET = Path(__file__).parents[1]
DuCadre = Literal["filtre", "navigateur", "salle"]
Proprietaire = DuCadre | Literal["écran"]


@dataclass(frozen=True)
class Reperes:
    """What a value is judged against: the choices of the publication, the rest of the address, what this browser
    keeps in its session."""

    vocabulaire: Vocabulaire
    mots: Mapping[str, Sequence[str]]
    session: Mapping[Any, Any]


def soi(labels: Iterable[str]) -> dict[str, str]:
    """Labels that travel as they are."""
    return {label: label for label in labels}


@dataclass(frozen=True)
class Parametre:
    """``proprietaire``: what it belongs to. A shared filter is kept by its box; what is this browser's own goes with it
    everywhere, is never shown to the room, and says itself what it does not know; the rest is part of the screen, or
    says where the room is. ``garde``: which of its values come along when the menu leaves for another page.
    ``est_prive``: where it says something else than its default, a room does not follow its presenter.

    ``pages``: where it does something, all when empty. ``options``: code → label, None when any text is a value.
    ``est_lie``: a widget holds it, and would drop without a word what it does not know. ``bornes``: a whole number.
    ``est_multiple``: each of its values is one. ``est_prefixe``: its name begins those of a family. ``libelle``: what a
    sentence calls it. ``defaut``: the value that an address need not say.
    """

    nom: str
    constat: str = ""
    suite: str = ""
    pages: tuple[str, ...] = ()
    options: Mapping[str, str] | None = None
    bornes: tuple[int, int] | None = None
    est_lie: bool = False
    est_multiple: bool = False
    accepte: Callable[[str, Reperes], bool] | None = None
    est_prefixe: bool = False
    libelle: str = ""
    defaut: str = ""
    proprietaire: Proprietaire = "écran"
    garde: Callable[[str], bool] | None = None
    est_prive: bool = False

    @property
    def est_juge(self) -> bool:
        """Some text is none of its values, and this is where it is said."""
        has_rule = self.options is not None or self.bornes is not None or self.accepte is not None
        return has_rule and self.proprietaire != "navigateur"

    def lit(self, page: str) -> bool:
        return not self.pages or page in self.pages

    def comprendre(self, texte: str, connu: Reperes) -> str | None:
        """The canonical value that ``texte`` means, or None."""
        if self.bornes is not None:
            low, high = self.bornes
            is_number = texte.isascii() and texte.isdigit() and len(texte) < 9
            return str(int(texte)) if is_number and low <= int(texte) <= high else None
        if self.accepte is not None:
            return texte if self.accepte(texte, connu) else None
        return texte if self.options is None else comprendre(texte, self.options)


def _partage(nom: str, constat: str, libelle: str) -> Parametre:
    return Parametre(nom, constat, est_lie=True, libelle=libelle, proprietaire="filtre")


PARTAGES: Mapping[str, Parametre] = {
    one.nom: one
    for one in (
        _partage(ARRETE, "Arrêté inconnu", "arrêté"),
        _partage(COMPARE, "Arrêté de comparaison inconnu", "arrêté de comparaison"),
        _partage(PHASE, "Phase inconnue", "phase"),
        *(_partage(key, one.inconnu, one.nom) for key, one in FILTRES.items()),
    )
}
"""The shared filters: ``partagee`` reads and writes them together."""


def un_choix(nom: str, page: str, labels: Iterable[str], constat: str = "Volet inconnu") -> Parametre:
    """A widget that always shows one of these labels, the first unless told."""
    options = soi(labels)
    suite = f"L'écran montre « {next(iter(options))} »."
    return Parametre(nom, constat, suite, (page,), options, est_lie=True, defaut=next(iter(options)))


def choisi(parametre: Parametre, mots: Mapping[str, Sequence[str]]) -> str:
    """The label that a widget which always shows one of its own shows at this address."""
    labels = parametre.options or {}
    asked = (comprendre(text, labels) for text in mots.get(parametre.nom, ()))
    return next((label for label in asked if label is not None), next(iter(labels)))


@cache
def _du_cadre() -> tuple[Parametre, ...]:
    """What every page reads: the shared filters, then what the frame declares. No screen is loaded to know them."""
    return (*PARTAGES.values(), *import_module(f"{PAQUET.name}.cadre.parametres").PARAMETRES)


@cache
def declares() -> dict[str, Parametre]:
    """Every declared parameter, by its name: those of every page first. Loads nothing that draws."""
    paths = sorted(PAQUET.glob("ecrans/*/parametres.py"))
    modules = (".".join((PAQUET.name, *path.relative_to(PAQUET).with_suffix("").parts)) for path in paths)
    of_screens = [one for module in modules for one in import_module(module).PARAMETRES]
    if strays := [one.nom for one in of_screens if one.proprietaire != "écran"]:
        raise ValueError(f"Paramètre d'adresse que seul le cadre peut déclarer : {enumeration(strays)}")
    found = [*_du_cadre(), *of_screens]
    if twice := _repetes(found):
        raise ValueError(f"Paramètre d'adresse déclaré deux fois : {enumeration(twice)}")
    return {one.nom: one for one in found}


def _repetes(found: Sequence[Parametre]) -> list[str]:
    """Names that are declared twice, or that a family has taken."""
    counted = Counter(one.nom for one in found)
    families = [one.nom for one in found if one.est_prefixe]
    taken = {nom for nom in counted for family in families if nom != family and nom.startswith(family)}
    return [nom for nom, count in counted.items() if count > 1 or nom in taken]


def est_pour_la_salle(mots: Mapping[str, Sequence[str]]) -> bool:
    """Whether a room may be shown what these words say: nothing that is for its presenter alone."""
    said = ((declares().get(nom), values) for nom, values in mots.items())
    return not any(one and one.est_prive and any(value != one.defaut for value in values) for one, values in said)


def de(*proprietaires: DuCadre) -> tuple[Parametre, ...]:
    """Those that belong to one of these."""
    return tuple(one for one in _du_cadre() if one.proprietaire in proprietaires)


def trouver(nom: str) -> Parametre | None:
    found = declares().get(nom)
    if found is not None and not found.est_prefixe:
        return found
    return next((p for p in declares().values() if p.est_prefixe and nom.startswith(p.nom)), None)


def expliquer(nom: str, texte: str) -> Mot:
    """What is said of a value that a declared parameter does not accept."""
    declared = trouver(nom)
    if declared is None:
        return _nom_inconnu(nom)
    near = proches(texte, declared.options) if declared.options else ()
    return Mot(nom, abreger(texte), declared.constat, declared.suite, near)


def _nom_inconnu(nom: str) -> Mot:
    said = (p.nom for p in declares().values() if (p.constat or p.est_lie) and not p.est_prefixe)
    return Mot("", abreger(nom), "Paramètre inconnu", "Il ne change rien à l'écran.", proches(nom, soi(said)))


def incompris(mots: Mapping[str, Sequence[str]], connu: Reperes, page: str) -> Iterator[Mot]:
    """Everything that an address says beside the shared filters, and that its page does not understand."""
    for nom, values in mots.items():
        declared = trouver(nom)
        if declared is None:
            yield expliquer(nom, "")
        elif not declared.lit(page):
            yield hors_page(nom)
        elif declared.est_juge:
            yield from (expliquer(nom, t) for t in values if t and declared.comprendre(t, connu) is None)


def hors_page(nom: str) -> Mot:
    """What is said of a parameter that belongs to other pages."""
    return Mot("", abreger(nom), "Paramètre d'une autre page", "Il ne change rien à celle-ci.")


def retenir(noms: Sequence[str], mots: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Of the words of an address, those of these parameters, sorted; ``x*``: all that start so. Empty ones left out."""
    starts = tuple(nom[:-1] for nom in noms if nom.endswith("*"))
    named = (key for key in sorted(mots) if key in noms or key.startswith(starts))
    return {key: kept for key in named if (kept := [word for word in mots[key] if word])}
