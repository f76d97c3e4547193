"""The parameters an address may carry beyond the shared filters: what each accepts, where, what is said of the rest.

Each is declared once: in ``cadre/parametres.py`` when every page reads it, else in ``parametres.py`` of the folder of
its screen. One that is declared nowhere is said to be unknown on the screen, and so is a value that is not accepted.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from ti_dashboard.adresse.partagee import NOMS, Vocabulaire
from ti_dashboard.langue.mots import Mot, abreger, comprendre, proches

PAQUET = Path(__file__).parents[1]


def soi(labels: Iterable[str]) -> dict[str, str]:
    """Labels that travel as they are."""
    return {label: label for label in labels}


@dataclass(frozen=True)
class Parametre:
    """``pages``: where it does something, all when empty. ``options``: code → label, None when any text is a value.

    ``est_lie``: a widget holds it, and would drop without a word what it does not know. ``bornes``: a whole number.
    ``est_multiple``: each of its values is one. ``est_prefixe``: its name begins those of a family.
    """

    nom: str
    constat: str = ""
    suite: str = ""
    pages: tuple[str, ...] = ()
    options: Mapping[str, str] | None = None
    bornes: tuple[int, int] | None = None
    est_lie: bool = False
    est_multiple: bool = False
    accepte: Callable[[str, Vocabulaire], bool] | None = None
    est_prefixe: bool = False

    @property
    def est_libre(self) -> bool:
        """Any text is a value."""
        return self.options is None and self.bornes is None and self.accepte is None

    def lit(self, page: str) -> bool:
        return not self.pages or page in self.pages

    def comprendre(self, texte: str, vocabulaire: Vocabulaire) -> str | None:
        """The canonical value that ``texte`` means, or None."""
        if self.bornes is not None:
            low, high = self.bornes
            is_number = texte.isascii() and texte.isdigit() and len(texte) < 9
            return str(int(texte)) if is_number and low <= int(texte) <= high else None
        if self.accepte is not None:
            return texte if self.accepte(texte, vocabulaire) else None
        return texte if self.options is None else comprendre(texte, self.options)


def un_choix(nom: str, page: str, labels: Iterable[str], constat: str = "Volet inconnu") -> Parametre:
    """A widget that always shows one of these labels, the first unless told."""
    options = soi(labels)
    suite = f"L'écran montre « {next(iter(options))} »."
    return Parametre(nom, constat, suite, (page,), options, est_lie=True)


@cache
def declares() -> dict[str, Parametre]:
    """Every declared parameter, by its name: those of every page first. Loads nothing that draws."""
    paths = [PAQUET / "cadre" / "parametres.py", *sorted(PAQUET.glob("ecrans/*/parametres.py"))]
    modules = (".".join((PAQUET.name, *path.relative_to(PAQUET).with_suffix("").parts)) for path in paths)
    found = [one for module in modules for one in import_module(module).PARAMETRES]
    by_name = {one.nom: one for one in found}
    if len(by_name) != len(found) or by_name.keys() & NOMS.keys():
        raise ValueError("Un paramètre d'adresse est déclaré deux fois")
    return by_name


def trouver(nom: str) -> Parametre | None:
    found = declares().get(nom)
    if found is not None and not found.est_prefixe:
        return found
    return next((p for p in declares().values() if p.est_prefixe and nom.startswith(p.nom)), None)


def noms() -> tuple[str, ...]:
    """The names that are said whole."""
    return tuple(p.nom for p in declares().values() if not p.est_prefixe)


def expliquer(nom: str, texte: str) -> Mot:
    """What is said of a value that a declared parameter does not accept."""
    declared = trouver(nom)
    if declared is None:
        return _nom_inconnu(nom)
    near = proches(texte, declared.options) if declared.options else ()
    return Mot(nom, abreger(texte), declared.constat, declared.suite, near)


def _nom_inconnu(nom: str) -> Mot:
    said = (p.nom for p in declares().values() if (p.constat or p.est_lie) and not p.est_prefixe)
    return Mot("", abreger(nom), "Paramètre inconnu", "Il ne change rien à l'écran.", proches(nom, soi([*NOMS, *said])))


def hors_page(nom: str) -> Mot:
    """What is said of a parameter that belongs to other pages."""
    return Mot("", abreger(nom), "Paramètre d'une autre page", "Il ne change rien à celle-ci.")
